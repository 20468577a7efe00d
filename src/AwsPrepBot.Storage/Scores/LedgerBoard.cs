using AwsPrepBot.Engine.Scores;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Scores;

/// <summary>A board narrowed to a level or topic, summed from the ledger: standings do not know what was asked.</summary>
internal static class LedgerBoard
{
    public static Board Read(SqliteConnection connection, BoardQuery query)
    {
        var all = StandingRow.Rank(StandingRow.Read(
            connection,
            """
            WITH sums AS MATERIALIZED (
              SELECT member, SUM(points) AS points, SUM(rights) AS rights, SUM(answered) AS answered
              FROM rounds CROSS JOIN ledger ON ledger.round = rounds.id
              WHERE rounds.team = @team AND rounds.local_date BETWEEN @from AND @to
                AND (@level IS NULL OR rounds.level = @level)
                AND (@topic IS NULL OR EXISTS (SELECT 1 FROM json_each(rounds.topics) WHERE value = @topic))
              GROUP BY member)
            SELECT member, display_name, points, rights, answered
            FROM sums CROSS JOIN members ON members.team = @team AND members.id = sums.member
            WHERE answered > 0 AND (hidden = 0 OR id = @reader)
            ORDER BY points DESC, rights DESC, display_name, member
            """,
            new
            {
                team = query.Team.Value,
                from = query.Span.From.Word(),
                to = query.Span.To.Word(),
                level = (int?)query.Level,
                topic = query.Topic,
                reader = query.Reader.Value,
            }));

        var leaders = all.Take(BoardSize.Leaders).ToList();
        var reader = all.TakeWhile(place => place.Member != query.Reader).Count();
        if (reader < leaders.Count || reader == all.Count)
            return new Board(leaders, []);

        var first = Math.Max(leaders.Count, reader - 1);
        return new Board(leaders, [.. all.Skip(first).Take(reader + 2 - first)]);
    }
}
