using System.Text.Json.Serialization;

namespace AwsPrepBot.Discord.Wire;

/// <summary>A person or a bot.</summary>
internal sealed record User
{
    [JsonRequired]
    public Snowflake Id { get; set; }
    public string? Username { get; set; }
    public string? GlobalName { get; set; }
    public bool? Bot { get; set; }
}

/// <summary>A person in a guild. <see cref="Permissions"/> is there in interactions only.</summary>
internal sealed record Member
{
    public User? User { get; set; }
    public string? Nick { get; set; }
    public IReadOnlyList<Snowflake> Roles { get; set => field = value ?? []; } = [];
    public Permissions? Permissions { get; set; }
    public DateTimeOffset? CommunicationDisabledUntil { get; set; }
}

/// <summary>A role; the one whose id is the guild's is @everyone.</summary>
internal sealed record Role
{
    public required Snowflake Id { get; init; }
    public string? Name { get; init; }
    public required Permissions Permissions { get; init; }
}

/// <summary>A guild as <c>GET /guilds/{id}</c> gives it, as far as permissions need it.</summary>
internal sealed record Guild
{
    public required Snowflake Id { get; init; }
    public string? Name { get; init; }
    public required Snowflake OwnerId { get; init; }
    public IReadOnlyList<Role> Roles { get; init => field = value.WithoutNulls(); } = [];
}

/// <summary>A guild as READY, GUILD_CREATE and GUILD_DELETE name it.</summary>
internal sealed record GuildStub
{
    public required Snowflake Id { get; init; }
    public string? Name { get; init; }
    public bool? Unavailable { get; init; }
}

/// <summary>The places of a guild as GUILD_CREATE names them.</summary>
internal sealed record GuildPlaces
{
    public IReadOnlyList<Channel> Channels { get; init => field = value.WithoutNulls(); } = [];
    public Snowflake? SystemChannelId { get; init; }
}

/// <summary>Only text and announcement channels take the daily question; the others are told apart to say why not.</summary>
internal enum ChannelType
{
    Text = 0,
    DirectMessage = 1,
    Voice = 2,
    GroupMessage = 3,
    Category = 4,
    Announcement = 5,
    AnnouncementThread = 10,
    PublicThread = 11,
    PrivateThread = 12,
    Stage = 13,
    Directory = 14,
    Forum = 15,
    Media = 16,
}

/// <summary>A channel. Direct messages have no guild.</summary>
internal sealed record Channel
{
    public required Snowflake Id { get; init; }
    public required ChannelType Type { get; init; }
    public Snowflake? GuildId { get; init; }
    public string? Name { get; init; }

    /// <summary>Its place in the list people see.</summary>
    public int? Position { get; init; }
    public IReadOnlyList<PermissionOverwrite>? PermissionOverwrites { get; init => field = value?.WithoutNulls(); }
}

internal enum OverwriteKind
{
    Role = 0,
    Member = 1,
}

/// <summary>What a channel grants and takes from a role or a member.</summary>
internal sealed record PermissionOverwrite
{
    public required Snowflake Id { get; init; }
    public required OverwriteKind Type { get; init; }
    public required Permissions Allow { get; init; }
    public required Permissions Deny { get; init; }
}

/// <summary>The application behind the bot.</summary>
internal sealed record Application
{
    public required Snowflake Id { get; init; }
    public string? Name { get; init; }

    /// <summary>Where Discord sends interactions instead of to the gateway, when the operator has set such an address.</summary>
    public string? InteractionsEndpointUrl { get; init; }
}
