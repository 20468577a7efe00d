using AwsPrepBot.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AwsPrepBot.Slack.Tests.Adapter;

/// <summary>What <c>doctor</c> says about Slack, each problem with its mend; and what health checks are told.</summary>
public sealed class DoctorTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(SlackBot bot)
    {
        var findings = new List<DoctorFinding>();
        foreach (var check in bot.Services.GetServices<IDoctorCheck>())
            findings.AddRange((await check.ExamineAsync(Cancel)).Where(finding => finding.Area == "slack"));
        return findings;
    }

    [Fact]
    public async Task A_bot_in_order_has_no_problem()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup timezone=UTC");

        Assert.Equal(
            [
                "Slack:BotToken is that of awsprepbot in the workspace Cloud Crew.", "The app has every scope it needs.", "Slack:AppToken opens sockets.",
                "#aws-prep: I am in it and may post.",
            ],
            (await ExamineAsync(bot)).Where(finding => !finding.IsProblem).Select(finding => finding.Message));
        Assert.DoesNotContain(await ExamineAsync(bot), finding => finding.IsProblem);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task Each_scope_that_is_missing_is_named_with_what_it_is_for()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Scopes.Remove("files:write");
        bot.Slack.Scopes.Remove("groups:history");

        var problem = Assert.Single(await ExamineAsync(bot), finding => finding.IsProblem);

        Assert.Equal("The app lacks groups:history (to the same in private channels); files:write (to bring somebody the file with what is kept about them).", problem.Message);
        Assert.Contains("deploy/slack-manifest.yaml", problem.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bots_token_that_was_revoked_is_all_there_is_to_say()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.BotToken = "xoxb-another";

        var problem = Assert.Single(await ExamineAsync(bot));

        Assert.Equal("Slack does not take Slack:BotToken (token_revoked).", problem.Message);
        Assert.Contains("OAuth & Permissions", problem.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_apps_token_that_was_revoked_is_named()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.AppToken = "xapp-another";

        var problem = Assert.Single(await ExamineAsync(bot), finding => finding.IsProblem);

        Assert.Equal("Slack does not take Slack:AppToken (token_revoked).", problem.Message);
        Assert.Contains("connections:write", problem.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_is_named_with_what_to_do_there()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup timezone=UTC");

        bot.Channel.HasBot = false;
        Assert.Contains(await ExamineAsync(bot), finding => finding is { IsProblem: false, Mend: "/invite @awsprepbot there." } && finding.Message.StartsWith("#aws-prep: I may post, but am not in it", StringComparison.Ordinal));
        bot.Channel.IsArchived = true;
        Assert.Contains("is archived", Assert.Single(await ExamineAsync(bot), finding => finding.IsProblem).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_wrong_are_a_finding_that_repeats_no_token()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Slack:BotToken"] = "xapp-secret" }).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSlack(configuration).BuildServiceProvider();

        var findings = await services.GetServices<IDoctorCheck>().Single().ExamineAsync(Cancel);

        Assert.Equal(2, findings.Count(finding => finding.IsProblem));
        Assert.Contains(findings, finding => finding.Message.StartsWith("Slack:BotToken: that is a token of another kind", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Message.StartsWith("Slack:AppToken: it is missing", StringComparison.Ordinal));
        Assert.DoesNotContain(findings, finding => finding.Message.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_socket_it_is_not_ready()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.Log.UntilAsync(line => line.EndsWith("to Slack is up", StringComparison.Ordinal), Cancel, times: 2);
        var health = bot.Services.GetServices<IHealthPart>().Single(part => part.Name == "slack");
        Assert.Null(await health.TroubleAsync(Cancel));

        bot.Slack.RefusesSockets = true;
        bot.Slack.CutSockets();
        await bot.Log.UntilAsync(line => line.Contains("ended: the connection broke", StringComparison.Ordinal), Cancel, times: 2);

        Assert.Equal("not connected at the moment", await health.TroubleAsync(Cancel));
    }
}
