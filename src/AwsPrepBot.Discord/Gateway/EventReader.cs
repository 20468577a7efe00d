using System.Text.Json;
using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord.Gateway;

/// <summary>
/// Turns dispatches into events. Knows which guilds the bot is in, for a GUILD_CREATE has three meanings: here since before,
/// back after an outage, just joined.
/// </summary>
internal sealed class EventReader
{
    readonly HashSet<Snowflake> guilds = [];

    /// <summary>The event, or null for a dispatch the bot has no use for.</summary>
    /// <exception cref="JsonException">The payload is not what the documentation says.</exception>
    public GatewayEvent? Read(string? type, ReadOnlyMemory<byte> payload, long receivedAt) => type switch
    {
        "INTERACTION_CREATE" => new InteractionReceived(receivedAt, Parse(payload, DiscordJson.Default.Interaction)),
        "GUILD_CREATE" => Available(Parse(payload, DiscordJson.Default.GuildStub), payload, receivedAt),
        "GUILD_DELETE" => Gone(Parse(payload, DiscordJson.Default.GuildStub), receivedAt),
        "CHANNEL_DELETE" when Parse(payload, DiscordJson.Default.ChannelGone) is { GuildId: { } guild } channel =>
            new ChannelDeleted(receivedAt, guild, channel.Id),
        _ => null,
    };

    public SessionStarted Start(Ready ready, long receivedAt)
    {
        guilds.Clear();
        guilds.UnionWith(ready.Guilds.Select(guild => guild.Id));
        return new(receivedAt, ready.User, ready.Application.Id, ready.Guilds.Select(guild => guild.Id).ToList());
    }

    public static T Parse<T>(ReadOnlyMemory<byte> payload, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class =>
        JsonSerializer.Deserialize(payload.Span, type) ?? throw new JsonException("there is no payload");

    GatewayEvent Available(GuildStub guild, ReadOnlyMemory<byte> payload, long receivedAt)
    {
        if (guild.Unavailable is true)
            return new GuildUnavailable(receivedAt, guild.Id);
        if (!guilds.Add(guild.Id))
            return new GuildAvailable(receivedAt, guild.Id, guild.Name, Joined: false);
        // The channels of every guild at every start would be read for nothing.
        var places = Parse(payload, DiscordJson.Default.GuildPlaces);
        return new GuildAvailable(receivedAt, guild.Id, guild.Name, Joined: true) { Channels = places.Channels, SystemChannel = places.SystemChannelId };
    }

    /// <summary>With <c>unavailable</c> it is an outage; where the field is absent the bot was removed.</summary>
    GatewayEvent Gone(GuildStub guild, long receivedAt)
    {
        if (guild.Unavailable is true)
            return new GuildUnavailable(receivedAt, guild.Id);
        guilds.Remove(guild.Id);
        return new GuildRemoved(receivedAt, guild.Id);
    }
}
