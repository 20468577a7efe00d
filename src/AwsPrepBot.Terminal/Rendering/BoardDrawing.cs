using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Terminal.Rendering;

/// <summary>Draws a ranking in columns; where they do not fit side by side, what is beside the points goes under the name.</summary>
sealed class BoardDrawing(Cleaner cleaner, bool unicode, int? width)
{
    const string Between = "   ";

    public IReadOnlyList<Line> Draw(IReadOnlyList<BoardLine?> board)
    {
        var rows = board.Select(line => line is null ? null : Row.Of(line, cleaner)).ToList();
        var shown = rows.OfType<Row>().ToList();
        if (shown.Count == 0)
            return [];
        var columns = new Columns(
            shown.Max(row => row.Rank.Length), shown.Max(row => Cells.Width(row.Name)),
            shown.Max(row => row.Points.Length), shown.Max(row => row.Right.Length));
        var isWide = width is null || shown.All(row => Wide(row, columns).Width <= width);
        return [.. rows.SelectMany(row => row switch
        {
            null => [Line.Of(Cells.PadLeft(unicode ? "…" : "...", columns.Rank), Look.Dim)],
            _ when isWide => [Wide(row, columns)],
            _ => Stacked(row, columns),
        })];
    }

    static Line Wide(Row row, Columns columns)
    {
        var beside = Cells.PadRight(row.Right, row.Streak.Length > 0 ? columns.Right : 0) + (row.Streak.Length > 0 ? Between + row.Streak : "");
        return new Line(
        [
            new Piece(row.Rank.PadLeft(columns.Rank) + "  ", Look.Dim),
            new Piece(Cells.PadRight(row.Name, columns.Name), row.NameLook),
            new Piece(Between + row.Points.PadLeft(columns.Points), row.NameLook),
            new Piece(Between + beside),
        ]);
    }

    IEnumerable<Line> Stacked(Row row, Columns columns)
    {
        var indent = columns.Rank + 2;
        var nameWidth = Math.Max(4, Math.Min(columns.Name, width!.Value - indent - Between.Length - columns.Points));
        var name = Wrapping.Wrap([new Piece(row.Name, row.NameLook)], nameWidth);
        yield return new Line(
        [
            new Piece(row.Rank.PadLeft(columns.Rank) + "  ", Look.Dim),
            .. name[0].Pieces,
            new Piece(new string(' ', nameWidth - name[0].Width) + Between + row.Points.PadLeft(columns.Points), row.NameLook),
        ]);
        foreach (var more in name[1..])
            yield return more.Indented(indent);
        var beside = row.Streak.Length > 0 ? $"{row.Right}, {row.Streak}" : row.Right;
        foreach (var line in Wrapping.Wrap([new Piece(beside, Look.Dim)], width - indent))
            yield return line.Indented(indent);
    }

    sealed record Columns(int Rank, int Name, int Points, int Right);

    sealed record Row(string Rank, string Name, string Points, string Right, string Streak, Look NameLook)
    {
        public static Row Of(BoardLine line, Cleaner cleaner) => new(
            line.Rank.ToString(),
            cleaner.Line(line.Name) + (line.IsYou ? " (you)" : ""),
            line.Points.ToString(),
            $"{line.Right} of {line.Answered}",
            line.Streak > 1 ? $"{line.Streak}-day streak" : "",
            line.IsYou ? Look.Strong : Look.Plain);
    }
}
