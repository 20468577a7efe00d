namespace AwsPrepBot.Discord;

/// <summary>Where Discord is.</summary>
internal static class DiscordAddress
{
    /// <summary>The address of a gateway with the version and encoding the client speaks; the same for every connection.</summary>
    public static Uri GatewayAddress(Uri url) => new UriBuilder(url)
    {
        Path = url.AbsolutePath.TrimEnd('/') + "/",
        Query = "v=10&encoding=json",
    }.Uri;
}
