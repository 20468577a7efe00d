using AwsPrepBot.Slack.SocketMode;

namespace AwsPrepBot.Slack.Tests.SocketMode;

/// <summary>How sockets are opened, replaced and lost: each test is a script of the protocol.</summary>
public sealed class SocketTests
{
    [Fact]
    public async Task Two_sockets_are_opened_with_a_ticket_each()
    {
        await using var script = new SocketScript();
        var (first, second) = await script.ExpectBothAsync();

        Assert.Equal(["/link/?ticket=1", "/link/?ticket=2"], new[] { first, second }.Select(socket => socket.Address!.PathAndQuery).Order());
        first.SendCommand("e1", "1.1");
        second.SendCommand("e2", "1.2");
        await script.ExpectEventAsync<CommandReceived>();
        await script.ExpectEventAsync<CommandReceived>();
        Assert.True(script.Client.IsUp);
    }

    [Fact]
    public async Task A_warning_opens_the_next_socket_while_the_old_one_is_still_read()
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.SendDisconnect("warning");
        var next = await script.ExpectConnectionAsync();

        Assert.False(first.IsClosed);
        first.SendCommand("on the old one");
        await first.ExpectAckAsync("on the old one");
        next.SendHello().SendCommand("on the new one", "2.2");
        await next.ExpectAckAsync("on the new one");
        await script.ExpectEventAsync<CommandReceived>();
        await script.ExpectEventAsync<CommandReceived>();

