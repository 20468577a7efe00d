using AwsPrepBot.Discord.Gateway;

namespace AwsPrepBot.Discord.Tests.Gateway;

/// <summary>At 1000 Identifies in 24 hours Discord takes the token away.</summary>
public sealed class IdentifyBudgetTests
{
    [Fact]
    public async Task When_discord_says_none_is_left_the_bot_does_not_even_connect_until_the_reset()
    {
        await using var script = new GatewayScript(directory: GatewayScript.Bot(remaining: 0, resetAfter: 7_200_000));
        await script.Time.PassAsync(TimeSpan.FromHours(2));
        // Still none: it asks, and waits again.
        await script.Time.PassAsync(TimeSpan.FromHours(2));
        script.Directory = GatewayScript.Bot(remaining: 1000);
        await script.Time.PassAsync(TimeSpan.FromHours(2));
        (await script.ExpectConnectionAsync()).SendHello();
        Assert.True(script.DirectoryAsked >= 3);
    }

    [Fact]
    public async Task When_our_own_count_is_used_up_no_identify_is_sent_until_one_is_free()
    {
        var budget = new MemoryIdentifyBudget();
        budget.Use(IdentifyGate.PerDay, new SignalTime().GetUtcNow() - TimeSpan.FromHours(23));
        await using var script = new GatewayScript(budget: budget);
        var refused = await script.ExpectConnectionAsync();
        refused.SendHello();
        await refused.ExpectCloseAsync();
        Assert.Equal(0, refused.SentByBot);

        var allowed = await script.ExpectConnectionAfterAsync(TimeSpan.FromHours(1));
        allowed.SendHello();
        await allowed.ExpectIdentifyAsync();
        Assert.Equal(1, budget.Count);
    }

    [Fact]
    public async Task The_count_outlives_the_process_and_stays_below_1000()
    {
        Assert.InRange(IdentifyGate.PerDay, 1, 999);
        var budget = new MemoryIdentifyBudget();
        for (var run = 1; run <= 3; run++)
        {
            await using var script = new GatewayScript(budget: budget);
            await script.ExpectSessionAsync();
            Assert.Equal(run, budget.Count);
        }
    }

    [Fact]
    public async Task A_resume_is_not_counted()
    {
        await using var script = new GatewayScript();
        var socket = await script.ExpectSessionAsync();
        for (var i = 0; i < 3; i++)
        {
            script.Time.Advance(TimeSpan.FromSeconds(19));
            socket.SendReconnect();
            socket = await script.ExpectConnectionAsync(); // at once: the session was worth resuming each time
            socket.SendHello();
            await socket.ExpectResumeAsync();
            socket.SendResumed(2 + i);
            await script.ExpectEventAsync<SessionResumed>();
        }
        Assert.Equal(1, script.Budget.Count);
    }

    [Fact]
    public async Task A_store_that_cannot_count_delays_the_session_instead_of_risking_the_token()
    {
        var budget = new MemoryIdentifyBudget { Fails = new InvalidOperationException("the disk is full") };
        await using var script = new GatewayScript(budget: budget);
        var refused = await script.ExpectConnectionAsync();
        refused.SendHello();
        await refused.ExpectCloseAsync();
        Assert.Equal(0, refused.SentByBot);
        budget.Fails = null;
        var allowed = await script.ExpectConnectionAfterAsync(TimeSpan.FromSeconds(30));
        allowed.SendHello();
        await allowed.ExpectIdentifyAsync();
    }

    [Fact]
    public async Task A_refused_token_stops_before_the_gateway_is_tried()
    {
        await using var script = new GatewayScript(directory: new DiscordFailure(FailureKind.Unauthorized, "GET /gateway/bot: 401"));
        var end = await script.ExpectEndAsync();
        Assert.Contains("Discord:Token", end.Advice, StringComparison.Ordinal);
        Assert.Equal(0, script.Budget.Count);
    }

    [Fact]
    public async Task When_discord_does_not_answer_the_address_known_before_is_used()
    {
        await using var script = new GatewayScript();
        var first = await script.ExpectSessionAsync();
        script.Directory = new DiscordFailure(FailureKind.RetryLater, "GET /gateway/bot: Lost");
        script.Time.Advance(TimeSpan.FromSeconds(9));
        first.SendClose(4009);
        var second = await script.ExpectConnectionAsync();
        Assert.StartsWith(GatewayScript.GatewayUrl, second.Address!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_implausibly_long_token_is_not_sent()
    {
        await using var script = new GatewayScript(token: new string('x', GatewayConnection.LargestPayload));
        var socket = await script.ExpectConnectionAsync();
        socket.SendHello();
        var end = await script.ExpectEndAsync();
        Assert.Contains("too long", end.Advice, StringComparison.Ordinal);
        Assert.Equal(0, socket.SentByBot);
    }
}
