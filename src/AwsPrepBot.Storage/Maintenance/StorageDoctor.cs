using AwsPrepBot.Engine;

namespace AwsPrepBot.Storage.Maintenance;

/// <summary>Whether <c>run</c> could use the database as it is.</summary>
internal sealed class StorageDoctor(SqliteFile file) : IDoctorCheck
{
    const string Area = "storage";

    /// <summary>Below this, somebody should know before answers are refused.</summary>
    const long LittleRoom = 200 << 20;

    public Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<DoctorFinding> findings;
        try
        {
            var present = Examine();
            findings = present.IsProblem ? [present] : [present, .. Room()];
        }
        catch (Exception exception) when (StorageException.From(exception, file.FullPath) is { } broken)
        {
            findings = [new(Area, true, broken.Message)];
        }

        return Task.FromResult(findings);
    }

    DoctorFinding Examine()
    {
        if (!file.Exists)
            return CanWrite(Path.GetDirectoryName(file.FullPath)!)
                ? new(Area, false, $"No database yet; the first run makes {file.FullPath}.")
                : new(Area, true, $"{file.FullPath} cannot be made there.", $"Allow writing to its folder, or set {StorageOptions.Key}.");
        if (new Migrator(file).Applied() is not [.., var present])
            return new(Area, false, $"{file.FullPath} is empty; the first run fills it.");
        if (present != Migrator.Newest)
            return new(Area, false, $"{file.FullPath} is at {present}; the next run brings it to {Migrator.Newest}.");
        return CanWrite(Path.GetDirectoryName(file.FullPath)!)
            ? new(Area, false, $"{file.FullPath} is at {present}.")
            : new(Area, true, $"{file.FullPath} cannot be written.", "Allow writing to the file and its folder.");
    }

    IEnumerable<DoctorFinding> Room()
    {
        var folder = NearestFolder(Path.GetDirectoryName(file.FullPath)!);
        var room = new DriveInfo(folder).AvailableFreeSpace;
        if (room < LittleRoom)
            yield return new(Area, true, $"Only {room >> 20} MB are free where {file.FullPath} is.", "Make room; on a full disk no answer is recorded.");
    }

    /// <summary>Tries it: permissions alone do not tell of a read-only or full disk.</summary>
    static bool CanWrite(string folder)
    {
        try
        {
            using var probe = new FileStream(
                Path.Combine(NearestFolder(folder), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            probe.WriteByte(0);
            probe.Flush(flushToDisk: true);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    static string NearestFolder(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
            folder = parent;
        return folder;
    }
}
