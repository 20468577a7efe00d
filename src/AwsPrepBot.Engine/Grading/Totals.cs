using AwsPrepBot.Engine.Grading.Guarding;
using AwsPrepBot.Engine.Grading.Matching;
using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading;

/// <summary>Puts what was found together to one figure.</summary>
static class Totals
{
    /// <summary>0 to 1.</summary>
    public static double Of(PreparedQuestion question, IReadOnlyList<PointResult> results, ReadText answer, Screening screening)
    {
        if (question.Points.Count == 0)
            return WithoutRubric(question, answer, screening);

        double weights = 0, credit = 0, contradicted = 0;
        var wrong = 0;
        for (var at = 0; at < results.Count; at++)
        {
            var weight = question.Points[at].Source.Weight;
            weights += weight;
            credit += weight * results[at].Credit;
            wrong += results[at].Against is null ? 0 : 1;
            if (results[at] is { Against: not null, Credit: < Tuning.HedgedCredit })
                contradicted += weight;
        }

        // Who contradicts several points has the words and not the facts: the others are believed less.
        var rubric = credit / weights * Tuning.Trust[Math.Min(wrong, Tuning.Trust.Length - 1)];
        var total = rubric;
        if (question.Models.Count > 0)
        {
            // The words of a model answer without its facts are worth little: the likeness may lead the points only so far.
            // Who tries to talk to the grader gets no credit for sounding right.
            var lead = screening.Flags.Any(flag => flag.Kind == FlagKind.Instructions) ? 0 : Tuning.ModelLead;
            var likeness = question.Models.Likeness(answer, screening.Worth) / Tuning.FullLikeness;
            total = (Tuning.RubricShare * rubric) + ((1 - Tuning.RubricShare) * Math.Clamp(likeness, 0, Math.Min(1, rubric + lead)));
        }

        return Curve(Math.Clamp(total - (Tuning.ContradictionPenalty * contradicted / weights), 0, 1));
    }

    /// <summary>Of points that were marked one by one, 0 to 1.</summary>
    public static double Of(IReadOnlyList<PointVerdict> points)
    {
        var weights = points.Sum(point => point.Weight);
        var credit = points.Sum(point => point.Weight * (point.Coverage switch { Coverage.Covered => 1, Coverage.Partly => Tuning.PartlyCredit, _ => 0 }));
        var contradicted = points.Where(point => point.Coverage == Coverage.Contradicted).Sum(point => point.Weight);
        return Math.Clamp((credit - (Tuning.ContradictionPenalty * contradicted)) / weights, 0, 1);
    }

    static double Curve(double found)
    {
        for (var at = 1; at < Tuning.Curve.Length; at++)
        {
            var (left, right) = (Tuning.Curve[at - 1], Tuning.Curve[at]);
            if (found <= right.Found)
                return left.Score + ((right.Score - left.Score) * (found - left.Found) / (right.Found - left.Found));
        }

        return 1;
    }

    static double WithoutRubric(PreparedQuestion question, ReadText answer, Screening screening)
    {
        var likeness = question.Models.Likeness(answer, screening.Worth);
        if (AgainstShare(question, answer, screening) is >= Tuning.MostlyAgainst and var against)
            likeness *= 1 - (Tuning.AgainstPenalty * against);
        return screening.Flags.Any(flag => flag.Kind == FlagKind.KeywordList) ? Math.Min(likeness, Tuning.KeywordListCap) : Math.Min(likeness, 1);
    }

    /// <summary>
    /// How much of a model answer is contradicted statement by statement; 0 when fewer than two are, since a single sentence
    /// is easily misread. Likeness alone would give a negated model answer everything.
    /// </summary>
    static double AgainstShare(PreparedQuestion question, ReadText answer, Screening screening)
    {
        var grid = new AnswerGrid(question, answer, screening.Worth);
        var most = 0.0;
        foreach (var statements in question.Statements)
        {
            double all = 0, against = 0;
            var count = 0;
            var results = PointReading.ReadAll(question, statements, grid);
            for (var at = 0; at < results.Length; at++)
            {
                all += statements[at].Source.Weight;
                if (results[at].Against is null)
                    continue;
                against += statements[at].Source.Weight;
                count++;
            }

            if (count > 1)
                most = Math.Max(most, against / all);
        }

        return most;
    }
}
