namespace AwsPrepBot.Discord.Rest;

/// <summary>
/// The connections to Discord. With IHttpClientFactory, make this the primary handler and call <c>RemoveAllLoggers()</c>:
/// the factory's own loggers write whole addresses, and some of Discord's hold an interaction's token.
/// </summary>
internal static class DiscordHttp
{
    public static SocketsHttpHandler CreateHandler() => new()
    {
        // A redirect would carry the token to another host.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // No limit on connections: 64 clicks at once are answered at once. Kept warm between clicks, renewed for DNS's sake.
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
    };

    /// <summary>A client over <paramref name="handler"/> whose time limits are the caller's.</summary>
    public static HttpClient CreateClient(HttpMessageHandler handler) => new(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
}
