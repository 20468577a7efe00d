using System.Collections.Concurrent;
using NodaTime;

namespace AwsPrepBot.Engine.Delivery;

/// <summary>
/// Tells the delivery workers that something was put into the outbox, and others when it is empty. It holds no message:
/// those are in the store. Thread-safe.
/// </summary>
public sealed class Outbox
{
    /// <summary>How often at most a message is edited only to tell how many have answered.</summary>
    public static readonly Duration CountPause = Duration.FromSeconds(30);

    readonly ConcurrentDictionary<string, Line> _lines = new();

    /// <summary>A delivery of this platform was written.</summary>
    public void Wake(string platform) => LineOf(platform).Wake();

    /// <summary>Completes when all that is due on a platform by now has been sent or put off; all is put off while the store cannot be reached.</summary>
    public Task WhenEmptyAsync(string platform, CancellationToken cancellationToken) =>
        LineOf(platform).WhenEmptyAsync().WaitAsync(cancellationToken);

    internal Line LineOf(string platform) => _lines.GetOrAdd(platform, _ => new Line());

    /// <summary>One platform's side, used by its worker.</summary>
    internal sealed class Line
    {
        readonly Lock _lock = new();
        TaskCompletionSource _woken = New();
        bool _putOff;
        List<TaskCompletionSource> _waiting = [];

        /// <summary>Completes when <see cref="Wake"/> is called after the last <see cref="Look"/>.</summary>
        public Task Woken
        {
            get
            {
                lock (_lock)
                    return _woken.Task;
            }
        }

        public void Wake()
        {
            lock (_lock)
                _woken.TrySetResult();
        }

        public Task WhenEmptyAsync()
        {
            var empty = New();
            lock (_lock)
            {
                if (_putOff)
                    return Task.CompletedTask;
                _waiting.Add(empty);
                _woken.TrySetResult();
            }

            return empty.Task;
        }

        /// <summary>Before the worker looks into the store: who waits now may be told if it finds nothing.</summary>
        public IReadOnlyList<TaskCompletionSource> Look()
        {
            lock (_lock)
            {
                _putOff = false;
                if (_woken.Task.IsCompleted)
                    _woken = New();
                return [.. _waiting];
            }
        }

        /// <summary>The worker found nothing due after that look.</summary>
        public void Empty(IReadOnlyList<TaskCompletionSource> waiters)
        {
            lock (_lock)
                _waiting = [.. _waiting.Except(waiters)];
            foreach (var waiter in waiters)
                waiter.TrySetResult();
        }

        /// <summary>The worker cannot look for a while: nobody is kept waiting for that.</summary>
        public void PutOff()
        {
            List<TaskCompletionSource> waiters;
            lock (_lock)
                (_putOff, waiters, _waiting) = (true, _waiting, []);
            foreach (var waiter in waiters)
                waiter.TrySetResult();
        }

        static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
