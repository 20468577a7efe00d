using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord.Rest;

/// <summary>What one exchange came to.</summary>
internal enum Arrival
{
    /// <summary>An answer is there.</summary>
    Answered,

    /// <summary>The request surely never left: no connection.</summary>
    NotSent,

    /// <summary>No answer, or half of one: the request may have taken effect.</summary>
    Lost,
}

/// <summary>One exchange as the rest of the client sees it.</summary>
internal sealed record RestAnswer(Arrival Arrival, HttpStatusCode Status, byte[] Body, RateLimitHeaders Limits)
{
    public static RestAnswer NotSent { get; } = new(Arrival.NotSent, 0, [], RateLimitHeaders.None);

    public static RestAnswer Lost { get; } = new(Arrival.Lost, 0, [], RateLimitHeaders.None);

    public bool IsSuccess => Arrival == Arrival.Answered && (int)Status is >= 200 and < 300;

    /// <summary>The refusal's body; an empty one when it is not Discord's JSON, as from a proxy on the way.</summary>
    public ApiError ReadError()
    {
        try
        {
            return JsonSerializer.Deserialize(Body, DiscordJson.Default.ApiError) ?? new ApiError();
        }
        catch (JsonException)
        {
            return new ApiError();
        }
    }
}

/// <summary>What the headers of an answer tell about limits (developers/topics/rate-limits). Absolute resets are not read: clocks differ.</summary>
internal sealed record RateLimitHeaders
{
    public static RateLimitHeaders None { get; } = new();

    /// <summary>Discord's name of the bucket; without it the route has no limit of its own.</summary>
    public string? Bucket { get; init; }
    public int Limit { get; init; }
    public int Remaining { get; init; }
    public TimeSpan ResetAfter { get; init; }
    public TimeSpan? RetryAfter { get; init; }
    public bool Global { get; init; }

    /// <summary><c>user</c>, <c>global</c> or <c>shared</c>; null when it is not Discord's API that answered.</summary>
    public string? Scope { get; init; }

    public static RateLimitHeaders Read(HttpResponseHeaders headers) => new()
    {
        Bucket = Text(headers, "X-RateLimit-Bucket"),
        Limit = (int)(Number(headers, "X-RateLimit-Limit") ?? 0),
        Remaining = (int)(Number(headers, "X-RateLimit-Remaining") ?? 0),
        ResetAfter = Seconds(Number(headers, "X-RateLimit-Reset-After")) ?? TimeSpan.Zero,
        RetryAfter = Seconds(Number(headers, "Retry-After")),
        Global = string.Equals(Text(headers, "X-RateLimit-Global"), "true", StringComparison.OrdinalIgnoreCase),
        Scope = Text(headers, "X-RateLimit-Scope"),
    };

    /// <summary>A length of time from outside: nothing negative, and a day at most.</summary>
    public static TimeSpan? Seconds(double? seconds) =>
        seconds is { } value && double.IsFinite(value) ? TimeSpan.FromSeconds(Math.Clamp(value, 0, 86_400)) : null;

    static string? Text(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    static double? Number(HttpResponseHeaders headers, string name) =>
        double.TryParse(Text(headers, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < int.MaxValue
            ? value
            : null;
}
