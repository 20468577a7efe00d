using System.Text.RegularExpressions;

namespace AwsPrepBot.Engine.Questions;

/// <summary>The forms ids and topics have, and how texts are compared.</summary>
static partial class QuestionForms
{
    public const int LongestId = 64;
    public const int LongestTopic = 32;
    public const int LongestOptionId = 16;

    public static bool IsId(string text) => text.Length <= LongestId && Slug().IsMatch(text);

    public static bool IsTopic(string text) => text.Length <= LongestTopic && Slug().IsMatch(text);

    public static bool IsOptionId(string text) => text.Length <= LongestOptionId && OptionId().IsMatch(text);

    /// <summary>
    /// The text as a reader compares it: lower case, Markdown's marks and the final stop gone, one space between words.
    /// Other punctuation stays, since <c>10.0.0.0/8</c> and <c>10.0.0.0/80</c> are two things.
    /// </summary>
    public static string Normalize(string text) =>
        Blanks().Replace(Marks().Replace(text, ""), " ").Trim().TrimEnd('.', ';', ',', '!').TrimEnd().ToLowerInvariant();

    /// <summary>For quoting what a file holds in a message, on one line.</summary>
    public static string Cut(string text, int length = 40)
    {
        var line = Blanks().Replace(text, " ");
        return line.Length <= length ? line : string.Concat(line.AsSpan(0, length), "…");
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Slug();

    [GeneratedRegex(@"^[A-Za-z0-9_-]+\z")]
    private static partial Regex OptionId();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[`*]|(?<!\w)_|_(?!\w)")]
    private static partial Regex Marks();
}
