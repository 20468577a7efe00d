using System.Globalization;
using System.Text;

namespace AwsPrepBot.Terminal.Rendering;

/// <summary>Breaks text into lines that fit.</summary>
static class Wrapping
{
    /// <summary>
    /// Lines of at most <paramref name="width"/> columns, null for no limit. Breaks at blanks, between wide characters
    /// and, where a word alone is too long, inside it; <c>\n</c> always breaks. Never returns no line.
    /// </summary>
    public static List<Line> Wrap(IEnumerable<Piece> pieces, int? width)
    {
        var limit = Math.Max(2, width ?? int.MaxValue);
        var lines = new List<Line>();
        var line = new LineBuilder();
        var word = new LineBuilder();
        var blanks = new LineBuilder();

        foreach (var (text, look) in pieces)
            foreach (var element in Cells.Elements(text))
                Add(element, look);
        EndWord();
        lines.Add(line.Take());
        return lines;

        void Add(string element, Look look)
        {
            if (element == "\n")
            {
                EndWord();
                blanks.Clear();
                lines.Add(line.Take());
            }
            else if (element == " ")
            {
                EndWord();
                blanks.Add(element, look, 1);
            }
            else
            {
                var cells = Cells.ElementWidth(element);
                if (cells == 2 && !StaysWithTheLast(element))
                    EndWord();
                if (word.Width + cells > limit)
                    EndWord();
                word.Add(element, look, cells);
            }
        }

        void EndWord()
        {
            if (word.Width == 0)
                return;
            if (line.Width > 0 && line.Width + blanks.Width + word.Width > limit)
            {
                lines.Add(line.Take());
                blanks.Clear();
            }
            // Blanks at the start of a paragraph are meant (an indented line); those where we broke are not.
            if (line.Width + blanks.Width + word.Width <= limit)
                line.Append(blanks);
            blanks.Clear();
            line.Append(word);
            word.Clear();
        }
    }

    // Closing punctuation does not begin a line.
    static bool StaysWithTheLast(string element) =>
        CharUnicodeInfo.GetUnicodeCategory(element, 0) is UnicodeCategory.OtherPunctuation
            or UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation;

    sealed class LineBuilder
    {
        readonly List<(StringBuilder Text, Look Look)> _pieces = [];

        public int Width { get; private set; }

        public void Add(string text, Look look, int width)
        {
            if (_pieces is [.., var last] && last.Look == look)
                last.Text.Append(text);
            else
                _pieces.Add((new StringBuilder(text), look));
            Width += width;
        }

        public void Append(LineBuilder other)
        {
            foreach (var (text, look) in other._pieces)
                Add(text.ToString(), look, 0);
            Width += other.Width;
        }

        public void Clear()
        {
            _pieces.Clear();
            Width = 0;
        }

        public Line Take()
        {
            var line = new Line([.. _pieces.Select(piece => new Piece(piece.Text.ToString(), piece.Look))]);
            Clear();
            return line;
        }
    }
}
