using System.CommandLine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Scores;

namespace AwsPrepBot.Benchmarks.Boards;

/// <summary><c>boards</c>: how long a board takes to read when the ledger has grown for years, the reader in the middle of it.</summary>
static class BoardVerb
{
    public static Command Create()
    {
        var entries = new Option<int[]>("--entries") { Description = "Entries of the ledger, all of one team", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1_000_000, 10_000_000] };
        var members = new Option<int>("--members") { Description = "Members who earned them", DefaultValueFactory = _ => 5_000 };
        var reads = new Option<int>("--reads") { Description = "How often each board is read, by another reader each time", DefaultValueFactory = _ => 200 };
        var folder = new Option<DirectoryInfo>("--folder") { Description = "Where the databases are made (and removed); 10,000,000 entries take some 2 GB", DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()) };
        entries.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int[]>()?.Any(count => count < 1_000) is true)
                result.AddError("--entries must be 1000 or more.");
        });
        var command = new Command("boards", "Reading a board over a large ledger, own place included") { entries, members.Above(99), reads.Above(0), folder };
        command.SetAction(async parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync($"{Environment.ProcessorCount} cores; {parsed.GetValue(members):N0} members of one team; ms");
            await output.WriteLineAsync();
            await output.WriteLineAsync("   entries  board                             p50 ms   p99 ms   longest   rows");
            foreach (var count in parsed.GetValue(entries)!)
                await RunAsync(count, parsed.GetValue(members), parsed.GetValue(reads), parsed.GetValue(folder)!.FullName, output);
        });
        return command;
    }

    static async Task RunAsync(int entries, int members, int reads, string parent, TextWriter output)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"prepbot-boards-{Environment.ProcessId}"));
        try
        {
            await using var ledger = await LargeLedger.MakeAsync(folder.FullName, entries, members);
            (string Name, BoardPeriod Period, Level? Level, string? Topic)[] boards =
            [
                ("today", BoardPeriod.Today, null, null), ("this week", BoardPeriod.Week, null, null), ("this month", BoardPeriod.Month, null, null),
                ("all time", BoardPeriod.All, null, null), ("this month, one level", BoardPeriod.Month, Level.Senior, null), ("this month, one topic", BoardPeriod.Month, null, "s3"),
                ("all time, one topic", BoardPeriod.All, null, "s3"),
            ];
            foreach (var (name, period, level, topic) in boards)
            {
                // What sums the ledger itself takes seconds: a few of those tell as much.
                var times = period == BoardPeriod.All && topic is not null ? Math.Min(reads, 5) : reads;
                var took = new List<double>();
                var rows = 0;
                for (var read = 0; read <= times; read++)
                {
                    var begin = TimeProvider.System.GetTimestamp();
                    var board = await ledger.ReadAsync(period, level, topic, read * 37 % members);
                    if (read > 0) // the first brings the pages into the cache
                        took.Add(TimeProvider.System.GetElapsedTime(begin).TotalMilliseconds);
                    rows = board.Leaders.Count + board.AroundReader.Count;
                }

                var sorted = took.Order().ToArray();
                await output.WriteLineAsync($"{entries,10:N0}  {name,-30} {Statistics.Percentile(sorted, 0.5),9:N2} {Statistics.Percentile(sorted, 0.99),8:N2} {sorted[^1],9:N1} {rows,6}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
