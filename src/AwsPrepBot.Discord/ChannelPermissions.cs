using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord;

/// <summary>What a member may do in a channel (developers/topics/permissions): roles first, then the channel's own rules.</summary>
internal static class ChannelPermissions
{
    /// <summary>What the daily question needs: to be seen, posted, framed, and found again after a crash.</summary>
    public const Permissions ToPost =
        Permissions.ViewChannel | Permissions.SendMessages | Permissions.EmbedLinks | Permissions.ReadMessageHistory;

    public static Permissions Of(Snowflake user, Member member, Guild guild, Channel channel, DateTimeOffset now)
    {
        if (user == guild.OwnerId)
            return Permissions.All;
        var roles = member.Roles.Append(guild.Id).ToHashSet();
        var granted = guild.Roles.Where(role => roles.Contains(role.Id))
            .Aggregate(Permissions.None, (sum, role) => sum | role.Permissions);
        if (granted.HasFlag(Permissions.Administrator))
            return Permissions.All;

        var overwrites = channel.PermissionOverwrites ?? [];
        granted = Apply(granted, overwrites.Where(o => o.Id == guild.Id));
        granted = Apply(granted, overwrites.Where(o => o.Type == OverwriteKind.Role && o.Id != guild.Id && roles.Contains(o.Id)));
        granted = Apply(granted, overwrites.Where(o => o.Type == OverwriteKind.Member && o.Id == user));

        if (!granted.HasFlag(Permissions.ViewChannel))
            return Permissions.None;
        // A member in time-out may only look.
        return member.CommunicationDisabledUntil > now
            ? granted & (Permissions.ViewChannel | Permissions.ReadMessageHistory)
            : granted;
    }

    static Permissions Apply(Permissions granted, IEnumerable<PermissionOverwrite> overwrites)
    {
        var (allow, deny) = overwrites.Aggregate((Allow: Permissions.None, Deny: Permissions.None),
            (sum, o) => (sum.Allow | o.Allow, sum.Deny | o.Deny));
        return (granted & ~deny) | allow;
    }
}
