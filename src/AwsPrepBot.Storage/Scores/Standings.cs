using AwsPrepBot.Engine.Scores;
using AwsPrepBot.Storage.Writing;

namespace AwsPrepBot.Storage.Scores;

/// <summary>Members' sums by day, week, month and for all time, kept in the transaction that writes the ledger.</summary>
internal static class Standings
{
    static readonly BoardPeriod[] Periods = [BoardPeriod.Today, BoardPeriod.Week, BoardPeriod.Month, BoardPeriod.All];

    /// <summary>The sums of the whole ledger, one query a period: what <c>standings</c> must equal.</summary>
    public static IReadOnlyList<(string Bucket, string Sums)> FromLedger { get; } =
    [
        Sums("day", "local_date"),
        // The Sunday on or after the date, and back to its Monday.
        Sums("week", "date(local_date, 'weekday 0', '-6 days')"),
        Sums("month", "date(local_date, 'start of month')"),
        Sums("all", "'1970-01-01'"),
    ];

    public static void Add(WriteConnection connection, LedgerEntry entry)
    {
        foreach (var period in Periods)
        {
            connection.Execute(
                """
                INSERT INTO standings (team, bucket, start, member, points, rights, answered) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                ON CONFLICT (team, bucket, start, member) DO UPDATE SET
                  points = points + excluded.points, rights = rights + excluded.rights, answered = answered + excluded.answered
                """,
                entry.Team.Value, period.Word(), BoardSpan.Of(period, entry.LocalDate).From.Word(), entry.Member.Value,
                entry.Score.Points, entry.Score.Right, entry.Score.Answered);
        }
    }

    static (string, string) Sums(string bucket, string start) => (
        bucket,
        $"""
        SELECT team, '{bucket}' AS bucket, {start} AS start, member,
               SUM(points) AS points, SUM(rights) AS rights, SUM(answered) AS answered
        FROM ledger GROUP BY 1, 3, 4
        """);
}
