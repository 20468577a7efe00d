using System.Net;
using AwsPrepBot.Discord.Wire;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord.Rest;

/// <summary>
/// Takes one request from the first wait to the result: the stop after a refused token, the breaker, the limits, the
/// exchange, the verdict on its answer, and another attempt where that is safe. Thread-safe.
/// </summary>
internal sealed partial class RestPipeline(RestExchange exchange, TimeProvider time, ILogger logger, Func<double> jitter)
{
    /// <summary>Discord bans an address at 10,000 in 10 minutes; a bot that collects this many has a fault of its own.</summary>
    public const int InvalidRequestsAllowed = 500;

    /// <summary>A 429 that asks for no wait at all would otherwise be answered by a flood.</summary>
    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    readonly RateLimits limits = new(time);
    readonly SlidingWindow invalidRequests = new(InvalidRequestsAllowed, TimeSpan.FromMinutes(10), time);
    volatile DiscordFailure? tokenRefused;

    /// <summary>Sends until there is a verdict. <paramref name="read"/> gives null for a body that is not what it should be.</summary>
    public async Task<DiscordResult<T>> SendAsync<T>(Route route, RestBody? body, RestPolicy policy, Func<byte[], T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var started = time.GetTimestamp();
        using var delays = RestPolicy.Delays(jitter).GetEnumerator();
        string? doubt = null;
        for (var attempt = 1; ;)
        {
            var left = policy.Patience - time.GetElapsedTime(started);
            if (Refuses(route) is { } refusal)
                return Doubted(refusal, doubt, policy);
            var admission = await limits.EnterAsync(route, left, cancellationToken);
            if (!admission.IsGranted)
                return Doubted(Later(route, "its rate limit", admission.TooLong), doubt, policy);

            var answer = await ExchangeAsync(admission, body, policy, left, cancellationToken);
            if (answer.IsSuccess)
                return Read(route, answer, policy, read);

            var error = answer.ReadError();
            if (answer.Status == HttpStatusCode.TooManyRequests)
            {
                var wait = TooMany(admission, answer, error);
                if (wait > policy.Patience - time.GetElapsedTime(started))
                    return Doubted(Later(route, "429", wait), doubt, policy);
                await Waiting.DelayAsync(wait, time, cancellationToken);
                continue;
            }

            if (Verdict(route, answer, error) is { } verdict)
            {
                // Asking settles the doubt: acknowledged by the first attempt, or the first attempt never arrived.
                if (policy.Repeat == Repeat.OnceToAsk && doubt is not null)
                    return verdict.Kind == FailureKind.AlreadyAcknowledged ? Read(route, answer, policy, read) : verdict;
                return Doubted(verdict, doubt, policy);
            }

            // Nobody said no: a connection that failed, an answer that got lost, a fault on Discord's side.
            var trouble = answer.Arrival == Arrival.Answered ? ErrorTable.Describe(route, answer.Status, error) : ErrorTable.Describe(route, answer.Arrival);
            Log.Trouble(logger, attempt, trouble);
            if (answer.Arrival != Arrival.NotSent)
                doubt ??= trouble;
            delays.MoveNext();
            var over = ++attempt > policy.Attempts
                || delays.Current > policy.Patience - time.GetElapsedTime(started)
                || (doubt is not null && policy.Repeat == Repeat.Never);
            if (over)
                return Doubted(Later(route, trouble, delays.Current), doubt, policy);
            await Waiting.DelayAsync(delays.Current, time, cancellationToken);
        }
    }

    DiscordFailure? Refuses(Route route) =>
        route.TakesBotToken && tokenRefused is { } refused ? refused
        : invalidRequests.UntilFree() is var wait && wait > TimeSpan.Zero
            ? Later(route, $"{InvalidRequestsAllowed} requests were refused within 10 minutes, so nothing is sent", wait)
            : null;

    async Task<RestAnswer> ExchangeAsync(Admission admission, RestBody? body, RestPolicy policy, TimeSpan left, CancellationToken cancellationToken)
    {
        var answer = RestAnswer.Lost;
        try
        {
            var longest = left < policy.LongestExchange ? left : policy.LongestExchange;
            answer = await exchange.SendAsync(admission.Route, body, longest, cancellationToken);
        }
        finally
        {
            limits.Leave(admission, answer);
        }
        if (ErrorTable.CountsAsInvalid(answer))
        {
            invalidRequests.Add();
            if (invalidRequests.Free == 0)
                Log.BreakerOpen(logger, InvalidRequestsAllowed);
        }
        return answer;
    }

