namespace AwsPrepBot.Slack.WebApi;

/// <summary>What may be done when nobody knows whether a request took effect.</summary>
internal enum Repeat
{
    /// <summary>Sending it twice is as good as once.</summary>
    Freely,

    /// <summary>Not at all: it could be there twice.</summary>
    Never,
}

/// <summary>Which token a method takes.</summary>
internal enum TokenOf
{
    Bot,
    App,

    /// <summary>None: the address itself authorises.</summary>
    Nobody,
}

/// <summary>A method of the Web API and what the client has to know of it.</summary>
/// <param name="Name">As in its address; what may be logged.</param>
/// <param name="PerMinute">How many calls a workspace may make in a minute, of all there can be under Slack's tiers the least; 0 for no limit.</param>
/// <param name="Repeat">What to do when nobody knows whether it took effect.</param>
internal sealed record SlackMethod(string Name, int PerMinute, Repeat Repeat)
{
    public TokenOf Token { get; init; }

    /// <summary>For everything: waits, sendings, sendings again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>One exchange is given up after this.</summary>
    public TimeSpan LongestExchange { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Sendings in all, refusals for a limit not counted: those had no effect and say when to come again.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The shortest time between two calls for one channel.</summary>
    public TimeSpan PerChannel { get; init; }

    public override string ToString() => Name;
}

/// <summary>Every method the bot uses, and no other, with the limit of its tier (docs.slack.dev/apis/web-api/rate-limits).</summary>
internal static class Methods
{
    const int Tier3 = 50, Tier4 = 100, Special = 200;

    public static SlackMethod AuthTest { get; } = new("auth.test", Special, Repeat.Freely);

    public static SlackMethod ConnectionsOpen { get; } = new("apps.connections.open", Tier3, Repeat.Freely) { Token = TokenOf.App, Attempts = 1 };

    /// <summary>One a second and channel, and not very many in all.</summary>
    public static SlackMethod PostMessage { get; } = new("chat.postMessage", Special, Repeat.Never) { PerChannel = TimeSpan.FromSeconds(1) };

    public static SlackMethod Update { get; } = new("chat.update", Tier3, Repeat.Freely);

    public static SlackMethod PostEphemeral { get; } = new("chat.postEphemeral", Tier4, Repeat.Never);

    public static SlackMethod OpenView { get; } = new("views.open", Tier4, Repeat.Never);

    public static SlackMethod PublishView { get; } = new("views.publish", Tier4, Repeat.Freely);

    public static SlackMethod History { get; } = new("conversations.history", Tier3, Repeat.Freely);

    public static SlackMethod ChannelInfo { get; } = new("conversations.info", Tier3, Repeat.Freely);

    public static SlackMethod OpenConversation { get; } = new("conversations.open", Tier3, Repeat.Freely);

    public static SlackMethod UserInfo { get; } = new("users.info", Tier4, Repeat.Freely);

    public static SlackMethod UploadUrl { get; } = new("files.getUploadURLExternal", Tier4, Repeat.Freely);

    /// <summary>A file's bytes at the address that was given for them.</summary>
    public static SlackMethod Upload { get; } = new("upload_url", 0, Repeat.Freely) { Token = TokenOf.Nobody };

    public static SlackMethod CompleteUpload { get; } = new("files.completeUploadExternal", Tier4, Repeat.Never);

    /// <summary>A new message at a response address.</summary>
    public static SlackMethod Respond { get; } = new("response_url", 0, Repeat.Never) { Token = TokenOf.Nobody };

    /// <summary>Replaces the message the response address belongs to: as often as one likes, within the five uses.</summary>
    public static SlackMethod Replace { get; } = Respond with { Repeat = Repeat.Freely, Attempts = 2 };

    /// <summary>What the bot's token must be allowed to do, each for what.</summary>
    public static IReadOnlyDictionary<string, string> Scopes { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["chat:write"] = "post the questions",
        ["chat:write.public"] = "post in public channels without being invited",
        ["commands"] = "take /prep",
        ["users:read"] = "know people's names, time zones and who is an admin",
        ["channels:read"] = "know whether a channel can be posted in",
        ["groups:read"] = "the same for private channels",
        ["im:write"] = "tell an admin what has to be mended",
        ["channels:history"] = "look for its own message after a crash, so that none comes twice",
        ["groups:history"] = "the same in private channels",
        ["files:write"] = "bring somebody the file with what is kept about them",
    };
}
