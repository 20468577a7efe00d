using System.Text.Json;
using System.Text.Json.Serialization;

namespace AwsPrepBot.Slack.Wire;

/// <summary>Any message of a socket (docs.slack.dev/apis/events-api/using-socket-mode).</summary>
internal sealed record SocketMessage
{
    public string? Type { get; set; }
    public string? EnvelopeId { get; set; }

    [JsonConverter(typeof(PayloadConverter))]
    public Payload? Payload { get; set; }

    /// <summary>Of a <c>disconnect</c>: <c>warning</c>, <c>refresh_requested</c> or <c>link_disabled</c>.</summary>
    public string? Reason { get; set; }
}

/// <summary>What an envelope brings.</summary>
internal abstract record Payload;

/// <summary>Of a kind the bot has no use for.</summary>
internal sealed record OtherPayload(string Kind) : Payload;

/// <summary>Not what the documentation says.</summary>
internal sealed record MalformedPayload : Payload;

/// <summary>Says that an envelope arrived.</summary>
internal sealed record Acknowledgement(string EnvelopeId)
{
    public FormReply? Payload { get; init; }
}

/// <summary>A slash command. Flags come as texts.</summary>
internal sealed record SlashPayload : Payload
{
    public required string Command { get; init; }
    public string? Text { get; init; }
    public required string TeamId { get; init; }
    public required string ChannelId { get; init; }
    public required string UserId { get; init; }
    public string? UserName { get; init; }

    /// <summary>The same when the command is delivered again.</summary>
    public required string TriggerId { get; init; }

    public required Secret ResponseUrl { get; init; }
}

/// <summary>
/// A press on a button (<c>block_actions</c>). Presses come by the hundred, so the parts of one are set and not given to a
/// constructor, as <c>required</c> and <c>init</c> would have it: that costs the serializer half as much again.
/// </summary>
internal sealed record BlockActions : Payload
{
    [JsonRequired]
    public PersonRef User { get; set; } = null!;

    [JsonRequired]
    public IReadOnlyList<BlockAction> Actions { get; set => field = [.. value.Where(action => action is not null)]; } = [];

    public TeamRef? Team { get; set; }
    public string? TriggerId { get; set; }
    public ContainerRef? Container { get; set; }
    public ChannelRef? Channel { get; set; }
    public ViewRef? View { get; set; }
    public Secret? ResponseUrl { get; set; }
}

internal sealed record BlockAction
{
    public string? ActionId { get; set; }
    public string? ActionTs { get; set; }
}

internal sealed record TeamRef
{
    [JsonRequired]
    public string Id { get; set; } = null!;
}

internal sealed record PersonRef
{
    [JsonRequired]
    public string Id { get; set; } = null!;

    public string? Name { get; set; }
    public string? Username { get; set; }
    public string? TeamId { get; set; }
}

internal sealed record ChannelRef
{
    [JsonRequired]
    public string Id { get; set; } = null!;
}

/// <summary>What holds the button: a message, seen by all or by one, or a view.</summary>
internal sealed record ContainerRef
{
    public string? Type { get; set; }
    public string? MessageTs { get; set; }
    public string? ChannelId { get; set; }
    public string? ViewId { get; set; }
    public bool? IsEphemeral { get; set; }
}

/// <summary>A submitted form (<c>view_submission</c>).</summary>
internal sealed record ViewSubmission : Payload
{
    public TeamRef? Team { get; init; }
    public required PersonRef User { get; init; }
    public string? TriggerId { get; init; }
    public required ViewRef View { get; init; }
}

internal sealed record ViewRef
{
    public required string Id { get; init; }
    public string? CallbackId { get; init; }
    public string? PrivateMetadata { get; init; }
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
internal sealed record EventCallback : Payload
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
