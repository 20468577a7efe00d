using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Slack.Rendering;
using AwsPrepBot.Slack.Wire;

namespace AwsPrepBot.Slack;

/// <summary>Draws cards and forms in Block Kit. Pure and thread-safe.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "A service like the adapter's others; that it needs nothing is its own affair.")]
internal sealed class SlackRenderer
{
    /// <summary>The kind of mark a message of the bot's carries.</summary>
    public const string MarkType = "awsprep_delivery";

    const int MostBlocks = 50, MostViewBlocks = 100, LongestHint = 2000, LongestTitle = 24, ShortBlocks = 10, ShortText = 400;

    /// <summary>The one element of every field; which field it is says its block.</summary>
    const string FieldAction = "v";

    const string DeliveryKey = "delivery", RoundKey = "round";

    /// <summary>The message of a card.</summary>
    public MessageBody Render(Card card)
    {
        var text = Fallback(card);
        var blocks = Layout.Blocks(card);
        // Most are so short that nothing could make them too long; only the others are measured.
        if (card is { Blocks.Count: <= ShortBlocks, Actions.Count: <= ShortBlocks } && text.Length <= ShortText)
            return new MessageBody(text, blocks);
        if (blocks.Count <= MostBlocks && JsonSerializer.SerializeToUtf8Bytes(blocks, SlackJson.Default.IReadOnlyListBlockKit).Length <= MessageBody.LongestBlocks)
            return new MessageBody(text, blocks);
        // The last resort: what Slack would refuse for its length is shown without looks, as far as it goes.
        var plain = new RichTextBlock([new RichSection([new TextRun(Cut(PlainText(card), MessageBody.LongestText))])]);
        return new MessageBody(text, [plain, .. blocks.OfType<ActionsBlock>()]);
    }

    /// <summary>A person's home tab.</summary>
    public View RenderHome(Card card) => new("home", [.. Layout.Blocks(card).Take(MostViewBlocks)]);

    /// <summary>A form; <paramref name="origin"/> comes back with it.</summary>
    public View RenderForm(Form form, FormOrigin origin) => new("modal",
        [.. form.Prompt is { } prompt ? (IEnumerable<BlockKit>)[new RichTextBlock([new RichSection(Runs.Line(prompt))])] : [], .. form.Fields.Select(Field)])
    {
        CallbackId = form.Id,
        PrivateMetadata = origin.ToMetadata(),
        Title = Label(form.Title, LongestTitle),
        Submit = TextObject.Plain("Send"),
        Close = TextObject.Plain("Cancel"),
    };

    /// <summary>The mark of a delivery, to find its message by.</summary>
    public MessageMetadata MarkOf(Post post)
    {
        var payload = new Dictionary<string, string> { [DeliveryKey] = post.Delivery.Value.ToString(CultureInfo.InvariantCulture) };
        if (post.Card.Round is { } round)
            payload[RoundKey] = round.Value.ToString(CultureInfo.InvariantCulture);
        return new MessageMetadata(MarkType, payload);
    }

    /// <summary>Whether this is the message of that post: it names the delivery, or the round. Whose message it is, is not looked at.</summary>
    public bool IsOf(HistoryMessage message, Post post)
    {
        if (message.Metadata is not { EventType: MarkType, EventPayload: { ValueKind: JsonValueKind.Object } payload })
            return false;
        return Names(payload, DeliveryKey, post.Delivery.Value) || (post.Card.Round is { } round && Names(payload, RoundKey, round.Value));
    }

    static bool Names(JsonElement payload, string key, long id) =>
        payload.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() == id.ToString(CultureInfo.InvariantCulture);

    static InputBlock Field(FormField field)
    {
        var most = Math.Min(field.MostCharacters, Form.LongestText);
        Element element = field.Choices is { } choices
            ? new SelectElement([.. choices.Select(Option)]) { ActionId = FieldAction, InitialOption = field.Text is { } chosen && choices.Contains(chosen) ? Option(chosen) : null }
            : new TextInputElement
            {
                ActionId = FieldAction, InitialValue = field.Text is { Length: > 0 } text ? Cut(text, most) : null, MaxLength = most, Multiline = field.IsLong ? true : null,
            };
        return new InputBlock(Label(field.Label, LongestHint), element) { BlockId = field.Name, Hint = field.Hint is { } hint ? Label(hint, LongestHint) : null };
    }

    static SelectOption Option(string choice) => new(TextObject.Plain(choice), choice);

    static TextObject Label(string text, int most) => TextObject.Plain(Cut(CleanText.Line(text), most));

    /// <summary>All of it but the buttons, for notifications and screen readers: a line a part.</summary>
    static string Fallback(Card card)
    {
        var text = string.Join('\n', Lines(card).Select(MarkupText.Line).Where(line => line.Length > 0));
        return text.Length == 0 ? "AwsPrepBot" : text.Length <= MessageBody.LongestText ? text : Cut(MarkupText.Escape(PlainText(card)), MessageBody.LongestText);
    }

    static string PlainText(Card card) => string.Join('\n', Lines(card).Select(line => CleanText.Line(line.ToString())));

    static IEnumerable<RichText> Lines(Card card)
    {
        if (card.Lead is { } lead)
            yield return lead;
        if (card.Title is { } title)
            yield return title;
        foreach (var line in card.Blocks.SelectMany(LinesOf))
            yield return line;
        if (card.Footer is { } footer)
            yield return footer;
    }

    static IEnumerable<RichText> LinesOf(Block block) => block switch
    {
        TextBlock b => [b.Text],
        CodeBlock b => [b.Text],
        ListBlock b => b.Items.Select(item => new RichText(["• "]) + item),
        ChoicesBlock b => b.Choices.Select(choice => new RichText([choice.IsRight ? $"✓ {choice.Letter}  " : $"{choice.Letter}  "]) + choice.Text),
        SharesBlock b => [string.Join(", ", b.Shares.Select(share => $"{share.Label} {share.Percent} %{(share.Note is { } note ? $" {note}" : "")}"))],
        BoardBlock b => b.Lines.Select(line => (RichText)(line is null ? "…" : $"{line.Rank}. {line.Name}{(line.IsYou ? " (you)" : "")} · {Words.Count(line.Points, "point")} · {line.Right} of {line.Answered}")),
        TermsBlock b => b.Terms.Select(term => new RichText([$"{term.Name} "]) + term.Text),
        _ => throw new InvalidOperationException($"unknown block {block.GetType()}"),
    };

    /// <summary>Its beginning with "…", never half a character nor half an escape.</summary>
    static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = most - 1;
        if (text.LastIndexOf('&', end - 1, 6) is var escape and >= 0 && text.IndexOf(';', escape) >= end)
            end = escape;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
