using AwsPrepBot.EndToEnd.Tests.Soak;
using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.EndToEnd.Tests.Discord;

/// <summary>A service manager stops the program in the middle of a burst.</summary>
[Collection(Alone.Name)]
public sealed class StopTests
{
    const int People = 400;

    /// <summary>Service managers wait this long, then kill.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stopped_under_a_burst_it_sees_through_what_it_took_within_ten_seconds_and_every_receipt_is_true()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var discord = stage.Discord;
        await stage.StartAsync(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero));
        await (await discord.CommandAsync(stage.Dora, stage.Channel, "prep", "setup", ("timezone", "Europe/Berlin"))).MessageAsync(Cancel);
        await (await discord.CommandAsync(stage.Dora, stage.Channel, "prep", "post")).MessageAsync(Cancel);
        var question = await discord.MessageAsync(stage.Channel, 0, Cancel);
        var people = Enumerable.Range(0, People).Select(number => discord.AddMember(stage.Channel.Guild!, $"m{number}")).ToList();

        var presses = await Task.WhenAll(people.Select(member => discord.PressLabelAsync(member, question, "B")));
        await discord.UntilAsync(() => presses.Count(press => press.Messages.Count > 0) >= People / 10, "the first receipts", Cancel);
        var began = TimeProvider.System.GetTimestamp();
        await stage.StopAsync();
        var took = TimeProvider.System.GetElapsedTime(began);

        Assert.True(took < Longest, $"it took {took.TotalSeconds:0.0} s to stop");
        var told = presses.Where(press => press.Messages.Count > 0).ToList();
        Assert.All(told, press => Assert.Contains("Recorded: **B**", press.Messages[0].Text, StringComparison.Ordinal));
        // Whoever was not told saw that it failed, or waits for a promise that was kept before the end.
        Assert.DoesNotContain(presses, press => press is { AnswerType: 5, Messages.Count: 0 });
        var stored = new Records(stage.Database).Letters(told.Select(press => $"{press.User.Id}"));
        Assert.Equal(told.Count, stored.Count);
        Assert.DoesNotContain(discord.Violations, violation => violation.Kind != FakeViolations.Unanswered);
    }
}
