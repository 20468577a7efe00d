using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.Engine.Scores;

/// <summary>The time a board covers.</summary>
public enum BoardPeriod
{
    /// <summary>One local date.</summary>
    Today,
    /// <summary>Monday to Sunday.</summary>
    Week,
    /// <summary>A calendar month.</summary>
    Month,
    /// <summary>Everything.</summary>
    All,
}

/// <summary>A board's span: <paramref name="From"/> and <paramref name="To"/> are local dates of rounds, both included; for all time the calendar's ends.</summary>
public readonly record struct BoardSpan(BoardPeriod Period, LocalDate From, LocalDate To)
{
    /// <summary>The span of that kind that holds <paramref name="date"/>.</summary>
    public static BoardSpan Of(BoardPeriod period, LocalDate date) => period switch
    {
        BoardPeriod.Today => new(period, date, date),
        BoardPeriod.Week when date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)) is var monday => new(period, monday, monday.PlusDays(6)),
        BoardPeriod.Month => new(period, date.With(DateAdjusters.StartOfMonth), date.With(DateAdjusters.EndOfMonth)),
        BoardPeriod.All => new(period, Beginning, End),
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, "no such period"),
    };

    static readonly LocalDate Beginning = new(1970, 1, 1);
    static readonly LocalDate End = new(9999, 12, 31);
}

/// <summary>What a board is asked for. Level and topic narrow it to rounds on such questions.</summary>
public sealed record BoardQuery(TeamId Team, BoardSpan Span, Level? Level, string? Topic, MemberId Reader);

/// <summary>A member's place. Members with the same points share a rank; the next rank counts them all (1, 2, 2, 4).</summary>
public sealed record Standing(int Rank, MemberId Member, string DisplayName, Score Score);

/// <summary>
/// The leaders (at most ten, ordered by points, then right answers, then name) and, when the reader is below them, the
/// reader with one above and one below. Hidden members are absent, except that readers see themselves.
/// </summary>
public sealed record Board(IReadOnlyList<Standing> Leaders, IReadOnlyList<Standing> AroundReader);

/// <summary>Reads what the ledger says. Everyone who answered in the span is on the board, zero included.</summary>
public interface IScoreStore
{
    /// <summary>The board.</summary>
    Task<Board> BoardAsync(BoardQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// How many of a schedule's closed daily rounds each member answered without a gap, counted back from
    /// <paramref name="upTo"/>; void rounds are passed over, and so are those they did not answer on days they were away.
    /// 0 for those who missed the latest.
    /// </summary>
    Task<IReadOnlyDictionary<MemberId, int>> StreaksAsync(
        TeamId team, ScheduleId schedule, LocalDate upTo, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken);

    /// <summary>The names under which members last spoke. Unknown members are absent, and so are those who hide.</summary>
    Task<IReadOnlyDictionary<MemberId, string>> NamesAsync(TeamId team, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken);
}
