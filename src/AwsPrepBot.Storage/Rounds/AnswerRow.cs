using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Rounds;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Rounds;

/// <summary>A row of <c>answers</c>.</summary>
internal sealed record AnswerRow(string Member, string OptionId, long At)
{
    /// <summary>A round's answers in the order of the members' ids.</summary>
    public static IReadOnlyList<Answer> Read(SqliteConnection connection, TeamId team, RoundId round) =>
        [.. connection.Query<AnswerRow>(
            """
            SELECT member AS Member, option_id AS OptionId, at AS At FROM answers
            WHERE round = @round AND team = @team ORDER BY member
            """,
            new { round = round.Value, team = team.Value })
            .Select(row => new Answer(new MemberId(row.Member), row.OptionId, Words.Instant(row.At)))];

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
