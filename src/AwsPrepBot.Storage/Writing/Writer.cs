using System.Threading.Channels;
using AwsPrepBot.Engine;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AwsPrepBot.Storage.Writing;

/// <summary>
/// The only writer. Callers queue their work; one loop takes all that waits, runs it in one transaction, commits and
/// then tells each caller: writes that arrive together share one fsync, and nobody is told of a write that is not durable.
/// </summary>
internal sealed partial class Writer(SqliteFile file, TimeProvider time, ILogger<Writer> logger) : IAsyncDisposable
{
    // Callers beyond the queue wait for a place; within a batch the first waits for the last, so it stays short.
    const int QueueLength = 4096, BatchLength = 256;

    static readonly Duration PruneEvery = Duration.FromHours(1);

    readonly Channel<WriteItem> _queue = Channel.CreateBounded<WriteItem>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true });
    readonly List<WriteItem> _batch = new(BatchLength);
    WriteConnection? _connection;
    Task? _loop;
    Instant _nextPrune;

    /// <summary>Opens the connection; from here on work is done.</summary>
    public void Start()
    {
        _connection = Open();
        _nextPrune = time.GetInstant();
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction, perhaps with others', and returns its result when that is durable.
    /// Cancelling takes it back as long as it has not begun.
    /// </summary>
    /// <exception cref="StorageException">The database cannot be written; nothing has changed.</exception>
    public async Task<T> WriteAsync<T>(Func<WriteConnection, T> work, CancellationToken cancellationToken)
    {
        if (_loop is null)
            throw new InvalidOperationException("The store was not started.");

        var item = new WriteItem<T>(work);
        try
        {
            await _queue.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw new StorageException("The store is closing; nothing was recorded.", e);
        }

        await using var withdrawal = cancellationToken.UnsafeRegister(
            static (item, token) => ((WriteItem<T>)item!).Withdraw(token), item);
        return await item.Done;
    }

    /// <summary>Takes no more work, does what is queued, empties the log into the database and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (_loop is not null)
            await _loop;
    }

    async Task LoopAsync()
    {
        // On the pool: a thread of its own that blocks for work costs a hop more and twice the processor time an answer.
        var queue = _queue.Reader;
        while (await queue.WaitToReadAsync())
        {
            while (_batch.Count < BatchLength && queue.TryRead(out var item))
            {
                if (item.TryBegin())
                    _batch.Add(item);
            }

            if (_batch.Count > 0)
                RunTogether();
            _batch.Clear();
            PruneNowAndThen();
        }
        Close();
    }

    void RunTogether()
    {
        try
        {
            InTransaction(connection =>
            {
                foreach (var item in _batch)
                    item.Run(connection);
            });
        }
        catch (CommitFailedException e)
        {
            foreach (var item in _batch)
                item.Fail(e.Reason);
            return;
        }
        catch (Exception e) when (_batch.Count == 1)
        {
            _batch[0].Fail(Explain(e));
            return;
        }
        catch (Exception)
        {
            // Somebody's work failed; each one alone shows whose.
            RunEachAlone();
            return;
        }

        foreach (var item in _batch)
            item.Complete();
    }

    void RunEachAlone()
    {
        Exception? broken = null;
        foreach (var item in _batch)
        {
            if (broken is not null)
            {
                // The world will not mend within the batch, and each try may take as long as a busy database is waited for.
                item.Fail(broken);
                continue;
            }

            try
            {
                InTransaction(item.Run);
                item.Complete();
            }
            catch (CommitFailedException e)
            {
                item.Fail(e.Reason);
                broken = e.Reason;
            }
            catch (Exception e)
            {
                var reason = Explain(e);
                item.Fail(reason);
                broken = reason as StorageException;
            }
        }
    }

    /// <summary>Begins, works, commits; on any failure nothing of it remains.</summary>
    void InTransaction(Action<WriteConnection> work)
    {
        try
        {
            _connection ??= Open();
            _connection.Begin();
        }
        catch (Exception e)
        {
            throw Failed(e);
        }

        try
        {
            work(_connection);
        }
        catch (Exception e)
        {
            Abandon(e);
            throw;
        }

        try
        {
            _connection.Commit();
        }
        catch (Exception e)
        {
            throw Failed(e);
        }
    }

    CommitFailedException Failed(Exception exception)
    {
        var reason = Explain(exception);
        Abandon(reason);
        return new CommitFailedException(reason);
    }

    /// <summary>Undoes the transaction; where the world is broken the connection goes too and the next write opens another.</summary>
    void Abandon(Exception exception)
    {
        try
        {
            _connection?.Rollback();
            if (StorageException.From(exception, file.FullPath) is null)
                return;
        }
        catch (Exception e)
        {
            // Closing below undoes it as well.
            Log.CannotRollBack(logger, e);
        }

        _connection?.Dispose();
        _connection = null;
    }

    WriteConnection Open() => new(file.OpenWriter());

    void PruneNowAndThen()
    {
        var now = time.GetInstant();
        if (now < _nextPrune)
            return;
        try
        {
            var all = true;
            InTransaction(connection => all = Requests.Prune(connection, now));
            _nextPrune = all ? now + PruneEvery : now;
        }
        catch (Exception e)
        {
            // It costs only room; whoever writes next learns what is wrong.
            _nextPrune = now + PruneEvery;
            Log.CannotPrune(logger, e);
        }
    }

    void Close()
    {
        try
        {
            _connection?.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (Exception e)
        {
            // Nothing is lost: the next start reads the log.
            Log.CannotCheckpoint(logger, e);
        }
        _connection?.Dispose();
        _connection = null;
    }

    Exception Explain(Exception exception) => StorageException.From(exception, file.FullPath) ?? exception;

    /// <summary>The transaction did not happen, and none of the work in it is to blame.</summary>
    sealed class CommitFailedException(Exception reason) : Exception(null, reason)
    {
        public Exception Reason => InnerException!;
    }

    static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "A failed write could not be rolled back; the connection is opened anew")]
        public static partial void CannotRollBack(ILogger logger, Exception exception);

        [LoggerMessage(2002, LogLevel.Warning, "Old requests could not be removed")]
        public static partial void CannotPrune(ILogger logger, Exception exception);

        [LoggerMessage(2003, LogLevel.Warning, "The write-ahead log could not be emptied; the next start does it")]
        public static partial void CannotCheckpoint(ILogger logger, Exception exception);
    }
}
