using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AwsPrepBot.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack.WebApi;

/// <summary>
/// <see cref="ISlackApi"/> over HTTP: each verb is its method and its body. The rest is <see cref="WebApiPipeline"/>.
/// Reading methods get forms, which all of them take; writing ones JSON.
/// </summary>
/// <param name="http">See <see cref="Connections"/>.</param>
/// <param name="apiUrl">The address before the method's name, for example <c>https://slack.com/api/</c>.</param>
/// <param name="botToken">The bot's (<c>xoxb-…</c>).</param>
/// <param name="appToken">The app's (<c>xapp-…</c>).</param>
/// <param name="time">The clock of every wait and limit.</param>
/// <param name="logger">Gets methods, statuses and Slack's words; no token, no content.</param>
/// <param name="jitter">Chance, from 0 up to 1; null for the real one.</param>
internal sealed class SlackWebApi(
    HttpMessageInvoker http, Uri apiUrl, Secret botToken, Secret appToken, TimeProvider time, ILogger<SlackWebApi> logger, Func<double>? jitter = null) : ISlackApi
{
    static readonly SlackJson Json = SlackJson.Default;

    readonly WebApiPipeline pipeline = new(new WebApiExchange(http, apiUrl, botToken, appToken, time), time, logger, jitter ?? Random.Shared.NextDouble);

    public Task<SlackResult<Identity>> TestAuthAsync(CancellationToken cancellationToken) =>
        pipeline.SendAsync(
            FormCall(Methods.AuthTest),
            answer => Read(answer, Json.Identity) is not { } identity ? null
                : identity with { Scopes = answer.Scopes?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) },
            cancellationToken);

    public Task<SlackResult<SocketTicket>> OpenConnectionAsync(CancellationToken cancellationToken) =>
        pipeline.SendAsync(FormCall(Methods.ConnectionsOpen), answer => Read(answer, Json.SocketTicket), cancellationToken);

    public Task<SlackResult<PostedMessage>> PostMessageAsync(string channel, MessageBody body, MessageMetadata? mark, CancellationToken cancellationToken) =>
        pipeline.SendAsync(
            JsonCall(Methods.PostMessage, new MessagePost(channel, body, mark), Json.MessagePost) with { Channel = channel },
            answer => Read(answer, Json.PostedMessage), cancellationToken);

    public Task<SlackResult<PostedMessage>> UpdateMessageAsync(string channel, string ts, MessageBody body, CancellationToken cancellationToken) =>
        pipeline.SendAsync(
            JsonCall(Methods.Update, new MessageUpdate(channel, ts, body), Json.MessageUpdate), answer => Read(answer, Json.PostedMessage), cancellationToken);

    public Task<SlackResult<Done>> PostEphemeralAsync(string channel, string user, MessageBody body, CancellationToken cancellationToken) =>
        DoAsync(JsonCall(Methods.PostEphemeral, new EphemeralPost(channel, user, body), Json.EphemeralPost), cancellationToken);

    public Task<SlackResult<Done>> OpenViewAsync(ResponseTicket ticket, View view, CancellationToken cancellationToken)
    {
        var left = ResponseTicket.ToTrigger - ticket.Age;
        return ticket.TriggerId is { } trigger && left > TimeSpan.Zero
            ? DoAsync(JsonCall(Methods.OpenView, new ViewOpening(trigger, view), Json.ViewOpening) with { Deadline = left }, cancellationToken)
            : Expired("the trigger is older than 3 s, so no form was opened");
    }

    public Task<SlackResult<Done>> PublishHomeAsync(string user, View view, CancellationToken cancellationToken) =>
        DoAsync(JsonCall(Methods.PublishView, new HomePublication(user, view), Json.HomePublication), cancellationToken);

    public Task<SlackResult<History>> GetHistoryAsync(string channel, string? before, int limit, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > 200)
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "Slack advises 1 to 200 messages at a time.");
        var call = FormCall(
            Methods.History, ("channel", channel), ("limit", limit.ToString(CultureInfo.InvariantCulture)), ("include_all_metadata", "true"), ("latest", before));
        return pipeline.SendAsync(call, answer => Read(answer, Json.History), cancellationToken);
    }

    public Task<SlackResult<SlackChannel>> GetChannelAsync(string channel, CancellationToken cancellationToken) =>
        pipeline.SendAsync(FormCall(Methods.ChannelInfo, ("channel", channel)), answer => Read(answer, Json.ChannelAnswer)?.Channel, cancellationToken);

    public Task<SlackResult<SlackChannel>> OpenConversationAsync(string user, CancellationToken cancellationToken) =>
        pipeline.SendAsync(FormCall(Methods.OpenConversation, ("users", user)), answer => Read(answer, Json.ChannelAnswer)?.Channel, cancellationToken);

    public Task<SlackResult<User>> GetUserAsync(string user, CancellationToken cancellationToken) =>
        pipeline.SendAsync(FormCall(Methods.UserInfo, ("user", user)), answer => Read(answer, Json.UserAnswer)?.User, cancellationToken);

    public async Task<SlackResult<Done>> UploadAsync(string conversation, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var place = await pipeline.SendAsync(
            FormCall(Methods.UploadUrl, ("filename", name), ("length", content.Length.ToString(CultureInfo.InvariantCulture))),
            answer => Read(answer, Json.UploadTicket), cancellationToken);
        if (!place.IsOk)
            return place.Failure;
        if (OfSlack(place.Value.UploadUrl) is not { } address)
            return new SlackFailure(FailureKind.Bug, "the address for a file is none of Slack's, so nothing was sent");
        var stored = await DoAsync(new WebApiCall(Methods.Upload, content.ToArray(), IsJson: false) { Address = address, IsFile = true }, cancellationToken);
        if (!stored.IsOk)
            return stored;
        var files = JsonSerializer.Serialize([new UploadedFile(place.Value.FileId, name)], Json.IReadOnlyListUploadedFile);
        return await DoAsync(FormCall(Methods.CompleteUpload, ("files", files), ("channel_id", conversation)), cancellationToken);
    }

    public async Task<SlackResult<Done>> RespondAsync(ResponseTicket ticket, MessageBody body, bool replaceOriginal, CancellationToken cancellationToken)
    {
        if (ticket.ResponseUrl is not { } secret || OfSlack(secret) is not { } address)
            return new SlackFailure(FailureKind.Expired, "there is no response address of Slack's, so nothing was sent");
        if (!ticket.TryUse())
            return new SlackFailure(FailureKind.Expired, "the response address is used up or too old, so nothing was sent");
        var sent = await DoAsync(
            JsonCall(replaceOriginal ? Methods.Replace : Methods.Respond, new UrlResponse(body, replaceOriginal), Json.UrlResponse) with { Address = address },
            cancellationToken);
        if (sent.Failure is { Kind: FailureKind.RetryLater })
            ticket.GiveBack();
        return sent;
    }

    /// <summary>
    /// A response address comes with a payload. It is followed only to Slack, or to where the API is, when that is this
    /// machine: nobody must be able to send the bot elsewhere. Null for any other.
    /// </summary>
    Uri? OfSlack(Secret address) =>
        Uri.TryCreate(address.Reveal(), UriKind.Absolute, out var url) && WireAddress.RefusesApi(url) is null
        && (url.Host.EndsWith(".slack.com", StringComparison.OrdinalIgnoreCase) || (apiUrl.IsLoopback && url.IsLoopback && url.Port == apiUrl.Port))
            ? url : null;

    Task<SlackResult<Done>> DoAsync(WebApiCall call, CancellationToken cancellationToken) =>
        pipeline.SendAsync(call, _ => Done.Instance, cancellationToken);

    static WebApiCall JsonCall<T>(SlackMethod method, T body, JsonTypeInfo<T> type) => new(method, JsonSerializer.SerializeToUtf8Bytes(body, type), IsJson: true);

    static WebApiCall FormCall(SlackMethod method, params (string Name, string? Value)[] fields) => new(
        method,
        Encoding.ASCII.GetBytes(string.Join('&', fields.Where(field => field.Value is not null).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value!)}"))),
        IsJson: false);

    static T? Read<T>(WebApiAnswer answer, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static Task<SlackResult<Done>> Expired(string why) => Task.FromResult<SlackResult<Done>>(new SlackFailure(FailureKind.Expired, why));
}
