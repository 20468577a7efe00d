using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord;

/// <summary>Something the gateway told, in the order it told it. <paramref name="ReceivedAt"/> is <see cref="TimeProvider.GetTimestamp"/> at receipt.</summary>
internal abstract record GatewayEvent(long ReceivedAt);

/// <summary>A new session: whatever was heard before is out of date. The guilds are all the bot is in; a <see cref="GuildAvailable"/> follows for each that is up.</summary>
internal sealed record SessionStarted(long ReceivedAt, User Bot, Snowflake ApplicationId, IReadOnlyList<Snowflake> Guilds) : GatewayEvent(ReceivedAt);

/// <summary>The session goes on after a break; what was missed has been told before this.</summary>
internal sealed record SessionResumed(long ReceivedAt) : GatewayEvent(ReceivedAt);

/// <summary>A person did something. May be told twice: its id is the same then.</summary>
internal sealed record InteractionReceived(long ReceivedAt, Interaction Interaction) : GatewayEvent(ReceivedAt);

/// <summary>A guild can be served. <paramref name="Joined"/>: the bot was just added to it; otherwise it was in it before.</summary>
internal sealed record GuildAvailable(long ReceivedAt, Snowflake Guild, string? Name, bool Joined) : GatewayEvent(ReceivedAt)
{
    /// <summary>Its channels, where the bot was just added.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];

    /// <summary>Where Discord itself greets newcomers, where the bot was just added and the guild has such a channel.</summary>
    public Snowflake? SystemChannel { get; init; }
}

/// <summary>An outage of Discord's: the guild will be back.</summary>
internal sealed record GuildUnavailable(long ReceivedAt, Snowflake Guild) : GatewayEvent(ReceivedAt);

/// <summary>The bot was removed from the guild.</summary>
internal sealed record GuildRemoved(long ReceivedAt, Snowflake Guild) : GatewayEvent(ReceivedAt);

internal sealed record ChannelDeleted(long ReceivedAt, Snowflake Guild, Snowflake Channel) : GatewayEvent(ReceivedAt);
