using System.Text.Json.Serialization;

namespace AwsPrepBot.Slack.Wire;

/// <summary>
/// Block Kit as far as the bot draws with it (docs.slack.dev/reference/block-kit). Only ever written: of what comes back
/// from Slack nothing but ids is read. At most 50 in a message and 100 in a view.
/// </summary>
[JsonDerivedType(typeof(RichTextBlock))]
[JsonDerivedType(typeof(SectionBlock))]
[JsonDerivedType(typeof(HeaderBlock))]
[JsonDerivedType(typeof(ContextBlock))]
[JsonDerivedType(typeof(ActionsBlock))]
[JsonDerivedType(typeof(DividerBlock))]
[JsonDerivedType(typeof(InputBlock))]
internal abstract record BlockKit(string Type)
{
    /// <summary>At most 255 characters, once in a message or view.</summary>
    public string? BlockId { get; init; }
}

/// <summary>Text whose parts say what they are, so that nothing in it is parsed as markup, whoever typed it.</summary>
internal sealed record RichTextBlock(IReadOnlyList<RichPart> Elements) : BlockKit("rich_text");

/// <summary>A text of 1–3000 characters, with a button beside it if there is one.</summary>
internal sealed record SectionBlock(TextObject Text) : BlockKit("section")
{
    public Element? Accessory { get; init; }

    /// <summary>True: the client does not fold a long text.</summary>
    public bool? Expand { get; init; }
}

/// <summary>Large letters; plain text of at most 150 characters.</summary>
internal sealed record HeaderBlock(TextObject Text) : BlockKit("header");

/// <summary>Small letters; at most 10 texts, one after the other.</summary>
internal sealed record ContextBlock(IReadOnlyList<TextObject> Elements) : BlockKit("context");

/// <summary>At most 25 buttons.</summary>
internal sealed record ActionsBlock(IReadOnlyList<Element> Elements) : BlockKit("actions");

internal sealed record DividerBlock() : BlockKit("divider");

/// <summary>A field of a form; label and hint are plain text of at most 2000 characters.</summary>
internal sealed record InputBlock(TextObject Label, Element Element) : BlockKit("input")
{
    public TextObject? Hint { get; init; }
    public bool? Optional { get; init; }
}

/// <summary>A text of 1–3000 characters, literal or with Slack's markup.</summary>
internal sealed record TextObject
{
    TextObject(string type, string text) => (Type, Text) = (type, text);

    public string Type { get; }
    public string Text { get; }
    public bool? Emoji { get; private init; }
    public bool? Verbatim { get; private init; }

    /// <summary>Shown as it is: no markup, no emoji codes.</summary>
    public static TextObject Plain(string text) => new("plain_text", text) { Emoji = false };

    /// <summary>With Slack's markup, which must be escaped where it is not meant; addresses and names are left as they are.</summary>
    public static TextObject Markup(string text) => new("mrkdwn", text) { Verbatim = true };
}

/// <summary>Something to press or fill in.</summary>
[JsonDerivedType(typeof(ButtonElement))]
[JsonDerivedType(typeof(TextInputElement))]
[JsonDerivedType(typeof(SelectElement))]
[JsonDerivedType(typeof(ConversationSelectElement))]
internal abstract record Element(string Type)
{
    /// <summary>At most 255 characters, once in its block.</summary>
    public string? ActionId { get; init; }
}

/// <summary>Label at most 75 characters, value 2000.</summary>
internal sealed record ButtonElement(TextObject Text) : Element("button")
{
    public string? Value { get; init; }
    public string? Url { get; init; }

    /// <summary><c>primary</c> or <c>danger</c>; null looks like the others.</summary>
    public string? Style { get; init; }

    public string? AccessibilityLabel { get; init; }
}

/// <summary>A field for text; at most 3000 characters fit in.</summary>
internal sealed record TextInputElement() : Element("plain_text_input")
{
    public bool? Multiline { get; init; }
    public string? InitialValue { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }
    public TextObject? Placeholder { get; init; }
}

/// <summary>One of at most 100 options.</summary>
internal sealed record SelectElement(IReadOnlyList<SelectOption> Options) : Element("static_select")
{
    public SelectOption? InitialOption { get; init; }
    public TextObject? Placeholder { get; init; }
}

/// <summary>One of the channels.</summary>
internal sealed record ConversationSelectElement() : Element("conversations_select")
{
    public string? InitialConversation { get; init; }
    public ConversationFilter? Filter { get; init; }
}

/// <summary>Which conversations are offered: <c>public</c>, <c>private</c>, <c>im</c>, <c>mpim</c>.</summary>
internal sealed record ConversationFilter(IReadOnlyList<string> Include)
{
    public bool ExcludeExternalSharedChannels { get; init; }
    public bool ExcludeBotUsers { get; init; }
}

/// <summary>Text and value at most 75 characters each.</summary>
internal sealed record SelectOption(TextObject Text, string Value);
