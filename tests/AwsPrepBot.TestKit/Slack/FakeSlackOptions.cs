namespace AwsPrepBot.TestKit.Slack;

/// <summary>What a <see cref="FakeSlack"/> is started with.</summary>
public sealed record FakeSlackOptions
{
    /// <summary>The clock of limits, triggers, response addresses and ids.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The port on this machine; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The bot's token.</summary>
    public string BotToken { get; init; } = "xoxb-1-fake-bot-token";

    /// <summary>The app's token.</summary>
    public string AppToken { get; init; } = "xapp-1-fake-app-token";

    /// <summary>What the bot's token may do.</summary>
    public IReadOnlyList<string> Scopes { get; init; } =
        ["chat:write", "chat:write.public", "commands", "users:read", "channels:read", "groups:read", "im:write", "channels:history", "groups:history", "files:write"];

    /// <summary>What the app's token may do.</summary>
    public IReadOnlyList<string> AppScopes { get; init; } = ["connections:write"];

    /// <summary>Whether Slack's limits are counted. A benchmark of the bot has no use for them.</summary>
    public bool EnforceLimits { get; init; } = true;

    /// <summary>
    /// Off for load tests, where the check of every body would be what is measured and its memory would fill: bodies are taken
    /// as they are, and requests, interactions once answered and messages for one person alone are forgotten.
    /// </summary>
    public bool KeepsHistory { get; init; } = true;

    /// <summary>How many messages <c>conversations.history</c> gives at most: 15 for some apps.</summary>
    public int MostHistory { get; init; } = 999;

    /// <summary>How long anything that is waited for may take, by the machine's clock.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>Something the bot did that Slack does not take or that its people would not.</summary>
/// <param name="Kind">One of <see cref="FakeSlackViolations"/>.</param>
/// <param name="Detail">What it was.</param>
public sealed record FakeSlackViolation(string Kind, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Detail}";
}

/// <summary>The kinds of violations.</summary>
public static class FakeSlackViolations
{
    /// <summary>A request as Slack's documentation does not know it.</summary>
    public const string Request = "request";

    /// <summary>Blocks, views, texts or marks that Slack refuses.</summary>
    public const string Form = "form";

    /// <summary>More than a limit allows.</summary>
    public const string RateLimit = "rate limit";

    /// <summary>An envelope that was not acknowledged in time, twice, or on another socket.</summary>
    public const string Acknowledgement = "acknowledgement";

    /// <summary>Something that pings people.</summary>
    public const string Mentions = "mentions";

    /// <summary>What was for one person is shown to all, or replaces what all see.</summary>
    public const string Privacy = "privacy";

    /// <summary>A sixth use of a response address, or one after 30 minutes.</summary>
    public const string ResponseUrl = "response_url";
}
