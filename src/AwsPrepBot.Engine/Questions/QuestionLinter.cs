using NodaTime;

namespace AwsPrepBot.Engine.Questions;

/// <summary>Reports findings about one question.</summary>
sealed class QuestionReport(QuestionDraft question, List<Finding> findings)
{
    readonly QuestionId? _id = question.Id is { } id && QuestionForms.IsId(id.Value) ? new(id.Value) : null;

    public void Error(int line, string message) => findings.Add(new(question.File, line, _id, Severity.Error, message));

    public void Warning(int line, string message) => findings.Add(new(question.File, line, _id, Severity.Warning, message));

    /// <summary>An error when the text is longer than <paramref name="most"/>; true when it fits.</summary>
    public bool Fits(Located<string> text, string what, int most)
    {
        if (text.Value.Length > most)
            Error(text.Line, $"{what} has {text.Value.Length:N0} characters: shorten it to at most {most:N0}, or it does not fit a chat message");
        if (text.Value.Any(IsUnseen))
            Error(text.Line, $"{what} contains a control or direction character that cannot be seen: type the text again");
        return text.Value.Length <= most;
    }

    /// <summary>Control characters, and the marks that reorder what follows them.</summary>
    static bool IsUnseen(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\t')) || character is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';
}

/// <summary>
/// The rules for what questions say: one by one, and over the whole bank. What the reader could not read is not judged
/// again. Pure and thread-safe.
/// </summary>
static class QuestionLinter
{
    /// <param name="questions">All questions of the bank, in file order.</param>
    /// <param name="today">What "in the future" and "older than a year" are reckoned from.</param>
    /// <param name="whole">False when some file could not be read to its end: then an id nobody has may be in the rest.</param>
    /// <param name="folder">Named in findings about the whole bank.</param>
    public static IReadOnlyList<Finding> Lint(IReadOnlyList<QuestionDraft> questions, LocalDate today, bool whole = true, string folder = "questions")
    {
        var findings = new List<Finding>();
        var first = new Dictionary<string, QuestionDraft>(StringComparer.Ordinal);
        foreach (var question in questions)
        {
            if (question.Id is { } id)
                first.TryAdd(id.Value, question);
        }

        foreach (var question in questions)
        {
            var report = new QuestionReport(question, findings);
            CheckId(question, first, report);
            CheckTopics(question, report);
            CheckTexts(question, report);
            if (question.Choice is { } choice)
                ChoiceRules.Check(question, choice, report);
            RubricRules.Check(question, report);
            SourceRules.Check(question, today, report);
            CheckRelated(question, first, whole, report);
        }

        findings.AddRange(BankRules.Check(questions, folder));
        return findings;
    }

    static void CheckId(QuestionDraft question, Dictionary<string, QuestionDraft> first, QuestionReport report)
    {
        if (question.Id is not { } id)
            return;
        if (!QuestionForms.IsId(id.Value))
            report.Error(id.Line, $"\"{QuestionForms.Cut(id.Value)}\" is no id: use lower case letters, digits and single hyphens, at most {QuestionForms.LongestId}, for example s3-versioning");
        var owner = first[id.Value];
        if (!ReferenceEquals(owner, question))
            report.Error(id.Line, $"the id is already used in {owner.File}:{owner.Id!.Value.Line}: give this question another one");
    }

    static void CheckTopics(QuestionDraft question, QuestionReport report)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var topic in question.Topics)
        {
            if (!QuestionForms.IsTopic(topic.Value))
            {
                var lower = topic.Value.ToLowerInvariant().Replace(' ', '-');
                var mend = QuestionForms.IsTopic(lower) ? $"write {lower}" : "use lower case letters, digits and hyphens, for example route53";
                report.Error(topic.Line, $"\"{QuestionForms.Cut(topic.Value)}\" is no topic: {mend}");
            }
            else if (!seen.Add(topic.Value))
            {
                report.Error(topic.Line, $"the topic {topic.Value} is there twice: keep one");
            }
        }
    }

    static void CheckTexts(QuestionDraft question, QuestionReport report)
    {
        if (question.Prompt is { } prompt)
            report.Fits(prompt, "the prompt", MessageLimits.Prompt);
        if (question.Hint is { } hint)
            report.Fits(hint, "the hint", MessageLimits.Hint);
        if (question.Origin is { } origin)
            report.Fits(origin, "the origin", QuestionForms.LongestId);
    }

    static void CheckRelated(QuestionDraft question, Dictionary<string, QuestionDraft> known, bool whole, QuestionReport report)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var related in question.Related)
        {
            if (related.Value == question.Id?.Value)
                report.Error(related.Line, "the question names itself as related: remove it");
            else if (!seen.Add(related.Value))
                report.Warning(related.Line, $"the related id {related.Value} is there twice: keep one");
            else if (whole && !known.ContainsKey(related.Value))
                report.Error(related.Line, $"no question has the related id \"{QuestionForms.Cut(related.Value)}\"{OrRemove(related.Value, known.Keys)}");
        }
    }

    static string OrRemove(string id, IEnumerable<string> known)
    {
        var suggestion = Nearest.Suggestion(id, known);
        return suggestion.Length > 0 ? suggestion : ": correct or remove it";
    }
}
