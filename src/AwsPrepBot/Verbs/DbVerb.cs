using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using AwsPrepBot.Storage;
using AwsPrepBot.Storage.Maintenance;
using Microsoft.Extensions.Configuration;

namespace AwsPrepBot.Verbs;

/// <summary><c>db migrate|check|backup|restore|rebuild-standings</c>: what an operator does to the database; all but <c>restore</c> also while <c>run</c> uses it.</summary>
internal static class DbVerb
{
    /// <param name="configuration">The same as <c>run</c> reads.</param>
    internal static Command Create(Func<ParseResult, IConfiguration> configuration) => new("db", "Look after the database")
    {
        Migrate(configuration), Check(configuration), Backup(configuration), Restore(configuration), RebuildStandings(configuration),
    };

    static Command Migrate(Func<ParseResult, IConfiguration> configuration)
    {
        var command = new Command("migrate", "Bring the database to this program's version; run does so too");
        command.SetAction((parsed, cancellationToken) => Run(parsed, configuration, (database, output, _) =>
        {
            var result = database.Migrate();
            output.WriteLine(result switch
            {
                { Applied: [] } => $"{database.FullPath} is at {result.To} already.",
                { From: null } => $"{database.FullPath} was made, at {result.To}.",
                _ => $"{database.FullPath} was brought from {result.From} to {result.To}.",
            });
            return 0;
        }, cancellationToken));
        return command;
    }

    static Command Check(Func<ParseResult, IConfiguration> configuration)
    {
        var json = new Option<bool>("--json") { Description = "Print the findings as a JSON array" };
        var command = new Command("check", "Look for everything in the database that should not be; exit code 1 if anything is found") { json };
        command.SetAction((parsed, cancellationToken) => Run(parsed, configuration, (database, output, progress) =>
        {
            var findings = database.Check(progress?.Of<string>(check => $"checking {check}"), cancellationToken);
            progress?.Clear();
            if (parsed.GetValue(json))
                output.WriteLine(JsonSerializer.Serialize(findings, FindingsJson.Default.IReadOnlyListCheckFinding));
            else
                Print(database, findings, output);
            return findings.Count == 0 ? 0 : 1;
        }, cancellationToken));
        return command;
    }

    static void Print(Database database, IReadOnlyList<CheckFinding> findings, TextWriter output)
    {
        if (findings.Count == 0)
        {
            output.WriteLine($"{database.FullPath} is sound.");
            return;
        }
        foreach (var finding in findings)
        {
            output.WriteLine($"{finding.Check}: {finding.Count} found");
            foreach (var example in finding.Examples)
                output.WriteLine($"  - {example}");
            if (finding.Count > finding.Examples.Count)
                output.WriteLine($"  - and {finding.Count - finding.Examples.Count} more");
            output.WriteLine($"  What it means: {finding.Meaning}");
            output.WriteLine($"  What to do: {finding.Mend}");
        }
    }

    static Command Backup(Func<ParseResult, IConfiguration> configuration)
    {
        var file = new Argument<string>("file") { Description = "Where to; must not exist yet" };
        var command = new Command("backup", "Copy the database as it is now, also while it is in use") { file };
        command.SetAction((parsed, cancellationToken) => Run(parsed, configuration, (database, output, progress) =>
        {
            var destination = parsed.GetRequiredValue(file);
            database.Backup(destination, progress?.Of<double>(done => $"copying {done:P0}"), cancellationToken);
            progress?.Clear();
            output.WriteLine($"{database.FullPath} was copied to {Path.GetFullPath(destination)}.");
            return 0;
        }, cancellationToken));
        return command;
    }

    static Command Restore(Func<ParseResult, IConfiguration> configuration)
    {
        var file = new Argument<string>("file") { Description = "A copy that db backup made" };
        var command = new Command("restore", "Put a backup in the database's place; stop the bot first. The backup is checked, and what was there is kept beside it") { file };
        command.SetAction((parsed, cancellationToken) => Run(parsed, configuration, (database, output, progress) =>
        {
            var source = parsed.GetRequiredValue(file);
            var result = database.Restore(source, progress?.Of<double>(done => $"copying {done:P0}"), cancellationToken);
            progress?.Clear();
            output.WriteLine($"{database.FullPath} was restored from {Path.GetFullPath(source)}.");
            if (result.Version != Database.Newest)
                output.WriteLine($"It is at {result.Version}; the next run brings it to {Database.Newest}.");
            if (result.KeptAs is { } before)
                output.WriteLine($"What was there is kept as {before}. Delete it when all is well.");
            return 0;
        }, cancellationToken));
        return command;
    }

    static Command RebuildStandings(Func<ParseResult, IConfiguration> configuration)
    {
        var command = new Command("rebuild-standings", "Sum the ledger anew; answers wait until it is done");
        command.SetAction((parsed, cancellationToken) => Run(parsed, configuration, (database, output, progress) =>
        {
            var count = database.RebuildStandings(progress?.Of<double>(done => $"summing {done:P0}"), cancellationToken);
            progress?.Clear();
            output.WriteLine($"{count} standings were rebuilt from the ledger.");
            return 0;
        }, cancellationToken));
        return command;
    }

    static Task<int> Run(
        ParseResult parsed, Func<ParseResult, IConfiguration> configuration,
        Func<Database, TextWriter, ProgressLine?, int> work, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var progress = ProgressLine.On(error);
        try
        {
            return Task.FromResult(work(Database.From(configuration(parsed)), output, progress));
        }
        catch (StorageException e)
        {
            progress?.Clear();
            error.WriteLine(e.Message);
            return Task.FromResult(1);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            progress?.Clear();
            error.WriteLine("Cancelled; nothing was changed.");
            return Task.FromResult(1);
        }
    }

    /// <summary>A line on stderr that is written over; only where a person watches.</summary>
    sealed class ProgressLine(TextWriter error)
    {
        string _shown = "";

        public static ProgressLine? On(TextWriter error) =>
            ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected ? new ProgressLine(error) : null;

        public IProgress<T> Of<T>(Func<T, string> say) => new Reports<T>(this, say);

        public void Clear() => Show("");

        void Show(string text)
        {
            if (text == _shown)
                return;
            error.Write($"\r{text.PadRight(_shown.Length)}{(text.Length == 0 ? "\r" : "")}");
            _shown = text;
        }

        // Progress<T> would report from other threads, after the end.
        sealed class Reports<T>(ProgressLine line, Func<T, string> say) : IProgress<T>
        {
            public void Report(T value) => line.Show(say(value));
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<CheckFinding>))]
internal sealed partial class FindingsJson : JsonSerializerContext;
