namespace AwsPrepBot.Tests.Stories;

/// <summary>The story of a week comes out the same wherever it is played.</summary>
public sealed class WeekStoryTests
{
    static readonly string[] End = ["1 ana 40 4 of 5 5-day streak", "1 ben 40 4 of 5 5-day streak", "3 cho 20 2 of 3", "3 eli 20 2 of 2 2-day streak"];

    [Fact]
    public async Task A_week_at_a_terminal()
    {
        await using var stage = await TerminalStage.OpenAsync(WeekStory.Beginning);
        await PlayAsync(stage);
    }

    [Fact]
    public async Task A_week_on_Discord()
    {
        await using var stage = await DiscordStage.OpenAsync(WeekStory.People);
        await PlayAsync(stage);
    }

    static async Task PlayAsync(Stage stage)
    {
        Assert.Equal(End, await new WeekStory(stage).PlayAsync());
        Assert.Equal(["ana 40 4 5", "ben 40 4 5", "cho 20 2 3", "eli 20 2 2"], stage.Standings());
        Assert.Empty(stage.Check());
        Assert.Empty(stage.Faults());
    }
}
