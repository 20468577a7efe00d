namespace AwsPrepBot.Clients;

/// <summary>Where the client may take a secret: over TLS anywhere, in clear to this machine only.</summary>
public static class WireAddress
{
    /// <summary>Null when <paramref name="address"/> may be an API's; otherwise one line saying what would be right.</summary>
    public static string? RefusesApi(Uri address) => Refuses(address, Uri.UriSchemeHttps, Uri.UriSchemeHttp);

    /// <summary>Null when <paramref name="address"/> may be a socket's; otherwise one line saying what would be right.</summary>
    public static string? RefusesSocket(Uri address) => Refuses(address, Uri.UriSchemeWss, Uri.UriSchemeWs);

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
