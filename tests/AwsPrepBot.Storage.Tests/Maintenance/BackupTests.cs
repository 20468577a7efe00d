using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace AwsPrepBot.Storage.Tests.Maintenance;

public sealed class BackupTests : IAsyncLifetime
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    TestDatabase _database = null!;

    Database Database => Database.From(_database.Configuration);

    string Folder => Path.GetDirectoryName(_database.File)!;

    string Destination => Path.Combine(Folder, "copy.db");

    public async ValueTask InitializeAsync() => _database = await TestDatabase.StartAsync(Token);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_backup_made_while_answers_come_in_is_whole_and_has_all_that_was_acknowledged_before_it()
    {
        var round = await _database.PostAsync(Some.Round(await _database.SaveAsync(Some.Schedule())));
        for (var i = 0; i < 200; i++)
            await _database.Rounds.SubmitAsync(Some.Answer(round, $"before{i}", "b"), Token);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var reports = new List<double>();
        var answering = Task.Run(
            async () =>
            {
                for (var i = 0; !enough.IsCancellationRequested; i++)
                    await _database.Rounds.SubmitAsync(Some.Answer(round, $"during{i}", "b"), Token);
            },
            Token);

        Database.Backup(Destination, new Reports<double>(reports.Add), Token);
        await enough.CancelAsync();
        await answering;

        var copy = Database.From(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Storage:ConnectionString", $"Data Source={Destination}")]).Build());
        Assert.Empty(copy.Check(progress: null, Token));
        Assert.Equal(200, Count("SELECT COUNT(*) FROM answers WHERE member LIKE 'before%'"));
        Assert.Equal(1, reports[^1]);
    }

    [Fact]
    public void A_backup_is_one_file_that_stands_alone()
    {
        Database.Backup(Destination, progress: null, Token);

        Assert.Equal("delete", Journal());
        Assert.DoesNotContain(Directory.GetFiles(Folder), file => file.Contains("copy.db-", StringComparison.Ordinal) || file.EndsWith(".partial", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_there_is_not_overwritten()
    {
        File.WriteAllText(Destination, "precious");

        var refused = Assert.Throws<StorageException>(() => Database.Backup(Destination, progress: null, Token));

        Assert.Equal($"{Destination} is there already and was not touched; name a new file.", refused.Message);
        Assert.Equal("precious", File.ReadAllText(Destination));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said()
    {
        var refused = Assert.Throws<StorageException>(() => Database.Backup(Path.Combine(Folder, "no", "copy.db"), progress: null, Token));

        Assert.Contains("The folder of", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_backup_leaves_nothing_behind()
    {
        Assert.Throws<OperationCanceledException>(() => Database.Backup(Destination, progress: null, new CancellationToken(canceled: true)));

        Assert.DoesNotContain(Directory.GetFiles(Folder), file => file.Contains("copy.db", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_database_is_not_backed_up_as_if_it_were_sound()
    {
        await _database.StopStoreAsync();
        _database.Damage("ledger");

        var refused = Assert.Throws<StorageException>(() => Database.Backup(Destination, progress: null, Token));

        Assert.Contains("The copy is not sound", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Destination));
    }

    long Count(string sql)
    {
        using var copy = new SqliteConnection($"Data Source={Destination};Pooling=False");
        copy.Open();
        return Dapper.SqlMapper.ExecuteScalar<long>(copy, sql);
    }

    string? Journal()
    {
        using var copy = new SqliteConnection($"Data Source={Destination};Pooling=False");
        copy.Open();
        return Dapper.SqlMapper.ExecuteScalar<string>(copy, "PRAGMA journal_mode");
    }

    sealed class Reports<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
