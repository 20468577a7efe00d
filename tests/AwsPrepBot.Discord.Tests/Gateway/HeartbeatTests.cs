using AwsPrepBot.Discord.Gateway;

namespace AwsPrepBot.Discord.Tests.Gateway;

public sealed class HeartbeatTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public async Task The_first_heartbeat_comes_after_a_random_part_of_the_interval_and_then_every_interval(double jitter)
    {
        await using var script = new GatewayScript(jitter);
        var socket = await script.ExpectConnectionAsync();
        var hello = script.Time.Passed;
        socket.SendHello(40_000);
        await socket.ExpectIdentifyAsync();
        if (jitter > 0)
            await script.Time.PassAsync(TimeSpan.FromSeconds(40 * jitter));
        var first = await socket.ExpectHeartbeatAsync();
        Assert.Equal(40 * jitter, (first.At - hello).TotalSeconds, 3);
        Assert.Null(first.Seq);

        socket.SendAck().SendReady(seq: 7);
        await script.ExpectEventAsync<SessionStarted>();
        await script.Time.PassAsync(TimeSpan.FromSeconds(40));
        var second = await socket.ExpectHeartbeatAsync();
        Assert.Equal(40, (second.At - first.At).TotalSeconds, 3);
        Assert.Equal(7, second.Seq);
    }

    [Fact]
    public async Task A_heartbeat_asked_for_is_sent_at_once_with_the_last_seq()
    {
        await using var script = new GatewayScript();
        var socket = await script.ExpectSessionAsync();
        socket.SendDispatch("CHANNEL_UPDATE", 9, "{}").SendHeartbeatRequest();
        Assert.Equal(9, (await socket.ExpectHeartbeatAsync()).Seq);
    }

    [Fact]
    public async Task A_heartbeat_without_an_answer_ends_the_connection_but_not_the_session()
    {
        await using var script = new GatewayScript();
        var first = await script.ExpectSessionAsync();
        await script.Time.PassAsync(TimeSpan.FromSeconds(20));
        await first.ExpectHeartbeatAsync();
        await script.Time.PassAsync(TimeSpan.FromSeconds(40)); // no op 11 between two beats

        var code = await first.ExpectCloseAsync();
        Assert.NotEqual(1000, code);
        Assert.NotEqual(1001, code);
        Assert.Equal(0, first.SentByBot);
        var second = await script.ExpectConnectionAsync();
        second.SendHello();
        Assert.Equal((ScriptedSocket.SessionId, 1), await second.ExpectResumeAsync());
    }

    [Fact]
    public async Task A_heartbeat_asked_for_right_before_one_is_due_does_not_look_like_a_dead_connection()
    {
        await using var script = new GatewayScript();
        var socket = await script.ExpectSessionAsync();
        socket.SendHeartbeatRequest();
        await socket.ExpectHeartbeatAsync();
        await script.Time.PassAsync(TimeSpan.FromSeconds(20));
        await socket.ExpectHeartbeatAsync();
        socket.SendAck().SendDispatch("GUILD_CREATE", 2, """{"id":"5"}""");
        await script.ExpectEventAsync<GuildAvailable>();
        Assert.Equal(GatewayState.Ready, script.Client.State);
    }

    [Fact]
    public async Task Heartbeats_go_on_while_nobody_takes_the_events()
    {
        await using var script = new GatewayScript(queueCapacity: 2);
        var socket = await script.ExpectSessionAsync();
        for (var i = 2; i < 10; i++)
            socket.SendDispatch("INTERACTION_CREATE", i, Interactions.Press);
        await script.Time.PassAsync(TimeSpan.FromSeconds(20));
        await socket.ExpectHeartbeatAsync();
    }

    [Fact]
    public async Task A_flood_of_requests_for_heartbeats_does_not_make_the_bot_send_more_than_discord_takes()
    {
        await using var script = new GatewayScript();
        var socket = await script.ExpectSessionAsync();
        for (var i = 0; i < 300; i++)
            socket.SendHeartbeatRequest();
        socket.SendDispatch("GUILD_CREATE", 2, """{"id":"5"}""");
        await script.ExpectEventAsync<GuildAvailable>();
        Assert.InRange(socket.SentByBot, 80, GatewayConnection.MostSends - 25);

        // What was kept back is for the heartbeat that is due.
        var before = socket.SentByBot;
        await script.Time.PassAsync(TimeSpan.FromSeconds(20));
        for (var i = 0; i <= before; i++)
            await socket.ExpectHeartbeatAsync();
    }
}
