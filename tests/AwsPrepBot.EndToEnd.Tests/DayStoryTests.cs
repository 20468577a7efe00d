using System.Text.RegularExpressions;

namespace AwsPrepBot.EndToEnd.Tests;

/// <summary>A team's days at the terminal, typed into the built program.</summary>
public sealed partial class DayStoryTests
{
    [Fact]
    public async Task Three_people_play_four_days()
    {
        using var folder = new EmptyFolder();

        var monday = await PrepProcess.RunAsync(folder.Path, "2026-11-23T09:05:00Z",
            ["@ana A", "@ben B", "@ben C", "@ben c", "@cho D", "@ana /prep close", "@dee A", "@ben /prep leaderboard"]);
        Assert.Equal(0, monday.ExitCode);
        Assert.Contains("DAILY QUESTION", monday.Output, StringComparison.Ordinal);
        Assert.Contains("Recorded: A. You can change it until the question closes in 23 hours.", monday.Output, StringComparison.Ordinal);
        Assert.Contains("Changed from B to C.", monday.Output, StringComparison.Ordinal);
        Assert.Contains("C is already your answer.", monday.Output, StringComparison.Ordinal);
        Assert.Contains("Closed with 3 answers.", monday.Output, StringComparison.Ordinal);
        Assert.Contains("3 answered", monday.Output, StringComparison.Ordinal);
        Assert.Contains("late answers score no points", monday.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("This week · Mon 23 – Sun 29 Nov", monday.Output, StringComparison.Ordinal);
        var right = RightLetter().Match(monday.Output).Groups[1].Value;
        var winners = new Dictionary<string, string> { ["A"] = "ana", ["C"] = "ben", ["D"] = "cho" };
        if (winners.TryGetValue(right, out var winner))
            Assert.Matches($@"1  {winner}\S*( \(you\))? +\d0   1 of 1", monday.Output);
        Assert.DoesNotMatch(@"\d  dee", monday.Output);

        var tuesday = await PrepProcess.RunAsync(folder.Path, "2026-11-24T09:05:00Z", ["@ana A", "@ben A", "@ana /prep close", "@ana /prep leaderboard"]);
        Assert.Contains($"Yesterday: {right} was right, {(winners.ContainsKey(right) ? 1 : 0)} of 3 got it", tuesday.Output, StringComparison.Ordinal);
        Assert.NotEqual(Prompt(monday.Output), Prompt(tuesday.Output));
        Assert.Matches(@"ana.* of 2   2-day streak", tuesday.Output);

        var twoHoursLate = await PrepProcess.RunAsync(folder.Path, "2026-11-25T11:00:00Z", ["/prep today"]);
        Assert.Contains("DAILY QUESTION", twoHoursLate.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("skipped", twoHoursLate.Output, StringComparison.Ordinal);

        var fiveHoursLate = await PrepProcess.RunAsync(folder.Path, "2026-11-26T14:00:00Z", ["/prep schedule"]);
        Assert.Contains("Today's 09:00 question was skipped: nothing could be asked until 14:00, more than 4 hours late. Here is an extra one.", fiveHoursLate.Output, StringComparison.Ordinal);
        Assert.Contains("EXTRA QUESTION", fiveHoursLate.Output, StringComparison.Ordinal);
        Assert.Contains("Thu 26 Nov was skipped", fiveHoursLate.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"DAILY QUESTION [^
]* points", fiveHoursLate.Output);

        var check = await PrepProcess.RunAsync(folder.Path, null, [], "db", "check");
        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public async Task A_day_piped_in_as_the_readme_shows_it_ends_with_the_board()
    {
        using var folder = new EmptyFolder();
        var day = await PrepProcess.RunAsync(folder.Path, null, ["@ana A", "@ben B", "@ana /prep close", "@ben /prep leaderboard"]);
        Assert.Equal(0, day.ExitCode);
        Assert.Equal("", day.Errors);
        Assert.Contains("2 answered", day.Output, StringComparison.Ordinal);
        Assert.Contains("of 1", day.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", day.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_typed_wrong_gets_one_line_and_the_end_of_input_is_still_a_success()
    {
        using var folder = new EmptyFolder();
        var wrong = await PrepProcess.RunAsync(folder.Path, null,
        [
            "/prep leaderbord", "/prep setup time=25:99", "/prep setup timezone=Europe/Berlln", "/prep setup days=mon-fru", "/prep setup level=senoir",
            "/prep setup topic=s4", "/prep setup open-for=9d", "/prep setup tiem=9:00", "/prep today now", "E", "hello", "@", "@ana", "\u0001\u001b[31mA", new string('x', 100_000), "",
            "@ana A", "@ana A", "/prep close", "/prep close",
        ]);
        Assert.Equal(0, wrong.ExitCode);
        Assert.Equal("", wrong.Errors);
        foreach (var line in new[]
        {
            "Did you mean /prep leaderboard?", "25:99 is no time of day. Use HH:mm, for example 09:00.", "Did you mean Europe/Berlin?", "\"mon-fru\" is no day.",
            "Did you mean senior?", "Did you mean s3?", "a question stays open from 1m to 7d.", "Did you mean time?", "/prep today takes nothing after it",
            "That line is too long", "Recorded: A.", "A is already your answer.", "Closed with", "No question is open here.",
        })
            Assert.Contains(line, wrong.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", wrong.Output, StringComparison.Ordinal);
    }

    static string Prompt(string output) => output[output.IndexOf("DAILY QUESTION", StringComparison.Ordinal)..].Split('\n')[1];

    [GeneratedRegex("✓ ([A-E]) ")]
    private static partial Regex RightLetter();
}
