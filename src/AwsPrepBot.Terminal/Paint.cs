using AwsPrepBot.Terminal.Rendering;
using Spectre.Console;

namespace AwsPrepBot.Terminal;

/// <summary>Writes lines with the styles the terminal can show.</summary>
sealed class Paint(TextWriter output, AnsiCapabilities capabilities)
{
    readonly AnsiWriter _ansi = new(output, capabilities);

    public void Write(Piece piece)
    {
        var style = capabilities.Ansi ? Style(piece.Look) : null;
        var link = capabilities.Links && piece.Page is { } page ? new Link(page) : null;
        if (style is not null || link is not null)
            _ansi.Write(piece.Text, style ?? Spectre.Console.Style.Plain, link);
        else
            output.Write(piece.Text);
    }

    public void WriteLine(Line line)
    {
        foreach (var piece in line.Pieces)
            Write(piece);
        output.Write('\n');
    }

    static Style? Style(Look look) => look switch
    {
        Look.Plain => default(Style?),
        Look.Strong => new Style(decoration: Decoration.Bold),
        Look.Stressed => new Style(decoration: Decoration.Italic),
        Look.Dim => new Style(decoration: Decoration.Dim),
        Look.Code => new Style(Color.Teal),
        Look.QuestionTitle => new Style(Color.Teal, decoration: Decoration.Bold),
        Look.ResultTitle => new Style(Color.Purple, decoration: Decoration.Bold),
        Look.Letter => new Style(Color.Teal, decoration: Decoration.Bold),
        Look.Right => new Style(Color.Green, decoration: Decoration.Bold),
        Look.Refusal => new Style(Color.Olive),
        _ => throw new ArgumentOutOfRangeException(nameof(look), look, "unknown look"),
    };
}
