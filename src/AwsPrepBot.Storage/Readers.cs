using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage;

/// <summary>Runs reads, each on a connection and in a snapshot of its own. Thread-safe; reads run on the caller's thread.</summary>
internal sealed class Readers(SqliteFile file)
{
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        try
        {
            using var connection = file.OpenReader();
            // Deferred: several statements see one state, nobody is kept from writing.
            using var snapshot = connection.BeginTransaction(deferred: true);
            return Task.FromResult(read(connection));
        }
        catch (Exception e)
        {
            return Task.FromException<T>(StorageException.From(e, file.FullPath) ?? e);
        }
    }
}
