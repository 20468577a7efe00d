using AwsPrepBot.Discord.Gateway;

namespace AwsPrepBot.Discord.Tests.Gateway;

public sealed class ReconnectDelayTests
{
    [Fact]
    public void The_first_is_at_once_and_then_they_double_up_to_a_minute() =>
        Assert.Equal([0, 1, 2, 4, 8, 16, 32, 60, 60], ReconnectDelays.Sequence(() => 0).Take(9).Select(d => d.TotalSeconds));

    [Fact]
    public void Chance_shortens_them_to_no_less_than_half() =>
        Assert.Equal([0, 0.5, 1, 2, 4, 8, 16, 30], ReconnectDelays.Sequence(() => 1).Take(8).Select(d => d.TotalSeconds));

    [Fact]
    public async Task A_new_session_that_was_up_for_a_minute_starts_the_back_off_over()
    {
        await using var script = new GatewayScript(jitter: 0.999);
        var socket = await script.ExpectSessionAsync();
        foreach (var wait in (double[])[0, 0.5005, 1.001])
        {
            script.Time.Advance(TimeSpan.FromSeconds(10)); // the spacing of Identifies is past
            socket.SendClose(4009);
            if (wait > 0)
                await script.Time.PassAsync(TimeSpan.FromSeconds(wait));
            socket = await script.ExpectSessionAsync();
        }

        // A minute with its heartbeats.
        await script.Time.PassAsync(TimeSpan.FromSeconds(39.96));
        await socket.ExpectHeartbeatAsync();
        socket.SendAck().SendDispatch("GUILD_CREATE", 9, """{"id":"5"}""");
        await script.ExpectEventAsync<GuildAvailable>();
        script.Time.Advance(TimeSpan.FromSeconds(30));
        socket.SendClose(4009);
        await script.ExpectSessionAsync();
    }

    [Fact]
    public async Task A_session_that_goes_on_is_resumed_at_once_and_no_more_often_than_once_a_second()
    {
        await using var script = new GatewayScript(jitter: 0);
        var socket = await script.ExpectSessionAsync();
        // However often it breaks, the waits do not grow; and what passed of the second counts.
        foreach (var (up, wait) in ((double, double)[])[(0, 0), (0, 1), (0, 1), (0, 1), (0.75, 0.25), (1, 0), (2, 0), (0, 1)])
        {
            script.Time.Advance(TimeSpan.FromSeconds(up));
            socket.SendClose(null);
            socket = wait == 0 ? await script.ExpectConnectionAsync() : await script.ExpectConnectionAfterAsync(TimeSpan.FromSeconds(wait));
            socket.SendHello();
            await socket.ExpectResumeAsync();
            socket.SendResumed(1);
            await script.ExpectEventAsync<SessionResumed>();
        }
    }
}
