using AwsPrepBot.Slack.SocketMode;
using AwsPrepBot.Slack.WebApi;
using AwsPrepBot.TestKit.Slack;
using Microsoft.Extensions.Logging.Abstractions;

namespace AwsPrepBot.Slack.Tests.SocketMode;

/// <summary>The client with real sockets against the fake Slack.</summary>
public sealed class LiveTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_come_through_and_are_acknowledged_while_sockets_are_cut_and_renewed()
    {
        await using var slack = await FakeSlack.StartAsync(cancellationToken: Cancel);
        using var http = Connections.Open();
        var api = new SlackWebApi(
            http, slack.ApiUrl, new Secret(slack.BotToken), new Secret(slack.AppToken), TimeProvider.System, NullLogger<SlackWebApi>.Instance);
        var client = new SocketModeClient(
            api.OpenConnectionAsync, () => new WireSocket(SocketModeClient.LargestMessage, SocketModeClient.Pings), TimeProvider.System,
            NullLogger<SocketModeClient>.Instance, () => 0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = client.RunAsync(stop.Token);
        await slack.OnlineAsync(cancellationToken: Cancel);
        var (ana, place) = (slack.AddUser("Ana"), slack.AddChannel());

        async Task SayAsync(string text)
        {
            var said = slack.Command(ana, place, $"/prep {text}");
            await said.AcknowledgedAsync(Cancel);
            Assert.Equal(text, Assert.IsType<CommandReceived>(await client.Events.ReadAsync(Cancel)).Payload.Text);
        }

        await SayAsync("before");
        slack.CutOneSocket();
        await SayAsync("one socket left");
        await slack.OnlineAsync(cancellationToken: Cancel);
        slack.Announce();
        await SayAsync("announced");
        await slack.OnlineAsync(cancellationToken: Cancel);
        slack.PrefersOldSockets = true;
        await SayAsync("on the old sockets");
        await slack.CloseAnnouncedAsync();
        slack.PrefersOldSockets = false;
        await SayAsync("renewed");
        Assert.Empty(slack.Violations);

        await stop.CancelAsync();
        await running;
        await slack.UntilAsync(() => slack.SocketCount == 0, "all sockets closed", Cancel);
    }
}
