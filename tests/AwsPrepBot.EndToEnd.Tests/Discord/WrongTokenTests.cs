using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.EndToEnd.Tests.Discord;

/// <summary>A token that Discord does not take.</summary>
public sealed class WrongTokenTests
{
    [Fact]
    public async Task A_wrong_token_ends_the_program_with_one_line_that_says_what_to_do_and_nothing_is_tried_again()
    {
        using var folder = new EmptyFolder();
        await using var discord = await FakeDiscord.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var process = PrepProcess.Start(folder.Path, null, DiscordStage.Settings(discord, "not-the-token"));
        var ended = await process.WhenEndedAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal("", ended.Output);
        var line = Assert.Single(ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !line.StartsWith("info: ", StringComparison.Ordinal));
        Assert.Contains("Discord:Token", line, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-token", ended.Errors, StringComparison.Ordinal);
        Assert.Equal(0, discord.Identifies);
        Assert.Single(discord.Requests);
    }
}
