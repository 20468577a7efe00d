using AwsPrepBot.Engine.Chat;
using NodaTime;

namespace AwsPrepBot.Terminal.Rendering;

/// <summary>Draws a card as lines of text. Holds no state; safe to use side by side.</summary>
/// <param name="zone">The reader's zone.</param>
/// <param name="unicode">Whether the output can carry more than ASCII.</param>
sealed class TerminalRenderer(DateTimeZone zone, bool unicode)
{
    /// <summary>The widest a card is drawn, and the width of what stands side by side where there is no limit.</summary>
    public const int WidestCard = 80;

    readonly Cleaner _cleaner = new(unicode);

    /// <summary>
    /// The card's lines, each at most <paramref name="width"/> columns. Null for a script: a paragraph or an option is one
    /// line, so that it can be searched for.
    /// </summary>
    public IReadOnlyList<Line> Render(Card card, int? width, Instant now)
    {
        var drawing = new Drawing(_cleaner, zone, now, unicode, width);
        var sections = new List<Section>();
        if (card.Lead is { } lead)
            sections.Add(new Section(null, drawing.Paragraph(lead, Look.Dim), IsHead: true));
        if (card.Title is { } title)
            sections.Add(new Section(null, drawing.Paragraph(title, TitleLook(card.Tone)), IsHead: true));
        foreach (var block in card.Blocks)
            sections.Add(new Section(block, drawing.Block(block, card.Tone)));

        var lines = Join(sections);
        if (card.Footer is { } footer)
            lines.AddRange([.. BlankAfter(lines), .. drawing.Paragraph(footer, Look.Dim)]);
        else if (card.Actions.Count > 0)
            lines.AddRange(BlankAfter(lines));
        if (card.Actions.Count > 0)
            lines.AddRange(drawing.Actions(card.Actions));
        return lines;
    }

    static List<Line> Join(List<Section> sections)
    {
        var lines = new List<Line>();
        Section? last = null;
        foreach (var section in sections.Where(section => section.Lines.Count > 0))
        {
            if (last is not null && IsBlankBetween(last, section))
                lines.Add(Line.Empty);
            lines.AddRange(section.Lines);
            last = section;
        }
        return lines;
    }

    // What belongs together stands together: a heading and its text, the right option, the shares and who got it, short
    // sentences. Paragraphs of several lines are parted, or they become a wall.
    static bool IsBlankBetween(Section above, Section below) => (above.Block, below.Block) switch
    {
        (null, _) => !above.IsHead,
        (ChoicesBlock, SharesBlock) => false,
        (TextBlock heading, SharesBlock) when heading.Text.All(span => span is TextSpan { Emphasis: Emphasis.Strong }) => false,
        (SharesBlock shares, TextBlock) => shares.Shares.Any(share => share.Note is not null),
        (TextBlock, TextBlock or ListBlock or BoardBlock) => above.Lines.Count > 1 || below is { Block: TextBlock, Lines.Count: > 1 },
        _ => true,
    };

    static Line[] BlankAfter(List<Line> lines) => lines.Count > 1 ? [Line.Empty] : [];

    static Look TitleLook(CardTone tone) => tone switch
    {
        CardTone.Question => Look.QuestionTitle,
        CardTone.Result => Look.ResultTitle,
        CardTone.Refusal => Look.Refusal,
        _ => Look.Strong,
    };

    sealed record Section(Block? Block, IReadOnlyList<Line> Lines, bool IsHead = false);
}
