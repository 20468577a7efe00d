namespace AwsPrepBot.Terminal.Rendering;

/// <summary>How a piece of text looks where the terminal can show it. A plain one shows none of it.</summary>
enum Look
{
    Plain,
    Strong,
    Stressed,
    Dim,
    Code,
    QuestionTitle,
    ResultTitle,
    Letter,
    Right,
    Refusal,
}

/// <summary>Text in one look, without control characters; a line break only before wrapping. Leads to a page where it has one.</summary>
readonly record struct Piece(string Text, Look Look = Look.Plain, string? Page = null)
{
    public int Width => Cells.Width(Text);
}

/// <summary>One line on the screen.</summary>
sealed record Line(IReadOnlyList<Piece> Pieces)
{
    public static Line Empty { get; } = new([]);

    public static Line Of(string text, Look look = Look.Plain) => new([new Piece(text, look)]);

    public int Width => Pieces.Sum(piece => piece.Width);

    /// <summary>This line behind <paramref name="pieces"/>.</summary>
    public Line Behind(params ReadOnlySpan<Piece> pieces) => new([.. pieces, .. Pieces]);

    /// <summary>This line moved to the right; an empty one stays empty.</summary>
    public Line Indented(int cells) => cells == 0 || Pieces.Count == 0 ? this : Behind(new Piece(new string(' ', cells)));

    public override string ToString() => string.Concat(Pieces.Select(piece => piece.Text));
}
