using AwsPrepBot.Slack.Wire;

namespace AwsPrepBot.Slack;

/// <summary>Something Slack told. May be told twice, also on another socket: <paramref name="Key"/> is the same then.</summary>
/// <param name="Team">The workspace it happened in; "" where Slack does not say.</param>
/// <param name="Key">What it is known by when it is delivered again; unique in its workspace.</param>
internal abstract record SlackEvent(string Team, string Key);

/// <summary>A person typed the command.</summary>
internal sealed record CommandReceived(string Team, string Key, ResponseTicket Ticket, SlashPayload Payload) : SlackEvent(Team, Key);

/// <summary>A person pressed a button, in a message or in a view.</summary>
internal sealed record PressReceived(string Team, string Key, ResponseTicket Ticket, BlockActions Payload, BlockAction Action) : SlackEvent(Team, Key);

/// <summary>A person sent a form, which stays on the screen until <paramref name="Answer"/> is given.</summary>
internal sealed record FormReceived(string Team, string Key, ResponseTicket Ticket, ViewSubmission Payload, FormAnswer Answer) : SlackEvent(Team, Key);

/// <summary>A person opened the home tab of the bot.</summary>
internal sealed record HomeOpened(string Team, string Key, string User) : SlackEvent(Team, Key);

/// <summary>The app was removed from the workspace, or its bot's token made void: both may come, in any order.</summary>
internal sealed record AppRemoved(string Team, string Key) : SlackEvent(Team, Key);

/// <summary>A channel was deleted or archived.</summary>
internal sealed record ChannelClosed(string Team, string Key, string Channel, bool Deleted) : SlackEvent(Team, Key);

/// <summary>
/// The answer to a form, which goes back on the form's own envelope. Given once, at the latest when Slack would give up
/// waiting: then the form just closes. Thread-safe.
/// </summary>
internal sealed class FormAnswer
{
    readonly TaskCompletionSource<FormReply?> given = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the answer is given.</summary>
    public Task<FormReply?> Given => given.Task;

    /// <summary>All is well: the form closes.</summary>
    public void Close() => given.TrySetResult(null);

    /// <summary>The form stays, each problem at its field. False when it has closed by now.</summary>
    public bool Refuse(IReadOnlyDictionary<string, string> problems) => given.TrySetResult(FormReply.Wrong(problems));
}
