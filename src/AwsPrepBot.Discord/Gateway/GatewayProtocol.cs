using System.Text.Json;
using AwsPrepBot.Discord.Wire;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord.Gateway;

/// <summary>Where a step led: to a state, or to the end of the connection.</summary>
/// <param name="State">The state from now on; of no account at the end.</param>
/// <param name="Ends">What to do after the end; null while the connection goes on.</param>
/// <param name="Why">Why it ended; when it is for good, what the operator should do.</param>
/// <param name="AtLeast">The least to wait before the next connection.</param>
internal readonly record struct Step(GatewayState State, AfterClose? Ends = null, string Why = "", TimeSpan AtLeast = default)
{
    public static implicit operator Step(GatewayState state) => new(state);

    public static Step End(AfterClose next, string why, TimeSpan atLeast = default) => new(GatewayState.Waiting, next, why, atLeast);
}

/// <summary>What each message means in each state. Holds no connection and waits for nothing but the store's count of Identifies.</summary>
internal sealed partial class GatewayProtocol(
    Secret token, IdentifyGate gate, GatewaySession session, EventQueue queue, WireCounters counters, TimeProvider time, ILogger logger, Func<double> jitter)
{
    /// <summary>GUILDS: to learn of removed guilds and deleted channels. Interactions come whatever the intents.</summary>
    public const int Intents = 1;

    static readonly TimeSpan LongestReady = TimeSpan.FromSeconds(60);

    readonly EventReader reader = new();

    /// <summary>Deals with the next thing on a connection.</summary>
    public async Task<Step> NextAsync(GatewayConnection on, GatewayState state, CancellationToken cancellationToken)
    {
        var signal = await on.NextAsync(cancellationToken);
        return signal switch
        {
            { Kind: SignalKind.Beat } => await on.BeatAsync(session.Seq, cancellationToken) ? state : Step.End(AfterClose.Resume, "a heartbeat was not answered"),
            { Kind: SignalKind.Silence } => Step.End(state == GatewayState.Identifying ? AfterClose.NewSession : AfterClose.Resume, $"nothing came while {state}"),
            { Frame.Kind: FrameKind.Text } => await HandleAsync(on, state, signal.Frame.Payload, cancellationToken),
            { Frame.Kind: FrameKind.TooLarge } => TooLarge(state),
            _ => Closed(signal.Frame.CloseCode),
        };
    }

    async Task<Step> HandleAsync(GatewayConnection on, GatewayState state, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        GatewayFrame frame;
        try
        {
            frame = GatewayFrame.Read(payload);
        }
        catch (JsonException)
        {
            Malformed("frame");
            return state;
        }

        switch (frame.Op)
        {
            case GatewayOp.Hello when state == GatewayState.AwaitingHello:
                return await GreetAsync(on, frame, cancellationToken);
            case GatewayOp.HeartbeatAck:
                on.HeartAnswered();
                return state;
            case GatewayOp.Heartbeat:
                await on.BeatOnRequestAsync(session.Seq, cancellationToken);
                return state;
            case GatewayOp.Reconnect:
                return Step.End(AfterClose.Resume, "Discord asked for it");
            case GatewayOp.InvalidSession:
                // Identifying anew waits 1 to 5 s, so that not all bots come back at once.
                return frame.D.Span.SequenceEqual("true"u8)
                    ? Step.End(AfterClose.Resume, "Discord called the session invalid, but good to resume")
                    : Step.End(AfterClose.NewSession, "Discord called the session invalid", TimeSpan.FromSeconds(1 + (4 * jitter())));
            case GatewayOp.Dispatch:
                return Dispatch(on, state, frame);
            default:
                counters.Unknown.Add($"op{(int)frame.Op}");
                return state;
        }
    }

    /// <summary>Hello: the heart starts, and the session goes on or a new one is asked for.</summary>
    async Task<Step> GreetAsync(GatewayConnection on, GatewayFrame frame, CancellationToken cancellationToken)
    {
        if (ReadInterval(frame) is not { } interval)
        {
            Malformed("hello");
            return Step.End(AfterClose.Resume, "its Hello has no usable heartbeat interval");
        }
        on.StartHeart(interval, jitter());
        on.Expect(LongestReady);

        if (session.Id is { } id)
            return await on.SendAsync(new ResumeCommand(new(token, id, session.Seq ?? 0)), DiscordJson.Default.ResumeCommand, cancellationToken)
                ? GatewayState.Resuming
                : Step.End(AfterClose.NewSession, "the session's id is too long to resume with");

        if (await gate.TakeAsync(cancellationToken) is { } wait)
            return Step.End(AfterClose.NewSession, "no Identify is to be had for now", wait);
        var identify = new IdentifyCommand(new(token, Intents, new(Environment.OSVersion.Platform.ToString(), "AwsPrepBot", "AwsPrepBot")));
        return await on.SendAsync(identify, DiscordJson.Default.IdentifyCommand, cancellationToken)
            ? GatewayState.Identifying
            : Step.End(AfterClose.Stop, "Discord:Token is far too long to be a bot's token.");
    }

    /// <summary>Between a millisecond and a day; null when there is none such.</summary>
    static TimeSpan? ReadInterval(GatewayFrame frame)
    {
        try
        {
            var milliseconds = EventReader.Parse(frame.D, DiscordJson.Default.Hello).HeartbeatInterval;
            return milliseconds is > 0 and <= 86_400_000 ? TimeSpan.FromMilliseconds(milliseconds) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    Step Dispatch(GatewayConnection on, GatewayState state, GatewayFrame frame)
    {
        if (state != GatewayState.Ready)
            on.Expect(LongestReady);
        var before = session.Seq;
        session.Seq = frame.S ?? before;
        var received = time.GetTimestamp();
        GatewayEvent? happened;
        try
        {
            happened = frame.T switch
            {
                "READY" => Start(EventReader.Parse(frame.D, DiscordJson.Default.Ready), received),
                "RESUMED" => new SessionResumed(received),
                _ => reader.Read(frame.T, frame.D, received),
            };
        }
        catch (JsonException)
        {
            Malformed(frame.T);
            return frame.T == "READY" ? Step.End(AfterClose.NewSession, "its Ready cannot be read") : state;
        }

        if (happened is null)
            counters.Unknown.Add(frame.T);
        else if (!queue.TryWrite(happened))
        {
            Dropped(frame.T);
            if (happened is not InteractionReceived)
            {
                session.Seq = before;
                return Step.End(AfterClose.Resume, "nobody takes the events; they will be told again");
            }
        }
        if (happened is not (SessionStarted or SessionResumed))
            return state;
        session.Resumed();
        on.Expect(null);
        Log.Up(logger, happened is SessionResumed ? "resumed" : "started");
        return GatewayState.Ready;
    }

    SessionStarted Start(Ready ready, long received)
    {
        // Without an address to resume at the session is as good as lost with its connection.
        if (!Uri.TryCreate(ready.ResumeGatewayUrl, UriKind.Absolute, out var resumeUrl) || WireAddress.RefusesSocket(resumeUrl) is not null)
            throw new JsonException("resume_gateway_url is no gateway's address");
        session.Start(ready.SessionId, resumeUrl);
        return reader.Start(ready, received);
    }

    static Step Closed(int? code)
    {
        var verdict = CloseCodes.Judge(code);
        return Step.End(verdict.Next, code is null || verdict.Next == AfterClose.Stop ? verdict.Advice : $"{verdict.Advice} ({code})");
    }

    void Malformed(string? kind)
    {
        if (counters.Malformed.Add(kind))
            Log.Malformed(logger, KindCounter.Name(kind));
    }

    void Dropped(string? kind)
    {
        if (counters.Dropped.Add(kind))
            Log.QueueFull(logger, KindCounter.Name(kind));
    }

    GatewayState TooLarge(GatewayState state)
    {
        if (counters.Dropped.Add("too_large"))
            Log.TooLarge(logger, GatewayConnection.LargestMessage);
        return state;
    }

    static partial class Log
    {
        [LoggerMessage(3201, LogLevel.Information, "The session with Discord's gateway is {How}")]
        public static partial void Up(ILogger logger, string how);

        [LoggerMessage(3205, LogLevel.Warning, "Discord's gateway sent a {Kind} that is not what the documentation says")]
        public static partial void Malformed(ILogger logger, string kind);

        [LoggerMessage(3206, LogLevel.Warning, "Discord's gateway sent a message above {Bytes} bytes; dropped")]
        public static partial void TooLarge(ILogger logger, int bytes);

        [LoggerMessage(3207, LogLevel.Error, "Events from Discord are not taken fast enough: {Kind} dropped")]
        public static partial void QueueFull(ILogger logger, string kind);
    }
}
