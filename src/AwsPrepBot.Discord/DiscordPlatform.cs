using AwsPrepBot.Discord.Gateway;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using NodaTime;

namespace AwsPrepBot.Discord;

/// <summary>
/// Discord as the engine sees it. A post is safe to repeat for some minutes by its nonce, and can be found again later by
/// its mark among the bot's own messages. Thread-safe.
/// </summary>
internal sealed class DiscordPlatform(
    IDiscordApi api, DiscordRenderer renderer, BotIdentity identity, ChannelAccess access, PlatformEnd end, IdSource ids, TimeProvider time)
    : IChatPlatform
{
    /// <summary>As far back as one request sees.</summary>
    const int MessagesLookedAt = 100;

    static readonly Duration WhenTokenIsRefused = Duration.FromMinutes(1);
    static readonly Duration UsualPause = Duration.FromSeconds(5);

    public string Name => DiscordTeams.Platform;

    /// <summary>Channels have limits of their own, so one that has to wait should not hold up the others.</summary>
    public int ParallelSends => 16;

    public async Task<SendResult> PostAsync(Post post, CancellationToken cancellationToken)
    {
        if (Place(post.Team, post.Channel) is not var (guild, channel))
            return NoPlace(post.Team, post.Channel);
        var sent = await api.CreateMessageAsync(channel, renderer.Render(post.Card, post.Delivery), NonceOf(post.Delivery), cancellationToken);
        return sent.IsOk
            ? new SendResult.Sent(Ref(guild, channel, sent.Value.Id))
            : await FailedAsync(sent.Failure, guild, channel, cancellationToken);
    }

    public async Task<SendResult> EditAsync(TeamId team, MessageRef message, Card card, CancellationToken cancellationToken)
    {
        if (Place(team, message.Channel) is not var (guild, channel) || Snowflake.Parse(message.Id) is not { } id)
            return NoPlace(team, message.Channel);
        var edited = await api.EditMessageAsync(channel, id, renderer.Render(card, null), cancellationToken);
        return edited.IsOk ? new SendResult.Sent(message) : await FailedAsync(edited.Failure, guild, channel, cancellationToken);
    }

    public async Task<FindResult> FindAsync(Post post, Instant notBefore, CancellationToken cancellationToken)
    {
        if (Place(post.Team, post.Channel) is not var (guild, channel))
            return new FindResult.NotThere();
        var me = await identity.GetAsync(cancellationToken);
        if (!me.IsOk)
            return NotFound(me.Failure);
        var latest = await api.GetMessagesAsync(channel, MessagesLookedAt, cancellationToken);
        if (!latest.IsOk)
            return NotFound(latest.Failure);

        if (latest.Value.FirstOrDefault(message => message.Author?.Id == me.Value.Id && DiscordRenderer.IsOf(message, post)) is { } found)
            return new FindResult.Found(Ref(guild, channel, found.Id), PostedAt(found, notBefore));
        if (latest.Value.Count == MessagesLookedAt && Instant.FromDateTimeOffset(latest.Value[^1].Id.CreatedAt) > notBefore)
            return new FindResult.CannotLook($"more than {MessagesLookedAt} messages have been written there since");
        // Without the permission Discord does not refuse: it shows an empty channel.
        return await access.LookAsync(guild, channel, cancellationToken) switch
        {
            ChannelVerdict.Missing missing when missing.Permissions.HasFlag(Permissions.ReadMessageHistory) || missing.Permissions.HasFlag(Permissions.ViewChannel) =>
                new FindResult.CannotLook("I lack the permission Read Message History there"),
            ChannelVerdict.NoAnswer none => NotFound(none.Failure),
            _ => new FindResult.NotThere(),
        };
    }

    public async Task<RichText?> CheckChannelAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken)
    {
        if (DiscordTeams.GuildOf(team) is not { } guild)
            throw new ArgumentException($"{team} is no team of Discord's.", nameof(team));
        return Snowflake.Parse(channel.Value) is { } id
            ? ChannelWords.Problem(await access.LookAsync(guild, id, cancellationToken), channel)
            : ChannelWords.NoChannel;
    }

    public async Task<SendResult> TellAsync(TeamId team, MemberId member, Card card, CancellationToken cancellationToken)
    {
        if (Snowflake.Parse(member.Value) is not { } user)
            return new SendResult.Refused($"{member} is no person's id");
        var opened = await api.OpenDirectMessageAsync(user, cancellationToken);
        if (!opened.IsOk)
            return Told(opened.Failure);
        var channel = opened.Value.Id;
        var sent = await api.CreateMessageAsync(channel, renderer.Render(card, null), new Nonce($"tell-{ids.Next()}"), cancellationToken);
        return sent.IsOk ? new SendResult.Sent(new MessageRef(DiscordTeams.ChannelOf(channel), sent.Value.Id.ToString())) : Told(sent.Failure);
    }

    /// <summary>The delivery's own number, 19 digits at most: never the same in two channels, whatever database it comes from.</summary>
    static Nonce NonceOf(DeliveryId delivery) => new(delivery.ToString());

    static MessageRef Ref(Snowflake guild, Snowflake channel, Snowflake message) =>
        new(DiscordTeams.ChannelOf(channel), message.ToString(), new Uri($"https://discord.com/channels/{guild}/{channel}/{message}"));

    static (Snowflake Guild, Snowflake Channel)? Place(TeamId team, ChannelId channel) =>
        DiscordTeams.GuildOf(team) is { } guild && Snowflake.Parse(channel.Value) is { } id ? (guild, id) : null;

    static SendResult.ChannelGone NoPlace(TeamId team, ChannelId channel) => new($"{channel} of {team} is no channel of Discord's");

    /// <summary>By Discord's clock, but not where the program believes in another date.</summary>
    Instant PostedAt(Message message, Instant notBefore)
    {
        var now = time.GetInstant();
        var told = Instant.FromDateTimeOffset(message.Id.CreatedAt);
        return told > now ? now : told < notBefore ? Instant.Min(notBefore, now) : told;
    }

    async Task<SendResult> FailedAsync(DiscordFailure failure, Snowflake guild, Snowflake channel, CancellationToken cancellationToken) => failure switch
    {
        { Code: 10008 } => new SendResult.Refused("the message was deleted"),
        { Kind: FailureKind.Gone } => new SendResult.ChannelGone(failure.Code == 10004 ? "I am not in that server any more" : "the channel is not there any more"),
        { Kind: FailureKind.NoAccess } => new SendResult.ChannelGone(await WhyNotAsync(guild, channel, cancellationToken)),
        { Kind: FailureKind.RetryLater } => new SendResult.Later(Pause(failure), failure.Detail),
        { Kind: FailureKind.Unauthorized } => TokenRefused(failure),
        { Kind: FailureKind.UnknownOutcome } => new SendResult.Unknown(failure.Detail),
        _ => new SendResult.Refused(failure.Detail),
    };

    /// <summary>The gateway may not have noticed: a session that is up stays so for a while.</summary>
    SendResult.Later TokenRefused(DiscordFailure failure)
    {
        end.Stop(CloseCodes.Judge(CloseCodes.TokenRefused).Advice);
        return new SendResult.Later(WhenTokenIsRefused, failure.Detail);
    }

    /// <summary>In words that fit after "paused:".</summary>
    async Task<string> WhyNotAsync(Snowflake guild, Snowflake channel, CancellationToken cancellationToken) =>
        ChannelWords.Reason(await access.LookAsync(guild, channel, cancellationToken));

    static SendResult Told(DiscordFailure failure) => failure.Kind switch
    {
        FailureKind.RetryLater or FailureKind.Unauthorized => new SendResult.Later(Pause(failure), failure.Detail),
        FailureKind.UnknownOutcome => new SendResult.Unknown(failure.Detail),
        _ => new SendResult.Refused(failure.Detail),
    };

    static FindResult NotFound(DiscordFailure failure) => failure.Kind switch
    {
        // The post finds out the same and says what follows from it.
        FailureKind.Gone => new FindResult.NotThere(),
        FailureKind.NoAccess => new FindResult.CannotLook("I may not see that channel any more"),
        _ => new FindResult.Later(Pause(failure), failure.Detail),
    };

    static Duration Pause(DiscordFailure failure) =>
        failure.RetryAfter is { } wait && wait > TimeSpan.Zero ? Duration.FromTimeSpan(wait) : UsualPause;
}
