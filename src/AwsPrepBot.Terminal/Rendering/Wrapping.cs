using System.Globalization;
using System.Text;

namespace AwsPrepBot.Terminal.Rendering;

/// <summary>Breaks text into lines that fit.</summary>
static class Wrapping
{
    /// <summary>
    /// Lines of at most <paramref name="width"/> columns, null for no limit. Breaks at blanks, between wide characters
    /// and, where a word alone is too long, inside it, best after a slash or hyphen; <c>\n</c> always breaks. Never
    /// returns no line.
    /// </summary>
    public static List<Line> Wrap(IEnumerable<Piece> pieces, int? width)
    {
        var limit = Math.Max(2, width ?? int.MaxValue);
        var lines = new List<Line>();
        var line = new Run();
        var word = new Run();
        var blanks = new Run();

        foreach (var piece in pieces)
            foreach (var element in Cells.Elements(piece.Text))
                Add(piece with { Text = element });
        EndWord();
        lines.Add(line.Take());
        return lines;

        void Add(Piece element)
        {
            if (element.Text == "\n")
            {
                EndWord();
                blanks.Clear();
                lines.Add(line.Take());
            }
            else if (element.Text == " ")
            {
                EndWord();
                blanks.Add(element, 1);
            }
            else
            {
                var cells = Cells.ElementWidth(element.Text);
                if (cells == 2 && !StaysWithTheLast(element.Text))
                    EndWord();
                if (word.Width + cells > limit)
                    Place(word.TakeBeforeBreak());
                word.Add(element, cells);
            }
        }

        void EndWord()
        {
            if (word.Width == 0)
                return;
            Place(word);
            word.Clear();
        }

        void Place(Run part)
        {
            if (line.Width > 0 && line.Width + blanks.Width + part.Width > limit)
            {
                lines.Add(line.Take());
                blanks.Clear();
            }
            // Blanks at the start of a paragraph are meant (an indented line); those where we broke are not.
            if (line.Width + blanks.Width + part.Width <= limit)
                line.Append(blanks);
            blanks.Clear();
            line.Append(part);
        }
    }

    // Closing punctuation does not begin a line.
    static bool StaysWithTheLast(string element) =>
        CharUnicodeInfo.GetUnicodeCategory(element, 0) is UnicodeCategory.OtherPunctuation
            or UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation;

    /// <summary>Characters in a row, each with its look.</summary>
    sealed class Run
    {
        readonly List<(Piece Element, int Width)> _elements = [];

        public int Width { get; private set; }

        public void Add(Piece element, int width)
        {
            _elements.Add((element, width));
            Width += width;
        }

        public void Append(Run other)
        {
            foreach (var (element, width) in other._elements)
                Add(element, width);
        }

        public void Clear()
        {
            _elements.Clear();
            Width = 0;
        }

        /// <summary>Takes off what may stand at the end of a line; all, where no place is better than another.</summary>
        public Run TakeBeforeBreak()
        {
            var end = _elements.FindLastIndex(element => element.Element.Text is "/" or "-" or "?" or "&") + 1;
            if (end == 0)
                end = _elements.Count;
            var taken = new Run();
            foreach (var (element, width) in _elements.Take(end))
                taken.Add(element, width);
            _elements.RemoveRange(0, end);
            Width -= taken.Width;
            return taken;
        }

        /// <summary>The whole as a line, with neighbours of one look in one piece; then it is empty.</summary>
        public Line Take()
        {
            var pieces = new List<Piece>();
            var text = new StringBuilder();
            for (var i = 0; i < _elements.Count; i++)
            {
                var element = _elements[i].Element;
                text.Append(element.Text);
                if (i + 1 < _elements.Count && _elements[i + 1].Element with { Text = element.Text } == element)
                    continue;
                pieces.Add(element with { Text = text.ToString() });
                text.Clear();
            }
            Clear();
            return new Line(pieces);
        }
    }
}
