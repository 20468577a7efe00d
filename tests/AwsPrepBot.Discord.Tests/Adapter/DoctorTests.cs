using AwsPrepBot.Engine;
using AwsPrepBot.TestKit.Discord;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AwsPrepBot.Discord.Tests.Adapter;

/// <summary>What <c>doctor</c> says about Discord: each problem with its mend.</summary>
public sealed class DoctorTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bot_in_order_has_no_problem()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"));

        var findings = await ExamineAsync(bot);

        Assert.DoesNotContain(findings, finding => finding.IsProblem);
        Assert.Equal(
            ["The token is that of the bot awsprepbot.", $"Application AwsPrepBot ({bot.Discord.ApplicationId}).", "/prep is registered.", "#aws-prep: I may post there."],
            findings.Select(finding => finding.Message));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task A_channel_is_named_with_the_permission_it_lacks_and_what_to_do()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"));
        bot.Channel.DeniedToBot = FakePermissions.SendMessages | FakePermissions.EmbedLinks;

        var problem = Assert.Single(await ExamineAsync(bot), finding => finding.IsProblem);

        Assert.Equal("#aws-prep: I lack Send Messages and Embed Links.", problem.Message);
        Assert.Contains("that channel's settings under Permissions", problem.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_channel_says_why_and_how_it_goes_on()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"));
        bot.Discord.RemoveGuild(bot.Guild);
        await bot.ToldAsync(bot.Admin);

        var problem = Assert.Single(await ExamineAsync(bot), finding => finding.IsProblem);

        Assert.Contains("I am not in that server. It is paused: I was removed from the server.", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Invite the bot again", problem.Mend, StringComparison.Ordinal);
        Assert.Contains("/prep resume", problem.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_is_all_there_is_to_say()
    {
        await using var bot = await DiscordBot.StartAsync();
        bot.Discord.Token = "MTAx.another.token";

        var problem = Assert.Single(await ExamineAsync(bot));

        Assert.Equal("Discord does not take the token.", problem.Message);
        Assert.Contains("Discord:Token", problem.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_that_differ_and_interactions_that_go_elsewhere_are_problems_or_told()
    {
        await using var bot = await DiscordBot.StartAsync();
        bot.Discord.AnswerNext(FakeRoutes.GetCommands, 200, "[]");
        bot.Discord.AnswerNext(FakeRoutes.Application, 200, """{"id":"5","name":"AwsPrepBot","interactions_endpoint_url":"https://elsewhere.example/hook"}""");
        bot.Discord.AnswerNext(FakeRoutes.GatewayBot, 200, """{"url":"wss://x","shards":1,"session_start_limit":{"total":1000,"remaining":0,"reset_after":5000,"max_concurrency":1}}""");

        var findings = await ExamineAsync(bot);

        Assert.Contains(findings, finding => !finding.IsProblem && finding.Message.StartsWith("/prep is not registered", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.IsProblem && finding.Mend!.Contains("Interactions Endpoint URL", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.IsProblem && finding.Message.Contains("all 1000", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Bot abc", null, "leave out the word")]
    [InlineData("", "http://127.0.0.1:5/api/v10", "Discord:Token: it is missing")]
    [InlineData("abc", "http://discord.com/api/v10", "Discord:ApiUrl: it is http")]
    [InlineData("abc", "discord", "Discord:ApiUrl: \"discord\" is no address")]
    public async Task Wrong_settings_are_findings_that_name_the_key(string token, string? address, string says)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Discord:Token"] = token, ["Discord:ApiUrl"] = address }).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddDiscord(configuration).BuildServiceProvider();

        var finding = Assert.Single(await services.GetRequiredService<IDoctorCheck>().ExamineAsync(Cancel));

        Assert.True(finding.IsProblem);
        Assert.Contains(says, finding.Message, StringComparison.Ordinal);
    }

    static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(DiscordBot bot)
    {
        var findings = new List<DoctorFinding>();
        foreach (var check in bot.Services.GetServices<IDoctorCheck>())
            findings.AddRange((await check.ExamineAsync(Cancel)).Where(finding => finding.Area == "discord"));
        return findings;
    }
}
