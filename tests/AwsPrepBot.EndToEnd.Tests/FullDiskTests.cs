using System.Diagnostics;

namespace AwsPrepBot.EndToEnd.Tests;

/// <summary>A disk that is really full: a small file system in memory, filled up while the program runs. It has room for the write-ahead log, which grows to 4 MB before it is begun anew.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_is_said_as_not_recorded_the_process_lives_and_goes_on_when_there_is_room()
    {
        using var folder = new EmptyFolder();
        var data = Directory.CreateDirectory(Path.Combine(folder.Path, "data")).FullName;
        Assert.SkipUnless(OperatingSystem.IsLinux() && await SucceedsAsync("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", data), "mounting a small file system needs root on Linux");
        try
        {
            await using var process = PrepProcess.Start(folder.Path, null);
            await process.SayAsync(["@ana A"]);
            await process.UntilAsync(output => output.Contains("Recorded: A.", StringComparison.Ordinal));
            var filler = Path.Combine(data, "filler");
            Fill(filler);
            await process.SayAsync(Enumerable.Range(0, 200).Select(member => $"@m{member} B"));
            await process.UntilAsync(output => output.Contains("Not recorded: the bot could not save it just now.", StringComparison.Ordinal));
            File.Delete(filler);
            await process.SayAsync(["@ben C"]);
            await process.UntilAsync(output => output.Contains("Recorded: C.", StringComparison.Ordinal));
            Assert.Equal(0, (await process.EndAsync()).ExitCode);
            var check = await PrepProcess.RunAsync(folder.Path, null, [], "db", "check");
            Assert.True(check.ExitCode == 0, check.Output + check.Errors);
        }
        finally
        {
            await SucceedsAsync("umount", "-l", data);
        }
    }

    static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
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

    static async Task<bool> SucceedsAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
