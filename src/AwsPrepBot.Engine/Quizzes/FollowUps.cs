using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Rounds;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>
/// The second question of an interview: on the most important point that the answer left out or got wrong. Its answer is
/// graded by what was asked alone and earns that point's share of the score; it never costs anything. Pure.
/// </summary>
public static class FollowUps
{
    /// <summary>Flags of a text that is no attempt at an answer: there is nothing to ask after.</summary>
    static readonly FlagKind[] NoAttempt = [FlagKind.Empty, FlagKind.DontKnow, FlagKind.Echo, FlagKind.Instructions, FlagKind.OtherLanguage];

    /// <summary>What to ask after an answer; null when nothing is missing, or when it was no attempt.</summary>
    public static FollowUp? Choose(RoundQuestion question, WrittenAnswer written)
    {
        var rubric = question.Rubric ?? throw new ArgumentException("Only a question with a rubric has follow-ups.", nameof(question));
        var verdict = written.Verdict;
        if (verdict.Score == 0 && verdict.Flags.Any(flag => NoAttempt.Contains(flag.Kind)))
            return null;
        var missed = verdict.Points.Take(rubric.Points.Count).Index().Where(point => IsMissed(point.Item)).ToList();
        return missed.Count == 0
            ? null
            : FollowUpWording.Of(question, verdict, missed.MaxBy(point => point.Item.Weight).Index, [.. missed.Select(point => point.Index)]);
    }

    /// <summary>The follow-up as graders see it.</summary>
    public static OpenQuestion AsQuestion(RoundQuestion question, FollowUp followUp) =>
        new(question.Id.Value, $"{question.Prompt}\n\n{followUp.Question}", [.. followUp.Points.Select(point => question.Rubric!.Points[point])], []);

    /// <summary>The answer with what the reply earned: the share of the one point that it says best.</summary>
    public static QuizAnswer Settle(RoundRubric rubric, QuizAnswer answer, WrittenAnswer reply)
    {
        var followUp = answer.FollowUp ?? throw new ArgumentException("Nothing was asked after this answer.", nameof(answer));
        var earned = reply.Verdict.Points.Select(point => point.Weight * Credit(point.Coverage)).DefaultIfEmpty().Max();
        var share = (int)Math.Round(100 * earned / rubric.Points.Sum(point => point.Weight), MidpointRounding.AwayFromZero);
        return answer with { Score = Math.Min(100, answer.Score + share), FollowUp = followUp with { Reply = reply } };
    }

    /// <summary>The verdict on answer and follow-up together.</summary>
    public static Verdict Together(QuizAnswer answer)
    {
        var first = answer.Written?.Verdict ?? throw new ArgumentException("A chosen option has no verdict.", nameof(answer));
        if (answer.Score == first.Score || answer.FollowUp is not { Reply.Verdict: { } reply } followUp)
            return first;
        var points = first.Points.ToArray();
        foreach (var (place, said) in followUp.Points.Zip(reply.Points))
        {
            if (said.Coverage is Coverage.Covered or Coverage.Partly)
                points[place] = said;
        }

        var next = points.Where(IsMissed).MaxBy(point => point.Weight);
        return new Verdict(
            answer.Score,
            points,
            [.. first.Flags.Where(flag => !reply.Points.Any(point => flag.Message.Contains(point.Point, StringComparison.Ordinal)))],
            $"Your follow-up earned {answer.Score - first.Score} more. Next time say it before you are asked."
                + (next is null ? "" : $" And add: {next.Point}"));
    }

    static bool IsMissed(PointVerdict point) => point.Coverage is Coverage.Missing or Coverage.Contradicted;

    static double Credit(Coverage coverage) => coverage switch
    {
        Coverage.Covered => 1,
        Coverage.Partly => 0.5,
        _ => 0,
    };
}
