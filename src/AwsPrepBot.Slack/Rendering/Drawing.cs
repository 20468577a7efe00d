using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Slack.Wire;

namespace AwsPrepBot.Slack.Rendering;

/// <summary>Draws the parts of a card as parts of a rich text.</summary>
internal static class Drawing
{
    const int BarCells = 10;

    /// <param name="block">The part.</param>
    /// <param name="around">The look of a paragraph's text that has none of its own.</param>
    public static IReadOnlyList<RichPart> Block(Block block, Emphasis around = Emphasis.None) => block switch
    {
        TextBlock b => [new RichSection(Runs.Line(b.Text, around))],
        CodeBlock b => [new RichPreformatted([new TextRun(CleanText.Lines(b.Text).TrimEnd())])],
        ListBlock b => b.Items.Count == 0 ? [] : [new RichList([.. b.Items.Select(item => new RichSection(Runs.Line(item)))])],
        ChoicesBlock b => [.. b.Choices.Select(Choice)],
        SharesBlock b => [.. b.Shares.Select(Bar)],
        BoardBlock b => [.. b.Lines.Select(Place)],
        TermsBlock b => [.. b.Terms.Select(term => new RichSection([Runs.Text(term.Name, Emphasis.Code), Runs.Text(" "), .. Runs.Line(term.Text)]))],
        _ => throw new InvalidOperationException($"unknown block {block.GetType()}"),
    };

    static RichSection Choice(Choice choice) => choice.IsRight
        ? new([Runs.Text($"✓ {choice.Letter}  ", Emphasis.Strong), .. Runs.Line(choice.Text, Emphasis.Strong)])
        : new([Runs.Text(choice.Letter, Emphasis.Strong), Runs.Text("  "), .. Runs.Line(choice.Text)]);

    static RichSection Bar(Share share)
    {
        var (percent, full) = (Math.Clamp(share.Percent, 0, 100), share.CellsOf(BarCells));
        var bar = $"{new string('▓', full)}{new string('░', BarCells - full)}";
        // Where labels differ in length, the bars stand first: then they are under each other in any font.
        return new([Runs.Text(share.Note is { } note ? $"{bar} {percent} % {note} · {share.Label}" : $"{share.Label} {bar} {percent} %")]);
    }

    static RichSection Place(BoardLine? line)
    {
        if (line is null)
            return new([Runs.Text("…")]);
        var streak = line.Streak > 1 ? $" · {line.Streak}-day streak" : "";
        return new(
        [
            Runs.Text($"{line.Rank}. "), Runs.Text(line.Name, Emphasis.Strong),
            Runs.Text($"{(line.IsYou ? " (you)" : "")} · {Words.Count(line.Points, "point")} · {line.Right} of {line.Answered}{streak}"),
        ]);
    }
}
