using AwsPrepBot.TestKit.Discord;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.EndToEnd.Tests.Discord;

/// <summary>A disk that hangs: somebody else holds the database.</summary>
[Collection(Alone.Name)]
public sealed class StalledStoreTests
{
    static readonly TimeSpan Stall = TimeSpan.FromSeconds(5);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_store_is_stalled_presses_are_promised_a_receipt_which_follows_and_the_question_stays_untouched()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var discord = stage.Discord;
        await stage.StartAsync(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero));
        await (await discord.CommandAsync(stage.Dora, stage.Channel, "prep", "setup", ("timezone", "Europe/Berlin"))).MessageAsync(Cancel);
        await (await discord.CommandAsync(stage.Dora, stage.Channel, "prep", "post")).MessageAsync(Cancel);
        var question = await discord.MessageAsync(stage.Channel, 0, Cancel);

        FakeInteraction[] presses;
        await using (await HoldAsync(stage.Database))
        {
            var stalled = Task.Delay(Stall, TimeProvider.System, Cancel);
            presses = await Task.WhenAll(new[] { stage.Dora, stage.Ana, stage.Ben, stage.Cho, stage.Dee }.Select(member => discord.PressLabelAsync(member, question, "B")));
            foreach (var press in presses)
                Assert.Equal(5, await press.AnsweredAsync(Cancel));
            Assert.Equal(4, await (await discord.CommandAsync(stage.Ana, stage.Channel, "prep", "help")).AnsweredAsync(Cancel));
            await stalled;
            Assert.All(presses, press => Assert.Empty(press.Messages));
            Assert.Single(question.Versions);
        }

        foreach (var press in presses)
        {
            var receipt = await press.MessageAsync(Cancel);
            Assert.Contains("Recorded: **B**", receipt.Text, StringComparison.Ordinal);
            Assert.Equal(press.User, receipt.OnlyFor);
        }
        Assert.Equal([question], discord.Messages(stage.Channel));
        Assert.All(question.Versions, version => Assert.Contains("DAILY QUESTION", FakeMessage.TextOf(version), StringComparison.Ordinal));
        Assert.Empty(discord.Violations);
        await stage.StopAsync();
    }

    /// <summary>Locks the database against all other writers until it is disposed.</summary>
    static async Task<SqliteConnection> HoldAsync(string database)
    {
        var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync(Cancel);
        return connection;
    }
}
