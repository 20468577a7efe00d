using System.Text;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Discord.Rendering;

/// <summary>Puts the parts of a card under each other: what belongs together close, the rest a blank line apart.</summary>
internal static class Layout
{
    /// <summary>Whether it is only said, not shown: it needs no frame.</summary>
    public static bool IsPlain(Card card) =>
        card is { Lead: null, Title: null, Footer: null } && card.Blocks.All(block => block is TextBlock or ListBlock);

    /// <summary>All of it but the lead and the buttons.</summary>
    public static string Text(Card card)
    {
        var isQuestion = card.Tone is CardTone.Question or CardTone.Result;
        var text = new StringBuilder();
        if (card.Title is { } title)
            text.Append(isQuestion ? Drawing.Small(title) : Drawing.Heading(title)).Append('\n');
        Block? last = null;
        foreach (var (index, block) in card.Blocks.Index())
        {
            if (last is not null)
                text.Append(IsClose(last, block) ? "\n" : "\n\n");
            // The question itself is what the eye should find first.
            var isStem = isQuestion && block is TextBlock && card.Blocks.Skip(index).Any(later => later is ChoicesBlock);
            text.Append(Drawing.Block(block, isStem ? Emphasis.Strong : Emphasis.None));
            last = block;
        }

        if (card.Footer is { } footer)
            text.Append(last is null ? "" : "\n\n").Append(Drawing.Small(footer));
        return text.ToString();
    }

    static bool IsClose(Block above, Block below) => (above, below) switch
    {
        (TextBlock, ListBlock) => true,
        (TextBlock heading, TermsBlock or BoardBlock or SharesBlock) => heading.Text.All(span => span is TextSpan { Emphasis: Emphasis.Strong }),
        _ => false,
    };
}
