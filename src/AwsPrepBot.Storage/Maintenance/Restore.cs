using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Maintenance;

/// <summary>What a restore did.</summary>
/// <param name="Version">The restored database's.</param>
/// <param name="KeptAs">Where the database is that was there before; null when there was none.</param>
public sealed record RestoreResult(string Version, string? KeptAs);

/// <summary>
/// Puts a backup in the place of the database: the backup is copied beside it and looked through first, then what was there
/// is renamed, then the copy. Stopped at any instant, both are whole, and doing it again is right.
/// </summary>
internal static class Restore
{
    /// <summary>Files that belong to a database. A log that stayed behind would be taken for the new one's.</summary>
    static readonly string[] Parts = ["", "-wal", "-shm"];

    public static RestoreResult Run(SqliteFile file, string source, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (!File.Exists(source))
            throw new StorageException($"There is no file {source}; name a copy that `db backup` made.");
        if (Path.GetFullPath(source) == file.FullPath)
            throw new StorageException($"{source} is the database itself; name a copy that `db backup` made.");

        file.MakeFolder();
        using var alone = DatabaseLock.Take(file);
        var incoming = $"{file.FullPath}.{Environment.ProcessId}.restored";
        try
        {
            var version = CopySound(new SqliteFile(new StorageOptions { ConnectionString = $"Data Source=\"{source}\"" }), source, incoming, progress, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            var keptAs = KeepAside(file);
            File.Move(incoming, file.FullPath, overwrite: false);
            return new RestoreResult(version, keptAs);
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    /// <summary>Returns its version.</summary>
    static string CopySound(SqliteFile backup, string source, string incoming, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        try
        {
            if (new Migrator(backup).Applied() is not [.., var version])
                throw Unsound(source, "it is empty", null);
            Backup.Run(backup, incoming, progress, cancellationToken);
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = incoming, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
            connection.Open();
            if (connection.ExecuteScalar<string>("PRAGMA integrity_check(1)") is var found && found != "ok")
                throw Unsound(source, found ?? "it cannot be checked", null);
            // Of an older version the checks may not fit; the next run brings it up, and `db check` can be asked then.
            if (version == Migrator.Newest && DatabaseChecks.Run(connection, progress: null, cancellationToken) is [var finding, ..])
                throw Unsound(source, $"{finding.Check}: {finding.Examples[0]}", null);
            return version;
        }
        catch (SqliteException e)
        {
            throw Unsound(source, e.SqliteErrorCode == SQLitePCL.raw.SQLITE_NOTADB ? "it is no database" : e.Message.TrimEnd('.'), e);
        }
    }

    static string? KeepAside(SqliteFile file)
    {
        var name = $"{file.FullPath}.before-restore-{TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}";
        var existed = file.Exists;
        foreach (var part in Parts.Where(part => File.Exists(file.FullPath + part)))
            File.Move(file.FullPath + part, name + part, overwrite: false);
        return existed ? name : null;
    }

    static StorageException Unsound(string source, string why, Exception? inner)
    {
        var message = $"{source} is no sound backup ({why}). Nothing was changed; take an older one.";
        return inner is null ? new StorageException(message) : new StorageException(message, inner);
    }
}
