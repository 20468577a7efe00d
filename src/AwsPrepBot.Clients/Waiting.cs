namespace AwsPrepBot.Clients;

/// <summary>Waiting by the container's clock.</summary>
public static class Waiting
{
    /// <summary>Timers count whole milliseconds: rounded up, so that the wait is over when it ends.</summary>
    public static Task DelayAsync(TimeSpan wait, TimeProvider time, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(wait.TotalMilliseconds))), time, cancellationToken);

    /// <summary>Until the signal or the time, whichever is first.</summary>
    public static async Task ForEitherAsync(Task signal, TimeSpan wait, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(signal, DelayAsync(wait, time, timer.Token));
        await timer.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}

/// <summary>First come, first served, one at a time. Thread-safe.</summary>
public sealed class Line(TimeProvider time)
{
    Task last = Task.CompletedTask;

    /// <summary>True when nobody stands in it.</summary>
    public bool IsEmpty => Volatile.Read(ref last).IsCompleted;

    /// <summary>Waits to be at the front; null when <paramref name="patience"/> ends first. Dispose the place to let the next one through.</summary>
    public async Task<IDisposable?> JoinAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var place = new Place();
        var before = Interlocked.Exchange(ref last, place.Done);
        if (before.IsCompleted)
            return place;
        try
        {
            await before.WaitAsync(patience < TimeSpan.Zero ? TimeSpan.Zero : patience, time, cancellationToken);
            return place;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Whoever comes after waits for those before, not for the one who left.
            _ = before.ContinueWith(_ => place.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (e is OperationCanceledException)
                throw;
            return null;
        }
    }

    sealed class Place : IDisposable
    {
        readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => done.Task;

        public void Dispose() => done.TrySetResult();
    }
}
