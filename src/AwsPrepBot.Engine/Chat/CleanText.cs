using System.Globalization;
using System.Text;

namespace AwsPrepBot.Engine.Chat;

/// <summary>
/// Takes out of a text, whoever typed it, what is not seen but does something: control characters, marks that turn the
/// reading direction, characters of no width, piles of accents, halves of surrogate pairs. What is left is what a reader
/// would say is there. For renderers; what is markup on a platform they escape themselves.
/// </summary>
public static class CleanText
{
    // More marks than this on one letter are no language but a way to write over the lines above.
    const int MarksPerLetter = 4;

    /// <summary>As one line: line breaks become blanks.</summary>
    public static string Line(string text) => Clean(text, newLine: ' ');

    /// <summary>As lines, parted by <c>\n</c>.</summary>
    public static string Lines(string text) => Clean(text, newLine: '\n');

    /// <summary>Keeps what is written from right to left to itself, so that it does not turn the numbers and signs beside it.</summary>
    public static string Isolated(string text) => !IsPlain(text) && text.EnumerateRunes().Any(IsRightToLeft) ? $"\u2068{text}\u2069" : text;

    /// <summary>Most texts are: nothing has to be looked for in them.</summary>
    static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    static string Clean(string text, char newLine)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsPlain(text))
            return text;
        var clean = new StringBuilder(text.Length);
        var marks = 0;
        Rune? last = null;
        Rune? joiner = null;
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (IsJoiner(rune))
                joiner = rune;
            if (category is UnicodeCategory.Format || (category is UnicodeCategory.Control && rune.Value is not ('\n' or '\t')) || marks > MarksPerLetter)
                continue;
            // A joiner belongs to words and emoji; beside anything else it only hides that two texts differ.
            if (joiner is { } held && last is { IsAscii: false } && !rune.IsAscii)
                clean.Append(held.ToString());
            joiner = null;
            var shown = rune.Value == '\n' ? new Rune(newLine) : IsBlank(rune, category) ? new Rune(' ') : rune;
            clean.Append(shown.ToString());
            last = shown;
        }
        return clean.ToString();
    }

    static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    /// <summary>Blanks of any width, and the letters and signs that look like nothing.</summary>
    static bool IsBlank(Rune rune, UnicodeCategory category) =>
        rune.Value is '\t' or 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0
        || category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator;
}
