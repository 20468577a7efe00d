using System.Threading.Channels;

namespace AwsPrepBot.Discord;

/// <summary>Where the connection stands.</summary>
internal enum GatewayState
{
    /// <summary>Waiting until it may connect: not started yet, a back-off, or no Identify left.</summary>
    Waiting,
    Connecting,
    AwaitingHello,
    Identifying,
    Resuming,

    /// <summary>Events come.</summary>
    Ready,

    /// <summary>For good.</summary>
    Stopped,
}

/// <summary>Why the gateway stopped for good.</summary>
/// <param name="Cancelled">True: it was asked to.</param>
/// <param name="Advice">What the operator should do; empty when it was asked to stop.</param>
internal sealed record GatewayEnd(bool Cancelled, string Advice)
{
    public static GatewayEnd Asked { get; } = new(true, "");
}

/// <summary>
/// Discord's gateway as far as the bot uses it: the seam behind which a library could stand instead of <c>Gateway/</c>.
/// One run in its life.
/// </summary>
internal interface IDiscordGateway : IAsyncDisposable
{
    /// <summary>
    /// What Discord tells, in order; completed when the run ends. Bounded: see <see cref="Gateway.EventQueue"/> for what
    /// happens when nobody reads.
    /// </summary>
    ChannelReader<GatewayEvent> Events { get; }

    /// <summary>Safe to read from any thread.</summary>
    GatewayState State { get; }

    /// <summary>
    /// Keeps a session up until it is cancelled, which ends the session and closes properly, or Discord says that trying
    /// again is useless. Returns in both cases.
    /// </summary>
    Task<GatewayEnd> RunAsync(CancellationToken cancellationToken);
}
