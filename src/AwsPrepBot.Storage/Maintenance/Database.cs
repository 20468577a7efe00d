using AwsPrepBot.Storage.Scores;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AwsPrepBot.Storage.Maintenance;

/// <summary>
/// What an operator does to the database. All but <see cref="Restore"/> works beside a <c>run</c> of the same database. Methods work on the caller's
/// thread; cancelling one undoes it.
/// </summary>
/// <exception cref="StorageException">From every method: what is wrong with the world, as one line that says what to do.</exception>
public sealed class Database
{
    readonly SqliteFile _file;

    Database(SqliteFile file) => _file = file;

    /// <summary>The database that <c>run</c> would use.</summary>
    /// <exception cref="StorageException">The configuration is wrong; the message names the key.</exception>
    public static Database From(IConfiguration configuration)
    {
        var options = new StorageOptions();
        StorageOptions.Read(options, configuration);
        var validation = new StorageOptionsValidator().Validate(Options.DefaultName, options);
        return validation.Failed ? throw new StorageException(validation.FailureMessage) : new Database(new SqliteFile(options));
    }

    /// <summary>The whole path of the database.</summary>
    public string FullPath => _file.FullPath;

    /// <summary>Brings the database to this program's version, making it if there is none.</summary>
    public MigrationResult Migrate() => Explained(() =>
    {
        _file.MakeFolder();
        return new Migrator(_file).Run();
    });

    /// <summary>Looks for everything that should not be, in one snapshot. Reports the name of each check as it begins.</summary>
    public IReadOnlyList<CheckFinding> Check(IProgress<string>? progress, CancellationToken cancellationToken) => Explained(() =>
    {
        new Migrator(_file).RequireNewest();
        using var connection = _file.OpenLoneReader();
        using var interrupt = InterruptOn(connection, cancellationToken);
        return DatabaseChecks.Run(connection, progress, cancellationToken);
    });

    /// <summary>Copies the database as it is at this moment, while it is in use. Reports the part done, 0–1.</summary>
    /// <param name="destination">A file that is not there yet; it appears when the copy is complete and sound.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellationToken">Leaves nothing behind.</param>
    public void Backup(string destination, IProgress<double>? progress, CancellationToken cancellationToken) => Explained(() =>
    {
        if (!_file.Exists)
            throw new StorageException($"There is no database at {FullPath}; give another file in {StorageOptions.Key}.");
        Maintenance.Backup.Run(_file, Path.GetFullPath(destination), progress, cancellationToken);
        return true;
    });

    /// <summary>
    /// Puts a backup in the database's place, once it was found sound; what was there is kept beside it. Refused while a
    /// <c>run</c> uses the database. Reports the part copied, 0–1.
    /// </summary>
    /// <param name="source">A file that <see cref="Backup"/> made.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellationToken">Leaves the database as it was.</param>
    public RestoreResult Restore(string source, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Explained(() => Maintenance.Restore.Run(_file, Path.GetFullPath(source), progress, cancellationToken));

    /// <summary>The version that this program's databases have.</summary>
    public static string Newest => Migrator.Newest;

    /// <summary>
    /// Sums the ledger anew, in one transaction: members' writes wait until it is done. Reports the part done, 0–1.
    /// </summary>
    /// <returns>How many standings there are now.</returns>
    public long RebuildStandings(IProgress<double>? progress, CancellationToken cancellationToken) => Explained(() =>
    {
        new Migrator(_file).RequireNewest();
        using var connection = _file.OpenWriter();
        using var interrupt = InterruptOn(connection, cancellationToken);
        using var transaction = connection.BeginTransaction();
        // Filling the index row by row, in the order of another key, would take most of the time.
        var index = connection.QuerySingle<string>("SELECT sql FROM sqlite_schema WHERE name = 'standings_board'");
        connection.Execute("DROP INDEX standings_board; DELETE FROM standings");
        foreach (var (done, (_, sums)) in Standings.FromLedger.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report((double)done / (Standings.FromLedger.Count + 1));
            connection.Execute($"INSERT INTO standings (team, bucket, start, member, points, rights, answered) {sums}");
        }
        connection.Execute(index);
        var count = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM standings");
        cancellationToken.ThrowIfCancellationRequested();
        transaction.Commit();
        progress?.Report(1);
        return count;
    });

    static CancellationTokenRegistration InterruptOn(SqliteConnection connection, CancellationToken cancellationToken) =>
        cancellationToken.Register(() => SQLitePCL.raw.sqlite3_interrupt(connection.Handle));

    T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException("It was cancelled; nothing was changed.", e);
        }
        catch (Exception e) when (e is not StorageException && StorageException.From(e, FullPath) is { } broken)
        {
            throw broken;
        }
    }
}
