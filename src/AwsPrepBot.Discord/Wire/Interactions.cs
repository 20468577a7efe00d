using System.Text.Json;
using System.Text.Json.Serialization;

namespace AwsPrepBot.Discord.Wire;

internal enum InteractionType
{
    Ping = 1,
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    ModalSubmit = 5,
}

/// <summary>
/// What a person did (INTERACTION_CREATE), as far as the bot needs it. <see cref="Member"/> is there in a guild only. Presses
/// come by the hundred, so the parts of one are set and not given to a constructor, as <c>required</c> and <c>init</c> would
/// have it: that costs the serializer half as much again.
/// </summary>
internal sealed record Interaction
{
    [JsonRequired]
    public Snowflake Id { get; set; }
    [JsonRequired]
    public Snowflake ApplicationId { get; set; }
    [JsonRequired]
    public InteractionType Type { get; set; }
    [JsonRequired]
    public Secret Token { get; set; }
    public InteractionData? Data { get; set; }
    public Snowflake? GuildId { get; set; }
    public Snowflake? ChannelId { get; set; }
    public Member? Member { get; set; }
    public InteractionMessage? Message { get; set; }

    /// <summary>Where it happened: 0 a guild, 1 the bot's direct messages, 2 another private channel.</summary>
    public int? Context { get; set; }

    public IntegrationOwners? AuthorizingIntegrationOwners { get; set; }
}

/// <summary>Who has the application, by kind of installation; which is there matters, not who it is.</summary>
internal sealed record IntegrationOwners
{
    [JsonPropertyName("0")]
    public JsonElement? Guild { get; set; }
    [JsonPropertyName("1")]
    public JsonElement? Person { get; set; }
}

/// <summary>The message whose button was pressed; its content is not needed and so not trusted.</summary>
internal sealed record InteractionMessage
{
    [JsonRequired]
    public Snowflake Id { get; set; }
    public MessageFlags? Flags { get; set; }
}

/// <summary>A command with its options, a pressed component or a submitted form, by the interaction's type.</summary>
internal sealed record InteractionData
{
    public string? Name { get; set; }
    public IReadOnlyList<InteractionOption>? Options { get; set => field = value?.WithoutNulls(); }
    public string? CustomId { get; set; }
    public IReadOnlyList<SubmittedComponent>? Components { get; set => field = value?.WithoutNulls(); }
}

/// <summary>An option as the person filled it, or a subcommand with its own.</summary>
internal sealed record InteractionOption
{
    public required string Name { get; init; }
    public required CommandOptionType Type { get; init; }
    public JsonElement? Value { get; init; }
    public IReadOnlyList<InteractionOption>? Options { get; init => field = value?.WithoutNulls(); }

    /// <summary>The option the person is typing in, in an autocomplete.</summary>
    public bool? Focused { get; init; }

    /// <summary>The value as text, whatever its kind on the wire; null when there is none. Ids come as digits.</summary>
    public string? Text => Value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.String } text => Readable(text),
        { } other => other.GetRawText(),
    };

    /// <summary>Half a surrogate pair is well-formed JSON and no text.</summary>
    static string? Readable(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>A field of a submitted form, or what holds one: a label (now) or an action row (older clients).</summary>
internal sealed record SubmittedComponent
{
    public required int Type { get; init; }
    public string? CustomId { get; init; }
    public string? Value { get; init; }
    public SubmittedComponent? Component { get; init; }
    public IReadOnlyList<SubmittedComponent>? Components { get; init => field = value?.WithoutNulls(); }

    /// <summary>The text fields of a form by their custom id, in either form. Of two fields with one id the first counts.</summary>
    public static IReadOnlyDictionary<string, string> Fields(IReadOnlyList<SubmittedComponent>? components)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var component in Flatten(components ?? []))
            if (component is { CustomId: { } id, Value: { } value })
                fields.TryAdd(id, value);
        return fields;
    }

    static IEnumerable<SubmittedComponent> Flatten(IEnumerable<SubmittedComponent> components) => components.SelectMany(component =>
        new[] { component }
            .Concat(component.Component is { } inner ? Flatten([inner]) : [])
            .Concat(Flatten(component.Components ?? [])));
}