    /// <summary>How long a 429 asks to wait. One without Discord's own headers is Cloudflare's, which means the whole address.</summary>
    TimeSpan TooMany(Admission admission, RestAnswer answer, ApiError error)
    {
        var wait = RateLimitHeaders.Seconds(error.RetryAfter) ?? answer.Limits.RetryAfter ?? TimeSpan.FromSeconds(5);
        if (wait < ShortestPause)
            wait = ShortestPause;
        var everywhere = error.Global is true || answer.Limits.Global || answer.Limits.Scope is "global" or null;
        limits.Close(admission, everywhere, wait);
        Log.TooManyRequests(logger, admission.Route.ToString(), answer.Limits.Scope ?? "none", wait.TotalSeconds);
        return wait;
    }

    DiscordFailure? Verdict(Route route, RestAnswer answer, ApiError error)
    {
        if (answer.Arrival != Arrival.Answered || ErrorTable.Classify(answer.Status, error.Code, route.TakesBotToken) is not { } kind)
            return null;
        var failure = new DiscordFailure(kind, ErrorTable.Describe(route, answer.Status, error), error.Code,
            kind == FailureKind.RetryLater ? RateLimitHeaders.Seconds(error.RetryAfter) ?? answer.Limits.RetryAfter : null);
        if (kind == FailureKind.Unauthorized)
        {
            tokenRefused = failure;
            Log.TokenRefused(logger, failure.Detail);
        }
        else if (kind != FailureKind.InteractionExpired) // happens to every bot now and then; whoever wanted to answer says so
            Log.Refused(logger, kind, failure.Detail);
        return failure;
    }

    /// <summary>After an attempt that may have arrived, a later no does not undo it.</summary>
    static DiscordFailure Doubted(DiscordFailure failure, string? doubt, RestPolicy policy) =>
        doubt is null || policy.Repeat == Repeat.Freely || failure.Kind == FailureKind.UnknownOutcome
            ? failure
            : failure with { Kind = FailureKind.UnknownOutcome, Detail = $"{doubt}; then {failure.Detail}" };

    static DiscordFailure Later(Route route, string why, TimeSpan wait) =>
        new(FailureKind.RetryLater, why.StartsWith(route.ToString(), StringComparison.Ordinal) ? why : $"{route}: {why}", RetryAfter: wait);

    DiscordResult<T> Read<T>(Route route, RestAnswer answer, RestPolicy policy, Func<byte[], T?> read)
        where T : class
    {
        if (read(answer.Body) is { } value)
            return value;
        Log.Unreadable(logger, route.ToString(), (int)answer.Status);
        return policy.Repeat == Repeat.Freely
            ? new DiscordFailure(FailureKind.RetryLater, $"{route}: the answer is not what the documentation says")
            : new DiscordFailure(FailureKind.UnknownOutcome, $"{route}: done, but the answer is not what the documentation says");
    }

    static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Warning, "Discord attempt {Attempt} failed: {Trouble}")]
        public static partial void Trouble(ILogger logger, int attempt, string trouble);

        [LoggerMessage(3002, LogLevel.Warning, "Discord asks for patience on {Route} (scope {Scope}): {Seconds:0.###} s")]
        public static partial void TooManyRequests(ILogger logger, string route, string scope, double seconds);

        [LoggerMessage(3003, LogLevel.Warning, "Discord refused ({Kind}): {Detail}")]
        public static partial void Refused(ILogger logger, FailureKind kind, string detail);

        // What to do about it is said once, by whoever ends the process for it.
        [LoggerMessage(3004, LogLevel.Debug, "Discord does not take the bot's token ({Detail}). Nothing more is sent with it.")]
        public static partial void TokenRefused(ILogger logger, string detail);

        [LoggerMessage(3005, LogLevel.Error, "Discord refused {Count} requests within 10 minutes. Nothing is sent until that has passed, or Discord would ban this address.")]
        public static partial void BreakerOpen(ILogger logger, int count);

        [LoggerMessage(3006, LogLevel.Error, "Discord answered {Route} with {Status} and a body that cannot be read")]
        public static partial void Unreadable(ILogger logger, string route, int status);
    }
}
