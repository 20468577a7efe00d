using System.Collections.Concurrent;

namespace AwsPrepBot.Discord.Rest;

/// <summary>A place to send one request in; give it back with <see cref="RateLimits.Leave"/>.</summary>
internal readonly record struct Admission(Route Route, RouteBucket? Bucket, TimeSpan TooLong)
{
    public bool IsGranted => TooLong == TimeSpan.Zero;
}

/// <summary>
/// All of Discord's limits: the buckets of the routes, keyed by the name Discord gives them and the major parameter (by the
/// route's template until the name is known), and the bot's 50 a second, of which five are left for clocks that differ.
/// Thread-safe.
/// </summary>
internal sealed class RateLimits(TimeProvider time)
{
    public const int PerSecond = 45;
    const int KeptBuckets = 2_000;
    static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, string> names = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<(string Name, string Major), RouteBucket> buckets = new();
    readonly SlidingWindow everything = new(PerSecond, TimeSpan.FromSeconds(1), time);
    readonly Line line = new(time);
    readonly Lock gate = new();
    readonly Monotonic clock = new(time);
    TimeSpan pausedUntil;

    /// <summary>Waits until the request may go; or says how long that would take, if longer than <paramref name="patience"/>.</summary>
    public async Task<Admission> EnterAsync(Route route, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        TimeSpan Left() => patience - time.GetElapsedTime(started);
        RouteBucket? bucket = null;
        if (route.HasBucket)
        {
            // While it stood in line the bucket may have got its name, and others with it: then it is the named one's turn that counts.
            while (true)
            {
                bucket = Find(route);
                if (await bucket.EnterAsync(Left(), cancellationToken) is var wait && wait != TimeSpan.Zero)
                    return new(route, null, wait);
                if (ReferenceEquals(bucket, Find(route)))
                    break;
                bucket.LeaveUnanswered();
            }
        }
        try
        {
            var refused = route.CountsGlobally ? await EnterAllAsync(Left, cancellationToken) : TimeSpan.Zero;
            if (refused != TimeSpan.Zero)
                bucket?.LeaveUnanswered();
            return new(route, bucket, refused);
        }
        catch (OperationCanceledException)
        {
            bucket?.LeaveUnanswered();
            throw;
        }
    }

    /// <summary>The request is over; its answer's headers say how its bucket stands.</summary>
    public void Leave(Admission admission, RestAnswer answer)
    {
        if (admission.Bucket is not { } bucket)
            return;
        if (answer.Arrival != Arrival.Answered)
        {
            bucket.LeaveUnanswered();
            return;
        }
        bucket.Leave(answer.Limits);
        if (answer.Limits is { Bucket: { } name, Limit: > 0 })
        {
            names[admission.Route.ToString()] = name;
            var named = buckets.GetOrAdd((name, admission.Route.Major), bucket);
            if (!ReferenceEquals(named, bucket))
                named.Observe(answer.Limits);
        }
    }

    /// <summary>A 429 came: nothing goes through its bucket, or nothing at all, for that long.</summary>
    public void Close(Admission admission, bool everywhere, TimeSpan wait)
    {
        if (!everywhere)
        {
            admission.Bucket?.CloseFor(wait);
            return;
        }
        lock (gate)
            pausedUntil = TimeSpan.FromTicks(Math.Max(pausedUntil.Ticks, (Now + wait).Ticks));
    }

    TimeSpan Now => clock.Now;

    async Task<TimeSpan> EnterAllAsync(Func<TimeSpan> left, CancellationToken cancellationToken)
    {
        using var place = await line.JoinAsync(left(), cancellationToken);
        if (place is null)
            return TimeSpan.FromSeconds(1);
        while (true)
        {
            TimeSpan wait;
            lock (gate)
                wait = pausedUntil - Now;
            if (wait <= TimeSpan.Zero && everything.TryTake(out wait))
                return TimeSpan.Zero;
            if (wait > left())
                return wait;
            await Waiting.DelayAsync(wait, time, cancellationToken);
        }
    }

    RouteBucket Find(Route route)
    {
        var name = names.GetValueOrDefault(route.ToString(), route.ToString());
        if (buckets.TryGetValue((name, route.Major), out var bucket))
            return bucket;
        if (buckets.Count >= KeptBuckets)
            foreach (var (key, old) in buckets)
                if (old.IsStale(KeptFor))
                    buckets.TryRemove(key, out _);
        return buckets.GetOrAdd((name, route.Major), _ => new RouteBucket(time));
    }
}
