using AwsPrepBot.TestKit;

namespace AwsPrepBot.EndToEnd.Tests.Soak;

/// <summary><c>kill -9</c> at random instants under answers, closings, quizzes and deliveries; one life in three in rough weather, the clock stepped between lives.</summary>
public sealed class KillSoakTests
{
    [Theory]
    [InlineData("terminal")]
    [InlineData("discord")]
    [InlineData("slack")]
    public Task What_was_acknowledged_is_stored_nothing_is_posted_twice_and_nobody_is_left_without_a_word(string platform) =>
        SoakPlan.SeededAsync($"kills on {platform}", async random =>
        {
            await using var lives = new Lives(await OpenAsync(platform), random, $"kills on {platform}");
            await lives.RunAsync(SoakPlan.Count("KILLS", usual: 3, full: 300));
        });

    static async Task<IWorld> OpenAsync(string platform) => platform switch
    {
        "terminal" => new TerminalWorld(),
        "discord" => await DiscordWorld.OpenAsync(),
        "slack" => await SlackWorld.OpenAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, "There is no such world."),
    };
}