        first.SendDisconnect("refresh_requested").SendCommand("the last", "3.3");
        await first.ExpectAckAsync("the last");
        first.SendClose(1000);
        await first.ExpectCloseAsync();
        Assert.True(script.NobodyConnects);
    }

    [Fact]
    public async Task A_refresh_without_a_warning_is_dealt_with_alike()
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.SendDisconnect("refresh_requested");
        (await script.ExpectConnectionAsync()).SendHello();
        first.SendCommand("e1");
        await first.ExpectAckAsync("e1");
    }

    [Fact]
    public async Task Both_sockets_told_to_go_are_both_replaced_before_they_are_closed()
    {
        await using var script = new SocketScript();
        var (first, second) = await script.ExpectBothAsync();
        first.SendDisconnect("warning");
        second.SendDisconnect("warning");
        await script.ExpectBothAsync();

        Assert.False(first.IsClosed || second.IsClosed);
    }

    [Fact]
    public async Task An_old_socket_that_Slack_forgets_to_close_is_closed_after_a_minute()
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.SendDisconnect("warning");
        (await script.ExpectConnectionAsync()).SendHello();

        await script.Time.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(1000, await first.ExpectCloseAsync());
    }

    [Fact]
    public async Task A_socket_that_breaks_is_opened_anew_at_once_while_the_other_goes_on()
    {
        await using var script = new SocketScript();
        var (first, second) = await script.ExpectBothAsync();
        script.Time.Advance(TimeSpan.FromMinutes(2));
        first.SendClose();
        second.SendCommand("e1");
        await second.ExpectAckAsync("e1");
        (await script.ExpectConnectionAsync()).SendHello();
    }

    [Fact]
    public async Task A_socket_that_breaks_again_and_again_is_opened_less_and_less_often()
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.SendClose();
        (await script.ExpectConnectionAsync()).SendHello().SendClose();
        foreach (var seconds in (int[])[1, 2, 4, 8])
        {
            await script.Time.PassAsync(TimeSpan.FromSeconds(seconds));
            (await script.ExpectConnectionAsync()).SendHello().SendClose();
        }
    }

    [Fact]
    public async Task After_a_minute_up_the_waiting_starts_over()
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.SendClose();
        (await script.ExpectConnectionAsync()).SendHello().SendClose();
        await script.Time.PassAsync(TimeSpan.FromSeconds(1));
        var again = (await script.ExpectConnectionAsync()).SendHello().SendCommand("e1");
        await again.ExpectAckAsync("e1");
        script.Time.Advance(TimeSpan.FromMinutes(1));
        again.SendClose();
        await script.ExpectConnectionAsync();
    }

    [Fact]
    public async Task A_socket_without_a_hello_is_given_up_after_twenty_seconds()
    {
        await using var script = new SocketScript();
        var silent = await script.ExpectConnectionAsync();
        await script.ExpectConnectionAsync();
        await script.Time.PassAsync(TimeSpan.FromSeconds(20));
        await script.ExpectConnectionAsync();
        Assert.NotNull(silent);
        Assert.False(script.Client.IsUp);
    }

    [Fact]
    public async Task A_socket_that_cannot_be_opened_is_tried_again()
    {
        await using var script = new SocketScript(connectTrouble: "refused");
        for (var attempt = 0; attempt < 4; attempt++) // both, and both again at once
            await script.ExpectConnectionAsync();
        script.ConnectTrouble = null;
        await script.Time.PassAsync(TimeSpan.FromSeconds(1));
        (await script.ExpectConnectionAsync()).SendHello();
    }

    [Fact]
    public async Task Switched_off_Socket_Mode_is_told_and_looked_at_again_after_five_minutes()
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.SendDisconnect("link_disabled");
        await first.ExpectCloseAsync();
        await script.Time.PassAsync(DisconnectReasons.Rest);
        await script.ExpectConnectionAsync();
        Assert.Single(script.Log.OfOurs(Microsoft.Extensions.Logging.LogLevel.Error), line => line.Contains("Switch it on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_apps_token_stops_it_with_the_name_of_the_key()
    {
        await using var script = new SocketScript(refusal: new SlackFailure(FailureKind.DeadInstallation, "apps.connections.open: invalid_auth", "invalid_auth"));

        var end = await script.ExpectEndAsync();

        Assert.False(end.Cancelled);
        Assert.Contains("Slack:AppToken", end.Advice, StringComparison.Ordinal);
        Assert.Contains("invalid_auth", end.Advice, StringComparison.Ordinal);
        Assert.True(script.Client.Events.Completion.IsCompleted);
    }

    [Fact]
    public async Task An_apps_token_without_its_scope_stops_it_with_the_name_of_the_scope()
    {
        await using var script = new SocketScript(refusal: new SlackFailure(FailureKind.MissingScope, "apps.connections.open: missing_scope", "missing_scope"));

        Assert.Contains("connections:write", (await script.ExpectEndAsync()).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Being_told_to_wait_before_opening_a_socket_is_obeyed()
    {
        await using var script = new SocketScript(refusal: new SlackFailure(FailureKind.RetryLater, "429", RetryAfter: TimeSpan.FromSeconds(30)));
        await script.Time.BegunAsync(TimeSpan.FromSeconds(30));
        script.Refusal = null;
        Assert.True(script.NobodyConnects);
        await script.Time.PassAsync(TimeSpan.FromSeconds(30));
        await script.ExpectConnectionAsync();
    }

    [Fact]
    public async Task A_socket_in_clear_to_another_machine_is_refused_with_advice()
    {
        await using var script = new SocketScript(refusal: new SlackFailure(FailureKind.RetryLater, "not yet", RetryAfter: TimeSpan.FromSeconds(30)));
        await script.Time.BegunAsync(TimeSpan.FromSeconds(30));
        (script.Host, script.Refusal) = ("ws://evil.example", null);
        await script.Time.PassAsync(TimeSpan.FromSeconds(30));

        Assert.Contains("Slack:ApiUrl", (await script.ExpectEndAsync()).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_closes_every_socket_properly_the_old_ones_too()
    {
        await using var script = new SocketScript();
        var (first, second) = await script.ExpectBothAsync();
        first.SendDisconnect("warning");
        var third = (await script.ExpectConnectionAsync()).SendHello().SendCommand("e1");
        await third.ExpectAckAsync("e1");
        await script.StopAsync();

        foreach (var socket in new[] { first, second, third })
            Assert.Equal(1000, await socket.ExpectCloseAsync());
        Assert.Equal(SocketEnd.Asked, await script.ExpectEndAsync());
        Assert.False(script.Client.IsUp);
    }
}
