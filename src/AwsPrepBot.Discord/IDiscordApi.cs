using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord;

/// <summary>
/// Discord's HTTP API as far as the bot uses it: the seam behind which a library could stand instead of <c>Rest/</c>.
/// Expected failures are values; cancelling throws, and then a message may have been sent. Waiting for rate limits and
/// sending again where that is safe happen inside, for half a minute at most. Thread-safe.
/// </summary>
internal interface IDiscordApi
{
    Task<DiscordResult<GatewayBot>> GetGatewayBotAsync(CancellationToken cancellationToken);

    /// <summary>The bot's own user.</summary>
    Task<DiscordResult<User>> GetMeAsync(CancellationToken cancellationToken);

    Task<DiscordResult<Application>> GetApplicationAsync(CancellationToken cancellationToken);

    /// <summary>The global commands as registered. Compare with <see cref="CommandSet.Same"/> before replacing them.</summary>
    Task<DiscordResult<IReadOnlyList<ApplicationCommand>>> GetCommandsAsync(Snowflake application, CancellationToken cancellationToken);

    /// <summary>Replaces all global commands of every type.</summary>
    Task<DiscordResult<IReadOnlyList<ApplicationCommand>>> PutCommandsAsync(Snowflake application, IReadOnlyList<ApplicationCommand> commands, CancellationToken cancellationToken);

    /// <summary>
    /// Posts once, whatever answers get lost on the way. After <see cref="FailureKind.UnknownOutcome"/> the same nonce is
    /// good for a few minutes more; later, look for the message with <see cref="GetMessagesAsync"/> first.
    /// </summary>
    Task<DiscordResult<Message>> CreateMessageAsync(Snowflake channel, MessageBody body, Nonce nonce, CancellationToken cancellationToken);

    /// <summary>Edits a message of the bot's own; not an ephemeral one.</summary>
    Task<DiscordResult<Message>> EditMessageAsync(Snowflake channel, Snowflake message, MessageBody body, CancellationToken cancellationToken);

    /// <summary>The latest messages of a channel, newest first; 1–100. Needs the permission to read its history.</summary>
    Task<DiscordResult<IReadOnlyList<Message>>> GetMessagesAsync(Snowflake channel, int limit, CancellationToken cancellationToken);

    Task<DiscordResult<Channel>> GetChannelAsync(Snowflake channel, CancellationToken cancellationToken);

    Task<DiscordResult<Guild>> GetGuildAsync(Snowflake guild, CancellationToken cancellationToken);

    Task<DiscordResult<Member>> GetMemberAsync(Snowflake guild, Snowflake user, CancellationToken cancellationToken);

    /// <summary>The channel of direct messages with a person, opened if need be.</summary>
    Task<DiscordResult<Channel>> OpenDirectMessageAsync(Snowflake user, CancellationToken cancellationToken);

    /// <summary>
    /// The first answer, within <see cref="InteractionTicket.ToRespond"/>. A lost answer is asked about once by sending it
    /// again: Discord gives an interaction one first answer, so 40060 then means that ours arrived.
    /// </summary>
    Task<DiscordResult<Done>> RespondAsync(InteractionTicket interaction, InteractionResponse response, CancellationToken cancellationToken);

    /// <summary>Edits the first answer, or fulfils a deferral; within <see cref="InteractionTicket.ToEdit"/>.</summary>
    Task<DiscordResult<Message>> EditResponseAsync(InteractionTicket interaction, MessageBody body, CancellationToken cancellationToken);

    /// <summary>A further message. Discord takes no nonce here, so it is never sent again once it may have arrived.</summary>
    Task<DiscordResult<Message>> FollowUpAsync(InteractionTicket interaction, MessageBody body, CancellationToken cancellationToken);

    /// <summary>Edits a message that <see cref="FollowUpAsync"/> made; the only way to edit an ephemeral one.</summary>
    Task<DiscordResult<Message>> EditFollowUpAsync(InteractionTicket interaction, Snowflake message, MessageBody body, CancellationToken cancellationToken);
}
