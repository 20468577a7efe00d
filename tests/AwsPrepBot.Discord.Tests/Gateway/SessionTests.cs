using AwsPrepBot.Discord.Gateway;

namespace AwsPrepBot.Discord.Tests.Gateway;

/// <summary>How a session begins, breaks off, goes on and ends: each test is a script of the protocol.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task A_new_session_identifies_after_hello_and_reports_who_the_bot_is()
    {
        await using var script = new GatewayScript();
        var socket = await script.ExpectConnectionAsync();
        Assert.Equal("wss://gateway.discord.test/?v=10&encoding=json", socket.Address!.AbsoluteUri);
        socket.SendHello();

        var identify = await socket.ExpectIdentifyAsync();
        Assert.Equal(GatewayScript.Token, identify.GetProperty("token").GetString());
        Assert.Equal(1, identify.GetProperty("intents").GetInt32());
        Assert.Equal(["os", "browser", "device"], identify.GetProperty("properties").EnumerateObject().Select(p => p.Name));

        socket.SendReady(guilds: """[{"id":"5","unavailable":true}]""");
        var started = await script.ExpectEventAsync<SessionStarted>();
        Assert.Equal((11UL, 22UL), (started.Bot.Id.Value, started.ApplicationId.Value));
        Assert.Equal([5UL], started.Guilds.Select(g => g.Value));
        Assert.Equal(1, script.Budget.Count);
    }

    [Fact]
    public async Task After_op_7_it_resumes_at_the_resume_url_with_the_same_query_and_the_last_seq()
    {
        await using var script = new GatewayScript();
        var first = await script.ExpectSessionAsync();
        first.SendDispatch("GUILD_CREATE", 2, """{"id":"5"}""").SendDispatch("SOMETHING_NEW", 41, "{}").SendReconnect();
        var code = await first.ExpectCloseAsync();
        Assert.True(code is >= 3000 and <= 4999, $"closed with {code}, which would end the session or may not be sent");

        var second = await script.ExpectConnectionAsync();
        Assert.Equal("wss://resume.discord.test/?v=10&encoding=json", second.Address!.AbsoluteUri);
        second.SendHello();
        Assert.Equal((ScriptedSocket.SessionId, 41), await second.ExpectResumeAsync());
        second.SendDispatch("GUILD_DELETE", 42, """{"id":"5"}""").SendResumed(43);

        await script.ExpectEventAsync<GuildAvailable>();
        await script.ExpectEventAsync<GuildRemoved>();
        await script.ExpectEventAsync<SessionResumed>();
        Assert.Equal(GatewayState.Ready, script.Client.State);
        Assert.Equal(1, script.Budget.Count);
    }

    [Fact]
    public async Task Op_7_in_place_of_hello_leads_to_another_connection()
    {
        await using var script = new GatewayScript();
        (await script.ExpectConnectionAsync()).SendReconnect();
        var second = await script.ExpectConnectionAsync();
        second.SendHello();
        await second.ExpectIdentifyAsync();
    }

    [Fact]
    public async Task Op_9_true_resumes()
    {
        await using var script = new GatewayScript();
        (await script.ExpectSessionAsync()).SendInvalidSession(resumable: true);
        var second = await script.ExpectConnectionAsync();
        second.SendHello();
        Assert.Equal((ScriptedSocket.SessionId, 1), await second.ExpectResumeAsync());
    }

    [Fact]
    public async Task Op_9_false_identifies_anew_at_the_gateway_url_after_one_to_five_seconds()
    {
        await using var script = new GatewayScript(jitter: 0.25);
        var first = await script.ExpectSessionAsync();
        script.Time.Advance(TimeSpan.FromSeconds(9)); // the spacing of Identifies is past
        first.SendInvalidSession(resumable: false);

        await script.Time.PassAsync(TimeSpan.FromSeconds(2)); // 1 + 4 × 0.25
        var second = await script.ExpectConnectionAsync();
        Assert.StartsWith(GatewayScript.GatewayUrl, second.Address!.AbsoluteUri, StringComparison.Ordinal);
        second.SendHello();
        await second.ExpectIdentifyAsync();
        second.SendReady(seq: 1, sessionId: "session-2").SendReconnect();
        await script.ExpectEventAsync<SessionStarted>();

        var third = await script.ExpectConnectionAsync();
        third.SendHello();
        Assert.Equal(("session-2", 1), await third.ExpectResumeAsync());
    }

    [Fact]
    public async Task Op_9_false_in_answer_to_a_resume_identifies_anew()
    {
        await using var script = new GatewayScript();
        (await script.ExpectSessionAsync()).SendClose(null);
        var second = await script.ExpectConnectionAsync();
        second.SendHello();
        await second.ExpectResumeAsync();
        script.Time.Advance(TimeSpan.FromSeconds(9));
        second.SendInvalidSession(resumable: false);
        var third = await script.ExpectConnectionAfterAsync(TimeSpan.FromSeconds(3));
        third.SendHello();
        await third.ExpectIdentifyAsync();
    }

    [Fact]
    public async Task Two_identifies_are_at_least_five_seconds_apart()
    {
        await using var script = new GatewayScript(jitter: 0);
        (await script.ExpectSessionAsync()).SendClose(4009);
        // The back-off is over at once; the spacing is not.
        var second = await script.ExpectConnectionAfterAsync(TimeSpan.FromSeconds(5));
        second.SendHello();
        await second.ExpectIdentifyAsync();
    }

    [Fact]
    public async Task A_refused_connection_does_not_cost_the_session()
    {
        await using var script = new GatewayScript(jitter: 0);
        var first = await script.ExpectSessionAsync();
        script.ConnectTrouble = "refused";
        first.SendClose(null);
        Assert.StartsWith(ScriptedSocket.ResumeUrl, (await script.ExpectConnectionAsync()).Address!.AbsoluteUri, StringComparison.Ordinal);
        script.ConnectTrouble = null;
        var third = await script.ExpectConnectionAfterAsync(TimeSpan.FromSeconds(1));
        third.SendHello();
        Assert.Equal((ScriptedSocket.SessionId, 1), await third.ExpectResumeAsync());
    }

    [Fact]
    public async Task A_session_that_cannot_be_reached_five_times_is_given_up()
    {
        await using var script = new GatewayScript(jitter: 0);
        var first = await script.ExpectSessionAsync();
        script.Time.Advance(TimeSpan.FromSeconds(10));
        script.ConnectTrouble = "refused";
        first.SendClose(null);
        await script.ExpectConnectionAsync();
        foreach (var delay in (int[])[1, 2, 4, 8])
            Assert.StartsWith(ScriptedSocket.ResumeUrl, (await script.ExpectConnectionAfterAsync(TimeSpan.FromSeconds(delay))).Address!.AbsoluteUri, StringComparison.Ordinal);
        script.ConnectTrouble = null;
        var last = await script.ExpectConnectionAfterAsync(TimeSpan.FromSeconds(16));
        Assert.StartsWith(GatewayScript.GatewayUrl, last.Address!.AbsoluteUri, StringComparison.Ordinal);
        last.SendHello();
        await last.ExpectIdentifyAsync();
    }

    [Fact]
    public async Task A_connection_without_a_hello_is_given_up_after_twenty_seconds()
    {
        await using var script = new GatewayScript(jitter: 0);
        var first = await script.ExpectConnectionAsync();
        await script.Time.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(CloseCodes.KeepSession, await first.ExpectCloseAsync());
        await script.ExpectConnectionAsync();
    }

    [Fact]
    public async Task Stopping_closes_with_1000_for_nobody_will_resume_the_session()
    {
        await using var script = new GatewayScript();
        var socket = await script.ExpectSessionAsync();
        await script.StopAsync();
        Assert.Equal(1000, await socket.ExpectCloseAsync());
        Assert.Equal(GatewayEnd.Asked, await script.ExpectEndAsync());
        Assert.Equal(GatewayState.Stopped, script.Client.State);
        Assert.True(script.Client.Events.Completion.IsCompleted);
    }

    [Fact]
    public async Task A_gateway_address_in_clear_to_another_machine_is_refused_with_advice()
    {
        await using var script = new GatewayScript(directory: GatewayScript.Bot(1000, url: "ws://gateway.evil.example"));
        var end = await script.ExpectEndAsync();
        Assert.Contains("Discord:ApiUrl", end.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resume_url_in_clear_to_another_machine_is_not_taken()
    {
        await using var script = new GatewayScript();
        var socket = await script.ExpectConnectionAsync();
        socket.SendHello();
        await socket.ExpectIdentifyAsync();
        socket.SendReady(resumeUrl: "ws://resume.evil.example");
        await socket.ExpectCloseAsync();
        Assert.Equal(1, script.Client.Counters.Malformed["READY"]);
    }
}
