using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.EndToEnd.Tests;

/// <summary>What an operator types: expected failures are one line on standard error and exit code 1.</summary>
public sealed class VerbTests
{
    static async Task<string> RefusedAsync(string folder, string? clock, params string[] arguments)
    {
        var ended = await PrepProcess.RunAsync(folder, clock, [], arguments);
        Assert.Equal(1, ended.ExitCode);
        Assert.Equal("", ended.Output);
        Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
        return ended.Errors;
    }

    [Fact]
    public async Task A_second_run_is_refused_and_names_the_first_while_other_verbs_work_beside_it()
    {
        using var folder = new EmptyFolder();
        await using var first = PrepProcess.Start(folder.Path, null);
        await first.UntilAsync(output => output.Contains("[ A ]", StringComparison.Ordinal));
        Assert.Contains($"{first.Id}", await RefusedAsync(folder.Path, null, "run"), StringComparison.Ordinal);
        Assert.Equal(0, (await PrepProcess.RunAsync(folder.Path, null, [], "db", "check")).ExitCode);
        var backup = await PrepProcess.RunAsync(folder.Path, null, [], "db", "backup", "copy.db");
        Assert.Equal(0, backup.ExitCode);
        Assert.True(File.Exists(Path.Combine(folder.Path, "copy.db")));
        Assert.Contains("copy.db", await RefusedAsync(folder.Path, null, "db", "backup", "copy.db"), StringComparison.Ordinal);
        await first.SayAsync(["@ana A"]);
        await first.UntilAsync(output => output.Contains("Recorded: A.", StringComparison.Ordinal));
        await first.KillAsync();
        Assert.Equal(0, (await PrepProcess.RunAsync(folder.Path, null, ["/prep today"])).ExitCode);
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused_and_left_alone()
    {
        using var folder = new EmptyFolder();
        await PrepProcess.RunAsync(folder.Path, null, [], "db", "migrate");
        await using (var database = new SqliteConnection($"Data Source={folder.Database};Pooling=False"))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = database.CreateCommand();
            command.CommandText = "INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('9999_future', '2030-01-01')";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("9999_future", await RefusedAsync(folder.Path, null, "run"), StringComparison.Ordinal);
        Assert.Contains("9999_future", await RefusedAsync(folder.Path, null, "db", "migrate"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("2026-11-24T09:05:00")]
    public async Task A_start_of_the_clock_that_is_no_instant_stops_the_start(string clock)
    {
        using var folder = new EmptyFolder();
        Assert.Contains("Clock:Start", await RefusedAsync(folder.Path, clock, "run"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "data")));
    }

    [Fact]
    public async Task A_bank_that_fails_lint_stops_the_start_with_file_and_line()
    {
        using var folder = new EmptyFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "questions"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "questions", "broken.yaml"), "- id: x\n  levle: junior\n", TestContext.Current.CancellationToken);
        var errors = await RefusedAsync(folder.Path, null, "run");
        Assert.Contains("questions/broken.yaml:2: error:", errors, StringComparison.Ordinal);
        Assert.Contains("level", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_cannot_be_spoken_as_is_refused()
    {
        using var folder = new EmptyFolder();
        Assert.Contains("--as", await RefusedAsync(folder.Path, null, "--as", "a b"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_says_that_all_is_well_and_what_is_not()
    {
        using var folder = new EmptyFolder();
        var well = await PrepProcess.RunAsync(folder.Path, null, [], "doctor");
        Assert.Equal(0, well.ExitCode);
        Assert.Contains("Nothing is wrong.", well.Output, StringComparison.Ordinal);
        var ill = await PrepProcess.RunAsync(folder.Path, "soon", [], "doctor", "--json");
        Assert.Equal(1, ill.ExitCode);
        using var findings = JsonDocument.Parse(ill.Output);
        Assert.Contains(findings.RootElement.EnumerateArray(), finding => finding.GetProperty("problem").GetBoolean() && finding.GetProperty("area").GetString() == "clock");
    }

    [Theory]
    [InlineData("Clock__Start", "soon", "clock")]
    [InlineData("Web__Url", "everywhere", "web")]
    [InlineData("Web__Enabled", "perhaps", "web")]
    [InlineData("Storage__ConnectionString", "Host=db", "storage")]
    [InlineData("Storage__ConnectionString", "Data Source=/proc/nowhere/prepbot.db", "storage")]
    [InlineData("Questions__Path", "/nowhere", "questions")]
    [InlineData("Discord__Tokn", "x", "configuration")]
    [InlineData("Admins__0", "dora", "configuration")]
    [InlineData("Discord__Token", "Bot x", "discord")]
    public async Task Whatever_is_wrong_doctor_names_where_what_and_its_mend_and_looks_at_the_rest(string variable, string value, string area)
    {
        using var folder = new EmptyFolder();
        await using var process = PrepProcess.Start(folder.Path, null, new Dictionary<string, string> { ["Web__Enabled"] = "true", ["Web__Url"] = "http://127.0.0.1:0", [variable] = value }, "doctor", "--json");
        var ended = await process.EndAsync();
        Assert.Equal(1, ended.ExitCode);
        using var findings = JsonDocument.Parse(ended.Output);
        var all = findings.RootElement.EnumerateArray().ToList();
        var problem = Assert.Single(all, finding => finding.GetProperty("problem").GetBoolean());
        Assert.Equal(area, problem.GetProperty("area").GetString());
        Assert.NotEmpty(problem.GetProperty("message").GetString()!);
        Assert.NotEmpty(problem.GetProperty("mend").GetString() ?? "");
        Assert.Superset(new HashSet<string?> { "configuration", "clock", "questions", "web", "storage" }, all.Select(finding => finding.GetProperty("area").GetString()).ToHashSet());
    }

    [Fact]
    public async Task Run_warns_of_a_setting_nobody_reads_and_names_the_nearest()
    {
        using var folder = new EmptyFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "appsettings.json"), """{ "Questions": { "Paht": "mine" } }""", TestContext.Current.CancellationToken);
        var ended = await PrepProcess.RunAsync(folder.Path, null, []);
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal("Warning: Questions:Paht is no key of this program. Did you mean Questions:Path?\n", ended.Errors);
    }

    [Fact]
    public async Task A_restore_is_refused_while_the_bot_runs_and_brings_back_what_was_there()
    {
        using var folder = new EmptyFolder();
        await using (var process = PrepProcess.Start(folder.Path, null))
        {
            await process.SayAsync(["@ana A"]);
            await process.UntilAsync(output => output.Contains("Recorded: A.", StringComparison.Ordinal));
            Assert.Equal(0, (await PrepProcess.RunAsync(folder.Path, null, [], "db", "backup", "copy.db")).ExitCode);
            await process.SayAsync(["@ana B"]);
            await process.UntilAsync(output => output.Contains("Changed from A to B.", StringComparison.Ordinal));
            Assert.Contains($"{process.Id}", await RefusedAsync(folder.Path, null, "db", "restore", "copy.db"), StringComparison.Ordinal);
            await process.KillAsync();
        }

        Assert.Equal(0, (await PrepProcess.RunAsync(folder.Path, null, [], "db", "restore", "copy.db")).ExitCode);
        Assert.Contains("A is already your answer.", (await PrepProcess.RunAsync(folder.Path, null, ["@ana A"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_for_machines_has_the_agreed_fields()
    {
        using var folder = new EmptyFolder();
        var list = await PrepProcess.RunAsync(folder.Path, null, [], "questions", "list", "--json");
        Assert.Equal(0, list.ExitCode);
        using var questions = JsonDocument.Parse(list.Output);
        Assert.All(questions.RootElement.EnumerateArray(), question => Assert.Equal(
            ["id", "level", "topics", "kinds", "prompt", "choicePrompt", "origin", "reviewed"], question.EnumerateObject().Select(field => field.Name)));
    }
}
