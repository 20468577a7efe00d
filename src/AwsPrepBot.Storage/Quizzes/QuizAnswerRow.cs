using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Storage.Grading;
using AwsPrepBot.Storage.Rounds;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace AwsPrepBot.Storage.Quizzes;

/// <summary>A row of <c>quiz_answers</c>.</summary>
internal sealed record QuizAnswerRow(long Position, string Member, long At, long TookMs, long Score, string? OptionId, string? Text, string? Verdict,
    string? FollowUp)
{
    /// <summary>A quiz's answers by position and member; of one member where there is one.</summary>
    public static IReadOnlyList<QuizAnswer> Read(SqliteConnection connection, QuizId quiz, MemberId? member) =>
        [.. connection.Query<QuizAnswerRow>(
            """
            SELECT position AS Position, member AS Member, at AS At, took_ms AS TookMs, score AS Score, option_id AS OptionId,
                   text AS Text, verdict AS Verdict, follow_up AS FollowUp
            FROM quiz_answers WHERE quiz = @quiz AND (@member IS NULL OR member = @member) ORDER BY position, member
            """,
            new { quiz = quiz.Value, member = member?.Value })
            .Select(row => row.ToAnswer())];

    /// <summary>Writes an answer in place of the member's earlier one to that question.</summary>
    public static void Save(SqliteConnection connection, Quiz quiz, QuizAnswer answer)
    {
        var question = quiz.Questions[answer.Position];
        connection.Execute(
            """
            INSERT INTO quiz_answers (quiz, position, member, team, question_id, level, topics, at, took_ms, score, option_id, text, verdict, follow_up)
            VALUES (@Quiz, @Position, @Member, @Team, @Question, @Level, @Topics, @At, @Took, @Score, @OptionId, @Text, @Verdict, @FollowUp)
            ON CONFLICT (quiz, position, member) DO UPDATE SET
              at = excluded.at, took_ms = excluded.took_ms, score = excluded.score, option_id = excluded.option_id,
              text = excluded.text, verdict = excluded.verdict, follow_up = excluded.follow_up
            """,
            new
            {
                Quiz = quiz.Id.Value,
                answer.Position,
                Member = answer.Member.Value,
                Team = quiz.Team.Value,
                Question = question.Id.Value,
                Level = (int)question.Level,
                Topics = QuestionDocument.WriteTopics(question.Topics),
                At = answer.At.ToUnixTimeMilliseconds(),
                Took = answer.Took.Word(),
                answer.Score,
                answer.OptionId,
                answer.Written?.Text,
                Verdict = answer.Written is { } written ? VerdictDocument.Write(written.Verdict) : null,
                FollowUp = answer.FollowUp is { } followUp ? FollowUpDocument.Write(followUp) : null,
            });
    }

    QuizAnswer ToAnswer() => new(
        (int)Position, new MemberId(Member), Words.Instant(At), Duration.FromMilliseconds(TookMs), (int)Score, OptionId,
        Verdict is null ? null : new WrittenAnswer(Text!, VerdictDocument.Read(Verdict)), FollowUp is null ? null : FollowUpDocument.Read(FollowUp));
}
