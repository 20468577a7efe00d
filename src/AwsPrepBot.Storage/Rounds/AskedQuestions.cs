using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Rounds;

/// <summary>What a schedule has asked, as its bag needs to know it.</summary>
internal static class AskedQuestions
{
    public static IReadOnlyList<AskedQuestion> Read(SqliteConnection connection, ScheduleId schedule)
    {
        var answers = connection
            .Query<(long Round, string OptionId, long Count)>(
                """
                SELECT answers.round, answers.option_id, COUNT(*)
                FROM rounds JOIN answers ON answers.round = rounds.id
                WHERE rounds.schedule = @schedule AND rounds.state = 'closed'
                GROUP BY answers.round, answers.option_id
                UNION ALL
                SELECT forgotten_answers.round, option_id, answers
                FROM rounds JOIN forgotten_answers ON forgotten_answers.round = rounds.id
                WHERE rounds.schedule = @schedule AND rounds.state = 'closed' AND option_id <> ''
                """,
                new { schedule = schedule.Value })
            .ToLookup(row => row.Round);
        var written = connection
            .Query<(long Round, long All, long Wrong)>(
                """
                WITH asked AS (SELECT id FROM rounds WHERE schedule = @schedule AND state = 'closed')
                SELECT round, SUM(answers), SUM((score < @rightFrom) * answers) FROM (
                  SELECT round, score, 1 AS answers FROM asked JOIN open_answers ON round = id
                  UNION ALL
                  SELECT round, score, answers FROM asked JOIN forgotten_answers ON round = id AND option_id = '')
                GROUP BY round
                """,
                new { schedule = schedule.Value, rightFrom = Scoring.RightFrom })
            .ToDictionary(row => row.Round, row => (double?)row.Wrong / row.All);

        return [.. connection
            .Query<(long Id, string QuestionId, int Cycle, string Right)>(
                """
                SELECT id, question_id, cycle, question -> '$.right'
                FROM rounds
                WHERE schedule = @schedule AND (posted_at IS NOT NULL OR state = 'open')
                ORDER BY opened_at, id
                """,
                new { schedule = schedule.Value })
            .Select(row => new AskedQuestion(
                new QuestionId(row.QuestionId), row.Cycle,
                written.GetValueOrDefault(row.Id) ?? WrongShare(row.Right, answers[row.Id].Select(row => (row.OptionId, row.Count)))))];
    }

    static double? WrongShare(string rightIds, IEnumerable<(string OptionId, long Count)> answers)
    {
        var right = QuestionDocument.ReadRight(rightIds);
        var (all, wrong) = (0L, 0L);
        foreach (var (option, count) in answers)
        {
            all += count;
            wrong += right.Contains(option) ? 0 : count;
        }
        return all == 0 ? null : (double)wrong / all;
    }
}
