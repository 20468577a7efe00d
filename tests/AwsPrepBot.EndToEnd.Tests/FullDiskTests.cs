using AwsPrepBot.EndToEnd.Tests.Soak;

namespace AwsPrepBot.EndToEnd.Tests;

/// <summary>A disk that is really full: a small file system in memory, filled up while the program runs.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_is_said_as_not_recorded_the_process_lives_and_goes_on_when_there_is_room()
    {
        using var folder = new EmptyFolder();
        await using var disk = await SmallDisk.MountAsync(Directory.CreateDirectory(Path.GetDirectoryName(folder.Database)!).FullName);
        Assert.SkipWhen(disk is null, "mounting a small file system needs root on Linux");
        await using var process = PrepProcess.Start(folder.Path, null);
        await process.SayAsync(["@ana A"]);
        await process.UntilAsync(output => output.Contains("Recorded: A.", StringComparison.Ordinal));
        disk!.Fill();
        await process.SayAsync(Enumerable.Range(0, 200).Select(member => $"@m{member} B"));
        await process.UntilAsync(output => output.Contains("Not recorded: the bot could not save it just now.", StringComparison.Ordinal));
        disk.Empty();
        await process.SayAsync(["@ben C"]);
        await process.UntilAsync(output => output.Contains("Recorded: C.", StringComparison.Ordinal));
        Assert.Equal(0, (await process.EndAsync()).ExitCode);
        var check = await PrepProcess.RunAsync(folder.Path, null, [], "db", "check");
        Assert.True(check.ExitCode == 0, check.Output + check.Errors);
    }
}
