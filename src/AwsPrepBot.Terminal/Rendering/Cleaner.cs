using System.Text;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Terminal.Rendering;

/// <summary>
/// Makes text safe to write to a terminal: whoever typed it, it can neither move the cursor nor change a colour, nor turn
/// the reading direction of what stands beside it.
/// </summary>
/// <param name="unicode">Whether the output can carry more than ASCII; else the signs we use get an ASCII stand-in.</param>
sealed class Cleaner(bool unicode)
{
    /// <summary>Text that may have several lines, parted by <c>\n</c>.</summary>
    public string Text(string text) => Drawable(CleanText.Lines(text));

    /// <summary>Text for one line: line breaks become blanks.</summary>
    public string Line(string text) => Drawable(CleanText.Line(text));

    string Drawable(string text) => unicode || text.All(char.IsAscii) ? text : string.Concat(text.EnumerateRunes().Select(Ascii));

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
        _ => rune.ToString(),
    };
}
