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
}
