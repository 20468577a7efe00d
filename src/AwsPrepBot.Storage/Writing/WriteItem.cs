namespace AwsPrepBot.Storage.Writing;

/// <summary>
/// A piece of work for the writer and the caller who waits for it. The work runs inside a transaction, is pure in its
/// inputs and may run again: what it returns counts only once its transaction is committed.
/// </summary>
internal abstract class WriteItem
{
    /// <summary>False when its caller has given up; from true on it is carried through.</summary>
    public abstract bool TryBegin();

    public abstract void Run(WriteConnection connection);

    /// <summary>The transaction is durable: gives the caller the result.</summary>
    public abstract void Complete();

    /// <summary>The transaction did not happen.</summary>
    public abstract void Fail(Exception exception);
}

internal sealed class WriteItem<T>(Func<WriteConnection, T> work) : WriteItem
{
    const int Waiting = 0, Begun = 1, Withdrawn = 2;

    // The writer must never run its callers' code: it has the next batch to commit.
    readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _phase = Waiting;
    T _result = default!;

    public Task<T> Done => _done.Task;

    /// <summary>Gives up unless it has begun. A begun write cannot be taken back, so its caller learns how it ended.</summary>
    public void Withdraw(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _phase, Withdrawn, Waiting) == Waiting)
            _done.TrySetCanceled(cancellationToken);
    }

    public override bool TryBegin() => Interlocked.CompareExchange(ref _phase, Begun, Waiting) == Waiting;

    public override void Run(WriteConnection connection) => _result = work(connection);

    public override void Complete() => _done.TrySetResult(_result);

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}
