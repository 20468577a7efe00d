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
    public async Task A_connection_that_was_up_for_a_minute_starts_the_back_off_over()
    {
        await using var script = new GatewayScript(jitter: 0.999);
        var socket = await script.ExpectSessionAsync();
        foreach (var longLived in (bool[])[false, false, true])
        {
            if (longLived)
            {
                // A minute with its heartbeats.
                await script.Time.PassAsync(TimeSpan.FromSeconds(39.96));
                await socket.ExpectHeartbeatAsync();
                socket.SendAck().SendDispatch("GUILD_CREATE", 9, """{"id":"5"}""");
                await script.ExpectEventAsync<GuildAvailable>();
                script.Time.Advance(TimeSpan.FromSeconds(30));
            }
            socket.SendReconnect();
            var first = longLived || script.DirectoryAsked == 1 && socket.Address!.Host.StartsWith("gateway", StringComparison.Ordinal);
            socket = first ? await script.ExpectConnectionAsync() : await script.ExpectConnectionAfterAsync(TimeSpan.FromSeconds(0.5005));
            socket.SendHello();
            await socket.ExpectResumeAsync();
            socket.SendResumed(5);
            await script.ExpectEventAsync<SessionResumed>();
        }
    }
}
