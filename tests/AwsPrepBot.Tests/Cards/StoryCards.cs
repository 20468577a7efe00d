using AwsPrepBot.Discord.Tests.Rendering;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Tests.Stories;

namespace AwsPrepBot.Tests.Cards;

/// <summary>
/// Every card that the engine made in the stories: the week at a terminal and on Discord, and two weeks of screens with what
/// is refused in them. A card that is new is in here as soon as a story shows it.
/// </summary>
public sealed class StoryCards : IAsyncLifetime
{
    internal IReadOnlyList<Card> All { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var screens = await Screens.AllAsync(TestContext.Current.CancellationToken);
        await using var terminal = await TerminalStage.OpenAsync(WeekStory.Beginning);
        await new WeekStory(terminal).PlayAsync();
        await using var discord = await DiscordStage.OpenAsync(WeekStory.People);
        await new WeekStory(discord).PlayAsync();
        All = [.. screens.Select(screen => screen.Card), .. terminal.Recorder.Cards, .. discord.Recorder.Cards];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
