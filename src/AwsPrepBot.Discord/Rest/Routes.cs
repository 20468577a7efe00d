using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord.Rest;

/// <summary>One address and verb, and what the limits have to know of it.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Template">The path with its parameters by name: what may be logged, and the bucket's name until Discord tells its own.</param>
/// <param name="Major">The parameter that Discord counts apart: channel, guild, or webhook with its token.</param>
/// <param name="Path">The path to send, below the API's address. May hold an interaction's token: not for logs.</param>
internal sealed record Route(HttpMethod Method, string Template, string Major, string Path)
{
    /// <summary>False for what an interaction's own token authorises; the bot's is not shown where it is not asked for.</summary>
    public bool TakesBotToken { get; init; } = true;

    /// <summary>False for the first answers to interactions, which stand outside the 50 a second.</summary>
    public bool CountsGlobally { get; init; } = true;

    /// <summary>False where a route is used once in its life, so that there is nothing to learn for the next time.</summary>
    public bool HasBucket { get; init; } = true;

    public override string ToString() => $"{Method} {Template}";
}

/// <summary>Every route the bot uses, and no other.</summary>
internal static class Routes
{
    public static Route GatewayBot { get; } = new(HttpMethod.Get, "/gateway/bot", "", "/gateway/bot");

    public static Route Me { get; } = new(HttpMethod.Get, "/users/@me", "", "/users/@me");

    public static Route Application { get; } = new(HttpMethod.Get, "/applications/@me", "", "/applications/@me");

    public static Route OpenDirectMessage { get; } = new(HttpMethod.Post, "/users/@me/channels", "", "/users/@me/channels");

    public static Route GetCommands(Snowflake application) =>
        new(HttpMethod.Get, "/applications/{application}/commands", "", $"/applications/{application}/commands");

    public static Route PutCommands(Snowflake application) =>
        new(HttpMethod.Put, "/applications/{application}/commands", "", $"/applications/{application}/commands");

    public static Route CreateMessage(Snowflake channel) =>
        new(HttpMethod.Post, "/channels/{channel}/messages", $"{channel}", $"/channels/{channel}/messages");

    public static Route EditMessage(Snowflake channel, Snowflake message) =>
        new(HttpMethod.Patch, "/channels/{channel}/messages/{message}", $"{channel}", $"/channels/{channel}/messages/{message}");

    public static Route GetMessages(Snowflake channel, int limit) =>
        new(HttpMethod.Get, "/channels/{channel}/messages", $"{channel}", $"/channels/{channel}/messages?limit={limit}");

    public static Route GetChannel(Snowflake channel) =>
        new(HttpMethod.Get, "/channels/{channel}", $"{channel}", $"/channels/{channel}");

    public static Route GetGuild(Snowflake guild) =>
        new(HttpMethod.Get, "/guilds/{guild}", $"{guild}", $"/guilds/{guild}");

    public static Route GetMember(Snowflake guild, Snowflake user) =>
        new(HttpMethod.Get, "/guilds/{guild}/members/{user}", $"{guild}", $"/guilds/{guild}/members/{user}");

    public static Route Respond(InteractionTicket to) =>
        new(HttpMethod.Post, "/interactions/{interaction}/{token}/callback", "", $"/interactions/{to.Id}/{Escaped(to)}/callback")
        {
            TakesBotToken = false, CountsGlobally = false, HasBucket = false,
        };

    public static Route EditResponse(InteractionTicket to) =>
        Webhook(HttpMethod.Patch, "/webhooks/{application}/{token}/messages/@original", to, "/messages/@original");

    public static Route FollowUp(InteractionTicket to) =>
        Webhook(HttpMethod.Post, "/webhooks/{application}/{token}", to, "");

    public static Route EditFollowUp(InteractionTicket to, Snowflake message) =>
        Webhook(HttpMethod.Patch, "/webhooks/{application}/{token}/messages/{message}", to, $"/messages/{message}");

    static Route Webhook(HttpMethod method, string template, InteractionTicket to, string rest) =>
        new(method, template, $"{to.ApplicationId}/{to.Token.Reveal()}", $"/webhooks/{to.ApplicationId}/{Escaped(to)}{rest}")
        {
            TakesBotToken = false,
        };

    /// <summary>The token comes from outside: it must not become part of the path's structure.</summary>
    static string Escaped(InteractionTicket to) => Uri.EscapeDataString(to.Token.Reveal());
}
