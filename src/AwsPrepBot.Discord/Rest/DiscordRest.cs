using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AwsPrepBot.Discord.Wire;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord.Rest;

/// <summary>
/// <see cref="IDiscordApi"/> over HTTP: each verb is its route, its body and how it may be repeated. The rest is <see cref="RestPipeline"/>.
/// </summary>
/// <param name="http">See <see cref="Connections"/>.</param>
/// <param name="apiUrl">The address up to and with the version, for example <c>https://discord.com/api/v10</c>.</param>
/// <param name="token">The bot's.</param>
/// <param name="time">The clock of every wait and limit.</param>
/// <param name="logger">Gets routes by template, statuses and codes; no token, no content.</param>
/// <param name="jitter">Chance, from 0 up to 1; null for the real one.</param>
internal sealed class DiscordRest(HttpMessageInvoker http, Uri apiUrl, Secret token, TimeProvider time, ILogger<DiscordRest> logger, Func<double>? jitter = null)
    : IDiscordApi
{
    static readonly DiscordJson Json = DiscordJson.Default;

    readonly RestPipeline pipeline = new(new RestExchange(http, apiUrl, token, time), time, logger, jitter ?? Random.Shared.NextDouble);

    public Task<DiscordResult<GatewayBot>> GetGatewayBotAsync(CancellationToken cancellationToken) =>
        GetAsync(Routes.GatewayBot, Json.GatewayBot, cancellationToken);

    public Task<DiscordResult<User>> GetMeAsync(CancellationToken cancellationToken) =>
        GetAsync(Routes.Me, Json.User, cancellationToken);

    public Task<DiscordResult<Application>> GetApplicationAsync(CancellationToken cancellationToken) =>
        GetAsync(Routes.Application, Json.Application, cancellationToken);

    public Task<DiscordResult<IReadOnlyList<ApplicationCommand>>> GetCommandsAsync(Snowflake application, CancellationToken cancellationToken) =>
        GetAsync(Routes.GetCommands(application), Json.IReadOnlyListApplicationCommand, cancellationToken);

    public Task<DiscordResult<IReadOnlyList<ApplicationCommand>>> PutCommandsAsync(Snowflake application, IReadOnlyList<ApplicationCommand> commands, CancellationToken cancellationToken) =>
        SendAsync(Routes.PutCommands(application), commands, Json.IReadOnlyListApplicationCommand, RestPolicy.Freely, Json.IReadOnlyListApplicationCommand, cancellationToken);

    public Task<DiscordResult<Message>> CreateMessageAsync(Snowflake channel, MessageBody body, Nonce nonce, CancellationToken cancellationToken) =>
        SendAsync(Routes.CreateMessage(channel), new MessageCreation(body, nonce), Json.MessageCreation, RestPolicy.ByNonce, Json.Message, cancellationToken);

    public Task<DiscordResult<Message>> EditMessageAsync(Snowflake channel, Snowflake message, MessageBody body, CancellationToken cancellationToken) =>
        SendAsync(Routes.EditMessage(channel, message), body, Json.MessageBody, RestPolicy.Freely, Json.Message, cancellationToken);

    public Task<DiscordResult<IReadOnlyList<Message>>> GetMessagesAsync(Snowflake channel, int limit, CancellationToken cancellationToken) =>
        limit is >= 1 and <= 100
            ? GetAsync(Routes.GetMessages(channel, limit), Json.IReadOnlyListMessage, cancellationToken)
            : throw new ArgumentOutOfRangeException(nameof(limit), limit, "Discord gives 1 to 100 messages at a time.");

    public Task<DiscordResult<Channel>> GetChannelAsync(Snowflake channel, CancellationToken cancellationToken) =>
        GetAsync(Routes.GetChannel(channel), Json.Channel, cancellationToken);

    public Task<DiscordResult<Guild>> GetGuildAsync(Snowflake guild, CancellationToken cancellationToken) =>
        GetAsync(Routes.GetGuild(guild), Json.Guild, cancellationToken);

    public Task<DiscordResult<Member>> GetMemberAsync(Snowflake guild, Snowflake user, CancellationToken cancellationToken) =>
        GetAsync(Routes.GetMember(guild, user), Json.Member, cancellationToken);

    public Task<DiscordResult<Channel>> OpenDirectMessageAsync(Snowflake user, CancellationToken cancellationToken) =>
        SendAsync(Routes.OpenDirectMessage, new DirectMessageRequest(user), Json.DirectMessageRequest, RestPolicy.Freely, Json.Channel, cancellationToken);

    public Task<DiscordResult<Done>> RespondAsync(InteractionTicket interaction, InteractionResponse response, CancellationToken cancellationToken)
    {
        var left = InteractionTicket.ToRespond - time.GetElapsedTime(interaction.ReceivedAt);
        return left > TimeSpan.Zero
            ? pipeline.SendAsync(Routes.Respond(interaction), RestBody.Of(response, Json.InteractionResponse, (response as MessageResponse)?.Data.File), RestPolicy.FirstAnswer(left), _ => Done.Instance, cancellationToken)
            : Expired<Done>("3 s");
    }

    public Task<DiscordResult<Message>> EditResponseAsync(InteractionTicket interaction, MessageBody body, CancellationToken cancellationToken) =>
        WhileTokenLivesAsync(interaction, Routes.EditResponse(interaction), body, RestPolicy.Freely, cancellationToken);

    public Task<DiscordResult<Message>> FollowUpAsync(InteractionTicket interaction, MessageBody body, CancellationToken cancellationToken) =>
        WhileTokenLivesAsync(interaction, Routes.FollowUp(interaction), body, RestPolicy.Never, cancellationToken);

    public Task<DiscordResult<Message>> EditFollowUpAsync(InteractionTicket interaction, Snowflake message, MessageBody body, CancellationToken cancellationToken) =>
        WhileTokenLivesAsync(interaction, Routes.EditFollowUp(interaction, message), body, RestPolicy.Freely, cancellationToken);

    Task<DiscordResult<Message>> WhileTokenLivesAsync(InteractionTicket interaction, Route route, MessageBody body, RestPolicy policy, CancellationToken cancellationToken) =>
        time.GetElapsedTime(interaction.ReceivedAt) < InteractionTicket.ToEdit
            ? SendAsync(route, body, Json.MessageBody, policy, Json.Message, cancellationToken)
            : Expired<Message>("15 min");

    Task<DiscordResult<T>> GetAsync<T>(Route route, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        pipeline.SendAsync(route, null, RestPolicy.Freely, body => Read(body, type), cancellationToken);

    Task<DiscordResult<T>> SendAsync<TBody, T>(Route route, TBody body, JsonTypeInfo<TBody> bodyType, RestPolicy policy, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        pipeline.SendAsync(route, RestBody.Of(body, bodyType, (body as MessageBody)?.File), policy, answer => Read(answer, type), cancellationToken);

    static T? Read<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static Task<DiscordResult<T>> Expired<T>(string age)
        where T : class =>
        Task.FromResult<DiscordResult<T>>(new DiscordFailure(FailureKind.InteractionExpired, $"the interaction is older than {age}, so nothing was sent"));
}
