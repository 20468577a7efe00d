namespace AwsPrepBot.Grading;

/// <summary>A row with the score it was given, 0 to 100.</summary>
readonly record struct GradedRow(DatasetRow Row, int Score);

/// <summary>How well scores agree with people's; null where the data gives no ground.</summary>
/// <param name="PooledR">Pearson's r over all rows that have a score.</param>
/// <param name="WithinQuestionR">The mean of r within each question where both vary.</param>
/// <param name="Rmse">Root mean square error, 0 to 1; absent when a set's scores leave that range.</param>
/// <param name="MacroF1">Of correct against the rest, on questions not seen in training where there are any, else on all rows not of training.</param>
/// <param name="Threshold">From which score, 0 to 1, an answer is taken to be correct: the best on the training rows.</param>
/// <param name="InBand">The share of rows inside their band.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="AnswersPerSecond">On one core.</param>
sealed record Measures(
    double? PooledR, double? WithinQuestionR, double? Rmse, double? MacroF1, double? Threshold, double? InBand, int Rows, double AnswersPerSecond)
{
    const string Training = "train";
    const string UnseenQuestions = "uq";

    /// <summary>Fewer rows of a question say nothing about agreement.</summary>
    const int FewestWithin = 3;

    public static Measures Of(IReadOnlyList<GradedRow> rows, double answersPerSecond)
    {
        var scored = rows.Where(row => row.Row.Score is { } score && double.IsFinite(score)).ToList();
        var (threshold, macroF1) = Classify(rows);
        var banded = rows.Where(row => row.Row.Low is not null || row.Row.High is not null).ToList();
        return new(
            Pearson(scored),
            Within(scored),
            scored.Count > 0 && scored.TrueForAll(row => row.Row.Score is >= 0 and <= 1)
                ? Math.Sqrt(scored.Average(row => Math.Pow((row.Score / 100.0) - row.Row.Score!.Value, 2))) : null,
            macroF1,
            threshold / 100.0,
            banded.Count > 0 ? banded.Count(row => IsInBand(row)) / (double)banded.Count : null,
            rows.Count,
            answersPerSecond);
    }

    public static bool IsInBand(GradedRow row) => row.Score >= (row.Row.Low ?? 0) && row.Score <= (row.Row.High ?? 100);

    /// <summary>Macro-F1 of the rows with a label, by split, at a threshold.</summary>
    public static IReadOnlyDictionary<string, double> BySplit(IReadOnlyList<GradedRow> rows, double threshold) => rows
        .Where(row => row.Row is { Split: not null, Label3: not null })
        .GroupBy(row => row.Row.Split!, StringComparer.Ordinal)
        .OrderBy(split => split.Key, StringComparer.Ordinal)
        .ToDictionary(split => split.Key, split => MacroF1Of([.. split], (int)Math.Round(threshold * 100)));

    static double? Within(List<GradedRow> scored)
    {
        var each = scored.Where(row => row.Row.Qid is not null).GroupBy(row => row.Row.Qid)
            .Where(question => question.Count() >= FewestWithin)
            .Select(question => Pearson([.. question])).OfType<double>().ToList();
        return each.Count > 0 ? each.Average() : null;
    }

    static double? Pearson(List<GradedRow> rows)
    {
        if (rows.Count < FewestWithin)
            return null;
        double meanGiven = rows.Average(row => row.Score), meanTrue = rows.Average(row => row.Row.Score!.Value);
        double both = 0, given = 0, truth = 0;
        foreach (var row in rows)
        {
            both += (row.Score - meanGiven) * (row.Row.Score!.Value - meanTrue);
            given += Math.Pow(row.Score - meanGiven, 2);
            truth += Math.Pow(row.Row.Score.Value - meanTrue, 2);
        }

        return given > 0 && truth > 1e-12 ? both / Math.Sqrt(given * truth) : null;
    }

    static (double? Threshold, double? MacroF1) Classify(IReadOnlyList<GradedRow> rows)
    {
        var labelled = rows.Where(row => row.Row.Label3 is not null).ToList();
        var training = labelled.Where(row => row.Row.Split == Training).ToList();
        var others = labelled.Where(row => row.Row.Split is not null and not Training).ToList();
        if (others.Exists(row => row.Row.Split == UnseenQuestions))
            others = [.. others.Where(row => row.Row.Split == UnseenQuestions)];
        if (training.Count == 0 || others.Count == 0)
            return (null, null);

        var threshold = Enumerable.Range(0, 102).MaxBy(candidate => MacroF1Of(training, candidate));
        return (threshold, MacroF1Of(others, threshold));
    }

    static double MacroF1Of(List<GradedRow> rows, int threshold)
    {
        int right = 0, falsely = 0, missed = 0, rejected = 0;
        foreach (var row in rows)
        {
            var correct = row.Row.Label3!.Equals("correct", StringComparison.OrdinalIgnoreCase);
            if (row.Score >= threshold)
                _ = correct ? right++ : falsely++;
            else
                _ = correct ? missed++ : rejected++;
        }

        return (F1(right, falsely, missed) + F1(rejected, missed, falsely)) / 2;
    }

    static double F1(int right, int falsely, int missed) => right == 0 ? 0 : 2.0 * right / ((2.0 * right) + falsely + missed);
}
