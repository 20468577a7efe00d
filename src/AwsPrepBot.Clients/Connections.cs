using System.Net;

namespace AwsPrepBot.Clients;

/// <summary>
/// The connections to a platform. Made by hand and not by IHttpClientFactory, whose own loggers write whole addresses, and
/// some of a platform's authorise. Without <see cref="HttpClient"/> on top, whose time limit, buffering and default headers
/// no exchange uses.
/// </summary>
public static class Connections
{
    /// <summary>Sends over connections of its own, which last as long as it; time limits are the caller's.</summary>
    public static HttpMessageInvoker Open() => new(
        new SocketsHttpHandler
        {
            // A redirect would carry the token to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            // What platforms answer is short, but for a channel's last messages, which are asked for after a crash.
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            // No limit on connections: 64 presses at once are answered at once. Kept warm between presses, renewed for DNS's sake.
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        },
        disposeHandler: true);
}
