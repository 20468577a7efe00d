using Dapper;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace AwsPrepBot.Storage.Maintenance;

/// <summary>A consistent copy of a database in use, made by SQLite's online backup.</summary>
internal static class Backup
{
    const int PagesAtOnce = 2048;

    public static void Run(SqliteFile file, string destination, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (Path.Exists(destination))
            throw new StorageException($"{destination} is there already and was not touched; name a new file.");
        if (!Directory.Exists(Path.GetDirectoryName(destination)))
            throw new StorageException($"The folder of {destination} does not exist; make it or name another.");

        // In the same folder, so that the last step is a rename: whoever sees the name sees a whole copy.
        var partial = $"{destination}.{Environment.ProcessId}.partial";
        try
        {
            using (var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = partial, Pooling = false }.ConnectionString))
            {
                target.Open();
                Copy(file, target, progress, cancellationToken);
                // One file that stands alone, wherever it is carried.
                target.Execute("PRAGMA journal_mode = DELETE");
                if (target.ExecuteScalar<string>("PRAGMA quick_check(1)") is var found && found != "ok")
                    throw new StorageException($"The copy is not sound ({found}), so it was removed; run `db check` on {file.FullPath}.");
            }
            File.Move(partial, destination, overwrite: false);
        }
        finally
        {
            File.Delete(partial);
            File.Delete($"{partial}-journal");
        }
    }

    static void Copy(SqliteFile file, SqliteConnection target, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var source = file.OpenLoneReader();
        // A snapshot held open: otherwise each write of the bot would make the copy begin again.
        using var snapshot = source.BeginTransaction(deferred: true);
        source.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_schema");

        using var backup = sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        if (backup.IsInvalid)
            SqliteException.ThrowExceptionForRC(sqlite3_errcode(target.Handle), target.Handle);
        int result;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            result = sqlite3_backup_step(backup, PagesAtOnce);
            var pages = sqlite3_backup_pagecount(backup);
            progress?.Report(pages == 0 ? 1 : 1 - (double)sqlite3_backup_remaining(backup) / pages);
        }
        while (result == SQLITE_OK);
        if (result != SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, target.Handle);
    }
}
