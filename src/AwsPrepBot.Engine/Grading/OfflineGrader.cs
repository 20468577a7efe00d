using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading;

/// <summary>Grades without a model and without a network: deterministic, culture-independent, thread-safe.</summary>
public sealed class OfflineGrader : IAnswerGrader
{
    /// <summary>Characters of an answer that are read.</summary>
    public const int LongestAnswer = 4000;

    /// <inheritdoc/>
    public ValueTask<Verdict> GradeAsync(OpenQuestion question, string answer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Verdict(question, answer));
    }

    static Verdict Verdict(OpenQuestion question, string answer)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        var said = Stems(answer);
        if (said.Count == 0)
            return new(0, [.. question.Rubric.Select(point => new PointVerdict(point.Point, point.Weight, Coverage.Missing, null))], [new(FlagKind.Empty, "Nothing was written.")], "Write what you know, even if it is one sentence.");
        var points = question.Rubric.Select(point =>
        {
            var best = point.Accept.Append(point.Point).Max(phrase => Share(Stems(phrase), said));
            var coverage = best >= 0.8 ? Coverage.Covered : best >= 0.5 ? Coverage.Partly : Coverage.Missing;
            return (Verdict: new PointVerdict(point.Point, point.Weight, coverage, coverage == Coverage.Missing ? null : answer), Credit: best);
        }).ToList();
        var weight = points.Sum(point => point.Verdict.Weight);
        var score = weight > 0
            ? points.Sum(point => point.Verdict.Weight * point.Credit) / weight
            : question.Answers.Select(model => Share(Stems(model), said)).DefaultIfEmpty().Max();
        var missed = points.Where(point => point.Verdict.Coverage != Coverage.Covered).OrderByDescending(point => point.Verdict.Weight).FirstOrDefault();
        return new(
            (int)Math.Round(100 * score),
            [.. points.Select(point => point.Verdict)],
            [],
            missed.Verdict is { } next ? $"Next time add: {next.Point}" : "That covers all of it.");
    }

    static HashSet<string> Stems(string text) =>
        [.. Lexer.Read(text, LongestAnswer).Where(word => !StopWords.Contains(word.Text)).Select(word => PorterStemmer.Stem(word.Text))];

    static double Share(HashSet<string> wanted, HashSet<string> said) => wanted.Count == 0 ? 0 : (double)wanted.Count(said.Contains) / wanted.Count;
}
