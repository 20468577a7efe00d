using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Storage.Writing;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace AwsPrepBot.Storage.Reports;

/// <summary>A row of <c>withheld</c>.</summary>
internal sealed record WithheldRow(long Id, string QuestionId, long Since, long ByItself)
{
    /// <summary>What a team withholds now, oldest first.</summary>
    public static IReadOnlyList<Withholding> Read(SqliteConnection connection, TeamId team) =>
        [.. connection.Query<WithheldRow>(
            """
            SELECT id AS Id, question_id AS QuestionId, since AS Since, by_itself AS ByItself
            FROM withheld WHERE team = @team AND given_back_at IS NULL ORDER BY since, id
            """,
            new { team = team.Value })
            .Select(row => new Withholding(new WithholdingId(row.Id), new QuestionId(row.QuestionId), Words.Instant(row.Since), row.ByItself == 1))];

    /// <summary>How many members have an open report on the question that is younger than the last time it was given back.</summary>
    public static int Reporters(WriteConnection connection, TeamId team, QuestionId question) => connection.Sqlite.ExecuteScalar<int>(
        """
        SELECT COUNT(DISTINCT member) FROM reports
        WHERE team = @team AND question_id = @question AND state = 'open'
          AND at > coalesce((SELECT given_back_at FROM withheld WHERE team = @team AND question_id = @question), -1)
        """,
        new { team = team.Value, question = question.Value });

    /// <summary>Withholds a question; where it is withheld already, that an admin has looked is noted.</summary>
    /// <returns>Whether it was not withheld before.</returns>
    public static bool Withhold(WriteConnection connection, WithholdingId id, TeamId team, QuestionId question, bool byItself, Instant now)
    {
        var values = new { id = id.Value, team = team.Value, question = question.Value, byItself, now = now.ToUnixTimeMilliseconds() };
        var isNew = connection.Sqlite.Execute(
            """
            INSERT INTO withheld (team, question_id, id, since, by_itself) VALUES (@team, @question, @id, @now, @byItself)
            ON CONFLICT (team, question_id) DO UPDATE SET id = excluded.id, since = excluded.since, by_itself = excluded.by_itself, given_back_at = NULL
            WHERE given_back_at IS NOT NULL
            """,
            values) == 1;
        if (!isNew && !byItself)
            connection.Sqlite.Execute("UPDATE withheld SET by_itself = 0 WHERE team = @team AND question_id = @question", values);
        return isNew;
    }

    /// <summary>Ends a withholding.</summary>
    /// <returns>The question; null when it was not withheld so.</returns>
    public static QuestionId? GiveBack(WriteConnection connection, TeamId team, WithholdingId id, Instant now) =>
        connection.Sqlite.QueryFirstOrDefault<string>(
            "UPDATE withheld SET given_back_at = @now WHERE team = @team AND id = @id AND given_back_at IS NULL RETURNING question_id",
            new { team = team.Value, id = id.Value, now = now.ToUnixTimeMilliseconds() }) is { } question
            ? new QuestionId(question)
            : null;
}
