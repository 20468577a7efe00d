using AwsPrepBot.Engine.Chat;
using NodaTime;

namespace AwsPrepBot.Terminal.Rendering;

/// <summary>Draws the parts of one card.</summary>
sealed class Drawing(Cleaner cleaner, DateTimeZone zone, Instant now, bool unicode, int? width)
{
    const int Gap = 3;
    const int BarCells = 10;

    public IReadOnlyList<Line> Paragraph(RichText text, Look look = Look.Plain) => Wrapping.Wrap(Pieces(text, look), width);

    public IReadOnlyList<Line> Block(Block block, CardTone tone) => block switch
    {
        TextBlock b => Paragraph(b.Text, tone is CardTone.Refusal ? Look.Refusal : Look.Plain),
        CodeBlock b => [.. Hang(new Piece("  "), [new Piece(cleaner.Text(b.Text.TrimEnd()), Look.Code)])],
        ListBlock b => [.. b.Items.SelectMany(item => Hang(new Piece(unicode ? "• " : "- ", Look.Dim), Pieces(item)))],
        ChoicesBlock b => Choices(b.Choices),
        SharesBlock { Shares.Count: 0 } or TermsBlock { Terms.Count: 0 } => [],
        SharesBlock b => Shares(b.Shares),
        BoardBlock b => new BoardDrawing(cleaner, unicode, width).Draw(b.Lines),
        TermsBlock b => Terms(b.Terms),
        _ => throw new InvalidOperationException($"unknown block {block.GetType()}"),
    };

    /// <summary>The buttons; the letters stand a little apart from the rest.</summary>
    public IReadOnlyList<Line> Actions(IReadOnlyList<CardAction> actions)
    {
        var lines = new List<Line>();
        List<Piece> line = [];
        var cells = 0;
        CardAction? last = null;
        foreach (var action in actions)
        {
            var button = new Piece($"[ {cleaner.Line(action.Label)} ]", Look.Letter);
            var gap = last is not null && IsLetter(last) != IsLetter(action) ? Gap : 1;
            if (cells > 0 && cells + gap + button.Width > (width ?? int.MaxValue))
            {
                lines.Add(new Line(line));
                (line, cells) = ([], 0);
            }
            if (cells > 0)
                line.Add(new Piece(new string(' ', gap)));
            line.Add(button);
            cells += (cells > 0 ? gap : 0) + button.Width;
            last = action;
        }
        lines.Add(new Line(line));
        return lines;
    }

    /// <summary>Whether the button stands for an option of a question.</summary>
    public static bool IsLetter(CardAction action) => action.Label.Length == 1;

    IReadOnlyList<Line> Choices(IReadOnlyList<Choice> choices)
    {
        var tick = choices.Any(choice => choice.IsRight);
        return
        [
            .. choices.SelectMany(choice =>
            {
                var look = choice.IsRight ? Look.Right : Look.Letter;
                var mark = !tick ? "" : choice.IsRight ? unicode ? "✓ " : "* " : "  ";
                return Hang(new Piece($"{mark}{cleaner.Line(choice.Letter)}  ", look), Pieces(choice.Text, choice.IsRight ? Look.Right : Look.Plain));
            }),
        ];
    }

    List<Line> Shares(IReadOnlyList<Share> shares)
    {
        var labelWidth = shares.Max(share => Cells.Width(cleaner.Line(share.Label)));
        if (shares.Any(share => share.Note is not null))
            return Noted(shares, labelWidth);
        var oneLine = shares.Select(share => Bar(share, labelWidth, percentWidth: 0)).ToList();
        var available = width ?? TerminalRenderer.WidestCard;
        if (oneLine.Sum(bar => bar.Width + Gap) - Gap <= available)
            return Rows(oneLine, shares.Count);

        // Over several lines the bars stand in columns, as many in each line as there is room for.
        var percentWidth = shares.Max(share => share.Percent.ToString().Length);
        var bars = shares.Select(share => Bar(share, labelWidth, percentWidth)).ToList();
        var perLine = Math.Max(1, (available + Gap) / (bars[0].Width + Gap));
        var lineCount = (bars.Count + perLine - 1) / perLine;
        return Rows(bars, (bars.Count + lineCount - 1) / lineCount);
    }

