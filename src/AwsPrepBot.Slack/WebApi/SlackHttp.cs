namespace AwsPrepBot.Slack.WebApi;

/// <summary>
/// The connections to Slack. Made by hand and not by IHttpClientFactory, whose own loggers write whole addresses: a
/// response address is a secret.
/// </summary>
internal static class SlackHttp
{
    public static SocketsHttpHandler CreateHandler() => new()
    {
        // A redirect would carry the token to another host.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // No limit on connections: 64 presses at once are answered at once. Kept warm between presses, renewed for DNS's sake.
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
    };

    /// <summary>A client over <paramref name="handler"/> whose time limits are the caller's.</summary>
    public static HttpClient CreateClient(HttpMessageHandler handler) => new(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
}
