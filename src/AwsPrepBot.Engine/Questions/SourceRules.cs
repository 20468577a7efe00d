using NodaTime;

namespace AwsPrepBot.Engine.Questions;

/// <summary>Every question names AWS's own page for what it claims, and when that was last compared.</summary>
static class SourceRules
{
    const int FreshMonths = 12;

    public static void Check(QuestionDraft question, LocalDate today, QuestionReport report)
    {
        CheckReferences(question.References, report);
        if (question.Reviewed is not { } reviewed)
            return;
        if (reviewed.Value > today)
            report.Error(reviewed.Line, $"the review date {reviewed.Value:uuuu-MM-dd} is in the future (today is {today:uuuu-MM-dd}): write the day the facts were checked");
        else if (reviewed.Value < today.PlusMonths(-FreshMonths))
            report.Warning(reviewed.Line, $"the facts were last checked on {reviewed.Value:uuuu-MM-dd}, more than {FreshMonths} months ago: compare them with the references and renew the date");
    }

    static void CheckReferences(IReadOnlyList<Located<string>> references, QuestionReport report)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in references)
        {
            var shown = QuestionForms.Cut(reference.Value, 80);
            if (!IsAws(reference.Value))
                report.Error(reference.Line, $"{shown} is no AWS page: give an https address at aws.amazon.com or below it, for example https://docs.aws.amazon.com/…");
            else if (!seen.Add(reference.Value))
                report.Warning(reference.Line, $"{shown} is there twice: keep one");
            report.Fits(reference, "an address", MessageLimits.Reference);
        }

        if (references.Count > 0 && !references.Any(reference => IsAws(reference.Value) && new Uri(reference.Value).Host == "docs.aws.amazon.com"))
            report.Error(references[0].Line, "no reference is a documentation page: add one under https://docs.aws.amazon.com/");
    }

    /// <summary>
    /// An address whose host is AWS's, and that shows as what it is: no user part, no port, nothing that would need
    /// escaping in a link.
    /// </summary>
    internal static bool IsAws(string address) =>
        address.All(character => character is > ' ' and < '\u007f' and not ('<' or '>' or '"' or '\\' or '`' or '|'))
        && address.StartsWith("https://", StringComparison.Ordinal)
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && uri.IsDefaultPort
        && (uri.Host == "aws.amazon.com" || uri.Host.EndsWith(".aws.amazon.com", StringComparison.Ordinal));
}
