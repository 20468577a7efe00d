using AwsPrepBot.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack.SocketMode;

/// <summary>Where a slot stands.</summary>
internal enum SlotState
{
    /// <summary>Waiting until it may connect: not started yet, a back-off, a rest.</summary>
    Waiting,
    Connecting,

    /// <summary>Events come.</summary>
    Up,

    /// <summary>For good.</summary>
    Stopped,
}

/// <summary>
/// Sees to it that there is always one socket. Before Slack closes it another is opened, and the old one read until it is
/// closed. One loop owns everything and each iteration does what the state calls for, so there is nothing to lock.
/// </summary>
internal sealed partial class SocketSlot(
    Func<CancellationToken, Task<SlackResult<SocketTicket>>> addresses, Func<SocketConnection> connections, int number, TimeProvider time, ILogger logger, Func<double> jitter)
{
    /// <summary>A socket that was up this long was a good one: the back-off starts over.</summary>
    static readonly TimeSpan Healthy = TimeSpan.FromMinutes(1);

    /// <summary>Slack closes a socket some ten seconds after saying so; one that is still open then is closed from here.</summary>
    static readonly TimeSpan LongestFarewell = TimeSpan.FromMinutes(1);

    readonly Monotonic clock = new(time);
    readonly List<Task> farewells = [];
    IEnumerator<TimeSpan> delays = ReconnectDelays.Sequence(jitter).GetEnumerator();
    volatile SlotState state = SlotState.Waiting;
    TimeSpan waitUntil;
    TimeSpan upSince;
    SocketConnection? connection;
    SocketEnd? end;

    public SlotState State => state;

    /// <summary>Keeps a socket until it is cancelled or Slack says that trying again is useless.</summary>
    public async Task<SocketEnd> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (end is null)
                state = await RunIterationAsync(cancellationToken);
            return end;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return SocketEnd.Asked;
        }
        finally
        {
            state = SlotState.Stopped;
            if (connection is not null)
                await LetGoAsync(connection);
            await Task.WhenAll(farewells);
        }
    }

    Task<SlotState> RunIterationAsync(CancellationToken cancellationToken) => state switch
    {
        SlotState.Waiting => WaitAsync(cancellationToken),
        SlotState.Connecting => ConnectAsync(cancellationToken),
        _ => HearAsync(cancellationToken),
    };

    async Task<SlotState> WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (waitUntil > clock.Now)
            await Waiting.DelayAsync(waitUntil - clock.Now, time, cancellationToken);
        return SlotState.Connecting;
    }

    async Task<SlotState> ConnectAsync(CancellationToken cancellationToken)
    {
        var ticket = await addresses(cancellationToken);
        if (!ticket.IsOk)
            return After(DisconnectReasons.Judge(ticket.Failure), ticket.Failure.RetryAfter);
        if (!Uri.TryCreate(ticket.Value.Url.Reveal(), UriKind.Absolute, out var address) || WireAddress.RefusesSocket(address) is not null)
            return After(new EndVerdict(AfterEnd.Stop, "apps.connections.open names a socket that is neither wss:// nor on this machine. Look where Slack:ApiUrl points."));

        var opening = connections();
        try
        {
            if (await opening.OpenAsync(address, cancellationToken) is { } trouble)
            {
                await opening.DisposeAsync();
                return After(trouble);
            }
        }
        catch
        {
            await opening.DisposeAsync();
            throw;
        }

        (connection, upSince) = (opening, clock.Now);
        Log.Up(logger, number);
        return SlotState.Up;
    }

    async Task<SlotState> HearAsync(CancellationToken cancellationToken)
    {
        var hearing = connection!;
        var ended = await hearing.HearAsync(cancellationToken);
        connection = null;
        if (clock.Now - upSince >= Healthy)
            delays = ReconnectDelays.Sequence(jitter).GetEnumerator();
        // Not waited for: the next socket is what matters now.
        farewells.RemoveAll(done => done.IsCompleted);
        farewells.Add(ended.Next == AfterEnd.Replace ? HearOutAsync(hearing, cancellationToken) : LetGoAsync(hearing));
        return After(ended);
    }

    /// <summary>The old socket still gets what Slack had on the way to it.</summary>
    async Task HearOutAsync(SocketConnection old, CancellationToken cancellationToken)
    {
        using var timeUp = new CancellationTokenSource(LongestFarewell, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        try
        {
            await old.HearOutAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // The process stops, or Slack forgot to close it.
        }

        await LetGoAsync(old);
    }

    static async Task LetGoAsync(SocketConnection old)
    {
        await old.CloseAsync();
        await old.DisposeAsync();
    }

    SlotState After(EndVerdict verdict, TimeSpan? atLeast = null)
    {
        switch (verdict.Next)
        {
            case AfterEnd.Stop:
                Log.Stopped(logger, verdict.Why);
                end = new SocketEnd(false, verdict.Why);
                return SlotState.Stopped;
            case AfterEnd.Rest:
                Log.Rests(logger, verdict.Why, DisconnectReasons.Rest.TotalMinutes);
                waitUntil = clock.Now + DisconnectReasons.Rest;
                return SlotState.Waiting;
        }

        delays.MoveNext();
        var wait = atLeast > delays.Current ? atLeast.Value : delays.Current;
        Log.Ended(logger, number, verdict.Why, wait.TotalSeconds);
        waitUntil = clock.Now + wait;
        return SlotState.Waiting;
    }

    static partial class Log
    {
        [LoggerMessage(4111, LogLevel.Information, "Socket {Number} to Slack is up")]
        public static partial void Up(ILogger logger, int number);

        [LoggerMessage(4112, LogLevel.Information, "Socket {Number} to Slack ended: {Why}. The next in {Seconds:0.#} s.")]
        public static partial void Ended(ILogger logger, int number, string why, double seconds);

        [LoggerMessage(4113, LogLevel.Error, "No socket to Slack: {Why} Looking again in {Minutes} min.")]
        public static partial void Rests(ILogger logger, string why, double minutes);

        // The process ends with the advice as its last word; once is enough.
        [LoggerMessage(4114, LogLevel.Debug, "Sockets to Slack are given up. {Advice}")]
        public static partial void Stopped(ILogger logger, string advice);
    }
}
