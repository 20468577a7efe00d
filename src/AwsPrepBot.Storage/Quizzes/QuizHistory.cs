using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Engine.Rounds;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace AwsPrepBot.Storage.Quizzes;

/// <summary>What was asked and answered before, over rounds and quizzes.</summary>
internal static class QuizHistory
{
    public static IReadOnlyDictionary<QuestionId, Instant> LastAsked(SqliteConnection connection, TeamId team, MemberId? member, ChannelId? channel) =>
        connection
            .Query<(string Question, long At)>(
                $"SELECT question, MAX(at) FROM ({(member is null ? AskedInChannel : AskedOfMember)}) GROUP BY question",
                new { team = team.Value, member = member?.Value, channel = channel?.Value })
            .ToDictionary(row => new QuestionId(row.Question), row => Words.Instant(row.At));

    public static IReadOnlySet<QuestionId> Secret(SqliteConnection connection, TeamId team) => connection
        .Query<string>(
            """
            SELECT question_id FROM rounds WHERE team = @team AND state = 'open'
            UNION
            SELECT value ->> '$.id' FROM quizzes, json_each(questions) WHERE team = @team AND mode = 'channel' AND state = 'running'
            """,
            new { team = team.Value })
        .Select(id => new QuestionId(id)).ToHashSet();

    public static IReadOnlyList<PastAnswer> PastAnswers(SqliteConnection connection, TeamId team, MemberId member) =>
    [
        .. connection
            .Query<(string Question, long At, long IsRight)>(
                """
                SELECT question_id, answers.at AS at, EXISTS (SELECT 1 FROM json_each(question, '$.right') WHERE value = option_id)
                FROM answers JOIN rounds ON rounds.id = answers.round
                WHERE answers.team = @team AND answers.member = @member AND rounds.state = 'closed'
                UNION ALL
                SELECT question_id, open_answers.at, score >= @right FROM open_answers JOIN rounds ON rounds.id = open_answers.round
                WHERE open_answers.team = @team AND open_answers.member = @member AND rounds.state = 'closed'
                UNION ALL
                SELECT question_id, at, score >= @right FROM quiz_answers WHERE team = @team AND member = @member AND quiz IN (
                  SELECT id FROM quizzes WHERE mode <> 'channel' OR state <> 'running')
                ORDER BY at
                """,
                new { team = team.Value, member = member.Value, right = Scoring.RightFrom })
            .Select(row => new PastAnswer(new QuestionId(row.Question), Words.Instant(row.At), row.IsRight == 1)),
    ];

    const string AskedOfMember =
        """
        SELECT question_id AS question, at FROM quiz_answers WHERE team = @team AND member = @member
        UNION ALL
        SELECT question_id, answers.at FROM answers JOIN rounds ON rounds.id = answers.round WHERE answers.team = @team AND answers.member = @member
        UNION ALL
        SELECT question_id, open_answers.at FROM open_answers JOIN rounds ON rounds.id = open_answers.round
        WHERE open_answers.team = @team AND open_answers.member = @member
        """;

    const string AskedInChannel =
        """
        SELECT value ->> '$.id' AS question, last_at AS at FROM quizzes, json_each(questions)
        WHERE team = @team AND channel = @channel AND mode = 'channel' AND key < position
        UNION ALL
        SELECT question_id, posted_at FROM rounds WHERE team = @team AND channel = @channel AND posted_at IS NOT NULL
        """;
}
