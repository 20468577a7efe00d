using System.Threading.Channels;
using AwsPrepBot.Slack.SocketMode;
using AwsPrepBot.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack.Tests.SocketMode;

/// <summary>A running Socket Mode client whose sockets, clock and chance are in the test's hand.</summary>
sealed class SocketScript : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly Channel<ScriptedSocket> sockets = Channel.CreateUnbounded<ScriptedSocket>();
    readonly CancellationTokenSource stop = new();
    int tickets;

    public SocketScript(double jitter = 0, int capacity = SocketModeClient.Capacity, SlackFailure? refusal = null, string? connectTrouble = null)
    {
        (Refusal, ConnectTrouble) = (refusal, connectTrouble);
        Client = new SocketModeClient(
            _ => Task.FromResult<SlackResult<SocketTicket>>(Refusal is { } failure
                ? failure
                : new SocketTicket { Url = new Secret($"{Host}/link/?ticket={Interlocked.Increment(ref tickets)}") }),
            NewSocket, Time, LoggerFactory.Create(logging => logging.AddProvider(Log)).CreateLogger<SocketModeClient>(), () => jitter, capacity);
        Run = Task.Run(() => Client.RunAsync(stop.Token));
    }

    public string Host { get; set; } = "wss://wss-primary.slack.test";

    public SignalTime Time { get; } = new();

    public LogLines Log { get; } = new();

    public SlackFailure? Refusal { get; set; }

    public string? ConnectTrouble { get; set; }

    public SocketModeClient Client { get; }

    public Task<SocketEnd> Run { get; }

    public int Waiting => Client.Events.Count;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<ScriptedSocket> ExpectConnectionAsync()
    {
        var socket = await sockets.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Patience, Cancel);
        await socket.Connected.Task.WaitAsync(Patience, Cancel);
        return socket;
    }

    /// <summary>The opening of almost every script: both sockets up.</summary>
    public async Task<(ScriptedSocket First, ScriptedSocket Second)> ExpectBothAsync()
    {
        var both = ((await ExpectConnectionAsync()).SendHello(), (await ExpectConnectionAsync()).SendHello());
        await Log.UntilAsync(line => line.EndsWith("to Slack is up", StringComparison.Ordinal), Cancel, times: 2);
        return both;
    }

    /// <summary>No socket was asked for that has not been expected.</summary>
    public bool NobodyConnects => sockets.Reader.Count == 0;

    public async Task<T> ExpectEventAsync<T>()
        where T : SlackEvent =>
        Assert.IsType<T>(await Client.Events.ReadAsync(Cancel).AsTask().WaitAsync(Patience, Cancel));

    public async Task<SocketEnd> ExpectEndAsync() => await Run.WaitAsync(Patience, Cancel);

    public Task StopAsync() => stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Run;
        stop.Dispose();
    }

    ScriptedSocket NewSocket()
    {
        var socket = new ScriptedSocket { Trouble = ConnectTrouble };
        sockets.Writer.TryWrite(socket);
        return socket;
    }
}
