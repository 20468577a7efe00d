using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AwsPrepBot.Discord;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Hosting;
using AwsPrepBot.Judge;
using AwsPrepBot.Questions;
using AwsPrepBot.Slack;
using AwsPrepBot.Storage;
using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AwsPrepBot.Verbs;

/// <summary><c>doctor</c>: would it work as configured, and if not, what to do. Changes nothing; works beside a running bot.</summary>
internal static partial class DoctorVerb
{
    const int AreaWidth = 15;

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "For machines: an array of {area, problem, message, mend}" };
        var running = new Option<bool>("--running") { Description = "Ask the bot that runs on this machine instead (its /readyz): for health checks" };
        var command = new Command("doctor", "Check configuration, questions and storage, each problem with its mend; exits 1 if there is one") { json, running };
        command.SetAction((parsed, cancellationToken) => Expected.HandleAsync(parsed, async () =>
        {
            var configuration = Settings.Load();
            var findings = parsed.GetValue(running)
                ? await RunningBot.AskAsync(configuration, cancellationToken)
                : await ExamineAsync(configuration, cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize([.. findings.Select(finding => new Row(finding.Area, finding.IsProblem, finding.Message, finding.Mend))], Rows.Indented.RowArray)
                : Text(findings));
            return findings.Any(finding => finding.IsProblem) ? 1 : 0;
        }));
        return command;
    }

    static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(IConfigurationRoot configuration, CancellationToken cancellationToken)
    {
        var findings = new List<DoctorFinding>(Settings.Strangers(configuration).Select(stranger =>
            new DoctorFinding("configuration", true, $"{stranger.Key} is no key of this program.", stranger.Mend)));
        findings.AddRange(Settings.AdminProblems(configuration).Select(problem => Problem("configuration", problem)));
        if (findings.Count == 0)
            findings.Add(new("configuration", false, "No unknown keys, and Admins names people."));
        var clock = TimeProvider.System;
        try
        {
            clock = Settings.Clock(configuration);
            findings.Add(configuration[Settings.ClockStart] is { Length: > 0 } start
                ? new("clock", false, $"The program will believe that it starts at {start}.", $"Remove {Settings.ClockStart} when the rehearsal is over.")
                : new("clock", false, "The machine's own."));
        }
        catch (ConfigurationProblemException problem)
        {
            findings.Add(Problem("clock", problem.Message));
        }

        findings.Add(await QuestionsAsync(configuration, clock, cancellationToken));
        findings.Add(await WebAsync(configuration, cancellationToken));
        findings.AddRange(await PartsAsync(configuration, clock, cancellationToken));
        return [.. findings.Select(finding => finding is { IsProblem: true, Mend: null } ? Problem(finding.Area, finding.Message) : finding)];
    }

    /// <summary>Storage and the chat platforms.</summary>
    static async Task<IReadOnlyList<DoctorFinding>> PartsAsync(IConfiguration configuration, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (isDiscord, isSlack) = (DiscordServices.IsWanted(configuration), SlackServices.IsWanted(configuration));
        try
        {
            _ = Database.From(configuration);
        }
        catch (StorageException problem)
        {
            return [Problem("storage", problem.Message), new("platforms", false, "Not looked at before storage is right.")];
        }

        var parts = new ServiceCollection().AddLogging().AddSingleton(clock).AddStorage(configuration);
        if (isDiscord)
            parts.AddDiscord(configuration);
        if (isSlack)
            parts.AddSlack(configuration);
        if (JudgeServices.IsWanted(configuration))
            parts.AddJudge(configuration);
        await using var services = parts.BuildServiceProvider();
        var findings = new List<DoctorFinding>();
        foreach (var check in services.GetServices<IDoctorCheck>())
            findings.AddRange(await check.ExamineAsync(cancellationToken));
        if (!isDiscord && !isSlack)
            findings.Add(new("platforms", false, "No chat platform is configured: it runs in the terminal."));
        return findings;
    }

    /// <summary>Refusals of the program say first what is wrong, then what would be right.</summary>
    static DoctorFinding Problem(string area, string message)
    {
        var split = message.IndexOf(". ", StringComparison.Ordinal) is >= 0 and var stop ? stop : message.IndexOf("; ", StringComparison.Ordinal);
        return split < 0
            ? new(area, true, message, "Change that, then ask `doctor` again.")
            : new(area, true, $"{message[..split]}.", $"{char.ToUpperInvariant(message[split + 2])}{message[(split + 3)..]}");
    }

    static async Task<DoctorFinding> QuestionsAsync(IConfiguration configuration, TimeProvider clock, CancellationToken cancellationToken)
    {
        var start = await QuestionStart.LoadAsync(Settings.QuestionsPath(configuration), clock, cancellationToken);
        var errors = start.Result.Findings.Count(finding => finding.Severity == Severity.Error);
        return start.Result.Bank is { } bank
            ? new("questions", false, $"{bank.All.Count} questions from {start.Folder.Path}.")
            : new("questions", true, $"{start.Folder.Path} has no bank in order: {errors} errors, the first is {start.Result.Findings.First(finding => finding.Severity == Severity.Error)}",
                "Mend what `questions lint` names.");
    }

    static async Task<DoctorFinding> WebAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        try
        {
            if (WebAddress.Read(configuration, isTerminal: !DiscordServices.IsWanted(configuration) && !SlackServices.IsWanted(configuration)) is not { } address)
                return new("web", false, "No /healthz and /readyz.");
            var where = address.GetLeftPart(UriPartial.Authority);
            if ((await RunningBot.AskAsync(configuration, cancellationToken)).Count > 1)
                return new("web", false, $"A bot runs at {where}: `doctor --running` asks it how it is.");
            WebAddress.RequireFree(address);
            return new("web", false, $"/healthz and /readyz will be at {where}.");
        }
        catch (ConfigurationProblemException problem)
        {
            return Problem("web", problem.Message);
        }
    }

    static string Text(IReadOnlyList<DoctorFinding> findings)
    {
        var lines = findings.SelectMany(finding => new[]
        {
            $"{(finding.IsProblem ? "WRONG" : "ok"),-6} {finding.Area,-AreaWidth} {finding.Message}",
            finding.Mend is null ? null : $"{"",-6} {"",-AreaWidth} → {finding.Mend}",
        }).OfType<string>();
        var problems = findings.Count(finding => finding.IsProblem);
        return string.Join(Environment.NewLine, lines.Append(problems == 0 ? "Nothing is wrong." : $"{problems} {(problems == 1 ? "problem" : "problems")}."));
    }

    internal sealed record Row(string Area, bool Problem, string Message, string? Mend);

    [JsonSerializable(typeof(Row[]))]
    internal sealed partial class Rows : JsonSerializerContext
    {
        public static Rows Indented { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
