using System.Threading.Channels;
using AwsPrepBot.Discord.Gateway;
using AwsPrepBot.Discord.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using Channel = System.Threading.Channels.Channel;

namespace AwsPrepBot.Discord.Tests.Gateway;

/// <summary>A running gateway client whose sockets, clock, chance and count of Identifies are in the test's hand.</summary>
sealed class GatewayScript : IAsyncDisposable
{
    public const string Token = "token.of.the-bot";
    public const string GatewayUrl = "wss://gateway.discord.test";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly Channel<ScriptedSocket> sockets = Channel.CreateUnbounded<ScriptedSocket>();
    readonly CancellationTokenSource stop = new();

    public GatewayScript(double jitter = 0.5, int queueCapacity = EventQueue.Capacity, MemoryIdentifyBudget? budget = null, DiscordResult<GatewayBot>? directory = null, string token = Token)
    {
        Budget = budget ?? new MemoryIdentifyBudget();
        Budget.Time = Time;
        Directory = directory ?? Bot(remaining: 1000);
        var gate = new IdentifyGate(_ =>
        {
            DirectoryAsked++;
            return Task.FromResult(Directory);
        }, Budget, Time, NullLogger<IdentifyGate>.Instance);
        Client = new GatewayClient(new Secret(token), NewSocket, gate, Time, NullLogger<GatewayClient>.Instance, () => jitter, queueCapacity);
        Run = Task.Run(() => Client.RunAsync(stop.Token));
    }

    public SignalTime Time { get; } = new();

    public MemoryIdentifyBudget Budget { get; }

    public DiscordResult<GatewayBot> Directory { get; set; }

    public int DirectoryAsked { get; private set; }

    public string? ConnectTrouble { get; set; }

    public GatewayClient Client { get; }

    public Task<GatewayEnd> Run { get; }

    public static DiscordResult<GatewayBot> Bot(int remaining, int resetAfter = 3_600_000, string url = GatewayUrl) =>
        new GatewayBot { Url = url, Shards = 1, SessionStartLimit = new() { Total = 1000, Remaining = remaining, ResetAfter = resetAfter } };

    public async Task<ScriptedSocket> ExpectConnectionAsync()
    {
        var socket = await sockets.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
        await socket.Connected.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Lets a wait of that length pass, then expects the connection it was for.</summary>
    public async Task<ScriptedSocket> ExpectConnectionAfterAsync(TimeSpan wait)
    {
        await Time.PassAsync(wait);
        return await ExpectConnectionAsync();
    }

    /// <summary>The opening of almost every script: connected, identified, ready at seq 1, the event taken.</summary>
    public async Task<ScriptedSocket> ExpectSessionAsync(string guilds = "[]")
    {
        var socket = await ExpectConnectionAsync();
        socket.SendHello();
        await socket.ExpectIdentifyAsync();
        socket.SendReady(guilds: guilds);
        await ExpectEventAsync<SessionStarted>();
        return socket;
    }

    public async Task<T> ExpectEventAsync<T>()
        where T : GatewayEvent =>
        Assert.IsType<T>(await Client.Events.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));

    public async Task<GatewayEnd> ExpectEndAsync() => await Run.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public Task StopAsync() => stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Run;
        await Client.DisposeAsync();
        stop.Dispose();
    }

    ScriptedSocket NewSocket()
    {
        var socket = new ScriptedSocket(Time) { Trouble = ConnectTrouble };
        sockets.Writer.TryWrite(socket);
        return socket;
    }
}

/// <summary>Counts in memory; outlives a script when given to the next.</summary>
sealed class MemoryIdentifyBudget : IIdentifyBudget
{
    readonly List<DateTimeOffset> taken = [];

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public int Count => taken.Count;

    public Exception? Fails { get; set; }

    public void Use(int times, DateTimeOffset at) => taken.AddRange(Enumerable.Repeat(at, times));

    public Task<DateTimeOffset?> TryTakeAsync(int limit, TimeSpan window, CancellationToken cancellationToken)
    {
        if (Fails is not null)
            return Task.FromException<DateTimeOffset?>(Fails);
        var now = Time.GetUtcNow();
        taken.RemoveAll(at => at <= now - window);
        if (taken.Count >= limit)
            return Task.FromResult<DateTimeOffset?>(taken.Min() + window);
        taken.Add(now);
        return Task.FromResult<DateTimeOffset?>(null);
    }
}
