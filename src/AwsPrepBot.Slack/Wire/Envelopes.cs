using System.Text.Json;
using System.Text.Json.Serialization;

namespace AwsPrepBot.Slack.Wire;

/// <summary>Any message of a socket (docs.slack.dev/apis/events-api/using-socket-mode).</summary>
internal sealed record SocketMessage
{
    public string? Type { get; init; }
    public string? EnvelopeId { get; init; }

    /// <summary>What it brings, still to be read; empty for nothing. Valid as long as the frame is.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Payload { get; private init; }

    [JsonInclude, JsonPropertyName("payload")]
    internal JsonPlace? PayloadPlace { get; init; }

    public bool? AcceptsResponsePayload { get; init; }

    /// <summary>Of a <c>disconnect</c>: <c>warning</c>, <c>refresh_requested</c> or <c>link_disabled</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Of a <c>hello</c>: how many sockets the app has now.</summary>
    public int? NumConnections { get; init; }

    /// <summary>Reads a frame but for its payload, which is only passed over: with a press comes all of the message that was pressed.</summary>
    /// <exception cref="JsonException">It is no JSON object, or has something of another type than documented.</exception>
    public static SocketMessage Read(ReadOnlyMemory<byte> frame)
    {
        var message = JsonSerializer.Deserialize(frame.Span, SlackJson.Default.SocketMessage) ?? throw new JsonException("null is no message");
        return message.PayloadPlace is { } place ? message with { Payload = frame.Slice(place.Start, place.Length) } : message;
    }
}

/// <summary>Says that an envelope arrived.</summary>
internal sealed record Acknowledgement(string EnvelopeId)
{
    public FormReply? Payload { get; init; }
}

/// <summary>A slash command. Flags come as texts.</summary>
internal sealed record SlashPayload
{
    public required string Command { get; init; }
    public string? Text { get; init; }
    public required string TeamId { get; init; }
    public required string ChannelId { get; init; }
    public string? ChannelName { get; init; }
    public required string UserId { get; init; }
    public string? UserName { get; init; }

    /// <summary>The same when the command is delivered again.</summary>
    public required string TriggerId { get; init; }

    public required Secret ResponseUrl { get; init; }
}

/// <summary>A press on a button (<c>block_actions</c>).</summary>
internal sealed record BlockActions
{
    public TeamRef? Team { get; init; }
    public required PersonRef User { get; init; }
    public string? TriggerId { get; init; }
    public ContainerRef? Container { get; init; }
    public ChannelRef? Channel { get; init; }
    public ViewRef? View { get; init; }
    public Secret? ResponseUrl { get; init; }
    public required IReadOnlyList<BlockAction> Actions { get; init => field = [.. value.Where(action => action is not null)]; }
}

internal sealed record BlockAction
{
    public string? Type { get; init; }
    public string? ActionId { get; init; }
    public string? BlockId { get; init; }
    public string? Value { get; init; }
    public string? ActionTs { get; init; }
}

internal sealed record TeamRef
{
    public required string Id { get; init; }
}

internal sealed record PersonRef
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? Username { get; init; }
    public string? TeamId { get; init; }
}

internal sealed record ChannelRef
{
    public required string Id { get; init; }
    public string? Name { get; init; }
}

/// <summary>What holds the button: a message, seen by all or by one, or a view.</summary>
internal sealed record ContainerRef
{
    public string? Type { get; init; }
    public string? MessageTs { get; init; }
    public string? ChannelId { get; init; }
    public string? ViewId { get; init; }
    public bool? IsEphemeral { get; init; }
}

/// <summary>A submitted form (<c>view_submission</c>).</summary>
internal sealed record ViewSubmission
{
    public TeamRef? Team { get; init; }
    public required PersonRef User { get; init; }
    public string? TriggerId { get; init; }
    public required ViewRef View { get; init; }
}

internal sealed record ViewRef
{
    public required string Id { get; init; }
    public string? Type { get; init; }
    public string? CallbackId { get; init; }
    public string? PrivateMetadata { get; init; }
    public string? Hash { get; init; }
    public ViewState? State { get; init; }
}

/// <summary>What was filled in, by block and by element.</summary>
internal sealed record ViewState
{
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, FieldValue?>?>? Values { get; init; }
}

internal sealed record FieldValue
{
    public string? Type { get; init; }
    public string? Value { get; init; }
    public ChosenOption? SelectedOption { get; init; }
    public string? SelectedConversation { get; init; }

    /// <summary>Whatever kind of field it is; null when nothing was filled in.</summary>
    public string? Text => Value ?? SelectedOption?.Value ?? SelectedConversation;
}

internal sealed record ChosenOption
{
    public string? Value { get; init; }
}

/// <summary>The Events API's wrapper.</summary>
internal sealed record EventCallback
{
    public required string TeamId { get; init; }
    public required string EventId { get; init; }
    public required HappenedEvent Event { get; init; }
}

/// <summary>An event, as far as the bot asks for any: what there is depends on the type.</summary>
internal sealed record HappenedEvent
{
    public required string Type { get; init; }
    public string? User { get; init; }

    /// <summary>Of <c>app_home_opened</c>: <c>home</c> or <c>messages</c>.</summary>
    public string? Tab { get; init; }

    /// <summary>An id, or an object in events the bot does not ask for.</summary>
    public JsonElement? Channel { get; init; }

    /// <summary>Of <c>tokens_revoked</c>.</summary>
    public RevokedTokens? Tokens { get; init; }
}

internal sealed record RevokedTokens
{
    /// <summary>Ids of the bot users whose tokens are void.</summary>
    public IReadOnlyList<string?>? Bot { get; init; }
}
