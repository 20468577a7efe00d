using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Grading;
using AwsPrepBot.Storage.Writing;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Rounds;

/// <summary>A row of <c>open_answers</c>: the try that counts in front, the other one behind it.</summary>
internal static class OpenAnswerRow
{
    const string Select = "SELECT text, verdict, tries, at FROM open_answers WHERE round = ?1 AND member = ?2 AND team = ?3";

    public static OpenAnswer? Find(SqliteConnection connection, TeamId team, RoundId round, MemberId member)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Select;
        command.Parameters.AddWithValue("?1", round.Value);
        command.Parameters.AddWithValue("?2", member.Value);
        command.Parameters.AddWithValue("?3", team.Value);
        using var row = command.ExecuteReader();
        return Read(row);
    }

    public static OpenAnswer? Find(WriteConnection connection, OpenSubmission submission)
    {
        using var row = connection.Query(Select, submission.Round.Value, submission.Member.Value, submission.Team.Value);
        return Read(row);
    }

    public static void Insert(WriteConnection connection, OpenSubmission submission) => connection.Execute(
        "INSERT INTO open_answers (round, member, team, at, tries, score, text, verdict) VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7)",
        submission.Round.Value, submission.Member.Value, submission.Team.Value, submission.At.ToUnixTimeMilliseconds(),
        submission.Verdict.Score, submission.Text, VerdictDocument.Write(submission.Verdict));

    /// <summary>The second try counts; what counted so far goes behind it.</summary>
    public static void Replace(WriteConnection connection, OpenSubmission submission) => connection.Execute(
        """
        UPDATE open_answers SET
          tries = 2, counts = 2, at = ?3, other_score = score, other_text = text, other_verdict = verdict,
          score = ?4, text = ?5, verdict = ?6
        WHERE round = ?1 AND member = ?2
        """,
        submission.Round.Value, submission.Member.Value, submission.At.ToUnixTimeMilliseconds(),
        submission.Verdict.Score, submission.Text, VerdictDocument.Write(submission.Verdict));

    /// <summary>The second try goes behind the first.</summary>
    public static void PutBehind(WriteConnection connection, OpenSubmission submission) => connection.Execute(
        "UPDATE open_answers SET tries = 2, other_score = ?3, other_text = ?4, other_verdict = ?5 WHERE round = ?1 AND member = ?2",
        submission.Round.Value, submission.Member.Value, submission.Verdict.Score, submission.Text, VerdictDocument.Write(submission.Verdict));

    static OpenAnswer? Read(SqliteDataReader row) => row.Read()
        ? new OpenAnswer(row.GetString(0), VerdictDocument.Read(row.GetString(1)), row.GetInt32(2), Words.Instant(row.GetInt64(3)))
        : null;
}
