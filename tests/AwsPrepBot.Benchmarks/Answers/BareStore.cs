using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Benchmarks.Answers;

/// <summary>
/// The ceiling on this machine: nothing but an answer's row, written by one thread that commits whatever has queued up, as
/// durably as the bot's own store. No rules, no requests remembered, no members.
/// </summary>
sealed class BareStore : IAsyncDisposable
{
    readonly Channel<(int Member, int Option, TaskCompletionSource Done)> _queue =
        Channel.CreateUnbounded<(int, int, TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });
    readonly SqliteConnection _connection;
    readonly SqliteCommand _begin, _put, _commit;
    readonly Task _loop;
    int _option;

    public BareStore(string folder)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
        _connection.Open();
        Prepared("PRAGMA journal_mode = WAL").ExecuteNonQuery();
        Prepared("PRAGMA synchronous = FULL").ExecuteNonQuery();
        Prepared("CREATE TABLE answers (member INTEGER PRIMARY KEY, option INTEGER NOT NULL) STRICT").ExecuteNonQuery();
        _begin = Prepared("BEGIN IMMEDIATE");
        _commit = Prepared("COMMIT");
        _put = Prepared("INSERT INTO answers VALUES (?1, ?2) ON CONFLICT DO UPDATE SET option = excluded.option", "?1", "?2");
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Task SubmitAsync(int member)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Writer.TryWrite((member, Interlocked.Increment(ref _option), done));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await _loop;
        foreach (var command in (SqliteCommand[])[_begin, _put, _commit])
            await command.DisposeAsync();
        await _connection.DisposeAsync();
    }

    void Loop()
    {
        var batch = new List<TaskCompletionSource>();
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            _begin.ExecuteNonQuery();
            while (batch.Count < 256 && _queue.Reader.TryRead(out var answer))
            {
                _put.Parameters[0].Value = answer.Member;
                _put.Parameters[1].Value = answer.Option;
                _put.ExecuteNonQuery();
                batch.Add(answer.Done);
            }
            _commit.ExecuteNonQuery();
            batch.ForEach(done => done.SetResult());
            batch.Clear();
        }
    }

    SqliteCommand Prepared(string sql, params string[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        command.Prepare();
        return command;
    }
}
