using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.TestKit.Chat;

/// <summary>A card's words in reading order, one line a part: for assertions on what is said, not on how it looks.</summary>
public static class CardText
{
    /// <summary>All of it.</summary>
    public static string Of(Card? card) => card is null ? "" : string.Join('\n', Lines(card));

    static IEnumerable<string> Lines(Card card)
    {
        if (card.Form is { } form)
            yield return $"form {form.Title}: {form.Label}{(form.Text is null ? "" : $" ({form.Text})")}";
        if (card.Lead is { } lead)
            yield return lead.ToString();
        if (card.Title is { } title)
            yield return title.ToString();
        foreach (var line in card.Blocks.SelectMany(Lines))
            yield return line;
        if (card.Footer is { } footer)
            yield return footer.ToString();
        if (card.Actions.Count > 0)
            yield return string.Join(' ', card.Actions.Select(action => $"[{action.Label}]"));
    }

    static IEnumerable<string> Lines(Block block) => block switch
    {
        TextBlock text => [text.Text.ToString()],
        CodeBlock code => [code.Text],
        ListBlock list => list.Items.Select(item => item.ToString()),
        ChoicesBlock choices => choices.Choices.Select(choice => $"{(choice.IsRight ? "✓ " : "")}{choice.Letter} {choice.Text}"),
        SharesBlock shares => shares.Shares.Select(share => $"{share.Label} {share.Percent} %{(share.Note is null ? "" : $" {share.Note}")}"),
        BoardBlock board => board.Lines.Select(line => line is null ? "…"
            : $"{line.Rank} {line.Name} {line.Points} {line.Right} of {line.Answered} streak {line.Streak}{(line.IsYou ? " you" : "")}"),
        TermsBlock terms => terms.Terms.Select(term => $"{term.Name}: {term.Text}"),
        _ => throw new InvalidOperationException($"unknown block {block.GetType()}"),
    };
}
