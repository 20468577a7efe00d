using AwsPrepBot.TestKit.Slack;

namespace AwsPrepBot.EndToEnd.Tests.Slack;

/// <summary>A token that Slack does not take.</summary>
public sealed class WrongTokenTests
{
    [Fact]
    public async Task A_wrong_token_ends_the_program_with_one_line_that_says_what_to_do_and_nothing_is_tried_again()
    {
        using var folder = new EmptyFolder();
        await using var slack = await FakeSlack.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var process = PrepProcess.Start(folder.Path, null, SlackStage.SettingsOf(slack, "xoxb-not-the-token"));
        var ended = await process.WhenEndedAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal("", ended.Output);
        Assert.Contains("Slack does not take Slack:BotToken (invalid_auth)", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-token", ended.Errors, StringComparison.Ordinal);
        Assert.Equal(["auth.test"], slack.Requests.Select(request => request.Method));
    }
}
