using System.CommandLine;

namespace AwsPrepBot.Benchmarks.Start;

/// <summary><c>start</c>: how long the published program takes to its first question, and how much memory it then holds.</summary>
static class StartVerb
{
    /// <summary>The hidden verb that does nothing but say so: what the runtime alone takes.</summary>
    public const string BareRuntime = "bare-runtime";

    // The line under a question. Letters are A to B at least, and always begin so.
    const string Letters = "[ A ] [ B ]";

    public static Command Create()
    {
        var published = new Option<DirectoryInfo?>("--published")
        {
            Description = "The folder of a published program (default: the repository's is published first, which takes a minute)", HelpName = "DIR",
        };
        var properties = new Option<string[]>("--property") { Description = "A property to publish with, for trying out, for example PublishReadyToRun=false", HelpName = "NAME=VALUE" };
        var runs = new Option<int>("--runs") { Description = "How often it is started; medians are shown", DefaultValueFactory = _ => 11 };
        var idle = new Option<double>("--idle") { Description = "Seconds from the question until memory is read", DefaultValueFactory = _ => 3 };
        var command = new Command("start", "Time to the first question and resident memory of the published program (Linux)") { published.HoldingProgram(), properties, runs.Above(0), idle.Above(0) };
        command.SetAction(parsed => RunAsync(
            parsed.GetValue(published)?.FullName, parsed.GetValue(properties) ?? [], parsed.GetValue(runs), TimeSpan.FromSeconds(parsed.GetValue(idle)),
            parsed.InvocationConfiguration.Output));
        return command;
    }

    static async Task RunAsync(string? published, string[] properties, int runs, TimeSpan untilIdle, TextWriter output)
    {
        var scratch = Directory.CreateTempSubdirectory("prepbot-start-");
        try
        {
            if (published is null)
            {
                published = Path.Combine(scratch.FullName, "published");
                Progress.Say($"publishing to {published}");
                await Publishing.PublishAsync(published, properties);
            }

            var bot = new PublishedProgram(Publishing.ProgramIn(published), [], Letters);
            var bare = new PublishedProgram(Environment.ProcessPath!, [BareRuntime], BareRuntime);
            var first = new List<StartResult>();
            var again = new List<StartResult>();
            var runtime = new List<StartResult>();
            // The run before the first only brings the files into the kernel's cache.
            for (var run = 0; run <= runs; run++)
            {
                Progress.Say(run == 0 ? "a start that does not count" : $"start {run} of {runs}");
                var folder = scratch.CreateSubdirectory($"run-{run}").FullName;
                var results = (First: await bot.RunAsync(folder, untilIdle), Again: await bot.RunAsync(folder, untilIdle), Runtime: await bare.RunAsync(folder, TimeSpan.Zero));
                if (run == 0)
                    continue;
                first.Add(results.First);
                again.Add(results.Again);
                runtime.Add(results.Runtime);
            }

            output.WriteLine($"{Environment.ProcessorCount} cores; medians of {runs} starts:");
            output.WriteLine();
            output.WriteLine("                     first output s  question s  (least)  processor s  resident MB  anonymous MB  threads  stop s");
            Write(output, "new folder", first);
            Write(output, "the same folder again", again);
            Write(output, "the runtime alone", runtime);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static void Write(TextWriter output, string what, List<StartResult> starts)
    {
        double Of(Func<StartResult, double> value) => Statistics.Median(starts.Select(value));
        output.WriteLine(
            $"{what,-21} {Of(one => one.FirstOutput),13:N2} {Of(one => one.Question),11:N2} {starts.Min(one => one.Question),8:N2} {Of(one => one.Processor),12:N2} "
            + $"{Of(one => one.Resident),12:N1} {Of(one => one.Anonymous),13:N1} {Of(one => one.Threads),8:N0} {Of(one => one.Stop),7:N2}");
    }
}
