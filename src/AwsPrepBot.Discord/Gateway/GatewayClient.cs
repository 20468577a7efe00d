using System.Threading.Channels;
using AwsPrepBot.Discord.Wire;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord.Gateway;

/// <summary>
/// Keeps a session with Discord's gateway (developers/events/gateway): connects, waits, connects again. One loop owns
/// everything and each iteration does what the state calls for, so there is nothing to lock; the socket, the clock and
/// chance come from outside. What the messages mean is <see cref="GatewayProtocol"/>.
/// </summary>
internal sealed partial class GatewayClient : IDiscordGateway
{
    static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(15);
    static readonly TimeSpan LongestHello = TimeSpan.FromSeconds(20);

    /// <summary>A connection that was up this long was a good one: the back-off starts over.</summary>
    static readonly TimeSpan Healthy = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A session that was up and goes on is resumed at once, this often at most: resuming is not counted, and people's 3 s
    /// run while the bot is away. A bad line that breaks every few seconds must not become long silences.
    /// </summary>
    static readonly TimeSpan ResumeSpacing = TimeSpan.FromSeconds(1);

    readonly Func<IWireSocket> sockets;
    readonly IdentifyGate gate;
    readonly TimeProvider time;
    readonly Monotonic clock;
    readonly ILogger logger;
    readonly Func<double> jitter;
    readonly EventQueue queue;
    readonly GatewaySession session = new();
    readonly GatewayProtocol protocol;

    volatile GatewayState state = GatewayState.Waiting;
    IEnumerator<TimeSpan> delays;
    TimeSpan waitUntil;
    TimeSpan? readySince;
    TimeSpan nextResume;
    GatewayConnection? connection;
    GatewayEnd? end;

    /// <param name="token">The bot's.</param>
    /// <param name="sockets">A new socket for each connection.</param>
    /// <param name="gate">Asked before every Identify.</param>
    /// <param name="time">The clock of all waiting.</param>
    /// <param name="logger">Gets states, codes and counts; no content.</param>
    /// <param name="jitter">Chance, from 0 up to 1; null for the real one.</param>
    /// <param name="queueCapacity">Events that may wait to be read.</param>
    public GatewayClient(Secret token, Func<IWireSocket> sockets, IdentifyGate gate, TimeProvider time, ILogger<GatewayClient> logger,
        Func<double>? jitter = null, int queueCapacity = EventQueue.Capacity)
    {
        (this.sockets, this.gate, this.time, this.logger) = (sockets, gate, time, logger);
        clock = new Monotonic(time);
        this.jitter = jitter ?? Random.Shared.NextDouble;
        queue = new EventQueue(queueCapacity);
        protocol = new GatewayProtocol(token, gate, session, queue, Counters, time, logger, this.jitter);
        delays = ReconnectDelays.Sequence(this.jitter).GetEnumerator();
    }

    public ChannelReader<GatewayEvent> Events => queue.Reader;

    public WireCounters Counters { get; } = new();

    public GatewayState State => state;

    TimeSpan Now => clock.Now;

    public async Task<GatewayEnd> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (end is null)
                await RunIterationAsync(cancellationToken);
            return end;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The session lives in this process only, so nobody will resume it: ended properly, the bot shows as offline at once.
            if (connection is not null)
                await connection.CloseAsync(CloseCodes.EndSession);
            return GatewayEnd.Asked;
        }
        finally
        {
            state = GatewayState.Stopped;
            await DisposeAsync();
            queue.Complete();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        connection = null;
    }

    async Task RunIterationAsync(CancellationToken cancellationToken) => state = state switch
    {
        GatewayState.Waiting => await WaitAsync(cancellationToken),
        GatewayState.Connecting => await ConnectAsync(cancellationToken),
        _ => await HearAsync(cancellationToken),
    };

    async Task<GatewayState> WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (waitUntil > Now)
            await Waiting.DelayAsync(waitUntil - Now, time, cancellationToken);
        return GatewayState.Connecting;
    }

    async Task<GatewayState> ConnectAsync(CancellationToken cancellationToken)
    {
        var address = session.ResumeUrl;
        if (address is null)
        {
            var permit = await gate.AskAsync(cancellationToken);
            if (permit.StopAdvice is { } advice)
                return Stop(advice);
            if (permit.Address is null)
                return Later(permit.Wait.GetValueOrDefault());
            address = permit.Address;
        }

        connection = new GatewayConnection(sockets(), time);
        if (await OpenAsync(connection, address, cancellationToken) is { } trouble)
        {
            await DisposeAsync();
            Log.NoConnection(logger, trouble);
            session.FailedToResume();
            return Later();
        }
        connection.Expect(LongestHello);
        return GatewayState.AwaitingHello;
    }

    async Task<string?> OpenAsync(GatewayConnection on, Uri address, CancellationToken cancellationToken)
    {
        using var timeUp = new CancellationTokenSource(LongestConnect, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        try
        {
            return await on.OpenAsync(DiscordAddress.GatewayAddress(address), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"it took longer than {LongestConnect.TotalSeconds} s";
        }
    }

    async Task<GatewayState> HearAsync(CancellationToken cancellationToken)
    {
        var step = await protocol.NextAsync(connection!, state, cancellationToken);
        if (step.Ends is { } next)
            return await LoseAsync(next, step);
        if (step.State == GatewayState.Ready)
            readySince ??= Now;
        return step.State;
    }

    /// <summary>Ends the connection, and with it the session if that is lost, and plans the next attempt.</summary>
    async Task<GatewayState> LoseAsync(AfterClose next, Step step)
    {
        await connection!.CloseAsync(CloseCodes.KeepSession);
        await DisposeAsync();
        if (next == AfterClose.Stop)
            return Stop(step.Why);
        if (next == AfterClose.NewSession)
            session.Forget();
        else if (state != GatewayState.Ready)
            session.FailedToResume();
        Log.Lost(logger, step.Why, session.Id is null ? "identify anew" : "resume");
        var atLeast = step.AtLeast;
        if (readySince is { } since)
        {
            readySince = null;
            var goesOn = session.Id is not null;
            if (goesOn || Now - since >= Healthy)
                delays = ReconnectDelays.Sequence(jitter).GetEnumerator();
            if (goesOn)
            {
                atLeast = Max(atLeast, nextResume - Now);
                nextResume = Now + atLeast + ResumeSpacing;
            }
        }

        return Later(atLeast);
    }

    GatewayState Later(TimeSpan atLeast = default)
    {
        delays.MoveNext();
        waitUntil = Now + Max(atLeast, delays.Current);
        return GatewayState.Waiting;
    }

    static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    GatewayState Stop(string advice)
    {
        Log.Stopped(logger, advice);
        end = new GatewayEnd(false, advice);
        return GatewayState.Stopped;
    }

    static partial class Log
    {
        [LoggerMessage(3202, LogLevel.Information, "The connection to Discord's gateway ended: {Why}. Next: {Next}.")]
        public static partial void Lost(ILogger logger, string why, string next);

        [LoggerMessage(3203, LogLevel.Warning, "No connection to Discord's gateway: {Trouble}")]
        public static partial void NoConnection(ILogger logger, string trouble);

        // The process ends with the advice as its last word; once is enough.
        [LoggerMessage(3204, LogLevel.Debug, "The connection to Discord's gateway is given up. {Advice}")]
        public static partial void Stopped(ILogger logger, string advice);
    }
}
