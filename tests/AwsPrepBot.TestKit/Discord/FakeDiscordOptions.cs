namespace AwsPrepBot.TestKit.Discord;

/// <summary>How the fake behaves. The defaults are Discord's own figures as far as they are known.</summary>
public sealed record FakeDiscordOptions
{
    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The only token it takes.</summary>
    public string Token { get; init; } = "MTAwMDAwMDAwMDAwMDAwMDAwMQ.fake.discord-token";

    /// <summary>Its clock: for the 3 s, the 15 min, rate limits, nonces and ids.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What Hello tells.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(41.25);

    /// <summary>An Identify sooner than this after the last is answered with op 9.</summary>
    public TimeSpan IdentifySpacing { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What <c>GET /gateway/bot</c> says is left at first; each Identify takes one.</summary>
    public int IdentifiesLeft { get; init; } = 1000;

    /// <summary>What <c>GET /gateway/bot</c> says until all are there again.</summary>
    public TimeSpan IdentifiesResetAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A session without a connection can be resumed this long.</summary>
    public TimeSpan ResumeWindow { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>A nonce is remembered this long ("a few minutes").</summary>
    public TimeSpan NonceWindow { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Requests a second with the bot's token over all routes.</summary>
    public int GlobalPerSecond { get; init; } = 50;

    /// <summary>Limits by route (<see cref="FakeRoutes"/>) and major parameter; a route that is not here has none and gets no headers.</summary>
    public IReadOnlyDictionary<string, FakeLimit> Limits { get; init; } = new Dictionary<string, FakeLimit>
    {
        [FakeRoutes.CreateMessage] = new(5, TimeSpan.FromSeconds(5)),
        [FakeRoutes.EditMessage] = new(5, TimeSpan.FromSeconds(5)),
        [FakeRoutes.GetMessages] = new(5, TimeSpan.FromSeconds(5)),
        [FakeRoutes.FollowUp] = new(5, TimeSpan.FromSeconds(2)),
        [FakeRoutes.EditResponse] = new(5, TimeSpan.FromSeconds(2)),
    };

    /// <summary>How long a test waits for something to come true, by the real clock.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Discord's official OpenAPI document; null looks for it where <see cref="OfficialSchema.Find"/> says.</summary>
    public string? SpecPath { get; init; }

    /// <summary>Off for load tests, where the check of every body would be what is measured.</summary>
    public bool ValidateAgainstSpec { get; init; } = true;

    /// <summary>
    /// Off for load tests, which would fill the memory: requests, interactions once answered with a message, messages for one
    /// person alone and what sessions were told are forgotten, so that sessions cannot be resumed.
    /// </summary>
    public bool KeepsHistory { get; init; } = true;
}

/// <summary>So many requests per window; <paramref name="Bucket"/> names one that several routes share.</summary>
public sealed record FakeLimit(int Requests, TimeSpan Per, string? Bucket = null);

/// <summary>Something the bot did that Discord's contract, or ours, forbids.</summary>
/// <param name="Kind">One of the names in <see cref="FakeViolations"/>.</param>
/// <param name="Detail">What, in one line.</param>
public sealed record FakeViolation(string Kind, string Detail);

/// <summary>The kinds of <see cref="FakeViolation"/>.</summary>
public static class FakeViolations
{
    /// <summary>A message or edit without <c>{"parse":[]}</c>: it could ping.</summary>
    public const string Mentions = "allowed_mentions";

    /// <summary>A body that Discord's official schema refuses, or a field it does not know.</summary>
    public const string Schema = "schema";

    /// <summary>A body over a documented limit, or otherwise refused as a form.</summary>
    public const string Form = "form";

    /// <summary>A request without the version, a known route, the User-Agent or JSON.</summary>
    public const string Request = "request";

    /// <summary>A second first answer although the first was seen to arrive.</summary>
    public const string AnsweredTwice = "answered_twice";

    /// <summary>No first answer within 3 s: the person sees "the application did not respond".</summary>
    public const string Unanswered = "unanswered";

    /// <summary>A breach of the gateway's rules: unknown op, too much, too large, out of order, a late heartbeat.</summary>
    public const string Gateway = "gateway";

    /// <summary>A request into a limit that headers had announced.</summary>
    public const string RateLimit = "rate_limit";
}
