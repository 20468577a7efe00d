using Microsoft.Extensions.Time.Testing;

namespace AwsPrepBot.Discord.Tests;

/// <summary>A fake clock that tells when somebody began to wait, so that a test advances it neither too soon nor by sleeping.</summary>
sealed class SignalTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero))
{
    readonly Lock gate = new();
    readonly List<Waiter> waiters = [];
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How far it was moved.</summary>
    public TimeSpan Passed => GetUtcNow() - Start;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Waiter(this, base.CreateTimer(callback, state, dueTime, period), dueTime);

    /// <summary>Waits until somebody waits for about this long (rounded up to milliseconds), then lets that time pass. Each wait counts once.</summary>
    public async Task PassAsync(TimeSpan wait) => Advance(await FindAsync(wait, take: true));

    /// <summary>Waits until somebody waits for about this long; no time passes.</summary>
    public Task BegunAsync(TimeSpan wait) => FindAsync(wait, take: false);

    async Task<TimeSpan> FindAsync(TimeSpan wait, bool take)
    {
        while (true)
        {
            Task signal;
            string seen;
            lock (gate)
            {
                if (waiters.Find(waiter => waiter.For >= wait && waiter.For < wait + TimeSpan.FromMilliseconds(2)) is { } found)
                {
                    if (take)
                        waiters.Remove(found);
                    return found.For;
                }
                signal = changed.Task;
                seen = string.Join(", ", waiters.Select(waiter => waiter.For.ToString()));
            }
            try
            {
                await signal.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException($"Nobody waits for {wait}; they wait for {seen}.");
            }
        }
    }

    void Begin(Waiter waiter)
    {
        lock (gate)
        {
            waiters.Remove(waiter);
            waiters.Add(waiter);
            changed.TrySetResult();
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    void End(Waiter waiter)
    {
        lock (gate)
            waiters.Remove(waiter);
    }

    /// <summary>A timer that is forgotten when it is let go of: a wait that was broken off is nobody's, however long it was to be.</summary>
    sealed class Waiter : ITimer
    {
        readonly SignalTime time;
        readonly ITimer timer;

        public Waiter(SignalTime time, ITimer timer, TimeSpan wait)
        {
            (this.time, this.timer, For) = (time, timer, wait);
            time.Begin(this);
        }

        public TimeSpan For { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            For = dueTime;
            time.Begin(this);
            return timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            time.End(this);
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            time.End(this);
            return timer.DisposeAsync();
        }
    }
}
