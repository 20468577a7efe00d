using System.Globalization;
using System.Text;

namespace AwsPrepBot.Terminal.Rendering;

/// <summary>
/// Makes text safe to write to a terminal: whoever typed it, it can neither move the cursor nor change a colour, nor turn
/// the reading direction of what stands beside it.
/// </summary>
/// <param name="unicode">Whether the output can carry more than ASCII; else the signs we use get an ASCII stand-in.</param>
sealed class Cleaner(bool unicode)
{
    // More marks than this on one letter are no language but a way to write over the lines above.
    const int MarksPerLetter = 4;

    /// <summary>Text that may have several lines, parted by <c>\n</c>.</summary>
    public string Text(string text) => Clean(text, newLine: '\n');

    /// <summary>Text for one line: line breaks become blanks.</summary>
    public string Line(string text) => Clean(text, newLine: ' ');

    string Clean(string text, char newLine)
    {
        if (text.All(c => c is >= ' ' and <= '~'))
            return text;
        var clean = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (rune.Value == '\n')
                clean.Append(newLine);
            else if (rune.Value == '\t' || category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                clean.Append(' ');
            else if (category is not UnicodeCategory.Control && !IsInvisible(rune, category) && marks <= MarksPerLetter)
                clean.Append(unicode ? rune.ToString() : Ascii(rune));
        }
        return clean.ToString();
    }

    // Format characters turn the direction or hide text; only the joiners belong to words and emoji.
    static bool IsInvisible(Rune rune, UnicodeCategory category) =>
        category is UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D);

    static string Ascii(Rune rune) => rune.Value switch
    {
        '▓' => "#",
        '░' => ".",
        '✓' => "*",
        '✗' => "x",
        '▸' => ">",
        '•' or '·' or '–' or '—' or '─' or '−' => "-",
        '…' => "...",
        '→' => "->",
        '“' or '”' or '„' => "\"",
        '‘' or '’' => "'",
        '×' => "x",
        0xA0 => " ",
        _ => rune.ToString(),
    };
}
