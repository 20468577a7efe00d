using System.Globalization;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Slack.Wire;
using NodaTime;

namespace AwsPrepBot.Slack;

/// <summary>
/// Slack as the engine sees it. Slack takes no key against doubles, so a post whose outcome is unknown is looked for by
/// its mark before another is made. Thread-safe.
/// </summary>
internal sealed class SlackPlatform(ISlackApi api, SlackRenderer renderer, BotIdentity identity, TimeProvider time) : IChatPlatform
{
    /// <summary>Messages looked at: as many as in a busy hour, without asking too often.</summary>
    const int PageSize = 100, MostPages = 3;

    static readonly Duration UsualPause = Duration.FromSeconds(5);

    public string Name => SlackTeams.Platform;

    /// <summary>Channels have limits of their own, so one that has to wait should not hold up the others.</summary>
    public int ParallelSends => 16;

    public async Task<SendResult> PostAsync(Post post, CancellationToken cancellationToken)
    {
        var (me, refusal) = await PlaceAsync(post.Team, post.Channel, cancellationToken);
        if (me is null)
            return refusal!;
        var sent = await api.PostMessageAsync(post.Channel.Value, renderer.Render(post.Card), renderer.MarkOf(post), cancellationToken);
        return sent.IsOk ? new SendResult.Sent(Ref(me, sent.Value.Channel, sent.Value.Ts)) : Failed(sent.Failure);
    }

    public async Task<SendResult> EditAsync(TeamId team, MessageRef message, Card card, CancellationToken cancellationToken)
    {
        if (await PlaceAsync(team, message.Channel, cancellationToken) is { Me: null, Refusal: { } refusal })
            return refusal;
        var edited = await api.UpdateMessageAsync(message.Channel.Value, message.Id, renderer.Render(card), cancellationToken);
        return edited.IsOk ? new SendResult.Sent(message) : Failed(edited.Failure);
    }

    public async Task<FindResult> FindAsync(Post post, Instant notBefore, CancellationToken cancellationToken)
    {
        var (me, refusal) = await PlaceAsync(post.Team, post.Channel, cancellationToken);
        if (me is null)
            return refusal is SendResult.Later later ? new FindResult.Later(later.After, later.Reason) : new FindResult.NotThere();
        string? before = null;
        var seen = 0;
        for (var page = 0; page < MostPages; page++)
        {
            var history = await api.GetHistoryAsync(post.Channel.Value, before, PageSize, cancellationToken);
            if (!history.IsOk)
                return NotFound(history.Failure);
            var messages = history.Value.Messages;
            if (messages.FirstOrDefault(message => IsOurs(message, me) && renderer.IsOf(message, post)) is { Ts: { } ts })
                return new FindResult.Found(Ref(me, post.Channel.Value, ts), PostedAt(ts, notBefore));
            seen += messages.Count;
            if (history.Value.HasMore is not true || messages is not [.., { Ts: { } last }] || TimeOf(last) is not { } oldest || oldest < notBefore)
                return new FindResult.NotThere();
            before = last;
        }

        return new FindResult.CannotLook($"more than {seen} messages have been written there since");
    }

    public async Task<RichText?> CheckChannelAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken)
    {
        if (!SlackTeams.IsId(channel.Value))
            return ChannelWords.NoChannel;
        var me = await identity.GetAsync(cancellationToken);
        return me.IsOk
            ? ChannelWords.Problem(await api.GetChannelAsync(channel.Value, cancellationToken), channel, me.Value)
            : "Slack does not answer me just now. Nothing was changed; please try again in a minute.";
    }

    public async Task<SendResult> TellAsync(TeamId team, MemberId member, Card card, CancellationToken cancellationToken)
    {
        if (!SlackTeams.IsId(member.Value))
            return new SendResult.Refused($"{member} is no person's id");
        var opened = await api.OpenConversationAsync(member.Value, cancellationToken);
        if (!opened.IsOk)
            return Told(opened.Failure);
        var sent = await api.PostMessageAsync(opened.Value.Id, renderer.Render(card), null, cancellationToken);
        return sent.IsOk ? new SendResult.Sent(new MessageRef(new ChannelId(sent.Value.Channel), sent.Value.Ts)) : Told(sent.Failure);
    }

    static bool IsOurs(HistoryMessage message, Identity me) => message.User == me.UserId || (message.BotId is { } bot && bot == me.BotId);

    static MessageRef Ref(Identity me, string channel, string ts) => new(
        new ChannelId(channel), ts,
        Uri.TryCreate(me.Url, UriKind.Absolute, out var workspace) ? new Uri(workspace, $"archives/{channel}/p{ts.Replace(".", "", StringComparison.Ordinal)}") : null);

    /// <summary>Whose token it is, if the place is one of that workspace's.</summary>
    async Task<(Identity? Me, SendResult? Refusal)> PlaceAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken)
    {
        var me = await identity.GetAsync(cancellationToken);
        if (!me.IsOk)
            return (null, Failed(me.Failure));
        return SlackTeams.WorkspaceOf(team) == me.Value.TeamId && SlackTeams.IsId(channel.Value)
            ? (me.Value, null)
            : (null, new SendResult.ChannelGone("that is no channel of the workspace this bot is installed in"));
    }

    /// <summary>By Slack's clock, but not where the program believes in another date.</summary>
    Instant PostedAt(string ts, Instant notBefore)
    {
        var now = time.GetInstant();
        return TimeOf(ts) is not { } told || told < notBefore ? Instant.Min(notBefore, now) : Instant.Min(told, now);
    }

    static Instant? TimeOf(string ts) =>
        decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000
            ? Instant.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : null;

    static SendResult Failed(SlackFailure failure) => failure.Kind switch
    {
        FailureKind.DeadChannel or FailureKind.DeadInstallation or FailureKind.MissingScope => new SendResult.ChannelGone(ChannelWords.Reason(failure)),
        FailureKind.RetryLater => new SendResult.Later(Pause(failure), failure.Detail),
        FailureKind.UnknownOutcome => new SendResult.Unknown(failure.Detail),
        FailureKind.MessageGone => new SendResult.Refused("the message was deleted or cannot be edited any more"),
        _ => new SendResult.Refused(failure.Detail),
    };

    static SendResult Told(SlackFailure failure) => failure.Kind switch
    {
        FailureKind.RetryLater => new SendResult.Later(Pause(failure), failure.Detail),
        FailureKind.UnknownOutcome => new SendResult.Unknown(failure.Detail),
        _ => new SendResult.Refused(failure.Detail),
    };

    static FindResult NotFound(SlackFailure failure) => failure switch
    {
        { Error: "not_in_channel" } => new FindResult.CannotLook("I am not in that channel, so I cannot read it"),
        { Kind: FailureKind.MissingScope } => new FindResult.CannotLook($"the app was installed without {failure.Needed ?? "the scope to read it"}"),
        // The post finds out the same and says what follows from it.
        { Kind: FailureKind.DeadChannel or FailureKind.DeadInstallation } => new FindResult.NotThere(),
        _ => new FindResult.Later(Pause(failure), failure.Detail),
    };

    static Duration Pause(SlackFailure failure) =>
        failure.RetryAfter is { } wait && wait > TimeSpan.Zero ? Duration.FromTimeSpan(wait) : UsualPause;
}