    // A chart: one bar a line, what each is a share of behind it; where that does not fit, label and note above and below.
    List<Line> Noted(IReadOnlyList<Share> shares, int labelWidth)
    {
        var percentWidth = shares.Max(share => share.Percent.ToString().Length);
        var lines = shares.Select(share => Note(share).Behind([.. Bar(share, labelWidth, percentWidth).Pieces, new Piece(" ")])).ToList();
        if (width is null || lines.All(line => line.Width <= width))
            return lines;
        return
        [
            .. shares.SelectMany(share => Wrapping.Wrap([new Piece(cleaner.Line(share.Label), Look.Letter)], width)
                .Append(Bar(share with { Label = "" }, 0, percentWidth))
                .Concat(Wrapping.Wrap(Note(share).Pieces, width - 1).Select(line => line.Indented(1)))),
        ];

        Line Note(Share share) => Line.Of(cleaner.Line(share.Note ?? ""), Look.Dim);
    }

    Line Bar(Share share, int labelWidth, int percentWidth)
    {
        var percent = Math.Clamp(share.Percent, 0, 100);
        // Something never looks like nothing, nor almost all like all.
        var full = percent is 0 or 100 ? percent / BarCells : Math.Clamp((percent + 5) / BarCells, 1, BarCells - 1);
        return new Line(
        [
            new Piece($"{Cells.PadRight(cleaner.Line(share.Label), labelWidth)} ", Look.Letter),
            new Piece(new string(unicode ? '▓' : '#', full)),
            new Piece(new string(unicode ? '░' : '.', BarCells - full), Look.Dim),
            new Piece($" {share.Percent.ToString().PadLeft(percentWidth)} %"),
        ]);
    }

    static List<Line> Rows(List<Line> bars, int perLine) =>
        [.. bars.Chunk(perLine).Select(row => row[1..].Aggregate(row[0], (line, bar) => bar.Behind([.. line.Pieces, new Piece(new string(' ', Gap))])))];

    IReadOnlyList<Line> Terms(IReadOnlyList<Term> terms)
    {
        var names = terms.Select(term => cleaner.Line(term.Name)).ToList();
        var column = names.Max(Cells.Width) + 2;
        // A text column narrower than the terms is hard to read: then the text goes under its term.
        if (column > (width ?? TerminalRenderer.WidestCard) * 2 / 5)
        {
            return
            [
                .. terms.Zip(names).SelectMany(pair => Wrapping.Wrap([new Piece(pair.Second, Look.Code)], width)
                    .Concat(Hang(new Piece("  "), Pieces(pair.First.Text)))),
            ];
        }
        return [.. terms.Zip(names).SelectMany(pair => Hang(new Piece(Cells.PadRight(pair.Second, column), Look.Code), Pieces(pair.First.Text)))];
    }

    // The first line behind its mark, the others under the text.
    IEnumerable<Line> Hang(Piece mark, IEnumerable<Piece> text)
    {
        var indent = mark.Width;
        return Wrapping.Wrap(text, width - indent).Select((line, index) => index == 0 ? line.Behind(mark) : line.Indented(indent));
    }

    IEnumerable<Piece> Pieces(RichText text, Look look = Look.Plain) => text.SelectMany(span => span is LinkSpan link
        ? Link(link, look)
        : [Piece(span, look)]);

    Piece Piece(Span span, Look look) => span switch
    {
        TextSpan s => new Piece(cleaner.Text(s.Text), SpanLook(s.Emphasis, look)),
        InstantSpan s => new Piece(Times.Format(s.At, s.Style, now, zone), look),
        ChannelSpan s => new Piece(s.Id == TerminalPlatform.Channel ? "this terminal" : $"#{cleaner.Line(s.Id.Value)}", look),
        _ => throw new InvalidOperationException($"unknown span {span.GetType()}"),
    };

    static Look SpanLook(Emphasis emphasis, Look around) => emphasis switch
    {
        Emphasis.None => around,
        Emphasis.Strong => Look.Strong,
        Emphasis.Stressed => Look.Stressed,
        Emphasis.Dim => Look.Dim,
        Emphasis.Code => Look.Code,
        _ => throw new ArgumentOutOfRangeException(nameof(emphasis), emphasis, "unknown emphasis"),
    };

    // Not every terminal can follow a title, but most find an address by themselves; so it is there, whole. One that is
    // broken over two lines can only be followed as a link of its own.
    IEnumerable<Piece> Link(LinkSpan link, Look look)
    {
        var (text, address) = (cleaner.Line(link.Text), cleaner.Line(link.Address.AbsoluteUri));
        if (text == address || text.Length == 0)
            return [new Piece(address, look, address)];
        return [new Piece(text, look, address), new Piece(" (", look), new Piece(address, Look.Dim, address), new Piece(")", look)];
    }
}
