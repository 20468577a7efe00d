namespace AwsPrepBot.Slack.WebApi;

/// <summary>
/// The connections to Slack. Made by hand and not by IHttpClientFactory, whose own loggers write whole addresses: a
/// response address is a secret. Without <see cref="HttpClient"/> on top, whose time limit, buffering and default headers the
/// exchange does not use.
/// </summary>
internal static class SlackHttp
{
    public static SocketsHttpHandler CreateHandler() => new()
    {
        // A redirect would carry the token to another host.
        AllowAutoRedirect = false,
        UseCookies = false,
        // Nothing of ours is traced into Slack. Nor is anything asked for compressed: but for a history after a crash, answers are short.
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // No limit on connections: 64 presses at once are answered at once. Kept warm between presses, renewed for DNS's sake.
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
    };

    /// <summary>Sends over <paramref name="handler"/>; time limits are the caller's.</summary>
    public static HttpMessageInvoker CreateClient(HttpMessageHandler handler) => new(handler, disposeHandler: true);
}
