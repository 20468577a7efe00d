namespace AwsPrepBot.Slack.Wire;

/// <summary>
/// What is shown in a message. Text is what notifications and screen readers get, at most 4,000 characters, with Slack's
/// markup and so to be escaped; blocks are what is seen, at most 50. Both are always sent: an edit without one loses it.
/// </summary>
internal record MessageBody(string Text, IReadOnlyList<BlockKit> Blocks)
{
    /// <summary>What Slack takes in a text before it cuts it in pieces.</summary>
    public const int LongestText = 4000;

    /// <summary>What was seen to be the most of all blocks as JSON (<c>msg_blocks_too_long</c> above it).</summary>
    public const int LongestBlocks = 13_000;

    /// <summary>Addresses in a text are no invitations to fetch pictures.</summary>
    public bool UnfurlLinks { get; }

    public bool UnfurlMedia { get; }
}

/// <summary>A mark in a message that nobody sees and that <c>conversations.history</c> gives back.</summary>
internal sealed record MessageMetadata(string EventType, IReadOnlyDictionary<string, string> EventPayload);

/// <summary>The body of <c>chat.postMessage</c>.</summary>
internal sealed record MessagePost(string Channel, MessageBody Body, MessageMetadata? Metadata) : MessageBody(Body)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public MessageBody Body { get; } = Body;
}

/// <summary>The body of <c>chat.update</c>.</summary>
internal sealed record MessageUpdate(string Channel, string Ts, MessageBody Body) : MessageBody(Body)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public MessageBody Body { get; } = Body;
}

/// <summary>The body of <c>chat.postEphemeral</c>.</summary>
internal sealed record EphemeralPost(string Channel, string User, MessageBody Body) : MessageBody(Body)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public MessageBody Body { get; } = Body;
}

/// <summary>
/// What is sent to a <c>response_url</c>. Ephemeral unless it replaces, so that no private answer ever lands in a channel.
/// </summary>
internal sealed record UrlResponse(MessageBody Body, bool ReplaceOriginal) : MessageBody(Body)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public MessageBody Body { get; } = Body;

    public string ResponseType { get; } = "ephemeral";
}

/// <summary>A form (<c>modal</c>) or a person's home tab (<c>home</c>); 100 blocks and 250 kB at most.</summary>
internal sealed record View(string Type, IReadOnlyList<BlockKit> Blocks)
{
    public string? CallbackId { get; init; }

    /// <summary>Comes back with the form, at most 3000 characters. The person cannot see it but a forger can write it.</summary>
    public string? PrivateMetadata { get; init; }

    /// <summary>At most 24 characters, as are the two buttons' labels.</summary>
    public TextObject? Title { get; init; }

    public TextObject? Submit { get; init; }
    public TextObject? Close { get; init; }
}

/// <summary>The body of <c>views.open</c>.</summary>
internal sealed record ViewOpening(string TriggerId, View View);

/// <summary>The body of <c>views.publish</c>.</summary>
internal sealed record HomePublication(string UserId, View View);

/// <summary>What a form's submission is answered with on its envelope.</summary>
internal sealed record FormReply(string ResponseAction)
{
    /// <summary>By the block's id, which must be an input block's.</summary>
    public IReadOnlyDictionary<string, string>? Errors { get; init; }

    public static FormReply Wrong(IReadOnlyDictionary<string, string> errors) => new("errors") { Errors = errors };
}
