using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Engine.Questions;

/// <summary>
/// What fits in one chat message, counted in UTF-16 units (platforms count the same or less). Discord's is the narrowest:
/// an embed's description holds 4,096 characters. A question has to fit in one description at its largest, which is the
/// result: heading, stem, options, why each is right or wrong, shares, who was right, source. Single texts are limited as
/// they are written, sums as they are sent: platforms want a sign before each sign that is markup to them.
/// </summary>
public static class MessageLimits
{
    /// <summary>The description of a Discord embed.</summary>
    public const int Description = 4096;

    /// <summary>The open question.</summary>
    public const int Prompt = 1000;

    /// <summary>The stem of the multiple-choice version.</summary>
    public const int ChoicePrompt = 600;

    /// <summary>One option.</summary>
    public const int Option = 200;

    /// <summary>Why one option is right or wrong.</summary>
    public const int Why = 400;

    /// <summary>The hint.</summary>
    public const int Hint = 400;

    /// <summary>One model answer.</summary>
    public const int Answer = 1500;

    /// <summary>One point of the rubric, and each phrasing of it.</summary>
    public const int RubricPoint = 300;

    /// <summary>Points of one rubric.</summary>
    public const int RubricPoints = 10;

    /// <summary>One address.</summary>
    public const int Reference = 300;

    /// <summary>A person's name in a message; longer ones are cut.</summary>
    public const int Name = 32;

    /// <summary>The words that name a source; longer ones are cut.</summary>
    public const int PageName = 80;

    /// <summary>
    /// Kept free beside the question's own texts: the heading (90), "N answered" with 10 names of which every character
    /// takes two, points and streaks (950), the words around the source and its date (50) and its name (160), blank lines (50).
    /// </summary>
    public const int AroundResult = 1300;

    /// <summary>Around each option: its letter twice, a bar of shares with its numbers, "Not A: ", bold marks, line ends.</summary>
    public const int AroundOption = 48;

    /// <summary>Around each run of one look: its marks, and those that keep a foreign reading direction to itself.</summary>
    const int AroundSpan = 10;

    /// <summary>Around each paragraph, list or piece of code: a frame or a blank line, and a sign at its start that would be read as markup.</summary>
    const int AroundBlock = 12;

    /// <summary>Around each point of a list.</summary>
    const int AroundItem = 5;

    /// <summary>The signs that are markup on some platform.</summary>
    const string Marks = "\\*_~`|<>[]()@#:/&";

    /// <summary>Around each point of a verdict: its mark and up to 90 characters quoted from the person's answer.</summary>
    public const int AroundPoint = 100;

    /// <summary>The most characters the result of a multiple-choice round can take, the longest of its sources included.</summary>
    public static int ResultLength(string prompt, IEnumerable<(string Text, string Why)> options, string longestReference) =>
        AroundResult + Sent(prompt) + SentAddress(longestReference) + options.Sum(option => AroundOption + Sent(option.Text) + Sent(option.Why));

    /// <summary>The most characters the result of an open round or a verdict can take: prompt, points, longest model answer, source.</summary>
    public static int VerdictLength(string prompt, IEnumerable<string> points, int longestAnswer, int longestReference) =>
        AroundResult + prompt.Length + longestAnswer + longestReference + points.Sum(point => AroundPoint + point.Length);

    /// <summary>The most characters a Markdown text takes as it is sent: markup of ours, escapes, and a link's host beside it.</summary>
    public static int Sent(string markdown)
    {
        // Too long already; reading it would only cost time.
        if (markdown.Length > Description)
            return markdown.Length;
        return Math.Max(MarkdownText.ToBlocks(markdown).Sum(Sent), Sent(MarkdownText.ToLine(markdown)));
    }

    static int Sent(Block block) => AroundBlock + block switch
    {
        TextBlock text => Sent(text.Text),
        ListBlock list => list.Items.Sum(item => AroundItem + Sent(item)),
        CodeBlock code => code.Text.Length + code.Text.Count(sign => sign == '`'),
        _ => throw new InvalidOperationException($"Markdown makes no {block.GetType()}"),
    };

    static int Sent(RichText text) => text.Sum(span => AroundSpan + span switch
    {
        TextSpan literal => SentLiteral(literal.Text),
        LinkSpan link => SentLiteral(link.Text) + SentAddress(link.Address.AbsoluteUri),
        _ => throw new InvalidOperationException($"Markdown makes no {span.GetType()}"),
    });

    static int SentLiteral(string text) => text.Length + text.Count(Marks.Contains);

    /// <summary>An address, with what would end it written in three characters, and its host beside it.</summary>
    internal static int SentAddress(string address) =>
        address.Length + (2 * address.Count("()*|".Contains)) + (Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host.Length : 0);
}
