using NodaTime;

namespace AwsPrepBot.Engine.Scores;

/// <summary>Points, and how many answers they are for. A difference of two may be negative.</summary>
public readonly record struct Score(int Points, int Right, int Answered)
{
    /// <summary>The sum.</summary>
    public static Score operator +(Score left, Score right) =>
        new(left.Points + right.Points, left.Right + right.Right, left.Answered + right.Answered);

    /// <summary>The difference.</summary>
    public static Score operator -(Score left, Score right) =>
        new(left.Points - right.Points, left.Right - right.Right, left.Answered - right.Answered);
}

/// <summary>Why points were given or taken.</summary>
public enum LedgerReason
{
    /// <summary>The round was closed and scored.</summary>
    Closed,
    /// <summary>The right answer was corrected.</summary>
    Corrected,
    /// <summary>The round was made void.</summary>
    Voided,
}

/// <summary>
/// Points given to or taken from a member for a round, never changed, only corrected by another entry. An entry of 0
/// points says that the member took part. It counts for the round's <see cref="LocalDate"/>, whenever it was written.
/// </summary>
public sealed record LedgerEntry(
    TeamId Team, MemberId Member, RoundId Round, LocalDate LocalDate, Score Score, LedgerReason Reason, Instant At);
