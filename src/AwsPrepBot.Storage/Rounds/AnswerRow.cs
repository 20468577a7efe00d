using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Rounds;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Rounds;

/// <summary>The answers to a round, chosen (<c>answers</c>) or written (<c>open_answers</c>).</summary>
internal static class AnswerRow
{
    /// <summary>A round's answers in the order of the members' ids.</summary>
    public static IReadOnlyList<Answer> Read(SqliteConnection connection, TeamId team, RoundId round) =>
        [.. connection.Query<(string Member, string? OptionId, long At, int? Score)>(
            """
            SELECT member, option_id, at, NULL FROM answers WHERE round = @round AND team = @team
            UNION ALL
            SELECT member, NULL, at, score FROM open_answers WHERE round = @round AND team = @team
            ORDER BY member
            """,
            new { round = round.Value, team = team.Value })
            .Select(row => new Answer(new MemberId(row.Member), row.OptionId, Words.Instant(row.At), row.Score))];

    /// <summary>How many answers each option got, those of forgotten members included; answers in one's own words under ''.</summary>
    public static IReadOnlyDictionary<string, int> Count(SqliteConnection connection, TeamId team, RoundId round) =>
        connection.Query<(string OptionId, int Count)>(
            """
            SELECT option_id, SUM(count) FROM (
              SELECT option_id, COUNT(*) AS count FROM answers WHERE round = @round AND team = @team GROUP BY option_id
              UNION ALL
              SELECT '', COUNT(*) FROM open_answers WHERE round = @round AND team = @team
              UNION ALL
              SELECT option_id, answers FROM forgotten_answers WHERE round = @round AND team = @team)
            GROUP BY option_id HAVING SUM(count) > 0
            """,
            new { round = round.Value, team = team.Value })
            .ToDictionary(row => row.OptionId, row => row.Count);
}
