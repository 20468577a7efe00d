using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;

namespace AwsPrepBot.Engine.Rounds;

/// <summary>What is shown of questions that are answered in one's own words, in the channel and to the person alone.</summary>
static class OpenCards
{
    /// <summary>Of a model answer so much is shown in the result: whole sentences, as far as they fit in.</summary>
    const int ModelAnswerShown = 320;

    /// <summary>The question as it stands in the message.</summary>
    public static IReadOnlyList<Block> Question(RoundQuestion question) =>
        [.. Stem(question), new TextBlock([Span.Dim("Answer in your own words: two to five sentences.")])];

    /// <summary>The prompt, which the eye should find first.</summary>
    public static IReadOnlyList<Block> Stem(RoundQuestion question) => [.. MarkdownText.ToBlocks(question.Prompt).Select(block => block is TextBlock text ? new TextBlock(Strong(text.Text)) : block)];

    /// <summary>What a complete answer says, and a model answer folded short. Only after the close.</summary>
    public static IEnumerable<Block> Explanation(RoundRubric rubric)
    {
        yield return new TextBlock([Span.Strong("Why: "), "a complete answer says that"]);
        yield return new ListBlock([.. rubric.Points.Select(point => MarkdownText.ToLine(point.Point))]);
        foreach (var example in Example(rubric))
            yield return example;
    }

    /// <summary>A model answer folded short, where there is one. Only after the close.</summary>
    public static IEnumerable<Block> Example(RoundRubric rubric) =>
        rubric.Answers.Take(1).Select(answer => new TextBlock(new RichText([Span.Strong("For example: ")]) + MarkdownText.ToLine(Fold(answer))));

    /// <summary>The form to write into: empty, or with the first try to be improved.</summary>
    public static Card Form(RoundQuestion question, ActionId action, string? firstTry)
    {
        var form = firstTry is null
            ? new Form(action.ToString(), "Answer in your own words", "Your answer: two to five sentences")
            : new Form(action.ToString(), "Improve your answer", "Your second try: it counts only if better", firstTry);
        return new Card { Form = form with { Prompt = MarkdownText.ToLine(question.Prompt) } };
    }

    /// <summary>The refusal of a text that cannot be graded; null for any other.</summary>
    public static Card? Unreadable(string text) => text switch
    {
        { Length: > Chat.Form.LongestText } => Card.Refusal($"Not recorded: your answer has {text.Length} characters and {Chat.Form.LongestText} fit. Shorten it and send it again."),
        _ when string.IsNullOrWhiteSpace(CleanText.Line(text)) => Card.Refusal("Not recorded: nothing was written. Write what you know, even if it is one sentence."),
        _ => null,
    };

    /// <summary>The verdict on the first try, which can be improved once.</summary>
    public static Card First(Round round, Verdict verdict, ActionId again)
    {
        var card = VerdictCard.Of(verdict);
        if (verdict.Score == 100)
            return card with { Footer = ["Recorded. There is nothing left to improve."] };
        return card with
        {
            Footer = round.ClosesAt is { } closesAt
                ? ["Recorded. You can improve it once until the question closes ", Span.Relative(closesAt), "."]
                : "Recorded. You can improve it once.",
            Actions = [Improve(again)],
        };
    }

    /// <summary>The verdict on a second try that is better.</summary>
    public static Card Improved(Verdict verdict, int before) =>
        VerdictCard.Of(verdict) with { Footer = $"Recorded: your second try counts, {verdict.Score} instead of {before}." };

    /// <summary>The verdict on a second try that is not.</summary>
    public static Card NotBetter(Verdict verdict, int counts)
    {
        var card = VerdictCard.Of(verdict);
        var comparison = verdict.Score == counts ? "no better" : "worse";
        return card with
        {
            Blocks = [new TextBlock($"Your second try is {comparison} than your first: the first goes on counting, {counts} / 100."), .. card.Blocks],
        };
    }

    /// <summary>The verdict that stands, where both tries were made.</summary>
    public static Card NoMoreTries(OpenAnswer answer)
    {
        var card = VerdictCard.Of(answer.Verdict);
        return card with { Blocks = [new TextBlock("You have had both tries; the better one counts."), .. card.Blocks] };
    }

    /// <summary>The verdict that stands, where the first try was sent again as it was.</summary>
    public static Card Same(OpenAnswer answer, ActionId again)
    {
        var card = VerdictCard.Of(answer.Verdict);
        return card with { Blocks = [new TextBlock("That is your answer already, word for word."), .. card.Blocks], Actions = [Improve(again)] };
    }

    /// <summary>The round's result in a line's beginning: how many answered, and how well.</summary>
    public static string Summary(IReadOnlyList<Answer> answers) =>
        answers.Count == 0 ? "0 answered" : $"{answers.Count} answered · {Average(answers)} of 100 on average";

    /// <summary>The average score of answers, at least one, to the nearest whole number.</summary>
    public static int Average(IReadOnlyList<Answer> answers) =>
        (int)Math.Round(answers.Average(answer => answer.Score ?? 0), MidpointRounding.AwayFromZero);

    static ButtonAction Improve(ActionId again) => new(again.ToString(), "Improve once", IsPrimary: true);

    static RichText Strong(RichText text) =>
        new([.. text.Select(span => span is TextSpan { Emphasis: Emphasis.None } plain ? Span.Strong(plain.Text) : span)]);

    /// <summary>The sentences that fit, the first one at least as far as it does.</summary>
    static string Fold(string answer)
    {
        if (answer.Length <= ModelAnswerShown)
            return answer;
        var end = answer.LastIndexOf(". ", ModelAnswerShown, StringComparison.Ordinal);
        return end > 0 ? $"{answer[..(end + 1)]} …" : Words.Cut(answer, ModelAnswerShown);
    }
}
