using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Grading;

namespace AwsPrepBot.TestKit;

/// <summary>
/// Covers a point of the rubric when the answer says it word for word, and contradicts it when the answer says one of its
/// rejected phrasings: scores that a test can foretell, whatever the real grader learns.
/// </summary>
public sealed class LiteralGrader : IAnswerGrader
{
    /// <inheritdoc/>
    public ValueTask<Verdict> GradeAsync(TeamId team, OpenQuestion question, string answer, CancellationToken cancellationToken)
    {
        bool Says(string text) => answer.Contains(text.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
        var points = question.Rubric.Select(point => point.Reject.FirstOrDefault(Says) is { } wrong
            ? new PointVerdict(point.Point, point.Weight, Coverage.Contradicted, wrong)
            : Says(point.Point) ? new PointVerdict(point.Point, point.Weight, Coverage.Covered, point.Point.TrimEnd('.'))
            : new PointVerdict(point.Point, point.Weight, Coverage.Missing, null)).ToList();
        var covered = points.Where(point => point.Coverage == Coverage.Covered).Sum(point => point.Weight);
        var score = (int)Math.Round(100 * covered / points.Sum(point => point.Weight), MidpointRounding.AwayFromZero);
        return new(new Verdict(score, points, [], points.Find(point => point.Coverage != Coverage.Covered) is { } next ? $"Next time add: {next.Point}" : "That is all of it."));
    }
}
