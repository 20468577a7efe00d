using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Engine.Grading;

/// <summary>
/// Puts a verdict into words, for the eyes of the person who wrote the answer. What the person typed and what a grader says
/// is literal text, cut so that the whole fits a message with the rubrics that lint lets pass.
/// </summary>
static class VerdictCard
{
    /// <summary>Questions.MessageLimits.AroundPoint counts on it.</summary>
    const int LongestQuotation = 90;

    const int MostFlags = 4;
    const int LongestFlag = 300;
    const int LongestFeedback = 600;

    /// <summary><c>62 / 100 · 3 of 5 points covered</c>, then each point with the words that show it, flags, feedback.</summary>
    public static Card Of(Verdict verdict)
    {
        var covered = verdict.Points.Count > 0 ? $" · {verdict.Covered} of {verdict.Points.Count} points covered" : "";
        var terms = verdict.Points.OrderBy(point => Place(point.Coverage)).Select(TermOf).Concat(Flags(verdict)).ToList();
        var blocks = new List<Block>();
        if (terms.Count > 0)
            blocks.Add(new TermsBlock(terms));
        if (verdict.Feedback.Trim() is { Length: > 0 } feedback)
            blocks.Add(new TextBlock(Words.Cut(feedback, LongestFeedback)));
        return new Card { Title = [Span.Strong($"{verdict.Score} / 100{covered}")], Blocks = blocks };
    }

    static Term TermOf(PointVerdict point)
    {
        var text = MarkdownText.ToLine(point.Point);
        if (point.Quotation is not { } quotation || string.IsNullOrWhiteSpace(quotation))
            return new Term(Mark(point.Coverage), text);
        var said = new TextSpan($"“{Words.Cut(quotation, LongestQuotation)}”", Emphasis.Stressed);
        return new Term(Mark(point.Coverage), text + (point.Coverage == Coverage.Contradicted ? [" · you wrote ", said] : [" ", said]));
    }

    /// <summary>A contradicted point says itself what its flag would.</summary>
    static IEnumerable<Term> Flags(Verdict verdict)
    {
        var isSaid = verdict.Points.Any(point => point.Coverage == Coverage.Contradicted);
        return verdict.Flags.Where(flag => flag.Kind != FlagKind.Contradiction || !isSaid).Take(MostFlags)
            .Select(flag => new Term("!", Words.Cut(flag.Message, LongestFlag)));
    }

    static string Mark(Coverage coverage) => coverage switch
    {
        Coverage.Covered => "✓",
        Coverage.Partly => "~",
        Coverage.Missing => "✗",
        Coverage.Contradicted => "!",
        _ => throw new ArgumentOutOfRangeException(nameof(coverage), coverage, "no such coverage"),
    };

    static int Place(Coverage coverage) => coverage switch
    {
        Coverage.Covered => 0,
        Coverage.Partly => 1,
        Coverage.Missing => 2,
        _ => 3,
    };
}
