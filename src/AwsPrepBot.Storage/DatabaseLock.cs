namespace AwsPrepBot.Storage;

/// <summary>
/// The right of one <c>run</c> to a database: a lock of the operating system on a file beside it, so that it ends with the
/// process however that ends. The file stays; who holds it is written in a second file, because a locked one cannot be
/// read everywhere.
/// </summary>
internal sealed class DatabaseLock : IDisposable
{
    readonly FileStream _held;
    readonly string _holder;

    DatabaseLock(FileStream held, string holder) => (_held, _holder) = (held, holder);

    /// <exception cref="StorageException">Another process holds it; the message names it.</exception>
    public static DatabaseLock Take(SqliteFile file)
    {
        var holder = $"{file.FullPath}.pid";
        FileStream held;
        try
        {
            // FileShare.None is flock(LOCK_EX) on Unix and a share mode on Windows: both are let go by the system.
            held = new FileStream($"{file.FullPath}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists($"{file.FullPath}.lock"))
        {
            throw new StorageException(
                $"Another run{Name(holder)} is using {file.FullPath}. Stop it first, or give this one another file in {StorageOptions.Key}.", e);
        }

        try
        {
            File.WriteAllText(holder, $"{Environment.ProcessId}\n");
            return new DatabaseLock(held, holder);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        // Before the lock goes, so that the next holder's is not the one removed.
        File.Delete(_holder);
        _held.Dispose();
    }

    static string Name(string holder)
    {
        try
        {
            return int.TryParse(File.ReadAllText(holder).Trim(), out var id) ? $" (process {id})" : "";
        }
        catch (IOException)
        {
            // It has the lock and is about to write its name, or just removed it.
            return "";
        }
    }
}
