using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine;

namespace AwsPrepBot.Discord;

/// <summary>How Discord's ids are written as the engine's: a guild is the team <c>discord:id</c>, the others are their digits.</summary>
internal static class DiscordTeams
{
    public const string Platform = "discord";

    public static TeamId TeamOf(Snowflake guild) => new($"{Platform}:{guild}");

    /// <summary>Null for a team that is not Discord's.</summary>
    public static Snowflake? GuildOf(TeamId team) =>
        team.Platform == Platform ? Snowflake.Parse(team.Value[(Platform.Length + 1)..]) : null;

    public static ChannelId ChannelOf(Snowflake channel) => new(channel.ToString());

    public static MemberId MemberOf(Snowflake user) => new(user.ToString());
}
