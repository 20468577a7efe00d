using System.Net;
using System.Text.Json;
using AwsPrepBot.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack.WebApi;

/// <summary>
/// Takes one call from the first wait to the result: the limits, the exchange, the verdict on its answer, and another
/// attempt where that is safe. Thread-safe.
/// </summary>
internal sealed partial class WebApiPipeline(WebApiExchange exchange, TimeProvider time, ILogger logger, Func<double> jitter)
{
    /// <summary>Where a refusal for a limit does not say how long.</summary>
    static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(5);

    /// <summary>A refusal that asks for no wait at all would otherwise be answered by a flood.</summary>
    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    readonly RateLimits limits = new(time);

    /// <summary>Sends until there is a verdict. <paramref name="read"/> gives null for an answer that is not what it should be.</summary>
    public async Task<SlackResult<T>> SendAsync<T>(WebApiCall call, Func<WebApiAnswer, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var (method, started) = (call.Method, time.GetTimestamp());
        var patience = call.Deadline ?? method.Patience;
        TimeSpan Left() => patience - time.GetElapsedTime(started);
        using var delays = Delays(jitter).GetEnumerator();
        string? doubt = null;
        for (var attempt = 1; ;)
        {
            if (await limits.EnterAsync(call, Left(), cancellationToken) is var wait && wait > TimeSpan.Zero)
                return Doubted(Later(method, "its rate limit", wait), doubt, method);
            var left = Left();
            var answer = await exchange.SendAsync(call, left < method.LongestExchange ? left : method.LongestExchange, cancellationToken);
            var verdict = Judge(call, answer);
            if (verdict is Verdict.Well)
                return Read(method, answer, read);
            if (verdict is Verdict.Patience asked)
            {
                limits.Close(method, asked.Wait);
                Log.TooManyRequests(logger, method.Name, asked.Wait.TotalSeconds);
                if (asked.Wait > Left())
                    return Doubted(Later(method, asked.Why, asked.Wait), doubt, method);
                continue;
            }

            if (verdict is Verdict.No no)
            {
                Log.Refused(logger, no.Failure.Kind, no.Failure.Detail);
                return Doubted(no.Failure, doubt, method);
            }

            // Nobody said no: a connection that failed, an answer that got lost, a fault on Slack's side.
            var trouble = ((Verdict.Trouble)verdict).What;
            Log.Trouble(logger, attempt, trouble);
            if (answer.Arrival != Arrival.NotSent)
                doubt ??= trouble;
            delays.MoveNext();
            if (++attempt > method.Attempts || delays.Current > Left() || (doubt is not null && method.Repeat == Repeat.Never))
                return Doubted(Later(method, trouble, delays.Current), doubt, method);
            await Waiting.DelayAsync(delays.Current, time, cancellationToken);
        }
    }

    /// <summary>What to wait before each sending after the first: about 0.25, 0.5, 1, … s, each with up to as much again by chance.</summary>
    public static IEnumerable<TimeSpan> Delays(Func<double> jitter)
    {
        for (var delay = TimeSpan.FromMilliseconds(250); ; delay = delay < TimeSpan.FromSeconds(8) ? delay * 2 : delay)
            yield return delay * (1 + jitter());
    }

    static Verdict Judge(WebApiCall call, WebApiAnswer answer)
    {
        var method = call.Method;
        if (answer.Arrival != Arrival.Answered)
            return new Verdict.Trouble($"{method}: {answer.Arrival}");
        if (answer.Status == HttpStatusCode.TooManyRequests)
            return new Verdict.Patience(Pause(answer), "429");
        if ((int)answer.Status >= 500)
            return new Verdict.Trouble($"{method}: {(int)answer.Status}");
        if (method.Token == TokenOf.Nobody)
            return JudgeAddress(method, answer);
        if (ReadStatus(answer) is not { } status)
            return new Verdict.Trouble($"{method}: {(int)answer.Status} and an answer that cannot be read");
        if (status.Ok is true && answer.IsSuccess)
            return new Verdict.Well();

        var error = ErrorTable.Word(status.Error);
        return ErrorTable.Classify(error) switch
        {
            null => new Verdict.Trouble($"{method}: {error}"),
            FailureKind.RetryLater => new Verdict.Patience(Pause(answer), error),
            { } kind => new Verdict.No(new SlackFailure(kind, ErrorTable.Describe(method, error, status), error) { Needed = status.Needed }),
        };
    }

