using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.TestKit.Storage;

namespace AwsPrepBot.Storage.Tests.Maintenance;

public sealed class MigratorTests : IAsyncDisposable
{
    readonly TestDatabase _database = TestDatabase.Empty(TestContext.Current.CancellationToken);

    Database Database => Database.From(_database.Configuration);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public void A_new_database_is_made_at_the_newest_version()
    {
        var result = Database.Migrate();

        Assert.Null(result.From);
        Assert.Equal(Migrator.Newest, result.To);
        Assert.Equal(result.To, result.Applied[^1]);
        Assert.Empty(Database.Check(progress: null, CancellationToken.None));
    }

    [Fact]
    public void Migrating_again_does_nothing()
    {
        Database.Migrate();

        var again = Database.Migrate();

        Assert.Equal(Migrator.Newest, again.From);
        Assert.Empty(again.Applied);
    }

    [Fact]
    public async Task Two_that_migrate_at_once_apply_each_migration_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Database.Migrate(), TestContext.Current.CancellationToken)));

        var applied = _database.Query<string>("SELECT ScriptName FROM SchemaVersions");
        Assert.Equal(applied.Distinct(), applied);
        Assert.Equal(("0001_initial", Migrator.Newest), (applied[0], applied[^1]));
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_and_both_versions_are_named()
    {
        Database.Migrate();
        _database.Execute("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('0999_tomorrow', '2030-01-01')");

        var refused = Assert.Throws<StorageException>(() => Database.Migrate());

        Assert.Contains($"it is at 0999_tomorrow, this program knows no more than {Migrator.Newest}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, (await Assert.ThrowsAsync<StorageException>(_database.StartStoreAsync)).Message);
        Assert.Equal(refused.Message, Assert.Throws<StorageException>(() => Database.Check(null, CancellationToken.None)).Message);
        Assert.Equal(refused.Message, Assert.Throws<StorageException>(() => Database.RebuildStandings(null, CancellationToken.None)).Message);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        var text = string.Concat(Enumerable.Repeat("Dear diary, today I learnt about S3. ", 100));
        File.WriteAllText(_database.File, text);

        var refused = Assert.Throws<StorageException>(() => Database.Migrate());

        Assert.StartsWith($"{_database.File}: this is not an SQLite database", refused.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_database.File));
    }

    [Fact]
    public void Another_programs_database_is_refused_and_left_as_it_is()
    {
        _database.Execute("CREATE TABLE recipes (id INTEGER PRIMARY KEY); INSERT INTO recipes VALUES (1)");
        var before = File.ReadAllBytes(_database.File);

        var refused = Assert.Throws<StorageException>(() => Database.Migrate());

        Assert.Contains("a database of another program (it has a table \"recipes\")", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_database.File));
    }

    [Fact]
    public void Verbs_that_need_a_database_say_that_there_is_none()
    {
        Assert.StartsWith("There is no database at", Assert.Throws<StorageException>(() => Database.Check(null, CancellationToken.None)).Message, StringComparison.Ordinal);
        Assert.StartsWith("There is no database at", Assert.Throws<StorageException>(() => Database.Backup("x.db", null, CancellationToken.None)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_database.File));
    }

    [Fact]
    public void An_older_database_has_to_be_migrated_before_it_is_checked()
    {
        _database.Execute("CREATE TABLE SchemaVersions (SchemaVersionID INTEGER PRIMARY KEY, ScriptName TEXT, Applied TEXT)");

        var refused = Assert.Throws<StorageException>(() => Database.Check(null, CancellationToken.None));

        Assert.Contains("run `db migrate` first", refused.Message, StringComparison.Ordinal);
    }
}
