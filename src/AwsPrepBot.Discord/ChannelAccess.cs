using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord;

/// <summary>Whether the daily question can be posted in a channel.</summary>
internal abstract record ChannelVerdict
{
    /// <summary>It can.</summary>
    public sealed record Fine(Channel Channel) : ChannelVerdict;

    /// <summary>There is no such channel, or it is not this guild's.</summary>
    public sealed record NotHere : ChannelVerdict;

    /// <summary>The bot is not in the guild.</summary>
    public sealed record NotIn : ChannelVerdict;

    /// <summary>Of a kind that takes no question.</summary>
    public sealed record WrongKind(ChannelType Type) : ChannelVerdict;

    /// <summary>The bot lacks these permissions there.</summary>
    public sealed record Missing(Permissions Permissions) : ChannelVerdict;

    /// <summary>Discord could not be asked.</summary>
    public sealed record NoAnswer(DiscordFailure Failure) : ChannelVerdict;
}

/// <summary>Looks up what the bot may do in a channel. Nothing is remembered: it is asked when somebody sets up, and after a refusal.</summary>
internal sealed class ChannelAccess(IDiscordApi api, BotIdentity identity, TimeProvider time)
{
    public async Task<ChannelVerdict> LookAsync(Snowflake guild, Snowflake channel, CancellationToken cancellationToken)
    {
        var (asking, standing) = (api.GetChannelAsync(channel, cancellationToken), StandInAsync(guild, cancellationToken));
        var (found, (stand, problem)) = (await asking, await standing);
        if (problem is not null)
            return problem;
        if (!found.IsOk)
        {
            return found.Failure.Kind switch
            {
                FailureKind.Gone => new ChannelVerdict.NotHere(),
                FailureKind.NoAccess => new ChannelVerdict.Missing(Permissions.ViewChannel),
                _ => new ChannelVerdict.NoAnswer(found.Failure),
            };
        }

        if (found.Value.Type is not (ChannelType.Text or ChannelType.Announcement))
            return new ChannelVerdict.WrongKind(found.Value.Type);
        if (found.Value.GuildId != guild)
            return new ChannelVerdict.NotHere();
        var missing = ChannelPermissions.ToPost & ~stand!.In(found.Value);
        return missing == Permissions.None ? new ChannelVerdict.Fine(found.Value) : new ChannelVerdict.Missing(missing);
    }

    /// <summary>How the bot stands in a guild; or why that cannot be told.</summary>
    public async Task<(GuildStanding? Standing, ChannelVerdict? Problem)> StandInAsync(Snowflake guild, CancellationToken cancellationToken)
    {
        var me = await identity.GetAsync(cancellationToken);
        if (!me.IsOk)
            return (null, new ChannelVerdict.NoAnswer(me.Failure));
        var (server, member) = (api.GetGuildAsync(guild, cancellationToken), api.GetMemberAsync(guild, me.Value.Id, cancellationToken));
        var (roles, self) = (await server, await member);
        if ((roles.Failure ?? self.Failure) is { } failure)
            return (null, failure.Kind is FailureKind.Gone or FailureKind.NoAccess ? new ChannelVerdict.NotIn() : new ChannelVerdict.NoAnswer(failure));
        return (new GuildStanding(me.Value.Id, self.Value!, roles.Value!, time.GetUtcNow()), null);
    }
}

/// <summary>The bot in a guild at an instant: what it may do follows for each channel.</summary>
internal sealed record GuildStanding(Snowflake Bot, Member Member, Guild Guild, DateTimeOffset At)
{
    public Permissions In(Channel channel) => ChannelPermissions.Of(Bot, Member, Guild, channel, At);
}
