using System.Threading.Channels;
using AwsPrepBot.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack.SocketMode;

/// <summary>
/// Two sockets at a time, so that while one is lost and found again the other takes what people do: Slack sends to any
/// one of an app's sockets, and to ten at most.
/// </summary>
internal sealed class SocketModeClient : ISlackSocketMode
{
    /// <summary>A press on a message with 50 blocks comes with all of them: some hundred kilobytes.</summary>
    public const int LargestMessage = 4 * 1024 * 1024;

    /// <summary>How many sockets there are while none is being replaced.</summary>
    public const int Sockets = 2;

    /// <summary>Events that may wait to be taken.</summary>
    public const int Capacity = 4096;

    /// <summary>How often to ask whether the other side lives, and for how long to wait for its answer.</summary>
    public static TimeSpan Pings { get; } = TimeSpan.FromSeconds(10);

    readonly Channel<SlackEvent> events = Channel.CreateUnbounded<SlackEvent>();
    readonly SocketSlot[] slots;

    /// <param name="addresses"><c>apps.connections.open</c>.</param>
    /// <param name="sockets">A new socket for each connection.</param>
    /// <param name="time">The clock of all waiting.</param>
    /// <param name="logger">Gets states, reasons and counts; no content.</param>
    /// <param name="jitter">Chance, from 0 up to 1; null for the real one.</param>
    /// <param name="capacity">Events that may wait to be taken.</param>
    public SocketModeClient(
        Func<CancellationToken, Task<SlackResult<SocketTicket>>> addresses, Func<IWireSocket> sockets, TimeProvider time, ILogger<SocketModeClient> logger, Func<double>? jitter = null, int capacity = Capacity)
    {
        var reader = new EnvelopeReader(new Monotonic(time));
        SocketConnection New() => new(sockets(), reader, events.Writer, () => events.Reader.Count >= capacity, Counters, time, logger);
        slots = [.. Enumerable.Range(1, Sockets).Select(number => new SocketSlot(addresses, New, number, time, logger, jitter ?? Random.Shared.NextDouble))];
    }

    public ChannelReader<SlackEvent> Events => events.Reader;

    public WireCounters Counters { get; } = new();

    public bool IsUp => slots.Any(slot => slot.State == SlotState.Up);

    public async Task<SocketEnd> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = slots.Select(slot => slot.RunAsync(stop.Token)).ToList();
        try
        {
            return await await Task.WhenAny(running);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(running);
            events.Writer.TryComplete();
        }
    }
}
