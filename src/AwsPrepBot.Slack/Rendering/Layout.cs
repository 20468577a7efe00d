using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Slack.Wire;

namespace AwsPrepBot.Slack.Rendering;

/// <summary>Puts the parts of a card under each other: what belongs together in one block, the rest a gap apart.</summary>
internal static class Layout
{
    const int LongestHeader = 150, LongestSmall = 3000, ButtonsInRow = 25, LongestLabel = 75;

    /// <summary>All of a card, buttons last.</summary>
    public static List<BlockKit> Blocks(Card card)
    {
        var blocks = new List<BlockKit>();
        var isQuestion = card.Tone is CardTone.Question or CardTone.Result;
        if (card.Lead is { } lead)
            blocks.Add(Small(lead));
        if (card.Title is { } title)
            blocks.Add(isQuestion ? Small(title) : Heading(title));
        var group = new List<RichPart>();
        Block? last = null;
        foreach (var (index, block) in card.Blocks.Index())
        {
            if (last is not null && !IsClose(last, block))
                End(blocks, group);
            last = block;
            if (block is TextBlock { Text: { Count: > 0 } text } && text.All(span => span is TextSpan { Emphasis: Emphasis.Dim }))
            {
                End(blocks, group);
                blocks.Add(Small(text));
                continue;
            }

            // The question itself is what the eye should find first.
            var isStem = isQuestion && block is TextBlock && card.Blocks.Skip(index).Any(later => later is ChoicesBlock);
            group.AddRange(Drawing.Block(block, isStem ? Emphasis.Strong : Emphasis.None));
        }

        End(blocks, group);
        if (card.Footer is { } footer)
            blocks.Add(Small(footer));
        blocks.AddRange(card.Actions.Chunk(ButtonsInRow).Select(row => new ActionsBlock([.. row.Select(Button)])));
        return blocks;
    }

    /// <summary>A small line; where its text would be read as markup, one of the usual size.</summary>
    static BlockKit Small(RichText text)
    {
        var plain = new RichText([.. text.Select(span => span is TextSpan { Emphasis: Emphasis.Strong } strong ? strong with { Emphasis = Emphasis.None } : span)]);
        if (!MarkupText.IsLiteral(plain) || MarkupText.Line(plain) is not { Length: > 0 and <= LongestSmall } line)
            return new RichTextBlock([new RichSection(Runs.Line(text))]);
        // A line that is bold as a whole stays so: there is nothing in it that could end it.
        var isBold = text.All(span => span is TextSpan { Emphasis: Emphasis.Strong });
        return new ContextBlock([TextObject.Markup(isBold ? $"*{line}*" : line)]);
    }

    static BlockKit Heading(RichText text)
    {
        var line = CleanText.Line(string.Concat(text.Select(span => span switch { TextSpan s => s.Text, LinkSpan s => s.Text, _ => "" })));
        return line.Length is > 0 and <= LongestHeader ? new HeaderBlock(TextObject.Plain(line)) : new RichTextBlock([new RichSection(Runs.Line(text, Emphasis.Strong))]);
    }

    static void End(List<BlockKit> blocks, List<RichPart> group)
    {
        if (group.Count > 0)
            blocks.Add(new RichTextBlock([.. group]));
        group.Clear();
    }

    static bool IsClose(Block above, Block below) => (above, below) switch
    {
        (TextBlock, ListBlock) => true,
        (TextBlock heading, TermsBlock or BoardBlock or SharesBlock) => heading.Text.All(span => span is TextSpan { Emphasis: Emphasis.Strong }),
        _ => false,
    };

    static ButtonElement Button(CardAction action)
    {
        if (action is not ButtonAction button)
            throw new InvalidOperationException($"unknown action {action.GetType()}");
        var label = CleanText.Line(button.Label);
        // Letters stay as grey as they are: four green buttons would shout, and one alone would tell.
        var style = button.IsPrimary && label.Length > 1 ? "primary" : null;
        return new ButtonElement(TextObject.Plain(label.Length <= LongestLabel ? label : label[..LongestLabel])) { ActionId = button.Id, Style = style };
    }
}
