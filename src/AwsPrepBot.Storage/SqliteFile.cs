using Dapper;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage;

/// <summary>An SQLite database by its path, and the ways to open it. Thread-safe.</summary>
internal sealed class SqliteFile
{
    // How long a write waits for another process (a maintenance verb) before it fails. Members' clients give up after
    // some seconds; waiting longer would only pile up answers.
    const int BusyMilliseconds = 10_000;

    // FULL: a commit is on disk before it is reported. Emptying the log every 16 MB instead of every 4 halves the time an
    // answer takes under load; the cache (KiB) holds the pages that a busy hour writes to.
    const string WriterPragmas =
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA cache_size = -16384;
        """;

    readonly SqliteConnectionStringBuilder _words;

    public SqliteFile(StorageOptions options)
    {
        _words = new SqliteConnectionStringBuilder(options.ConnectionString)
        {
            Cache = SqliteCacheMode.Private,
            ForeignKeys = true,
            // The library's own retries come on top of busy_timeout; they sleep 150 ms each.
            DefaultTimeout = 1,
        };
        _words.DataSource = Path.GetFullPath(_words.DataSource);
    }

    /// <summary>The whole path.</summary>
    public string FullPath => _words.DataSource;

    public bool Exists => File.Exists(FullPath);

    /// <summary>Opens for writing, durable at each commit. Makes the file, not its folder.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate, pooled: false);
        try
        {
            connection.Execute(WriterPragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens for reading; with WAL it neither waits for the writer nor holds it up.</summary>
    public SqliteConnection OpenReader() => Open(SqliteOpenMode.ReadOnly, pooled: true);

    /// <summary>Opens for reading outside the pool, for work that changes the connection or must let go of the file.</summary>
    public SqliteConnection OpenLoneReader() => Open(SqliteOpenMode.ReadOnly, pooled: false);

    /// <summary>Closes the idle readers.</summary>
    public void ClosePool()
    {
        using var any = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadOnly, pooled: true));
        SqliteConnection.ClearPool(any);
    }

    public void MakeFolder()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(FullPath)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The folder of {FullPath} cannot be made: {e.Message}", e);
        }
    }

    string ConnectionString(SqliteOpenMode mode, bool pooled) =>
        new SqliteConnectionStringBuilder(_words.ConnectionString) { Mode = mode, Pooling = pooled }.ConnectionString;

    SqliteConnection Open(SqliteOpenMode mode, bool pooled)
    {
        var connection = new SqliteConnection(ConnectionString(mode, pooled));
        try
        {
            connection.Open();
            SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle!, BusyMilliseconds);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
