using Microsoft.Extensions.Time.Testing;

namespace AwsPrepBot.Discord.Tests;

/// <summary>A fake clock that tells when somebody began to wait, so that a test advances it neither too soon nor by sleeping.</summary>
sealed class SignalTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero))
{
    readonly Lock gate = new();
    readonly List<TimeSpan> waits = [];
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How far it was moved.</summary>
    public TimeSpan Passed => GetUtcNow() - Start;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (gate)
        {
            waits.Add(dueTime);
            changed.TrySetResult();
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        return timer;
    }

    /// <summary>Waits that have begun before now are not passed any more: some of them are over.</summary>
    public void Forget()
    {
        lock (gate)
            waits.Clear();
    }

    /// <summary>Waits until somebody waits for about this long (rounded up to milliseconds), then lets that time pass. Each wait counts once.</summary>
    public async Task PassAsync(TimeSpan wait)
    {
        while (true)
        {
            Task signal;
            string seen;
            TimeSpan? found = null;
            lock (gate)
            {
                var index = waits.FindIndex(at => at >= wait && at < wait + TimeSpan.FromMilliseconds(2));
                if (index >= 0)
                {
                    found = waits[index];
                    waits.RemoveAt(index);
                }
                signal = changed.Task;
                seen = string.Join(", ", waits.Select(w => w.ToString()));
            }
            if (found is { } due)
            {
                Advance(due);
                return;
            }
            try
            {
                await signal.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException($"Nobody waited for {wait}; they waited for {seen}.");
            }
        }
    }
}
