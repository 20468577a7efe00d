using System.CommandLine;

namespace AwsPrepBot.Benchmarks.Answers;

/// <summary><c>answers</c>: durable answers a second, by how many members answer at once.</summary>
static class AnswersVerb
{
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var members = new Option<int[]>("--members")
        {
            Description = "How many members answer at once", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 8, 64, 256],
        };
        var runs = new Option<int>("--runs") { Description = "How often each is measured; medians are shown", DefaultValueFactory = _ => 5 };
        var seconds = new Option<double>("--seconds") { Description = "How long each measurement takes", DefaultValueFactory = _ => 2 };
        var folder = new Option<DirectoryInfo>("--folder")
        {
            Description = "Where the databases are made (and removed), which decides on the disk", DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()),
        };
        members.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int[]>()?.Any(count => count < 1) is true)
                result.AddError("--members must be above 0.");
        });
        var command = new Command("answers", "Durable answers a second: a bare table, the store alone, and the whole way from press to receipt") { members, runs.Above(0), seconds.Above(0), folder };
        command.SetAction(parsed => RunAsync(
            parsed.GetValue(members)!, parsed.GetValue(runs), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(folder)!.FullName, parsed.InvocationConfiguration.Output));
        return command;
    }

    static async Task RunAsync(int[] members, int runs, TimeSpan duration, string parent, TextWriter output)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"prepbot-benchmark-{Environment.ProcessId}"));
        try
        {
            await using var bare = new BareStore(folder.FullName);
            await using var bot = await RunningBot.StartAsync(folder.FullName, members.Max());
            (string Name, Func<int, Task> Send)[] paths = [("bare table", bare.SubmitAsync), ("store alone", bot.SubmitAsync), ("press to receipt", bot.PressAsync)];
            foreach (var (name, send) in paths)
            {
                Progress.Say($"warming up: {name}");
                await ClosedLoop.RunAsync(Math.Min(8, members.Max()), WarmUp, send);
            }

            var disk = new List<LoadResult>();
            var results = paths.SelectMany(path => members.Select(count => (path.Name, count))).ToDictionary(key => key, _ => new List<LoadResult>());
            for (var run = 1; run <= runs; run++)
            {
                disk.Add(DiskSync.Run(folder.FullName, duration));
                foreach (var count in members)
                {
                    Progress.Say($"run {run} of {runs}: {count} at once");
                    foreach (var (name, send) in paths)
                        results[(name, count)].Add(await ClosedLoop.RunAsync(count, duration, send));
                }
            }

            Write(output, members, [.. paths.Select(path => path.Name)], disk, results);
            await output.WriteLineAsync($"Checked: the last answer of each of {await bot.CheckAsync()} members is in the database as its receipt said.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static void Write(
        TextWriter output, int[] members, string[] paths, List<LoadResult> disk, Dictionary<(string Name, int Count), List<LoadResult>> results)
    {
        output.WriteLine($"{Environment.ProcessorCount} cores; the disk appends 4 KiB and syncs {Of(disk, run => run.PerSecond):N0} times a second, p50 {Of(disk, run => run.P50):N2} ms, p99 {Of(disk, run => run.P99):N2} ms");
        output.WriteLine($"Medians of {disk.Count} runs:");
        output.WriteLine();
        output.WriteLine("members  path               answers/s   of bare   p50 ms   p99 ms   longest ms");
        foreach (var count in members)
        {
            foreach (var path in paths)
            {
                var own = results[(path, count)];
                // Of the same run each: what else the machine did then slowed both.
                var share = Statistics.Median(own.Zip(results[(paths[0], count)], (one, bare) => one.PerSecond / bare.PerSecond));
                output.WriteLine($"{count,7}  {path,-17} {Of(own, run => run.PerSecond),10:N0} {share,8:P0} {Of(own, run => run.P50),8:N2} {Of(own, run => run.P99),8:N2} {Of(own, run => run.Longest),12:N1}");
            }
        }
        output.WriteLine();
    }

    static double Of(List<LoadResult> runs, Func<LoadResult, double> value) => Statistics.Median(runs.Select(value));
}
