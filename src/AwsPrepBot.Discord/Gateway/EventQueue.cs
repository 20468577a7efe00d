using System.Threading.Channels;

namespace AwsPrepBot.Discord.Gateway;

/// <summary>
/// Between the socket and whoever serves people: writing never waits, so that no database ever holds up a heartbeat.
/// When it is full, an interaction is dropped (its 3 s would be over before its turn came, and the person sees that it
/// failed); any other event is refused, and the client reconnects, for Discord tells it again on resuming. The start of a
/// session is always taken.
/// </summary>
internal sealed class EventQueue(int capacity)
{
    /// <summary>A start in 2500 guilds brings 2500 events at once.</summary>
    public const int Capacity = 4096;

    readonly Channel<GatewayEvent> channel = Channel.CreateUnbounded<GatewayEvent>(new UnboundedChannelOptions { SingleWriter = true });

    public ChannelReader<GatewayEvent> Reader => channel.Reader;

    public bool TryWrite(GatewayEvent happened) =>
        (channel.Reader.Count < capacity || happened is SessionStarted or SessionResumed) && channel.Writer.TryWrite(happened);

    public void Complete() => channel.Writer.TryComplete();
}
