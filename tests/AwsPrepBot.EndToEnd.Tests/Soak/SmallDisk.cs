using System.ComponentModel;
using System.Diagnostics;

namespace AwsPrepBot.EndToEnd.Tests.Soak;

/// <summary>A small file system in memory over a folder, which can be filled to the last byte.</summary>
sealed class SmallDisk : IAsyncDisposable
{
    /// <summary>Room for the write-ahead log too, which grows to 16 MB before it is begun anew.</summary>
    const string Size = "size=64m";

    readonly string _folder;

    SmallDisk(string folder) => _folder = folder;

    string Filler => Path.Combine(_folder, "filler");

    /// <summary>Null where that is not allowed.</summary>
    public static async Task<SmallDisk?> MountAsync(string folder) =>
        OperatingSystem.IsLinux() && await SucceedsAsync("mount", "-t", "tmpfs", "-o", Size, "tmpfs", folder) ? new SmallDisk(folder) : null;

    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        var block = new byte[4096];
        try
        {
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            // That was the point.
        }
    }

    public void Empty() => File.Delete(Filler);

    public async ValueTask DisposeAsync() => await SucceedsAsync("umount", "-l", _folder);

    static async Task<bool> SucceedsAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