    /// <summary>A response address answers with a bare word, or with JSON; where it is gone, with 404.</summary>
    static Verdict JudgeAddress(SlackMethod method, WebApiAnswer answer)
    {
        // Trying to read the word as JSON would be an exception for every answer that went well.
        var status = answer.Body is [(byte)'{', ..] ? ReadStatus(answer) : null;
        if (answer.IsSuccess && status?.Ok is not false)
            return new Verdict.Well();
        var error = ErrorTable.Word(status?.Error ?? (answer.Body.Length < 64 ? System.Text.Encoding.UTF8.GetString(answer.Body).Trim() : null));
        var kind = answer.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone ? FailureKind.Expired : ErrorTable.Classify(error) ?? FailureKind.Bug;
        return new Verdict.No(new SlackFailure(kind, ErrorTable.Describe(method, $"{(int)answer.Status} {error}", status ?? new ApiStatus()), error));
    }

    static ApiStatus? ReadStatus(WebApiAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, SlackJson.Default.ApiStatus);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static TimeSpan Pause(WebApiAnswer answer) => answer.RetryAfter is not { } wait ? UsualPause : wait < ShortestPause ? ShortestPause : wait;

    /// <summary>After an attempt that may have arrived, a later no does not undo it.</summary>
    static SlackFailure Doubted(SlackFailure failure, string? doubt, SlackMethod method) =>
        doubt is null || method.Repeat == Repeat.Freely
            ? failure
            : failure with { Kind = FailureKind.UnknownOutcome, Detail = doubt == failure.Detail ? doubt : $"{doubt}; then {failure.Detail}" };

    static SlackFailure Later(SlackMethod method, string why, TimeSpan wait) =>
        new(FailureKind.RetryLater, why.StartsWith(method.Name, StringComparison.Ordinal) ? why : $"{method}: {why}", RetryAfter: wait);

    SlackResult<T> Read<T>(SlackMethod method, WebApiAnswer answer, Func<WebApiAnswer, T?> read)
        where T : class
    {
        if (read(answer) is { } value)
            return value;
        Log.Unreadable(logger, method.Name);
        return method.Repeat == Repeat.Freely
            ? new SlackFailure(FailureKind.RetryLater, $"{method}: the answer is not what the documentation says")
            : new SlackFailure(FailureKind.UnknownOutcome, $"{method}: done, but the answer is not what the documentation says");
    }

    abstract record Verdict
    {
        public sealed record Well : Verdict;

        public sealed record Patience(TimeSpan Wait, string Why) : Verdict;

        public sealed record No(SlackFailure Failure) : Verdict;

        public sealed record Trouble(string What) : Verdict;
    }

    static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Warning, "Slack attempt {Attempt} failed: {Trouble}")]
        public static partial void Trouble(ILogger logger, int attempt, string trouble);

        [LoggerMessage(4002, LogLevel.Warning, "Slack asks for patience with {Method}: {Seconds:0.###} s")]
        public static partial void TooManyRequests(ILogger logger, string method, double seconds);

        [LoggerMessage(4003, LogLevel.Warning, "Slack refused ({Kind}): {Detail}")]
        public static partial void Refused(ILogger logger, FailureKind kind, string detail);

        [LoggerMessage(4004, LogLevel.Error, "Slack answered {Method} with something that cannot be read")]
        public static partial void Unreadable(ILogger logger, string method);
    }
}
