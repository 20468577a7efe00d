using AwsPrepBot.Engine.Grading;

namespace AwsPrepBot.Engine.Tests.Grading;

/// <summary>What every question of the bank must allow the grader to tell.</summary>
public sealed class ModelAnswerTests
{
    [Fact]
    public void Every_model_answer_scores_at_least_90_on_its_own_question_and_contradicts_nothing()
    {
        var wrong = new List<string>();
        foreach (var question in ShippedGrader.Questions)
        {
            foreach (var answer in question.Answers)
            {
                var verdict = ShippedGrader.Grader.Grade(question, answer);
                if (verdict.Score < 90 || verdict.Flags.Count > 0)
                    wrong.Add($"{question.Id}: {verdict.Score} {string.Join(" | ", verdict.Flags.Select(flag => flag.Message))}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_model_answer_scores_at_most_35_on_a_question_that_is_not_related()
    {
        var wrong = new List<string>();
        foreach (var question in ShippedGrader.Questions)
        {
            foreach (var other in ShippedGrader.Questions)
            {
                if (other.Id == question.Id || ShippedGrader.Bank.AreRelated(new QuestionId(other.Id), new QuestionId(question.Id)))
                    continue;
                var score = ShippedGrader.Grader.Grade(question, other.Answers[0]).Score;
                if (score > 35)
                    wrong.Add($"{other.Id} on {question.Id}: {score}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void What_a_point_states_covers_it()
    {
        var wrong = new List<string>();
        foreach (var question in ShippedGrader.Questions)
        {
            for (var at = 0; at < question.Rubric.Count; at++)
            {
                var verdict = ShippedGrader.Grader.Grade(question, question.Rubric[at].Point);
                if (verdict.Points[at].Coverage != Coverage.Covered)
                    wrong.Add($"{question.Id}: {verdict.Points[at].Coverage}: {question.Rubric[at].Point}");
            }
        }

        Assert.Empty(wrong);
    }
}
