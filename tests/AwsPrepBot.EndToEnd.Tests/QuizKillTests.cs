using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.EndToEnd.Tests;

/// <summary><c>kill -9</c> inside quizzes: they go on where they stood.</summary>
public sealed partial class QuizKillTests
{
    [Fact]
    public async Task A_private_quiz_goes_on_after_each_kill_and_ends_with_every_answer()
    {
        using var folder = new EmptyFolder();
        await using (var process = PrepProcess.Start(folder.Path, null))
        {
            await SayUntilAsync(process, "/prep quiz count=3", "1 of 3");
            await SayUntilAsync(process, "A", "[ Next ]");
            await process.KillAsync();
        }

        await using (var process = PrepProcess.Start(folder.Path, null))
        {
            await SayUntilAsync(process, "/prep quiz", "Your quiz waits: 1 of 3 answered.");
            await SayUntilAsync(process, "go on", "2 of 3");
            await SayUntilAsync(process, "A", "[ Next ]");
            await SayUntilAsync(process, "next", "3 of 3");
            await process.KillAsync();
        }

        var ended = await PrepProcess.RunAsync(folder.Path, null, ["/prep today", "go on", "A", "next"]);
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("Your quiz waits: 2 of 3 answered.", ended.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^[0-3] of 3\.", ended.Output);
        Assert.Equal(["ended 3"], await ReadAsync(folder, "SELECT state || ' ' || position FROM quizzes"));
        Assert.Equal(["0", "1", "2"], await ReadAsync(folder, "SELECT CAST(position AS TEXT) FROM quiz_answers ORDER BY position"));
        await CheckAsync(folder);
    }

    [Fact]
    public async Task An_interview_goes_on_after_each_kill_at_its_question_its_follow_up_and_its_scorecard()
    {
        using var folder = new EmptyFolder();
        await using (var process = PrepProcess.Start(folder.Path, null))
        {
            await SayUntilAsync(process, "/prep mock count=1", "1 of 1");
            await process.KillAsync();
        }

        await using (var process = PrepProcess.Start(folder.Path, null))
        {
            await SayUntilAsync(process, "/prep mock", "Your mock interview waits: 0 of 1 done.");
            await SayUntilAsync(process, "go on", "1 of 1");
            await SayUntilAsync(process, "It is a thing that some people use for their work.", "Follow-up: ");
            await process.KillAsync();
        }

        await using (var process = PrepProcess.Start(folder.Path, null))
        {
            await SayUntilAsync(process, "/prep today", "Your mock interview waits: 0 of 1 done.");
            await SayUntilAsync(process, "go on", "Follow-up: ");
            await SayUntilAsync(process, "There is nothing I would add to that.", "[ Scorecard ]");
            await process.KillAsync();
        }

        var ended = await PrepProcess.RunAsync(folder.Path, null, ["/prep mock", "go on"]);
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("The scorecard of your mock interview waits.", ended.Output, StringComparison.Ordinal);
        Assert.Contains("of 100 over 1 question.", ended.Output, StringComparison.Ordinal);
        Assert.Equal(["ended 1"], await ReadAsync(folder, "SELECT state || ' ' || position FROM quizzes"));
        Assert.Equal(["There is nothing I would add to that."], await ReadAsync(folder, "SELECT follow_up ->> '$.reply.text' FROM quiz_answers"));
        await CheckAsync(folder);
    }

    [Fact]
    public async Task A_channels_quiz_goes_on_after_each_kill_and_counts_what_was_recorded()
    {
        using var folder = new EmptyFolder();
        await using (var process = PrepProcess.Start(folder.Path, null))
        {
            await SayUntilAsync(process, "/prep quiz mode=channel count=3 seconds=8", "1 of 3");
            await SayUntilAsync(process, "@ben A", "Recorded: A");
            await process.KillAsync();
        }

        await using (var process = PrepProcess.Start(folder.Path, null))
        {
            await process.UntilAsync(output => output.Contains("2 of 3", StringComparison.Ordinal));
            await SayUntilAsync(process, "@cho B", "Recorded: B");
            await process.KillAsync();
        }

        await using (var process = PrepProcess.Start(folder.Path, null))
        {
            await process.UntilAsync(output => output.Contains("3 of 3", StringComparison.Ordinal));
            await SayUntilAsync(process, "@ben A", "Recorded: A");
            var output = await process.UntilAsync(output => output.Contains("[ My result ]", StringComparison.Ordinal));
            Assert.Contains("2 took part", output, StringComparison.Ordinal);
            Assert.Matches(@"(?m)^[12]  ben .* of 3$", output);
            Assert.Single(Finished().Matches(output));
            Assert.Equal(0, (await process.EndAsync()).ExitCode);
        }

        Assert.Equal(["0 ben", "1 cho", "2 ben"], await ReadAsync(folder, "SELECT position || ' ' || member FROM quiz_answers ORDER BY position"));
        Assert.Equal(["sent", "sent"], await ReadAsync(folder, "SELECT state FROM deliveries WHERE quiz IS NOT NULL"));
        await CheckAsync(folder);
    }

    /// <summary>Says a line and waits until something new is seen that has this in it.</summary>
    static async Task SayUntilAsync(PrepProcess process, string line, string seen)
    {
        var before = process.Output.Length;
        await process.SayAsync([line]);
        await process.UntilAsync(output => output.IndexOf(seen, before, StringComparison.Ordinal) >= 0);
    }

    static async Task CheckAsync(EmptyFolder folder)
    {
        var check = await PrepProcess.RunAsync(folder.Path, null, [], "db", "check");
        Assert.True(check.ExitCode == 0, check.Output + check.Errors);
    }

    static async Task<IReadOnlyList<string>> ReadAsync(EmptyFolder folder, string sql)
    {
        await using var database = new SqliteConnection($"Data Source={folder.Database};Mode=ReadOnly");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(reader.GetString(0));
        return rows;
    }

    [GeneratedRegex("^Quiz · finished", RegexOptions.Multiline)]
    private static partial Regex Finished();
}
