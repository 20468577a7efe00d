using System.Text.Json;
using System.Text.Json.Serialization;

namespace AwsPrepBot.Slack.Wire;

/// <summary>What every answer of the Web API has: whether it went well, else which error.</summary>
internal sealed record ApiStatus
{
    public bool? Ok { get; init; }
    public string? Error { get; init; }

    /// <summary>With <c>missing_scope</c>: what it takes, parted by commas.</summary>
    public string? Needed { get; init; }

    public ErrorDetails? ResponseMetadata { get; init; }
}

/// <summary>With <c>invalid_arguments</c> and <c>invalid_blocks</c>: which, in Slack's words.</summary>
internal sealed record ErrorDetails
{
    public IReadOnlyList<string?>? Messages { get; init; }
}

/// <summary><c>auth.test</c>.</summary>
internal sealed record Identity
{
    public required string TeamId { get; init; }
    public required string UserId { get; init; }
    public string? BotId { get; init; }
    public string? Team { get; init; }
    public string? User { get; init; }

    /// <summary>The workspace's address, for example <c>https://x.slack.com/</c>.</summary>
    public string? Url { get; init; }

    /// <summary>What the token may do, from the answer's headers; null where Slack does not say.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? Scopes { get; init; }
}

/// <summary><c>apps.connections.open</c>. The address holds a ticket.</summary>
internal sealed record SocketTicket
{
    public required Secret Url { get; init; }
}

/// <summary><c>chat.postMessage</c> and <c>chat.update</c>.</summary>
internal sealed record PostedMessage
{
    public required string Channel { get; init; }

    /// <summary>The message's id in its channel: a text, never a number.</summary>
    public required string Ts { get; init; }
}

/// <summary><c>conversations.history</c>.</summary>
internal sealed record History
{
    public required IReadOnlyList<HistoryMessage> Messages { get; init => field = [.. value.Where(message => message is not null)]; }
    public bool? HasMore { get; init; }
}

/// <summary>A message in a channel; of its content nothing is read.</summary>
internal sealed record HistoryMessage
{
    public string? Ts { get; init; }
    public string? User { get; init; }
    public string? BotId { get; init; }
    public HistoryMetadata? Metadata { get; init; }
}

/// <summary>Anybody's mark, so its content may be anything.</summary>
internal sealed record HistoryMetadata
{
    public string? EventType { get; init; }
    public JsonElement? EventPayload { get; init; }
}

/// <summary><c>conversations.info</c> and <c>conversations.open</c>.</summary>
internal sealed record ChannelAnswer
{
    public required SlackChannel Channel { get; init; }
}

/// <summary>A channel, group or conversation.</summary>
internal sealed record SlackChannel
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public bool? IsArchived { get; init; }

    /// <summary>Whether the bot is in it.</summary>
    public bool? IsMember { get; init; }

    public bool? IsPrivate { get; init; }
    public bool? IsIm { get; init; }
    public bool? IsMpim { get; init; }

    /// <summary>Only some may post in it.</summary>
    public bool? IsReadOnly { get; init; }
}

/// <summary><c>users.info</c>.</summary>
internal sealed record UserAnswer
{
    public required User User { get; init; }
}

/// <summary>A person.</summary>
internal sealed record User
{
    public required string Id { get; init; }
    public string? TeamId { get; init; }
    public string? Name { get; init; }
    public string? RealName { get; init; }
    public bool? Deleted { get; init; }
    public bool? IsBot { get; init; }
    public bool? IsAdmin { get; init; }
    public bool? IsOwner { get; init; }

    /// <summary>The IANA zone; may be missing.</summary>
    public string? Tz { get; init; }

    public UserProfile? Profile { get; init; }
}

/// <summary>What the person calls themselves; both may be empty.</summary>
internal sealed record UserProfile
{
    public string? DisplayName { get; init; }
    public string? RealName { get; init; }
}

/// <summary><c>files.getUploadURLExternal</c>: where a file's bytes go, and what it is called afterwards.</summary>
internal sealed record UploadTicket
{
    public required Secret UploadUrl { get; init; }
    public required string FileId { get; init; }
}

/// <summary>A file in <c>files.completeUploadExternal</c>.</summary>
internal sealed record UploadedFile(string Id, string Title);

/// <summary>An answer of which only that it went well is of interest.</summary>
internal sealed record Done
{
    public static Done Instance { get; } = new();
}
