using AwsPrepBot.Engine.Chat;
using NodaTime;

namespace AwsPrepBot.Engine.Delivery;

/// <summary>What a delivery does.</summary>
public enum DeliveryKind
{
    /// <summary>Posts a round's message.</summary>
    Post,
    /// <summary>Brings a round's message to its present state. One row a message: later edits raise its revision.</summary>
    Edit,
    /// <summary>Posts a line of its own that says how a round was corrected.</summary>
    Notice,
}

/// <summary>A delivery's life.</summary>
public enum DeliveryState
{
    /// <summary>Waits for its time.</summary>
    Due,
    /// <summary>Handed to the platform; the outcome is not known yet.</summary>
    Sending,
    /// <summary>There.</summary>
    Sent,
    /// <summary>Given up: too late, refused, or its round is void.</summary>
    Cancelled,
    /// <summary>May or may not be there and cannot be looked for; a person must decide.</summary>
    Ambiguous,
}

/// <summary>
/// One outgoing message or edit that must happen exactly once. It holds no text: what is sent is drawn from the round as
/// it is then, so that an edit is always the latest.
/// </summary>
/// <param name="Id">Its mark in the message.</param>
/// <param name="Team">The tenant; its platform sends it.</param>
/// <param name="Round">The round whose message it is; of no round where <paramref name="Quiz"/> is given.</param>
/// <param name="Kind">Post or edit.</param>
/// <param name="Revision">Of an edit: how often one was asked for so far.</param>
/// <param name="Attempts">How often it was tried before.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="MaybeSent">It was handed to the platform before and the outcome is not known: look before sending.</param>
/// <param name="Quiz">The quiz whose message it is; null for a round's.</param>
public sealed record PendingDelivery(
    DeliveryId Id, TeamId Team, RoundId Round, DeliveryKind Kind, int Revision, int Attempts, Instant CreatedAt, bool MaybeSent,
    QuizId? Quiz = null);

/// <summary>The outbox. Rows are written by the transactions that cause them; here they are worked off.</summary>
public interface IDeliveryStore
{
    /// <summary>
    /// Takes up to <paramref name="limit"/> deliveries of a platform's teams that are due, oldest first, and marks them as
    /// being sent, durably, before any of them is. An edit is due only when its message is there.
    /// </summary>
    Task<IReadOnlyList<PendingDelivery>> TakeAsync(string platform, Instant now, int limit, CancellationToken cancellationToken);

    /// <summary>After a start: what was being sent when the last process ended is due again, as <see cref="PendingDelivery.MaybeSent"/>.</summary>
    Task RecoverAsync(string platform, CancellationToken cancellationToken);

    /// <summary>A post is there: it is sent, and its round knows its message, when it was posted and when it closes.</summary>
    Task PostedAsync(PendingDelivery delivery, MessageRef message, Instant postedAt, Instant closesAt, CancellationToken cancellationToken);

    /// <summary>An edit or a notice is there: sent, unless another revision was asked for meanwhile; then due again.</summary>
    Task EditedAsync(PendingDelivery delivery, Instant at, CancellationToken cancellationToken);

    /// <summary>Try again from that instant; <paramref name="maybeSent"/> when the outcome of the last try is not known.</summary>
    Task RetryAsync(PendingDelivery delivery, Instant notBefore, bool maybeSent, string reason, CancellationToken cancellationToken);

    /// <summary>Ends it as <see cref="DeliveryState.Cancelled"/> or <see cref="DeliveryState.Ambiguous"/>.</summary>
    Task EndAsync(PendingDelivery delivery, DeliveryState state, string reason, CancellationToken cancellationToken);

    /// <summary>When the platform's next delivery is due; null when none waits. Edits whose message is not there yet do not count.</summary>
    Task<Instant?> NextDueAsync(string platform, CancellationToken cancellationToken);
}
