namespace AwsPrepBot.Discord.Rest;

/// <summary>
/// One of Discord's buckets: so many requests until a reset. What is known comes from answers' headers alone. Before the
/// first answer one request goes ahead and the others wait for what it learns. Requests pass in the order they came.
/// Thread-safe.
/// </summary>
internal sealed class RouteBucket(TimeProvider time)
{
    /// <summary>Two answers of the same window disagree on its end by what they took on the way.</summary>
    static readonly TimeSpan SameWindow = TimeSpan.FromMilliseconds(250);

    /// <summary>What is said to one who waited in vain without learning how long it takes.</summary>
    static readonly TimeSpan AnotherTime = TimeSpan.FromSeconds(1);

    enum Knowledge
    {
        Nothing,
        NoLimit,
        Limit,
    }

    readonly Lock gate = new();
    readonly Monotonic clock = new(time);
    readonly Line line = new(time);
    TaskCompletionSource changed = NewSignal();
    Knowledge known;
    int limit;
    int remaining;
    int inFlight;
    TimeSpan? reset;
    long lastUse = time.GetTimestamp();

    /// <summary>True when nobody uses it and what it knows is of the past.</summary>
    public bool IsStale(TimeSpan after)
    {
        lock (gate)
            return inFlight == 0 && line.IsEmpty && time.GetElapsedTime(lastUse) > after && (reset is null || reset <= Now);
    }

    /// <summary>Waits for a place and takes it; or says at once how long that would take, if longer than <paramref name="patience"/>.</summary>
    public async Task<TimeSpan> EnterAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var place = await line.JoinAsync(patience, cancellationToken);
        if (place is null)
            return AnotherTime;
        while (true)
        {
            TimeSpan? wait;
            Task signal;
            lock (gate)
            {
                if (TryEnter(out wait))
                    return TimeSpan.Zero;
                signal = changed.Task;
            }
            var left = patience - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || wait > left)
                return wait ?? AnotherTime;
            await Waiting.ForEitherAsync(signal, wait ?? left, time, cancellationToken);
        }
    }

    /// <summary>Gives the place back with what the answer told.</summary>
    public void Leave(RateLimitHeaders headers)
    {
        lock (gate)
        {
            inFlight--;
            if (headers.Bucket is not null && headers.Limit > 0)
                Learn(headers);
            else if (known == Knowledge.Nothing)
                known = Knowledge.NoLimit;
            Signal();
        }
    }

    /// <summary>What the answer to a request told that had stood in line elsewhere, before the bucket was known to be this one.</summary>
    public void Observe(RateLimitHeaders headers)
    {
        lock (gate)
        {
            Learn(headers);
            Signal();
        }
    }

    /// <summary>A request that had its place but was not sent, or lost: nothing was learned.</summary>
    public void LeaveUnanswered()
    {
        lock (gate)
        {
            inFlight--;
            Signal();
        }
    }

    /// <summary>A 429: nothing passes for <paramref name="wait"/>.</summary>
    public void CloseFor(TimeSpan wait)
    {
        lock (gate)
        {
            known = Knowledge.Limit;
            limit = Math.Max(limit, 1);
            remaining = 0;
            var until = Now + wait;
            if (reset is null || until > reset)
                reset = until;
            Signal();
        }
    }

    TimeSpan Now => clock.Now;

    /// <summary>Takes a place if there is one; else says how long until the reset, or null when only an answer can tell.</summary>
    bool TryEnter(out TimeSpan? wait)
    {
        wait = null;
        lastUse = time.GetTimestamp();
        if (known == Knowledge.Limit && reset is { } end && end <= Now)
        {
            // A new window begins with the next request; its answer tells when it ends.
            reset = null;
            remaining = limit;
        }
        var passes = known switch
        {
            Knowledge.Nothing => inFlight == 0,
            Knowledge.NoLimit => true,
            _ => remaining > 0 || (reset is null && inFlight == 0),
        };
        if (passes)
        {
            remaining--;
            inFlight++;
        }
        else if (known == Knowledge.Limit)
            wait = reset - Now;
        return passes;
    }

    void Learn(RateLimitHeaders headers)
    {
        var end = Now + headers.ResetAfter;
        if (known != Knowledge.Limit || reset is null || end > reset + SameWindow)
        {
            // The server may not have counted those still on the way.
            remaining = Math.Max(0, headers.Remaining - inFlight);
            reset = end;
        }
        else if (end >= reset - SameWindow)
            remaining = Math.Min(remaining, headers.Remaining);
        known = Knowledge.Limit;
        limit = headers.Limit;
    }

    void Signal()
    {
        changed.TrySetResult();
        changed = NewSignal();
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
