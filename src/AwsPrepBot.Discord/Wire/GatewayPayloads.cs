using System.Text.Json;
using System.Text.Json.Serialization;

namespace AwsPrepBot.Discord.Wire;

internal enum GatewayOp
{
    Dispatch = 0,
    Heartbeat = 1,
    Identify = 2,
    Resume = 6,
    Reconnect = 7,
    InvalidSession = 9,
    Hello = 10,
    HeartbeatAck = 11,
}

internal sealed record Hello
{
    /// <summary>Milliseconds.</summary>
    public required long HeartbeatInterval { get; init; }
}

internal sealed record Ready
{
    public required User User { get; init; }
    public required string SessionId { get; init; }
    public required string ResumeGatewayUrl { get; init; }
    public required IReadOnlyList<GuildStub> Guilds { get; init => field = value.WithoutNulls(); }
    public required Application Application { get; init; }
}

internal sealed record ChannelGone
{
    public required Snowflake Id { get; init; }
    public Snowflake? GuildId { get; init; }
}

internal sealed record HeartbeatCommand(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? D)
{
    public GatewayOp Op { get; } = GatewayOp.Heartbeat;
}

internal sealed record IdentifyCommand(IdentifyData D)
{
    public GatewayOp Op { get; } = GatewayOp.Identify;
}

internal sealed record IdentifyData(Secret Token, int Intents, IdentifyProperties Properties);

internal sealed record IdentifyProperties(string Os, string Browser, string Device);

internal sealed record ResumeCommand(ResumeData D)
{
    public GatewayOp Op { get; } = GatewayOp.Resume;
}

internal sealed record ResumeData(Secret Token, string SessionId, long Seq);

/// <summary>The answer of <c>GET /gateway/bot</c>.</summary>
internal sealed record GatewayBot
{
    public required string Url { get; init; }
    public required int Shards { get; init; }
    public required SessionStartLimit SessionStartLimit { get; init; }
}

internal sealed record SessionStartLimit
{
    public required int Total { get; init; }
    public required int Remaining { get; init; }

    /// <summary>Milliseconds until <see cref="Remaining"/> is <see cref="Total"/> again.</summary>
    public required long ResetAfter { get; init; }
}
