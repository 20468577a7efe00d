using System.Text.Json.Serialization;

namespace AwsPrepBot.Discord.Wire;

internal enum ComponentType
{
    ActionRow = 1,
    Button = 2,
    TextInput = 4,
    TextDisplay = 10,
    Label = 18,
}

internal enum ButtonStyle
{
    Primary = 1,
    Secondary = 2,
    Success = 3,
    Danger = 4,
    Link = 5,
}

internal enum TextInputStyle
{
    Short = 1,
    Paragraph = 2,
}

/// <summary>
/// A row, a button, a text, a text field or its label: one flat record, as on the wire, where <see cref="Type"/> says which fields count.
/// Limits: developers/components/reference. Rows: 5 of 5 buttons. custom_id 1–100, unique in its message. Label of a button 80, of a field 45.
/// </summary>
internal sealed record Component
{
    public required ComponentType Type { get; init; }

    /// <summary>A <see cref="ButtonStyle"/> or a <see cref="TextInputStyle"/>.</summary>
    public int? Style { get; init; }
    public string? Label { get; init; }

    /// <summary>Of a text shown: Markdown, at most 4,000 characters.</summary>
    public string? Content { get; init; }
    public string? CustomId { get; init; }
    public string? Url { get; init; }
    public bool? Disabled { get; init; }
    public string? Description { get; init; }
    public string? Placeholder { get; init; }
    public string? Value { get; init; }
    public bool? Required { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }

    /// <summary>The field that a <see cref="ComponentType.Label"/> stands above.</summary>
    [JsonPropertyName("component")]
    public Component? Inner { get; init; }

    /// <summary>What a row holds.</summary>
    public IReadOnlyList<Component>? Components { get; init; }

    public static Component Row(params IReadOnlyList<Component> components) =>
        new() { Type = ComponentType.ActionRow, Components = components };

    public static Component Button(ButtonStyle style, string label, string customId, bool disabled = false) =>
        new() { Type = ComponentType.Button, Style = (int)style, Label = label, CustomId = customId, Disabled = disabled ? true : null };

    public static Component Link(string label, Uri url) =>
        new() { Type = ComponentType.Button, Style = (int)ButtonStyle.Link, Label = label, Url = url.AbsoluteUri };

    /// <summary>Text to be read in a form.</summary>
    public static Component Text(string content) => new() { Type = ComponentType.TextDisplay, Content = content };

    /// <summary>A text field under its label, the form Discord wants since action rows in modals are deprecated.</summary>
    public static Component Field(string label, Component input, string? description = null) =>
        new() { Type = ComponentType.Label, Label = label, Description = description, Inner = input };

    public static Component Paragraph(string customId, int maxLength, string? placeholder = null, string? value = null, bool required = true) => new()
    {
        Type = ComponentType.TextInput, Style = (int)TextInputStyle.Paragraph, CustomId = customId,
        MaxLength = maxLength, Placeholder = placeholder, Value = value, Required = required,
    };
}
