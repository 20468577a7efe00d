namespace AwsPrepBot.Storage.Maintenance;

/// <summary>What must be true of quizzes and their answers.</summary>
internal static class QuizChecks
{
    public static IReadOnlyList<DatabaseCheck> All { get; } =
    [
        new("quizzes",
            """
            SELECT 'quiz ' || id || ' (' || mode || ', ' || state || '): ' || wrong
            FROM (
              SELECT id, mode, state, CASE
                WHEN count IS NULL OR count = 0 THEN 'its questions cannot be read'
                WHEN position < 0 OR position > count THEN 'at ' || position || ' of ' || count || ' questions'
                WHEN mode IN ('solo', 'review') AND state IN ('running', 'parked') AND position = count THEN 'all was asked, and it has not ended'
                WHEN closes_at IS NOT NULL AND (mode <> 'channel' OR state <> 'running') THEN 'a question that is not asked closes'
                WHEN closes_at IS NOT NULL AND message_id IS NULL THEN 'its question closes and was never shown'
                WHEN (mode = 'channel') <> (seconds IS NOT NULL) THEN 'only a channel''s questions have a time'
              END AS wrong
              FROM (SELECT *, iif(json_valid(questions), json_array_length(questions), NULL) AS count FROM quizzes))
            WHERE wrong IS NOT NULL
            """,
            "A quiz stands where none can stand: its buttons may do nothing.",
            Restore),

        new("quiz answers",
            """
            WITH asked AS (
              SELECT quiz_answers.*, quizzes.team AS quiz_team, quizzes.mode, quizzes.member AS owner, quizzes.position AS reached,
                     follow_up IS NOT NULL AND quizzes.state <> 'ended' AND follow_up -> '$.reply' IS NULL AS waits,
                     follow_up -> '$.reply' AS reply,
                     iif(json_valid(questions), json_extract(questions, '$[' || quiz_answers.position || ']'), NULL) AS question
              FROM quiz_answers JOIN quizzes ON quizzes.id = quiz_answers.quiz)
            SELECT 'answer of ' || member || ' to ' || position || ' of quiz ' || quiz || ': ' || wrong
            FROM (
              SELECT quiz, position, member, CASE
                WHEN team <> quiz_team THEN team || ', its quiz: ' || quiz_team
                WHEN mode <> 'channel' AND member <> owner THEN 'the quiz is ' || owner || '''s alone'
                WHEN question IS NULL OR position > reached OR (position = reached AND mode <> 'channel' AND NOT waits) THEN 'that was not asked'
                WHEN question ->> '$.id' IS NOT question_id OR question ->> '$.level' IS NOT level OR question -> '$.topics' IS NOT topics
                  THEN 'filed under ' || question_id || ', asked was ' || (question ->> '$.id')
                WHEN option_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM json_each(question, '$.options') WHERE value ->> '$.id' = option_id)
                  THEN 'there is no option ' || option_id
                WHEN option_id IS NOT NULL AND score <> 100 * EXISTS (SELECT 1 FROM json_each(question, '$.right') WHERE value = option_id)
                  THEN score || ' points of 100 for option ' || option_id
                WHEN verdict IS NOT NULL AND iif(json_valid(verdict), verdict ->> '$.score' IS NOT score AND reply IS NULL, 1) THEN 'its verdict does not say ' || score
                WHEN follow_up IS NOT NULL AND mode <> 'mock' THEN 'a follow-up outside an interview'
                WHEN reply IS NOT NULL AND score < verdict ->> '$.score' THEN 'its follow-up took points away'
              END AS wrong FROM asked)
            WHERE wrong IS NOT NULL
            UNION ALL
            SELECT 'quiz ' || id || ' is at ' || position || ', with ' || answers || ' answers'
            FROM (SELECT id, mode, position, (SELECT COUNT(*) FROM quiz_answers WHERE quiz = quizzes.id) AS answers FROM quizzes)
            WHERE mode IN ('solo', 'review') AND answers <> position
            """,
            "Answers in quizzes are missing, or are there that could not have been given.",
            Restore),

        new("quiz messages",
            """
            SELECT 'quiz ' || quizzes.id || ' of ' || quizzes.team || ': ' || wrong
            FROM quizzes JOIN (
              SELECT quizzes.id, CASE
                WHEN EXISTS (SELECT 1 FROM deliveries WHERE quiz = quizzes.id AND deliveries.team <> quizzes.team) THEN 'its delivery is another team''s'
                WHEN mode <> 'channel' THEN iif(EXISTS (SELECT 1 FROM deliveries WHERE quiz = quizzes.id), 'it is private and has a delivery', NULL)
                WHEN post.state IS NULL THEN 'it has no delivery'
                WHEN (quizzes.message_id IS NOT NULL) <> (post.state = 'sent') THEN
                  iif(quizzes.message_id IS NULL, 'it has no message', 'it has a message') || ', its delivery is ' || post.state
                WHEN quizzes.message_id IS NOT NULL AND quizzes.state <> 'running' AND NOT EXISTS (
                  SELECT 1 FROM deliveries WHERE key = 'edit:quiz:' || quizzes.id) THEN 'it is over and its message does not say so'
              END AS wrong
              FROM quizzes LEFT JOIN deliveries AS post ON post.key = 'post:quiz:' || quizzes.id) AS found ON found.id = quizzes.id
            WHERE wrong IS NOT NULL
            """,
            "A channel's quiz and its message do not go together: it may stand still or be shown twice.",
            Restore),
    ];

    const string Restore = DatabaseChecks.Restore;
}
