namespace AwsPrepBot.TestKit.Discord;

/// <summary>The routes the fake knows, by the names that faults and limits use. Any other is a violation.</summary>
public static class FakeRoutes
{
#pragma warning disable CS1591 // the names say it
    public const string GatewayBot = "GET /gateway/bot";
    public const string Me = "GET /users/@me";
    public const string Application = "GET /applications/@me";
    public const string GetCommands = "GET /applications/{application_id}/commands";
    public const string PutCommands = "PUT /applications/{application_id}/commands";
    public const string OpenDirectMessage = "POST /users/@me/channels";
    public const string CreateMessage = "POST /channels/{channel_id}/messages";
    public const string EditMessage = "PATCH /channels/{channel_id}/messages/{message_id}";
    public const string GetMessages = "GET /channels/{channel_id}/messages";
    public const string GetChannel = "GET /channels/{channel_id}";
    public const string GetGuild = "GET /guilds/{guild_id}";
    public const string GetMember = "GET /guilds/{guild_id}/members/{user_id}";
    public const string Respond = "POST /interactions/{interaction_id}/{interaction_token}/callback";
    public const string FollowUp = "POST /webhooks/{webhook_id}/{webhook_token}";
    public const string EditResponse = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original";
    public const string EditFollowUp = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}";
#pragma warning restore CS1591

    static readonly (string Name, string Method, string[] Segments)[] All =
    [
        .. new[]
        {
            GatewayBot, Me, Application, GetCommands, PutCommands, OpenDirectMessage, CreateMessage, EditMessage, GetMessages,
            GetChannel, GetGuild, GetMember, Respond, FollowUp, EditResponse, EditFollowUp,
        }.Select(name => (name, name[..name.IndexOf(' ')], name[(name.IndexOf(' ') + 1)..].Trim('/').Split('/'))),
    ];

    /// <summary>The name of a request's route and its parameters; null when there is none.</summary>
    internal static (string Name, IReadOnlyDictionary<string, string> Parameters)? Match(string method, string path)
    {
        var parts = path.Trim('/').Split('/');
        foreach (var (name, verb, segments) in All)
        {
            if (verb != method || segments.Length != parts.Length)
                continue;
            var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
            var matches = true;
            for (var i = 0; i < parts.Length && matches; i++)
            {
                if (segments[i][0] == '{')
                    parameters[segments[i].Trim('{', '}')] = Uri.UnescapeDataString(parts[i]);
                else
                    matches = segments[i] == parts[i];
            }
            if (matches)
                return (name, parameters);
        }
        return null;
    }

    /// <summary>What can bring files beside its JSON.</summary>
    internal static bool TakesFiles(string name) => name is CreateMessage or EditMessage or Respond or FollowUp or EditResponse or EditFollowUp;

    /// <summary>What an interaction's own token authorises.</summary>
    internal static bool TakesInteractionToken(string name) => name is Respond or FollowUp or EditResponse or EditFollowUp;

    /// <summary>The parameter that limits count apart.</summary>
    internal static string Major(IReadOnlyDictionary<string, string> parameters) =>
        parameters.GetValueOrDefault("channel_id") ?? parameters.GetValueOrDefault("guild_id")
        ?? (parameters.TryGetValue("webhook_id", out var webhook) ? $"{webhook}/{parameters["webhook_token"]}" : "");
}
