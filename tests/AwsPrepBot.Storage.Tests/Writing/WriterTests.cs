using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Writing;
using AwsPrepBot.TestKit.Storage;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static SQLitePCL.raw;

namespace AwsPrepBot.Storage.Tests.Writing;

public sealed class WriterTests : IAsyncLifetime
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    TestDatabase _database = null!;

    Writer Writer => _database.Services.GetRequiredService<Writer>();

    public async ValueTask InitializeAsync() => _database = await TestDatabase.StartAsync(Token);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Work_that_waits_together_is_committed_together()
    {
        using var gate = new Gate(Writer);
        var commits = 0;
        var counted = Writer.WriteAsync(
            connection =>
            {
                sqlite3_commit_hook(connection.Sqlite.Handle, _ => { commits++; return 0; }, null);
                return 0;
            },
            Token);
        var others = Enumerable.Range(0, 50).Select(i => AddTeamAsync($"discord:{i}")).ToList();
        gate.Open();

        await Task.WhenAll(others);

        Assert.Equal(1, commits);
        Assert.Equal(50, _database.Query<long>("SELECT COUNT(*) FROM teams")[0]);
        await counted;
    }

    [Fact]
    public async Task Nobody_is_told_before_the_commit()
    {
        var seenByOthers = -1L;
        await Writer.WriteAsync(
            connection =>
            {
                sqlite3_commit_hook(
                    connection.Sqlite.Handle,
                    _ =>
                    {
                        seenByOthers = _database.Query<long>("SELECT COUNT(*) FROM teams")[0];
                        return 0;
                    },
                    null);
                return 0;
            },
            Token);

        await AddTeamAsync("discord:7");

        Assert.Equal(0, seenByOthers);
        Assert.Equal(1, _database.Query<long>("SELECT COUNT(*) FROM teams")[0]);
    }

    [Fact]
    public async Task Work_that_throws_fails_alone_and_leaves_nothing_behind()
    {
        using var gate = new Gate(Writer);
        var before = AddTeamAsync("discord:1");
        var poisoned = Writer.WriteAsync<int>(
            connection =>
            {
                connection.Execute("INSERT INTO teams (id, first_seen) VALUES ('discord:poison', 0)");
                throw new DivideByZeroException("by design");
            },
            Token);
        var violating = AddTeamAsync("no platform");
        var after = AddTeamAsync("discord:2");
        gate.Open();

        await Task.WhenAll(before, after);

        Assert.Equal("by design", (await Assert.ThrowsAsync<DivideByZeroException>(() => poisoned)).Message);
        Assert.Contains("CHECK constraint", (await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => violating)).Message, StringComparison.Ordinal);
        Assert.Equal(["discord:1", "discord:2"], Teams());
    }

    [Fact]
    public async Task A_commit_that_fails_fails_everybody_and_keeps_nothing_and_the_next_write_succeeds()
    {
        using var gate = new Gate(Writer);
        var broken = Writer.WriteAsync(
            connection =>
            {
                // Turns COMMIT into a failure, as a disk does that breaks in that moment.
                sqlite3_commit_hook(connection.Sqlite.Handle, _ => 1, null);
                return 0;
            },
            Token);
        var others = Enumerable.Range(0, 20).Select(i => AddTeamAsync($"discord:{i}")).ToList();
        gate.Open();

        foreach (var failed in others.Append(broken))
            Assert.Equal(SQLITE_CONSTRAINT, (await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => failed)).SqliteErrorCode);
        Assert.Empty(Teams());

        await Writer.WriteAsync(
            connection =>
            {
                sqlite3_commit_hook(connection.Sqlite.Handle, null, null);
                return 0;
            },
            Token);
        await AddTeamAsync("discord:1");
        Assert.Equal(["discord:1"], Teams());
    }

    [Fact]
    public async Task A_full_database_fails_who_does_not_fit_and_takes_more_once_there_is_room()
    {
        var schedule = await _database.SaveAsync(Some.Schedule());
        await Writer.WriteAsync(connection => connection.Sqlite.Execute("PRAGMA max_page_count = 1"), Token);
        var round = Some.Round(schedule);
        round = round with { Question = round.Question with { Hint = new string('x', 100_000) } };

        var full = await Assert.ThrowsAsync<StorageException>(() => _database.Rounds.OpenAsync(round, Some.Delivery(), Some.Request(), Token));

        Assert.Equal($"{_database.File}: the disk is full; make room.", full.Message);
        Assert.Empty(_database.Query<long>("SELECT id FROM rounds"));
        Assert.Empty(_database.Query<string>("SELECT id FROM requests"));

        // The limit went with the connection: the writer opened another.
        Assert.Equal(OpenResult.Opened, await _database.Rounds.OpenAsync(round, Some.Delivery(), Some.Request(), Token));
    }

    [Fact]
    public async Task A_read_only_database_fails_everybody_and_takes_writes_again_afterwards()
    {
        var round = await _database.PostAsync(Some.Round(await _database.SaveAsync(Some.Schedule())));
        using var gate = new Gate(Writer);
        var madeReadOnly = Writer.WriteAsync(connection => connection.Sqlite.Execute("PRAGMA query_only = 1"), Token);
        var failing = Enumerable.Range(0, 10)
            .Select(i => _database.Rounds.SubmitAsync(Some.Answer(round, $"member{i}", "b"), Token)).ToList();
        gate.Open();

        await madeReadOnly;
        foreach (var failed in failing)
            Assert.Contains("cannot be written", (await Assert.ThrowsAsync<StorageException>(() => failed)).Message, StringComparison.Ordinal);
        Assert.Empty(await _database.Rounds.AnswersAsync(round.Team, round.Id, Token));

        Assert.IsType<SubmitResult.First>(await _database.Rounds.SubmitAsync(Some.Answer(round, "ann", "b"), Token));
    }

    [Fact]
    public async Task Work_that_has_not_begun_can_be_taken_back()
    {
        using var gate = new Gate(Writer);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = AddTeamAsync("discord:1", giveUp.Token);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        gate.Open();
        await AddTeamAsync("discord:2");

        Assert.Equal(["discord:2"], Teams());
    }

    [Fact]
    public async Task Work_that_has_begun_is_carried_through_and_its_caller_told()
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var done = await Writer.WriteAsync(
            connection =>
            {
                giveUp.Cancel();
                return connection.Execute("INSERT INTO teams (id, first_seen) VALUES ('discord:1', 0)");
            },
            giveUp.Token);

        Assert.Equal(1, done);
        Assert.Equal(["discord:1"], Teams());
    }

    [Fact]
    public async Task Work_asked_for_with_a_cancelled_token_is_not_done()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AddTeamAsync("discord:1", new CancellationToken(canceled: true)));
        Assert.Empty(Teams());
    }

    [Fact]
    public async Task Closing_does_what_is_queued_and_takes_no_more()
    {
        var writer = Writer;
        var gate = new Gate(writer);
        var queued = Enumerable.Range(0, 600).Select(i => AddTeamAsync($"discord:{i}")).ToList();
        var closing = _database.StopStoreAsync();

        var refused = await Assert.ThrowsAsync<StorageException>(() => writer.WriteAsync(_ => 0, Token));
        gate.Dispose();
        await Task.WhenAll(queued);
        await closing;

        Assert.Contains("closing", refused.Message, StringComparison.Ordinal);
        Assert.Equal(600, Teams().Count);
        Assert.False(File.Exists($"{_database.File}-wal"));
    }

    [Fact]
    public async Task A_writer_that_was_not_started_says_so()
    {
        await using var writer = new Writer(
            new SqliteFile(new StorageOptions { ConnectionString = _database.ConnectionString }), _database.Time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<Writer>.Instance);

        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.WriteAsync(_ => 0, Token));
    }

    [Fact]
    public async Task Old_requests_are_forgotten_after_a_week()
    {
        var schedule = await _database.SaveAsync(Some.Schedule());
        await _database.Schedules.SaveAsync(schedule with { Revision = 2 }, Some.Request(), Token);
        _database.Time.Advance(TimeSpan.FromDays(7));
        await _database.Schedules.SaveAsync(schedule with { Revision = 3 }, Some.Request(), Token);
        await PrunedAsync();
        Assert.Equal(2, Requests());

        _database.Time.Advance(TimeSpan.FromDays(1));
        await PrunedAsync();
        Assert.Equal(1, Requests());

        // The prune comes after the batch that woke the writer: one more write shows that it is over.
        async Task PrunedAsync()
        {
            await Writer.WriteAsync(_ => 0, Token);
            await Writer.WriteAsync(_ => 0, Token);
        }
        long Requests() => _database.Query<long>("SELECT COUNT(*) FROM requests")[0];
    }

    [Fact]
    public async Task Every_commit_is_on_disk_before_it_is_reported()
    {
        var pragmas = await Writer.WriteAsync(
            connection => (
                Journal: connection.Sqlite.ExecuteScalar<string>("PRAGMA journal_mode"),
                Synchronous: connection.Sqlite.ExecuteScalar<long>("PRAGMA synchronous"),
                ForeignKeys: connection.Sqlite.ExecuteScalar<long>("PRAGMA foreign_keys"),
                Busy: connection.Sqlite.ExecuteScalar<long>("PRAGMA busy_timeout")),
            Token);

        Assert.Equal(("wal", 2, 1, 10_000), pragmas);
    }

    Task<int> AddTeamAsync(string team, CancellationToken? cancellationToken = null) =>
        Writer.WriteAsync(connection => connection.Execute("INSERT INTO teams (id, first_seen) VALUES (?1, 0)", team), cancellationToken ?? Token);

    IReadOnlyList<string> Teams() => _database.Query<string>("SELECT id FROM teams ORDER BY id");

    /// <summary>Holds the writer up, so that what is asked for meanwhile waits together.</summary>
    sealed class Gate : IDisposable
    {
        readonly ManualResetEventSlim _open = new();
        readonly Task _held;

        public Gate(Writer writer)
        {
            using var entered = new ManualResetEventSlim();
            _held = writer.WriteAsync(
                _ =>
                {
                    entered.Set();
                    return _open.Wait(TimeSpan.FromSeconds(30));
                },
                CancellationToken.None);
            entered.Wait(TimeSpan.FromSeconds(30));
        }

        public void Open() => _open.Set();

        public void Dispose()
        {
            _open.Set();
            _held.GetAwaiter().GetResult();
        }
    }
}
