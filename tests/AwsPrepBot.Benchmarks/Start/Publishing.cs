using System.Diagnostics;
using AwsPrepBot.TestKit;

namespace AwsPrepBot.Benchmarks.Start;

/// <summary>Publishes the program as the project says, with whatever properties are to be tried.</summary>
static class Publishing
{
    /// <summary>The program in a folder it was published to.</summary>
    public static string ProgramIn(string folder) => Path.Combine(folder, "AwsPrepBot");

    public static async Task PublishAsync(string to, IEnumerable<string> properties)
    {
        var project = Repository.PathOf("src/AwsPrepBot");
        string[] arguments = ["publish", project, "-c", "Release", "-o", to, "-v", "quiet", "--nologo", .. properties.Select(property => $"-p:{property}")];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        // `dotnet run` passes on settings of its own build.
        foreach (var key in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(key);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{said}");
    }
}
