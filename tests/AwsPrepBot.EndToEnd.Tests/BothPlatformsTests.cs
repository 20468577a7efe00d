using System.Text.Json.Nodes;
using AwsPrepBot.EndToEnd.Tests.Discord;
using AwsPrepBot.EndToEnd.Tests.Slack;
using AwsPrepBot.TestKit.Discord;
using AwsPrepBot.TestKit.Slack;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.EndToEnd.Tests;

/// <summary>One program for a Discord server and a Slack workspace at once, with people of the same names in both: each team lives on its own.</summary>
public sealed class BothPlatformsTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_team_sees_only_its_own()
    {
        using var folder = new EmptyFolder();
        await using var discord = await FakeDiscord.StartAsync(new FakeDiscordOptions { Patience = Patience }, Cancel);
        await using var slack = await FakeSlack.StartAsync(new FakeSlackOptions { Patience = Patience }, Cancel);
        var guild = discord.AddGuild();
        var (there, here) = (discord.AddChannel(guild), slack.AddChannel());
        var (dora, ana, ben) = (discord.AddMember(guild, "dora", admin: true), discord.AddMember(guild, "ana"), discord.AddMember(guild, "ben"));
        var (doraHere, anaHere, choHere) = (slack.AddUser("dora", admin: true), slack.AddUser("ana"), slack.AddUser("cho"));
        await using var process = PrepProcess.Start(
            folder.Path, null, DiscordStage.SettingsOf(discord, discord.Token).Concat(SlackStage.SettingsOf(slack, slack.BotToken)).ToDictionary());
        await slack.UntilAsync(() => slack.SocketsOpened >= 2 || process.HasEnded, "the program on Slack", Cancel);
        await discord.UntilAsync(() => discord.Registrations > 0 || process.HasEnded, "the program on Discord", Cancel);

        await (await discord.CommandAsync(dora, there, "prep", "setup", ("timezone", "UTC"))).MessageAsync(Cancel);
        await (await discord.CommandAsync(dora, there, "prep", "post")).MessageAsync(Cancel);
        await SayAsync(slack, doraHere, here, "setup timezone=UTC");
        await SayAsync(slack, doraHere, here, "post");
        var (question, questionHere) = (await discord.MessageAsync(there, 0, Cancel), await slack.MessageAsync(here, 0, Cancel));

        foreach (var member in new[] { ana, ben })
            Assert.Contains("Recorded: **A**", (await (await discord.PressLabelAsync(member, question, "A")).MessageAsync(Cancel)).Text, StringComparison.Ordinal);
        FakeSlackInteraction? press = null;
        foreach (var user in new[] { anaHere, choHere })
            Assert.StartsWith("Recorded: B", (await (press = slack.Press(user, questionHere, "B")).MessageAsync(cancellationToken: Cancel)).Text, StringComparison.Ordinal);

        // The other team's button, with its true id.
        var forged = (JsonObject)press!.Payload.DeepClone();
        forged["actions"]![0]!["action_id"] = question.Buttons.First(button => button.Label == "A").CustomId;
        forged["actions"]![0]!["action_ts"] = "1.000001";
        slack.SendEnvelope("interactive", forged);
        Assert.Contains("no question here", (await press.MessageAsync(1, Cancel)).Text, StringComparison.Ordinal);

        await (await discord.CommandAsync(dora, there, "prep", "close")).MessageAsync(Cancel);
        await SayAsync(slack, doraHere, here, "close");
        await discord.EditedAsync(question, message => message.Text.Contains(" closed", StringComparison.Ordinal), Cancel);
        await slack.EditedAsync(questionHere, message => message.Text.Contains(" closed", StringComparison.Ordinal), Cancel);
        var board = (await (await discord.CommandAsync(ana, there, "prep", "leaderboard")).MessageAsync(Cancel)).Text;
        var boardHere = await SayAsync(slack, anaHere, here, "leaderboard");
        Assert.Contains("ben", board, StringComparison.Ordinal);
        Assert.DoesNotContain("cho", board, StringComparison.Ordinal);
        Assert.Contains("cho", boardHere, StringComparison.Ordinal);
        Assert.DoesNotContain("ben", boardHere, StringComparison.Ordinal);
        Assert.DoesNotContain($"{there.Id}", await SayAsync(slack, doraHere, here, "schedule"), StringComparison.Ordinal);

        var ended = await process.TerminateAsync();
        Assert.Equal(0, ended.ExitCode);
        Assert.DoesNotContain("fail: ", ended.Errors, StringComparison.Ordinal);
        Assert.Empty(discord.Violations);
        Assert.Empty(slack.Violations);
        Assert.Equal([$"discord:{guild.Id} 2", $"slack:{slack.Workspace.Id} 2"], await AnswersByTeamAsync(folder.Database));
    }

    static async Task<string> SayAsync(FakeSlack slack, FakeSlackUser user, FakeSlackChannel channel, string text) =>
        (await slack.Command(user, channel, $"/prep {text}").MessageAsync(cancellationToken: Cancel)).Text;

    static async Task<IReadOnlyList<string>> AnswersByTeamAsync(string path)
    {
        await using var database = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync(Cancel);
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT team || ' ' || COUNT(*) FROM answers GROUP BY team ORDER BY team";
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var lines = new List<string>();
        while (await reader.ReadAsync(Cancel))
            lines.Add(reader.GetString(0));
        return lines;
    }
}
