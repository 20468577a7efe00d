using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Tests.Cards;

/// <summary>How a text of a card is to be shown.</summary>
enum TextPlace
{
    /// <summary>In a line, as everything else.</summary>
    Line,
    /// <summary>In a fixed pitch.</summary>
    Literal,
    /// <summary>In a fixed pitch, with lines of its own.</summary>
    LiteralLines,
    /// <summary>Where no formatting is read: on a button, around a form's field.</summary>
    Label,
}

/// <summary>Every text of a card, in whatever part: a part that is new here is an exception, so that none is passed over.</summary>
static class CardTexts
{
    /// <summary>All of them, in reading order.</summary>
    public static IReadOnlyList<(string Text, TextPlace Place)> Of(Card card)
    {
        var texts = new List<(string, TextPlace)>();
        Replace(card, (text, place) =>
        {
            texts.Add((text, place));
            return text;
        });
        return texts;
    }

    /// <summary>The card with the text at one place replaced, counted as in <see cref="Of"/>.</summary>
    public static Card With(Card card, int index, string text)
    {
        var at = 0;
        return Replace(card, (old, _) => at++ == index ? text : old);
    }

    /// <summary>The card with every text replaced.</summary>
    public static Card Replace(Card card, Func<string, TextPlace, string> replace) => card with
    {
        Lead = Replace(card.Lead, replace),
        Title = Replace(card.Title, replace),
        Blocks = [.. card.Blocks.Select(block => Replace(block, replace))],
        Footer = Replace(card.Footer, replace),
        Actions = [.. card.Actions.Select(action => action with { Label = replace(action.Label, TextPlace.Label) })],
        Form = card.Form is not { } form ? null : form with
        {
            Title = replace(form.Title, TextPlace.Label),
            Label = replace(form.Label, TextPlace.Label),
            Text = form.Text is { } text ? replace(text, TextPlace.Label) : null,
            Prompt = Replace(form.Prompt, replace),
        },
    };

    static Block Replace(Block block, Func<string, TextPlace, string> replace) => block switch
    {
        TextBlock b => new TextBlock(Replace(b.Text, replace)!),
        CodeBlock b => new CodeBlock(replace(b.Text, TextPlace.LiteralLines)),
        ListBlock b => new ListBlock([.. b.Items.Select(item => Replace(item, replace)!)]),
        ChoicesBlock b => new ChoicesBlock([.. b.Choices.Select(choice => choice with { Text = Replace(choice.Text, replace)! })]),
        SharesBlock b => new SharesBlock([.. b.Shares.Select(share => share with
        {
            Label = replace(share.Label, TextPlace.Line), Note = share.Note is { } note ? replace(note, TextPlace.Line) : null,
        })]),
        BoardBlock b => new BoardBlock([.. b.Lines.Select(line => line is null ? null : line with { Name = replace(line.Name, TextPlace.Line) })]),
        TermsBlock b => new TermsBlock([.. b.Terms.Select(term => new Term(replace(term.Name, TextPlace.Literal), Replace(term.Text, replace)!))]),
        _ => throw new InvalidOperationException($"unknown block {block.GetType()}"),
    };

    static RichText? Replace(RichText? text, Func<string, TextPlace, string> replace) => text is null ? null : new RichText([.. text.Select(span => span switch
    {
        TextSpan s => s with { Text = replace(s.Text, s.Emphasis is Emphasis.Code ? TextPlace.Literal : TextPlace.Line) },
        LinkSpan s => s with { Text = replace(s.Text, TextPlace.Line) },
        InstantSpan or ChannelSpan => span,
        _ => throw new InvalidOperationException($"unknown span {span.GetType()}"),
    })]);
}
