using System.CommandLine;
using AwsPrepBot.Benchmarks.Answers;
using AwsPrepBot.Benchmarks.Start;

namespace AwsPrepBot.Benchmarks.Discord;

/// <summary><c>discord</c>: the published program as a process beside a Discord of our own: durable button answers a second, their delays, start and memory.</summary>
static class DiscordVerb
{
    /// <summary>The hidden verb that answers every interaction with the same few words.</summary>
    public const string Empty = "empty-replies";

    public static Command Create()
    {
        var published = new Option<DirectoryInfo?>("--published")
        {
            Description = "The folder of a published program (default: the repository's is published first, which takes a minute)", HelpName = "DIR",
        };
        var properties = new Option<string[]>("--property") { Description = "A property to publish with, for trying out, for example PublishReadyToRun=false", HelpName = "NAME=VALUE" };
        var runs = new Option<int>("--runs") { Description = "How often all of it is measured; medians and the best are shown", DefaultValueFactory = _ => 5 };
        var seconds = new Option<double>("--seconds") { Description = "How long each load is kept up", DefaultValueFactory = _ => 8 };
        var warmUp = new Option<double>("--warm-up") { Description = "Seconds of load before each that is measured, for the runtime to compile what is hot", DefaultValueFactory = _ => 10 };
        var atOnce = new Option<int>("--at-once") { Description = "How many press at once", DefaultValueFactory = _ => 64 };
        var eachSecond = new Option<int>("--each-second") { Description = "How many press a second in the steady load", DefaultValueFactory = _ => 100 };
        var command = new Command("discord", "Button answers against a Discord of our own: a second, delays, start, memory (Linux)") { published.HoldingProgram(), properties, runs.Above(0), seconds.Above(0), warmUp.Above(0), atOnce.Above(0), eachSecond.Above(0) };
        command.SetAction(parsed => RunAsync(
            parsed.GetValue(published)?.FullName, parsed.GetValue(properties) ?? [], parsed.GetValue(runs),
            new Loads(TimeSpan.FromSeconds(parsed.GetValue(seconds)), TimeSpan.FromSeconds(parsed.GetValue(warmUp)), parsed.GetValue(atOnce), parsed.GetValue(eachSecond)), parsed.InvocationConfiguration.Output));
        return command;
    }

    static async Task RunAsync(string? published, string[] properties, int runs, Loads loads, TextWriter output)
    {
        var scratch = Directory.CreateTempSubdirectory("prepbot-discord-");
        try
        {
            if (published is null)
            {
                published = Path.Combine(scratch.FullName, "published");
                Progress.Say($"publishing to {published}");
                await Publishing.PublishAsync(published, properties);
            }

            var results = new List<RunResult>();
            // The run before the first only brings the files into the kernel's cache.
            for (var run = 0; run <= runs; run++)
            {
                Progress.Say(run == 0 ? "a short run that does not count" : $"run {run} of {runs}");
                var folder = scratch.CreateSubdirectory($"run-{run}").FullName;
                var result = await OneRun.RunAsync(Publishing.ProgramIn(published), folder, run == 0 ? loads with { Duration = TimeSpan.FromSeconds(0.5), WarmUp = TimeSpan.FromSeconds(0.5) } : loads);
                if (run > 0)
                    results.Add(result);
            }
            Write(output, loads, results);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static void Write(TextWriter output, Loads loads, List<RunResult> runs)
    {
        double Of(Func<RunResult, double> value) => Statistics.Median(runs.Select(value));
        void Load(string what, Func<RunResult, LoadResult> of) => output.WriteLine(
            $"{what,-38} {Of(run => of(run).PerSecond),9:N0} {runs.Max(run => of(run).PerSecond),9:N0} {Of(run => of(run).P50),8:N2} {Of(run => of(run).P99),8:N2} {runs.Min(run => of(run).P99),8:N2} {Of(run => of(run).Longest),9:N1}");
        void Kept(string what, Func<RunResult, Memory> of) => output.WriteLine(
            $"{what,-38} {Of(run => of(run).Resident),9:N1} {Of(run => of(run).Anonymous),9:N1} {Of(run => of(run).Threads),8:N0}");

        output.WriteLine($"{Environment.ProcessorCount} cores, shared by the bot and the fake Discord; medians of {runs.Count} runs:");
        output.WriteLine();
        output.WriteLine("press to receipt                        a second    (most)   p50 ms   p99 ms  (least)   longest");
        Load($"{loads.AtOnce} at once, stored", run => run.AtOnce);
        Load($"{loads.AtOnce} at once, empty replies", run => run.EmptyAtOnce);
        Load($"{loads.EachSecond} a second, stored", run => run.Steady);
        Load($"{loads.EachSecond} a second, empty replies", run => run.EmptySteady);
        output.WriteLine();
        output.WriteLine($"Processor time of one answer, {loads.AtOnce} at once: the bot {Of(run => run.Cost.Served):N0} µs beside the fake's {Of(run => run.Cost.Fake):N0}; empty replies {Of(run => run.EmptyCost.Served):N0} µs beside {Of(run => run.EmptyCost.Fake):N0}");
        output.WriteLine();
        output.WriteLine("start                                  session s  (least)  commands s  (least)  processor s");
        Began("new folder, commands registered", run => run.First);
        Began("again, commands as they are", run => run.Again);
        output.WriteLine();
        output.WriteLine("memory                                  resident  anonymous threads");
        Kept("idle, one guild", run => run.Idle);
        Kept("after the load", run => run.After);

        void Began(string what, Func<RunResult, Began> of) => output.WriteLine(
            $"{what,-38} {Of(run => of(run).Session),9:N2} {runs.Min(run => of(run).Session),8:N2} {Of(run => of(run).Commands),11:N2} {runs.Min(run => of(run).Commands),8:N2} {Of(run => of(run).Processor),12:N2}");
    }
}
