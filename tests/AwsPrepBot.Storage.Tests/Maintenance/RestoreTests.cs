using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Tests.Maintenance;

public sealed class RestoreTests : IAsyncLifetime
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    TestDatabase _database = null!;

    Database Database => Database.From(_database.Configuration);

    string Folder => Path.GetDirectoryName(_database.File)!;

    string Copy => Path.Combine(Folder, "copy.db");

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.StartAsync(Token);
        await _database.PostAsync(Some.Round(await _database.SaveAsync(Some.Schedule())));
        Database.Backup(Copy, progress: null, Token);
        _database.Execute("DELETE FROM deliveries; DELETE FROM rounds");
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task What_the_backup_has_is_there_again_and_what_was_there_is_kept()
    {
        await _database.StopStoreAsync();

        var result = Database.Restore(Copy, progress: null, Token);

        Assert.Equal(Database.Newest, result.Version);
        Assert.Equal([1L], _database.Query<long>("SELECT COUNT(*) FROM rounds"));
        Assert.Empty(Database.Check(progress: null, Token));
        Assert.Equal(0, Rounds(result.KeptAs!));
        Assert.True(File.Exists(Copy));
        Assert.DoesNotContain(Directory.GetFiles(Folder), file => file.EndsWith(".restored", StringComparison.Ordinal) || file.EndsWith(".partial", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_log_that_a_killed_bot_left_goes_aside_with_its_database_and_is_not_taken_for_the_new_ones()
    {
        await _database.StopStoreAsync();
        await File.WriteAllTextAsync($"{_database.File}-wal", "left by a kill", Token);

        var result = Database.Restore(Copy, progress: null, Token);

        Assert.Equal("left by a kill", await File.ReadAllTextAsync($"{result.KeptAs}-wal", Token));
        Assert.Equal([1L], _database.Query<long>("SELECT COUNT(*) FROM rounds"));
    }

    [Fact]
    public async Task Where_there_is_no_database_yet_nothing_is_kept()
    {
        await _database.StopStoreAsync();
        foreach (var file in Directory.GetFiles(Folder, "prepbot.db*"))
            File.Delete(file);

        Assert.Null(Database.Restore(Copy, progress: null, Token).KeptAs);

        Assert.Equal([1L], _database.Query<long>("SELECT COUNT(*) FROM rounds"));
    }

    [Fact]
    public void While_the_bot_runs_it_is_refused_and_nothing_changes()
    {
        var refused = Assert.Throws<StorageException>(() => Database.Restore(Copy, progress: null, Token));

        Assert.Contains($"Another run (process {Environment.ProcessId})", refused.Message, StringComparison.Ordinal);
        Assert.Equal([0L], _database.Query<long>("SELECT COUNT(*) FROM rounds"));
    }

    [Theory]
    [InlineData("UPDATE rounds SET level = 4", "questions: round")]
    [InlineData("INSERT INTO standings VALUES ('discord:1', 'all', '1970-01-01', 'ghost', 5, 1, 1)", "standings by all time")]
    [InlineData("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('9999_future', '2030-01-01')", "was written by a newer program")]
    public async Task A_backup_that_is_not_sound_is_refused_and_nothing_changes(string sql, string why)
    {
        await _database.StopStoreAsync();
        using (var copy = new SqliteConnection($"Data Source={Copy};Pooling=False"))
        {
            copy.Open();
            using var command = copy.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        AssertRefused(Copy, why);
    }

    [Fact]
    public async Task A_file_that_is_no_backup_is_refused_and_nothing_changes()
    {
        await _database.StopStoreAsync();
        var other = Path.Combine(Folder, "other.db");
        AssertRefused(other, "There is no file");
        AssertRefused(_database.File, "is the database itself");
        await File.WriteAllTextAsync(other, "this is a letter to my aunt, and a long one, too", Token);
        AssertRefused(other, "it is no database");
        await File.WriteAllTextAsync(other, "", Token);
        AssertRefused(other, "it is empty");
        await using (var stream = new FileStream(Copy, FileMode.Open))
            stream.SetLength(stream.Length / 2);
        AssertRefused(Copy, "no sound backup");
    }

    void AssertRefused(string source, string why)
    {
        var refused = Assert.Throws<StorageException>(() => Database.Restore(source, progress: null, Token));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal([0L], _database.Query<long>("SELECT COUNT(*) FROM rounds"));
        Assert.DoesNotContain(Directory.GetFiles(Folder), file => file.Contains("before-restore", StringComparison.Ordinal) || file.EndsWith(".restored", StringComparison.Ordinal));
    }

    static long Rounds(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM rounds";
        return (long)command.ExecuteScalar()!;
    }
}
