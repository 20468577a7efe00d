using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Scores;
using NodaTime;

namespace AwsPrepBot.Engine.Rounds;

/// <summary>
/// Where rounds and answers are kept. What a method reports is durable when it returns. A <see cref="RequestId"/> makes
/// the act it belongs to happen once: the second time the result is <c>Duplicate</c> and nothing changes.
/// A store that cannot write (disk full, read-only, gone) throws, and nothing has changed.
/// </summary>
public interface IRoundStore
{
    /// <summary>
    /// Claims the round's place and writes it with the delivery of its first message, in one transaction. Only one daily
    /// round exists for a schedule and local date, whatever its state; an extra round that somebody asks for is opened only in
    /// a channel where none is open.
    /// </summary>
    Task<OpenResult> OpenAsync(Round round, DeliveryId delivery, RequestId? request, CancellationToken cancellationToken);

    /// <summary>The round, if it is this team's.</summary>
    Task<Round?> FindAsync(TeamId team, RoundId round, CancellationToken cancellationToken);

    /// <summary>The daily round that claimed this date.</summary>
    Task<Round?> FindDailyAsync(ScheduleId schedule, LocalDate date, CancellationToken cancellationToken);

    /// <summary>The open rounds of a channel, oldest first.</summary>
    Task<IReadOnlyList<Round>> OpenInAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken);

    /// <summary>The round of a channel that was closed last; void ones do not count.</summary>
    Task<Round?> LastClosedAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken);

    /// <summary>The latest closed daily round of a schedule before a date; void ones do not count.</summary>
    Task<Round?> PreviousDailyAsync(ScheduleId schedule, LocalDate before, CancellationToken cancellationToken);

    /// <summary>Every open round of every team, for the sweep.</summary>
    Task<IReadOnlyList<Round>> AllOpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// What a schedule has asked, oldest first, with the share of wrong answers (null when nobody answered). A round that
    /// was never delivered was not asked.
    /// </summary>
    Task<IReadOnlyList<AskedQuestion>> AskedAsync(ScheduleId schedule, CancellationToken cancellationToken);

    /// <summary>
    /// Stores or replaces a member's answer if the round is open at <see cref="Submission.At"/>, and remembers the
    /// member's display name. A round is open before it is known to be posted: whoever presses has its message. Answers that wait together share one commit.
    /// </summary>
    Task<SubmitResult> SubmitAsync(Submission submission, CancellationToken cancellationToken);

    /// <summary>All answers to a round, in the order of the members' ids.</summary>
    Task<IReadOnlyList<Answer>> AnswersAsync(TeamId team, RoundId round, CancellationToken cancellationToken);

    /// <summary>
    /// The answers that a round's result counts: all of them, and behind them those of members who had themselves deleted
    /// since it ended, whose <see cref="Answer.Member"/> and time are not set.
    /// </summary>
    Task<IReadOnlyList<Answer>> CountedAsync(TeamId team, RoundId round, CancellationToken cancellationToken);

    /// <summary>
    /// Reads round, answers and ledger sums, asks <paramref name="decide"/> what follows and writes it with the standings
    /// and an edit of the round's message, in one transaction that no answer can slip into. <paramref name="decide"/> is
    /// pure and may be called again; null means that nothing is to be done.
    /// </summary>
    /// <returns>The settlement written; null when nothing was done or the request was a duplicate.</returns>
    Task<Settlement?> SettleAsync(
        TeamId team, RoundId round, Func<RoundAccount, Settlement?> decide, RequestId? request, CancellationToken cancellationToken);
}

/// <summary>What became of an attempt to open a round.</summary>
public enum OpenResult
{
    /// <summary>It is written and its delivery waits.</summary>
    Opened,
    /// <summary>The schedule already has a daily round on that date, or the channel an open round.</summary>
    AlreadyClaimed,
    /// <summary>This request has been carried out before.</summary>
    Duplicate,
}

/// <summary>An answer on its way to the store.</summary>
public sealed record Submission(TeamId Team, RoundId Round, MemberId Member, string DisplayName, string OptionId, Instant At, RequestId Request);

/// <summary>What became of a submission.</summary>
public abstract record SubmitResult
{
    /// <summary>
    /// The member's first answer to this round: one more has answered, and the message is to say so, now or at most
    /// <see cref="Delivery.Outbox.CountPause"/> after it last did.
    /// </summary>
    /// <param name="AsksForEdit">An edit was put into the outbox for it; else one waits there already.</param>
    public sealed record First(bool AsksForEdit) : SubmitResult;

    /// <summary>It replaced another.</summary>
    public sealed record Changed(string PreviousOptionId) : SubmitResult;

    /// <summary>It was the answer already.</summary>
    public sealed record Same : SubmitResult;

    /// <summary>The round takes no answers; nothing was stored.</summary>
    public sealed record NotOpen : SubmitResult;

    /// <summary>The same request again; nothing was stored.</summary>
    public sealed record Duplicate : SubmitResult;
}

/// <summary>A round with all that its points depend on. Sums are of the ledger so far, members without entries absent.</summary>
public sealed record RoundAccount(Round Round, IReadOnlyList<Answer> Answers, IReadOnlyDictionary<MemberId, Score> Booked);

/// <summary>A round as it is to be from now on, and the ledger entries that make its sums right.</summary>
public sealed record Settlement(Round Round, IReadOnlyList<LedgerEntry> Entries);
