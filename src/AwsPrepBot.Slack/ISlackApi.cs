using AwsPrepBot.Slack.Wire;

namespace AwsPrepBot.Slack;

/// <summary>
/// Slack's Web API as far as the bot uses it: the seam behind which a library could stand instead of <c>WebApi/</c>.
/// Expected failures are values; cancelling throws, and then a message may have been sent. Waiting for rate limits and
/// sending again where that is safe happen inside, for half a minute at most. Thread-safe.
/// </summary>
internal interface ISlackApi
{
    /// <summary>Whose the bot's token is, and what it may do.</summary>
    Task<SlackResult<Identity>> TestAuthAsync(CancellationToken cancellationToken);

    /// <summary>The address of a new socket, good for one connection soon. The only verb that takes the app's token.</summary>
    Task<SlackResult<SocketTicket>> OpenConnectionAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Posts. Slack knows no key against doubles, so it is never sent again once it may have arrived: after
    /// <see cref="FailureKind.UnknownOutcome"/> look for its mark with <see cref="GetHistoryAsync"/>.
    /// </summary>
    Task<SlackResult<PostedMessage>> PostMessageAsync(string channel, MessageBody body, MessageMetadata? mark, CancellationToken cancellationToken);

    /// <summary>Edits a message of the bot's own; not an ephemeral one. Its mark stays.</summary>
    Task<SlackResult<PostedMessage>> UpdateMessageAsync(string channel, string ts, MessageBody body, CancellationToken cancellationToken);

    /// <summary>Shows something to one person in a channel both are in. Gone when their client is closed.</summary>
    Task<SlackResult<Done>> PostEphemeralAsync(string channel, string user, MessageBody body, CancellationToken cancellationToken);

    /// <summary>Opens a form, within <see cref="ResponseTicket.ToTrigger"/> of the press or command that it answers.</summary>
    Task<SlackResult<Done>> OpenViewAsync(ResponseTicket ticket, View view, CancellationToken cancellationToken);

    /// <summary>Draws a person's home tab.</summary>
    Task<SlackResult<Done>> PublishHomeAsync(string user, View view, CancellationToken cancellationToken);

    /// <summary>The latest messages of a channel, newest first, with their marks.</summary>
    /// <param name="channel">Which.</param>
    /// <param name="before">Only those before this one; null for the latest.</param>
    /// <param name="limit">1–200; some apps get 15 whatever they ask for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<SlackResult<History>> GetHistoryAsync(string channel, string? before, int limit, CancellationToken cancellationToken);

    Task<SlackResult<SlackChannel>> GetChannelAsync(string channel, CancellationToken cancellationToken);

    /// <summary>The conversation with one person, opened if need be.</summary>
    Task<SlackResult<SlackChannel>> OpenConversationAsync(string user, CancellationToken cancellationToken);

    Task<SlackResult<User>> GetUserAsync(string user, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a file into a conversation, for those in it to see. Three requests: a place for it, its bytes, and then it is
    /// shown; not begun again once the last may have arrived.
    /// </summary>
    Task<SlackResult<Done>> UploadAsync(string conversation, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>
    /// Answers a press or command for that person alone, wherever it was done: within
    /// <see cref="ResponseTicket.ToRespond"/> and <see cref="ResponseTicket.MostUses"/>. Replacing an ephemeral original is
    /// sent again after a lost answer; a new message is not.
    /// </summary>
    Task<SlackResult<Done>> RespondAsync(ResponseTicket ticket, MessageBody body, bool replaceOriginal, CancellationToken cancellationToken);
}
