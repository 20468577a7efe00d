using System.Text.Json.Serialization;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Discord.Wire;

[Flags]
internal enum MessageFlags
{
    None = 0,
    SuppressEmbeds = 1 << 2,
    Ephemeral = 1 << 6,
    SuppressNotifications = 1 << 12,
}

/// <summary>Who a message may ping. There is one value, and it pings nobody: the bot is quiet.</summary>
internal sealed record AllowedMentions
{
    AllowedMentions()
    {
    }

    public static AllowedMentions Nobody { get; } = new();

    public IReadOnlyList<string> Parse { get; } = [];
}

/// <summary>
/// What is sent as a message or as an edit of one. In an edit a field that is null stays as it was; an empty list or text clears it.
/// Limits: content 2000; 10 embeds of 6000 characters in all; 5 rows of buttons (developers/resources/message).
/// </summary>
internal record MessageBody
{
    public string? Content { get; init; }
    public IReadOnlyList<Embed>? Embeds { get; init; }
    public IReadOnlyList<Component>? Components { get; init; }
    public MessageFlags? Flags { get; init; }

    /// <summary>What the files beside the JSON are called; null with none, and then an edit leaves those that are there.</summary>
    public IReadOnlyList<Attachment>? Attachments => File is null ? null : [new Attachment(new Snowflake(0), File.Name)];

    /// <summary>A file that goes with it, as a part beside the JSON (developers/reference#uploading-files).</summary>
    [JsonIgnore]
    public CardFile? File { get; init; }

    /// <summary>Always sent, for an edit without it pings by Discord's defaults; not settable, so that nobody can forget it.</summary>
    public AllowedMentions AllowedMentions { get; } = AllowedMentions.Nobody;
}

/// <summary>A new message of the bot's own; the nonce makes sending it again safe for a few minutes.</summary>
internal sealed record MessageCreation : MessageBody
{
    public MessageCreation(MessageBody body, Nonce nonce)
        : base(body) => Nonce = nonce.Value;

    public string Nonce { get; }

    public bool EnforceNonce { get; } = true;
}

/// <summary>A file by the number of its part, 0 first.</summary>
internal sealed record Attachment(Snowflake Id, string Filename);

/// <summary>
/// What tells Discord that two sendings are one message: 1–25 characters. Discord compares it per author, so it must never
/// be used for two different messages, in whatever channels.
/// </summary>
internal readonly record struct Nonce
{
    const int Longest = 25;

    public Nonce(string value) =>
        Value = value.Length is > 0 and <= Longest
            ? value
            : throw new ArgumentException($"A nonce has 1 to {Longest} characters, this one {value.Length}.", nameof(value));

    public string Value { get; }
}

/// <summary>A framed block. title 256, description 4096, 25 fields, footer 2048.</summary>
internal sealed record Embed
{
    public string? Title { get; init; }
    public string? Description { get; init; }
    public string? Url { get; init; }

    /// <summary>0xRRGGBB.</summary>
    public int? Color { get; init; }
    public IReadOnlyList<EmbedField>? Fields { get; init; }
    public EmbedFooter? Footer { get; init; }
}

/// <summary>name 256, value 1024.</summary>
internal sealed record EmbedField(string Name, string Value, bool? Inline = null);

internal sealed record EmbedFooter(string Text);

/// <summary>A message as Discord gives it back: enough to find one's own again.</summary>
internal sealed record Message
{
    public required Snowflake Id { get; init; }
    public required Snowflake ChannelId { get; init; }
    public User? Author { get; init; }
    public string? Content { get; init; }
    public IReadOnlyList<Embed> Embeds { get; init => field = value.WithoutNulls(); } = [];
    public IReadOnlyList<Component> Components { get; init => field = value.WithoutNulls(); } = [];
    public MessageFlags? Flags { get; init; }
}
