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

    /// <summary>As above, and those of forgotten members, under no member.</summary>
    public static IReadOnlyList<Answer> ReadCounted(SqliteConnection connection, TeamId team, RoundId round) =>
    [
        .. Read(connection, team, round),
        .. connection.Query<(string OptionId, int Score, int Answers)>(
            "SELECT option_id, score, answers FROM forgotten_answers WHERE round = @round AND team = @team ORDER BY option_id, score",
            new { round = round.Value, team = team.Value })
            .SelectMany(row => Enumerable.Repeat(Forgotten(row.OptionId, row.Score), row.Answers)),
    ];

    static Answer Forgotten(string optionId, int score) =>
        new(default, optionId.Length == 0 ? null : optionId, default, optionId.Length == 0 ? score : null);
}
