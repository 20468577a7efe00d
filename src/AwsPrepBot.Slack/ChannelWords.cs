using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Slack.Wire;

namespace AwsPrepBot.Slack;

/// <summary>Whether a question can be posted in a channel, and Slack's refusals, in words.</summary>
internal static class ChannelWords
{
    /// <summary>For what is no channel's id.</summary>
    public static RichText NoChannel { get; } =
        ["I do not know that channel. Pick it from the list that ", Span.Code("#"), " opens, or leave ", Span.Code("channel"), " out for the one you are in."];

    static readonly RichText NoAnswer = "Slack does not tell me about that channel just now. Nothing was changed; please try again in a minute.";

    /// <summary>What an admin should do first; null when nothing is in the way.</summary>
    /// <param name="found">What Slack says of the channel.</param>
    /// <param name="channel">Which.</param>
    /// <param name="bot">Who is to post there.</param>
    public static RichText? Problem(SlackResult<SlackChannel> found, ChannelId channel, Identity bot) => found switch
    {
        { Failure.Kind: FailureKind.DeadChannel } => Invite(channel, bot),
        { Failure: { Kind: FailureKind.MissingScope } missing } => $"The app was installed without {missing.Needed ?? "a scope it needs"}. Install it again with its manifest, then try again.",
        { IsOk: false } => NoAnswer,
        { Value: { IsIm: true } or { IsMpim: true } } => "A question needs a channel, where the team is; this is a private conversation. Go to a channel or name one.",
        { Value.IsArchived: true } => ["The channel ", Span.Channel(channel), " is archived. Name another, or have it unarchived."],
        { Value.IsMember: true } => null,
        { Value.IsPrivate: true } => Invite(channel, bot),
        _ when bot.Scopes is { } scopes && !scopes.Contains("chat:write.public") => Invite(channel, bot),
        _ => null,
    };

    /// <summary>Why nothing can be posted, in words that fit after "paused:".</summary>
    public static string Reason(SlackFailure failure) => failure switch
    {
        { Kind: FailureKind.MissingScope } => $"the app was installed without {failure.Needed ?? "a scope it needs"}",
        { Kind: FailureKind.DeadInstallation } => $"Slack does not take the app's token any more ({failure.Error})",
        { Error: "channel_not_found" } => "the channel is not there any more, or I am not in it",
        { Error: "is_archived" } => "the channel is archived",
        { Error: "not_in_channel" } => "I am not in that channel any more",
        { Error: { } error } when error.StartsWith("restricted_action", StringComparison.Ordinal) => "only some may post in that channel, and I am none of them",
        _ => "I may not post there any more",
    };

    static RichText Invite(ChannelId channel, Identity bot) =>
        ["I may not post in ", Span.Channel(channel), " yet: invite me with ", Span.Code($"/invite @{bot.User ?? "AwsPrepBot"}"), " there, then try again."];
}
