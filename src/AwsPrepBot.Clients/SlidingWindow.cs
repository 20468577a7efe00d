namespace AwsPrepBot.Clients;

/// <summary>Counts what happened in the last <paramref name="period"/>, whenever it is asked. Thread-safe.</summary>
public sealed class SlidingWindow(int limit, TimeSpan period, TimeProvider time)
{
    readonly Lock gate = new();
    readonly Queue<long> taken = new();

    /// <summary>How many more fit now.</summary>
    public int Free
    {
        get
        {
            lock (gate)
            {
                Forget();
                return Math.Max(0, limit - taken.Count);
            }
        }
    }

    /// <summary>Takes a place; when there is none, says how long until there is.</summary>
    public bool TryTake(out TimeSpan wait)
    {
        lock (gate)
        {
            Forget();
            if (taken.Count < limit)
            {
                taken.Enqueue(time.GetTimestamp());
                wait = TimeSpan.Zero;
                return true;
            }
            wait = period - time.GetElapsedTime(taken.Peek());
            return false;
        }
    }

    /// <summary>Counts one that happened, place or no place.</summary>
    public void Add()
    {
        lock (gate)
        {
            Forget();
            taken.Enqueue(time.GetTimestamp());
        }
    }

    /// <summary>How long until a place is free; zero when one is.</summary>
    public TimeSpan UntilFree()
    {
        lock (gate)
        {
            Forget();
            return taken.Count < limit ? TimeSpan.Zero : period - time.GetElapsedTime(taken.Peek());
        }
    }

    void Forget()
    {
        while (taken.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= period)
            taken.Dequeue();
    }
}
