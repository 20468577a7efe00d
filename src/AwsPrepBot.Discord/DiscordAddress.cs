namespace AwsPrepBot.Discord;

/// <summary>Where the client may take the bot's token: over TLS anywhere, in clear to this machine only.</summary>
internal static class DiscordAddress
{
    /// <summary>Null when <paramref name="address"/> may be an API's; otherwise one line saying what would be right.</summary>
    public static string? RefusesApi(Uri address) => Refuses(address, Uri.UriSchemeHttps, Uri.UriSchemeHttp);

    /// <summary>Null when <paramref name="address"/> may be a gateway's; otherwise one line saying what would be right.</summary>
    public static string? RefusesGateway(Uri address) => Refuses(address, Uri.UriSchemeWss, Uri.UriSchemeWs);

    /// <summary>The address of a gateway with the version and encoding the client speaks; the same for every connection.</summary>
    public static Uri GatewayAddress(Uri url) => new UriBuilder(url)
    {
        Path = url.AbsolutePath.TrimEnd('/') + "/",
        Query = "v=10&encoding=json",
    }.Uri;

    static string? Refuses(Uri address, string secure, string clear) => address switch
    {
        { IsAbsoluteUri: false } => $"is not a complete address: write it as {secure}://host/…",
        { UserInfo.Length: > 0 } => "must not hold a user or password",
        _ when address.Scheme == secure => null,
        _ when address.Scheme == clear && address.IsLoopback => null,
        _ when address.Scheme == clear => $"is {clear}, which is for this machine only: use {secure}",
        _ => $"must begin with {secure}://",
    };
}
