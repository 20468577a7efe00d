using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.TestKit;
using AwsPrepBot.Tests.Stories;

namespace AwsPrepBot.Tests.Cards;

/// <summary>
/// Every card that the engine made in the stories: the week at a terminal, on Discord and on Slack, and two weeks of screens with what
/// is refused in them. A card that is new is in here as soon as a story shows it.
/// </summary>
public sealed class StoryCards : IAsyncLifetime
{
    internal IReadOnlyList<Card> All { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var screens = await Screens.AllAsync(new ChannelId("C0PREP"), new Uri("https://chat.example.com/archives/C0PREP/p1"), TestContext.Current.CancellationToken);
        await using var terminal = await TerminalStage.OpenAsync(WeekStory.Beginning);
        await new WeekStory(terminal).PlayAsync();
        await using var discord = await DiscordStage.OpenAsync(WeekStory.People);
        await new WeekStory(discord).PlayAsync();
        await using var slack = await SlackStage.OpenAsync(WeekStory.People);
        await new WeekStory(slack).PlayAsync();
        All = [.. screens.Select(screen => screen.Card), .. terminal.Recorder.Cards, .. discord.Recorder.Cards, .. slack.Recorder.Cards];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
