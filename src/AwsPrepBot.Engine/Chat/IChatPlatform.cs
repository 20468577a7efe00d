using NodaTime;

namespace AwsPrepBot.Engine.Chat;

/// <summary>
/// The one outbound port: a place where teams chat. One instance a platform; all methods may be called side by side.
/// Everything a platform can refuse is a <see cref="SendResult"/>; an exception is a bug.
/// </summary>
public interface IChatPlatform
{
    /// <summary>The first part of its teams' ids (<see cref="TeamId.Platform"/>).</summary>
    string Name { get; }

    /// <summary>How many messages may be on their way at once, 1 where their order matters.</summary>
    int ParallelSends { get; }

    /// <summary>
    /// Posts a message once for its <see cref="Post.Delivery"/>: called again with the same one after an unknown outcome,
    /// it must not make a second message if the platform can help it.
    /// </summary>
    Task<SendResult> PostAsync(Post post, CancellationToken cancellationToken);

    /// <summary>Replaces the message. Doing it twice is the same as once.</summary>
    Task<SendResult> EditAsync(TeamId team, MessageRef message, Card card, CancellationToken cancellationToken);

    /// <summary>Looks for the message of a delivery that may or may not have been posted.</summary>
    Task<FindResult> FindAsync(Post post, Instant notBefore, CancellationToken cancellationToken);

    /// <summary>Whether a question can be posted in this channel; if not, what to do about it, as one sentence for an admin.</summary>
    Task<RichText?> CheckChannelAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken);

    /// <summary>Says something to one member, outside any channel. Best effort: not everybody takes such messages.</summary>
    Task<SendResult> TellAsync(TeamId team, MemberId member, Card card, CancellationToken cancellationToken);
}

/// <summary>A message to be posted. <paramref name="Delivery"/> is its mark: put into it so that it can be found again.</summary>
public sealed record Post(DeliveryId Delivery, TeamId Team, ChannelId Channel, Card Card);

/// <summary>A message that was posted. <paramref name="Link"/> where the platform has an address for it.</summary>
public sealed record MessageRef(ChannelId Channel, string Id, Uri? Link = null);

/// <summary>What became of a post or edit.</summary>
public abstract record SendResult
{
    /// <summary>It is there.</summary>
    public sealed record Sent(MessageRef Message) : SendResult;

    /// <summary>Nothing was sent; try again after a while (rate limit, outage).</summary>
    public sealed record Later(Duration After, string Reason) : SendResult;

    /// <summary>It may or may not be there: the connection broke before the answer came.</summary>
    public sealed record Unknown(string Reason) : SendResult;

    /// <summary>This message cannot be sent, now or later; the channel is fine.</summary>
    public sealed record Refused(string Reason) : SendResult;

    /// <summary>The channel cannot be written to until a person mends it: deleted, archived, no permission, bot removed.</summary>
    public sealed record ChannelGone(string Reason) : SendResult;
}

/// <summary>Whether a message was found.</summary>
public abstract record FindResult
{
    /// <summary>It was posted at that time.</summary>
    public sealed record Found(MessageRef Message, Instant PostedAt) : FindResult;

    /// <summary>It was not posted: posting now makes the first one.</summary>
    public sealed record NotThere : FindResult;

    /// <summary>The platform does not let us look; only a person can tell.</summary>
    public sealed record CannotLook(string Reason) : FindResult;

    /// <summary>The platform could not be asked just now.</summary>
    public sealed record Later(Duration After, string Reason) : FindResult;
}
