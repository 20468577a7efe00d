using System.Threading.Channels;

namespace AwsPrepBot.Slack;

/// <summary>Why Socket Mode stopped for good.</summary>
/// <param name="Cancelled">True: it was asked to.</param>
/// <param name="Advice">What the operator should do; empty when it was asked to stop.</param>
internal sealed record SocketEnd(bool Cancelled, string Advice)
{
    public static SocketEnd Asked { get; } = new(true, "");
}

/// <summary>
/// Slack's Socket Mode as far as the bot uses it: the seam behind which a library could stand instead of <c>SocketMode/</c>.
/// One run in its life.
/// </summary>
internal interface ISlackSocketMode
{
    /// <summary>What Slack tells, already acknowledged; completed when the run ends.</summary>
    ChannelReader<SlackEvent> Events { get; }

    /// <summary>At least one socket is up. Safe to read from any thread.</summary>
    bool IsUp { get; }

    /// <summary>
    /// Keeps two sockets up until it is cancelled, which closes them properly, or Slack says that trying again is useless.
    /// Returns in both cases.
    /// </summary>
    Task<SocketEnd> RunAsync(CancellationToken cancellationToken);
}
