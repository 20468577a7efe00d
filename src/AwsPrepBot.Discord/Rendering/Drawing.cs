using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Discord.Rendering;

/// <summary>Draws the parts of a card as Markdown, each as one piece of lines.</summary>
internal static class Drawing
{
    const int BarCells = 10;

    /// <param name="block">The part.</param>
    /// <param name="around">The look of a paragraph's text that has none of its own.</param>
    public static string Block(Block block, Emphasis around = Emphasis.None) => block switch
    {
        TextBlock b => Paragraph(b.Text, around),
        CodeBlock b => DiscordText.CodeBlock(b.Text),
        ListBlock b => Lines(b.Items.Select(item => $"- {DiscordText.Line(item)}")),
        ChoicesBlock b => Lines(b.Choices.Select(Choice)),
        SharesBlock b => Lines(b.Shares.Select(Bar)),
        BoardBlock b => Lines(b.Lines.Select(Place)),
        TermsBlock b => Lines(b.Terms.Select(term => $"{DiscordText.Code(term.Name)} {DiscordText.Line(term.Text)}")),
        _ => throw new InvalidOperationException($"unknown block {block.GetType()}"),
    };

    /// <summary>A line in large letters.</summary>
    public static string Heading(RichText text) => $"### {DiscordText.Line(new RichText([.. text.Select(span => span is TextSpan s ? s.Text : span)]))}";

    /// <summary>A small line, in a weak colour.</summary>
    public static string Small(RichText text) => $"-# {DiscordText.Line(text)}";

    /// <summary>A paragraph; what is less important as a whole is small.</summary>
    static string Paragraph(RichText text, Emphasis around) =>
        text.Count > 0 && text.All(span => span is TextSpan { Emphasis: Emphasis.Dim }) ? Small(text) : DiscordText.Line(text, around);

    static string Choice(Choice choice)
    {
        var letter = $"**{DiscordText.Literal(choice.Letter)}**";
        return choice.IsRight
            ? $"✓ {letter}  {DiscordText.Line(choice.Text, Emphasis.Strong)}"
            : $"{letter}  {DiscordText.Line(choice.Text)}";
    }

    static string Bar(Share share)
    {
        var percent = Math.Clamp(share.Percent, 0, 100);
        // Something never looks like nothing, nor almost all like all.
        var full = percent is 0 or 100 ? percent / BarCells : Math.Clamp((percent + 5) / BarCells, 1, BarCells - 1);
        var bar = $"{new string('▓', full)}{new string('░', BarCells - full)}";
        // Where labels differ in length, the bars stand first: then they are under each other in any font.
        return share.Note is { } note
            ? $"{bar} {percent} % {DiscordText.Literal(note)} · {DiscordText.Literal(share.Label)}"
            : $"{DiscordText.Literal(share.Label)} {bar} {percent} %";
    }

    static string Place(BoardLine? line)
    {
        if (line is null)
            return "…";
        var name = DiscordText.Line([Span.Strong(line.Name)]) + (line.IsYou ? " (you)" : "");
        var streak = line.Streak > 1 ? $" · {line.Streak}-day streak" : "";
        return $"{line.Rank}\\. {name} · {Words.Count(line.Points, "point")} · {line.Right} of {line.Answered}{streak}";
    }

    static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
