using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord.Gateway;

internal enum SignalKind
{
    Frame,

    /// <summary>A heartbeat is due.</summary>
    Beat,

    /// <summary>What was expected did not come in time.</summary>
    Silence,
}

/// <summary>The next thing to deal with on a connection.</summary>
internal readonly record struct Signal(SignalKind Kind, SocketFrame Frame = default);

/// <summary>
/// One open socket with its clock: gives, one at a time, what came and what is due, so that whoever deals with it needs no
/// locks; and sends within Discord's limits. A due heartbeat goes before frames that wait.
/// </summary>
internal sealed class GatewayConnection(IWireSocket socket, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A GUILD_CREATE of a very large guild is some 2 MB.</summary>
    public const int LargestMessage = 8 * 1024 * 1024;

    /// <summary>Discord closes with 4002 above this.</summary>
    public const int LargestPayload = 4096;

    /// <summary>Discord disconnects above this in <see cref="SendPeriod"/>.</summary>
    public const int MostSends = 120;

    /// <summary>Left for the heartbeats of our own when Discord asks for many.</summary>
    const int KeptForBeats = 30;

    static readonly TimeSpan SendPeriod = TimeSpan.FromSeconds(60);
    static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(2);

    readonly Monotonic clock = new(time);
    readonly CancellationTokenSource life = new();
    readonly SlidingWindow sends = new(MostSends, SendPeriod, time);
    Task<SocketFrame>? receiving;
    (TimeSpan At, Task Task)? alarm;
    Heart? heart;
    TimeSpan? deadline;

    TimeSpan Now => clock.Now;

    /// <summary>Null when the connection stands; otherwise one line saying why not.</summary>
    public Task<string?> OpenAsync(Uri address, CancellationToken cancellationToken) => socket.ConnectAsync(address, cancellationToken);

    /// <summary>Something must come within this time, or <see cref="NextAsync"/> says <see cref="SignalKind.Silence"/>; null expects nothing.</summary>
    public void Expect(TimeSpan? within) => deadline = Now + within;

    public void StartHeart(TimeSpan interval, double jitter) => heart = new Heart(interval, jitter, clock);

    public void HeartAnswered() => heart?.Answered();

    public async Task<Signal> NextAsync(CancellationToken cancellationToken)
    {
        receiving ??= socket.ReceiveAsync(life.Token);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (heart?.Due <= Now)
                return new(SignalKind.Beat);
            if (receiving.IsCompleted)
            {
                var frame = await receiving;
                receiving = null;
                return new(SignalKind.Frame, frame);
            }
            if (deadline <= Now)
                return new(SignalKind.Silence);
            await Task.WhenAny(receiving, Alarm()).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Sends the heartbeat that is due. False when the one before was not answered: the connection is dead.</summary>
    public async Task<bool> BeatAsync(long? seq, CancellationToken cancellationToken)
    {
        if (heart?.Beat() is not true)
            return false;
        await SendAsync(new HeartbeatCommand(seq), DiscordJson.Default.HeartbeatCommand, cancellationToken);
        return true;
    }

    /// <summary>Sends the heartbeat Discord asks for, unless it asks for more than it would stand itself.</summary>
    public async Task BeatOnRequestAsync(long? seq, CancellationToken cancellationToken)
    {
        if (sends.Free > KeptForBeats)
            await SendAsync(new HeartbeatCommand(seq), DiscordJson.Default.HeartbeatCommand, cancellationToken);
    }

    /// <summary>False when it was not sent: larger than Discord takes, or more than it takes in a minute.</summary>
    public async Task<bool> SendAsync<T>(T command, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(command, type);
        if (payload.Length > LargestPayload || !sends.TryTake(out _))
            return false;
        using var timeUp = new CancellationTokenSource(LongestSend, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        try
        {
            await socket.SendAsync(payload, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The cancelled send broke the socket; the next receive says so.
        }
        return true;
    }

    /// <summary>Closes with a code. To end the session properly the goodbye is waited for: without it, it might not arrive.</summary>
    public async Task CloseAsync(int code)
    {
        using var timeUp = new CancellationTokenSource(LongestGoodbye, time);
        try
        {
            await socket.CloseAsync(code, timeUp.Token);
            while (code == CloseCodes.EndSession && (await (receiving ?? socket.ReceiveAsync(life.Token)).WaitAsync(timeUp.Token)).Kind != FrameKind.Closed)
                receiving = null;
        }
        catch (OperationCanceledException)
        {
            // The other side does not answer: that is no reason to stay.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await life.CancelAsync();
        await socket.DisposeAsync();
        life.Dispose();
    }

    /// <summary>One timer for as long as the next due time stays the same, not one a frame.</summary>
    Task Alarm()
    {
        if (heart?.Due is not { } beat)
            return deadline is { } only ? At(only) : Task.Delay(Timeout.InfiniteTimeSpan, time, life.Token);
        return At(deadline < beat ? deadline.Value : beat);
    }

    Task At(TimeSpan at)
    {
        if (alarm?.At != at)
            alarm = (at, Waiting.DelayAsync(at - Now, time, life.Token));
        return alarm.Value.Task;
    }
}
