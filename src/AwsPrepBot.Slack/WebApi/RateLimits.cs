using System.Collections.Concurrent;

namespace AwsPrepBot.Slack.WebApi;

/// <summary>
/// Slack's limits: so many calls of a method a minute, one post a second in a channel, and a pause for a method whenever
/// Slack asks for one. Slack does not tell how much is left, so what is sent is counted here. Thread-safe.
/// </summary>
internal sealed class RateLimits(TimeProvider time)
{
    const int KeptChannels = 2_000;

    readonly ConcurrentDictionary<string, MethodLimit> methods = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<(string Method, string Channel), SlidingWindow> channels = new();
    readonly Monotonic clock = new(time);

    /// <summary>Waits until the call may go; or says how long that would take, if longer than <paramref name="patience"/>.</summary>
    /// <returns>Zero when it may go.</returns>
    public async Task<TimeSpan> EnterAsync(WebApiCall call, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = clock.Now;
        foreach (var window in WindowsFor(call))
        {
            while (!window(out var wait))
            {
                if (wait > patience - (clock.Now - started))
                    return wait;
                await Waiting.DelayAsync(wait, time, cancellationToken);
            }
        }

        return TimeSpan.Zero;
    }

    /// <summary>Slack asks for patience with a method.</summary>
    public void Close(SlackMethod method, TimeSpan wait) => LimitOf(method).CloseUntil(clock.Now + wait);

    delegate bool Taking(out TimeSpan wait);

    IEnumerable<Taking> WindowsFor(WebApiCall call)
    {
        var limit = LimitOf(call.Method);
        yield return limit.IsOpen;
        if (call is { Channel: { } channel, Method.PerChannel: var spacing } && spacing > TimeSpan.Zero)
        {
            if (channels.Count >= KeptChannels)
                channels.Clear(); // at worst a channel gets two in a second, once
            yield return channels.GetOrAdd((call.Method.Name, channel), _ => new SlidingWindow(1, spacing, time)).TryTake;
        }

        yield return limit.TryTake;
    }

    MethodLimit LimitOf(SlackMethod method) => methods.GetOrAdd(method.Name, _ => new MethodLimit(method.PerMinute, clock, time));

    sealed class MethodLimit(int perMinute, Monotonic clock, TimeProvider time)
    {
        readonly SlidingWindow? window = perMinute > 0 ? new SlidingWindow(perMinute, TimeSpan.FromMinutes(1), time) : null;
        long closedUntil;

        public void CloseUntil(TimeSpan until)
        {
            long before;
            while ((before = Interlocked.Read(ref closedUntil)) < until.Ticks && Interlocked.CompareExchange(ref closedUntil, until.Ticks, before) != before)
            {
                // Somebody else closed it meanwhile; the later end counts.
            }
        }

        public bool IsOpen(out TimeSpan wait)
        {
            wait = TimeSpan.FromTicks(Interlocked.Read(ref closedUntil)) - clock.Now;
            return wait <= TimeSpan.Zero;
        }

        public bool TryTake(out TimeSpan wait) => IsOpen(out wait) && (window is null || window.TryTake(out wait));
    }
}
