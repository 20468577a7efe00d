using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage;

/// <summary>
/// The world is broken, not the program: the database cannot be opened, read or written. The message is one line for the
/// person who runs the bot and says what to do. What was asked for was not recorded; the next try may succeed.
/// </summary>
public sealed class StorageException : Exception
{
    /// <summary>With what is wrong and what to do.</summary>
    public StorageException(string message) : base(message) { }

    /// <summary>With what is wrong and what to do, and what the database said.</summary>
    public StorageException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Our message for what SQLite reports about the world; null when the error is a bug of ours.</summary>
    internal static StorageException? From(Exception exception, string path) => exception switch
    {
        StorageException storage => storage,
        SqliteException sqlite when Meaning(sqlite) is { } meaning =>
            new StorageException($"{path}: {meaning}", sqlite),
        UnauthorizedAccessException or (IOException and not FileNotFoundException) => new StorageException($"{path}: {exception.Message}", exception),
        _ => null,
    };

    // Primary result codes: https://www.sqlite.org/rescode.html
    static string? Meaning(SqliteException exception) => exception.SqliteErrorCode switch
    {
        3 => "access is denied; check the permissions of the file and its folder.",
        5 or 6 => "another program is writing to the database and did not finish in time; try again when it has.",
        7 => "SQLite is out of memory.",
        8 => "the database cannot be written; check the permissions of the file and its folder and that the disk is not read-only.",
        10 => "reading or writing failed; check the disk.",
        11 => "the database is damaged; stop the bot and restore a backup (`db check` says more).",
        13 => "the disk is full; make room.",
        14 => "the database cannot be opened; check that the path is right and its folder can be written to.",
        15 => "the database is locked in a way that SQLite does not understand; is it on a network drive? Put it on a local disk.",
        26 => "this is not an SQLite database; give another file in Storage:ConnectionString.",
        _ => null,
    };
}
