namespace AwsPrepBot.Engine.Questions;

/// <summary>What the grader needs of an open question: weighed points, phrasings that do not contradict each other, model answers.</summary>
static class RubricRules
{
    const double HeaviestWeight = 100;

    public static void Check(QuestionDraft question, QuestionReport report)
    {
        var points = question.Rubric;
        if (points.Count > MessageLimits.RubricPoints)
            report.Error(points[0].Line, $"the rubric has {points.Count} points: keep the {MessageLimits.RubricPoints} that matter most");

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var point in points)
            CheckPoint(point, seen, report);

        foreach (var answer in question.Answers)
            report.Fits(answer, "a model answer", MessageLimits.Answer);

        CheckSum(question, report);
    }

    static void CheckPoint(RubricDraft point, HashSet<string> seen, QuestionReport report)
    {
        if (point.Weight.Value is not (> 0 and <= HeaviestWeight))
            report.Error(point.Weight.Line, $"the weight must be more than 0 and at most {HeaviestWeight:N0}: write 1, 2 or 3");
        if (point.Point is { } text)
        {
            report.Fits(text, "a rubric point", MessageLimits.RubricPoint);
            if (!seen.Add(QuestionForms.Normalize(text.Value)))
                report.Error(text.Line, "the rubric has this point twice: keep one");
        }

        foreach (var phrase in point.Accept.Concat(point.Reject))
            report.Fits(phrase, "a phrasing", MessageLimits.RubricPoint);

        var accepted = point.Accept.Select(phrase => QuestionForms.Normalize(phrase.Value)).ToHashSet(StringComparer.Ordinal);
        if (point.Point is { } statement)
            accepted.Add(QuestionForms.Normalize(statement.Value));
        foreach (var rejected in point.Reject.Where(phrase => accepted.Contains(QuestionForms.Normalize(phrase.Value))))
            report.Error(rejected.Line, $"\"{QuestionForms.Cut(rejected.Value)}\" is both accepted and rejected: remove one");
    }

    static void CheckSum(QuestionDraft question, QuestionReport report)
    {
        if (question.Prompt is not { } prompt)
            return;
        var length = MessageLimits.VerdictLength(
            prompt.Value,
            question.Rubric.Select(point => point.Point?.Value ?? ""),
            question.Answers.Select(answer => answer.Value.Length).DefaultIfEmpty().Max(),
            question.References.Select(reference => reference.Value.Length).DefaultIfEmpty().Max());
        if (length > MessageLimits.Description)
        {
            report.Error(question.Line,
                $"prompt, rubric points and the longest answer take up to {length:N0} of the {MessageLimits.Description:N0} characters of a chat message: shorten them by {length - MessageLimits.Description:N0}");
        }
    }
}
