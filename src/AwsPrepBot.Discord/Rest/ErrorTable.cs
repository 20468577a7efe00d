using System.Net;
using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord.Rest;

/// <summary>Which refusal means what, in one place (developers/topics/opcodes-and-status-codes).</summary>
internal static class ErrorTable
{
    /// <summary>What a refusal calls for; null for a passing fault on Discord's side (5xx), where the request may have taken effect.</summary>
    public static FailureKind? Classify(HttpStatusCode status, int? code, bool withBotToken) => code switch
    {
        10003 or 10004 or 10008 or 10013 => FailureKind.Gone,
        10062 or 10015 or 50027 => FailureKind.InteractionExpired,
        40060 => FailureKind.AlreadyAcknowledged,
        // Missing access and permission, a person who takes no messages, a channel that takes none, an archived thread.
        50001 or 50013 or 50007 or 50008 or 50083 => FailureKind.NoAccess,
        50005 or 50006 or 50035 or 50109 => FailureKind.InvalidForm,
        // Slow mode and the limits of writing, creating commands and editing old messages.
        20016 or 20028 or 20029 or 40062 or 30034 or 30046 => FailureKind.RetryLater,
        40001 when withBotToken => FailureKind.Unauthorized,
        // Cloudflare's, on the way: it says nothing about the destination.
        40333 => FailureKind.RetryLater,
        null when status == HttpStatusCode.Forbidden => FailureKind.RetryLater,
        _ => Classify(status, withBotToken),
    };

    static FailureKind? Classify(HttpStatusCode status, bool withBotToken) => (int)status switch
    {
        // Without the bot's token, only the interaction's own can have been refused.
        401 => withBotToken ? FailureKind.Unauthorized : FailureKind.InteractionExpired,
        403 => FailureKind.NoAccess,
        404 or 410 => withBotToken ? FailureKind.Gone : FailureKind.InteractionExpired,
        408 => null,
        429 => FailureKind.RetryLater,
        >= 500 => null,
        _ => FailureKind.InvalidForm,
    };

    /// <summary>
    /// Whether Discord counts the answer toward the 10,000 in 10 minutes after which it bans the address:
    /// 401, 403 and 429, but not a 429 of a limit shared with others.
    /// </summary>
    public static bool CountsAsInvalid(RestAnswer answer) => answer.Arrival == Arrival.Answered && answer.Status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => true,
        HttpStatusCode.TooManyRequests => answer.Limits.Scope != "shared",
        _ => false,
    };

    /// <summary>One line for logs and admins where there was no answer.</summary>
    public static string Describe(Route route, Arrival arrival) => $"{route}: {(arrival == Arrival.NotSent ? "no connection" : "no answer")}";

    /// <summary>One line for logs and admins: status, code, Discord's fixed sentence, and the places of a form's errors.</summary>
    public static string Describe(Route route, HttpStatusCode status, ApiError error)
    {
        var message = error.Message is { Length: > 0 } text ? $" {(text.Length > 120 ? text[..120] : text).ReplaceLineEndings(" ")}" : "";
        var places = error.Places() is { } found ? $" ({found})" : "";
        return $"{route}: {(int)status}{(error.Code is { } code ? $"/{code}" : "")}{message}{places}";
    }
}
