using System.Globalization;
using System.Text;
using Spectre.Console;

namespace AwsPrepBot.Terminal.Rendering;

/// <summary>How many columns of a terminal text takes: CJK and emoji two, combining marks none.</summary>
static class Cells
{
    const char ZeroWidthJoiner = '\u200D';
    const char EmojiPresentation = '\uFE0F';

    /// <summary>Columns of cleaned text.</summary>
    public static int Width(string text)
    {
        var width = 0;
        foreach (var element in Elements(text))
            width += ElementWidth(element);
        return width;
    }

    /// <summary>What a reader takes for one character each, however many code points it has.</summary>
    public static IEnumerable<string> Elements(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            // Most text is ASCII: a printable one followed by another needs no look at the tables.
            var length = IsPlain(text[at]) && (at + 1 == text.Length || IsPlain(text[at + 1]))
                ? 1
                : StringInfo.GetNextTextElementLength(text.AsSpan(at));
            yield return text.Substring(at, length);
            at += length;
        }
    }

    /// <summary>Columns of one of <see cref="Elements"/>.</summary>
    public static int ElementWidth(string element)
    {
        if (element.Length == 1 && IsPlain(element[0]))
            return 1;
        var width = 0;
        foreach (var rune in element.EnumerateRunes())
        {
            var cells = Math.Max(0, rune.ToString().GetCellWidth());
            // A wide start (emoji with skin tone, joined family, decomposed Hangul) is drawn as one wide glyph.
            if (width == 0 && cells == 2)
                return 2;
            width += cells;
        }
        return element.Contains(ZeroWidthJoiner) || element.Contains(EmojiPresentation) ? Math.Max(width, 2) : width;
    }

    /// <summary>Text with blanks behind it up to a number of columns.</summary>
    public static string PadRight(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>Text with blanks before it up to a number of columns.</summary>
    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Width(text))) + text;

    static bool IsPlain(char c) => c is >= ' ' and <= '~';
}
