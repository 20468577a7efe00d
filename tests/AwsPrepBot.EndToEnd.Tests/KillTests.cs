using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.EndToEnd.Tests;

/// <summary><c>kill -9</c> at random instants under a stream of answers and closings.</summary>
public sealed partial class KillTests
{
    const int Kills = 10;
    const int LinesARun = 400;

    [Fact]
    public async Task What_was_acknowledged_is_stored_and_nothing_is_posted_twice()
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        using var folder = new EmptyFolder();
        var acknowledged = new List<(string Member, char Letter)>();
        var posted = new List<string>();
        for (var run = 0; run < Kills; run++)
        {
            var lines = Lines(run, random);
            await using var process = PrepProcess.Start(folder.Path, null);
            await process.SayAsync(lines.Select(line => line.Text));
            var enough = random.Next(1, LinesARun / 2);
            await process.UntilAsync(output => Recorded().Count(output) >= enough);
            var output = await process.KillAsync();
            acknowledged.AddRange(lines.Where(line => line.Member is not null).Zip(Recorded().Matches(output), (line, _) => (line.Member!, line.Letter)));
            posted.AddRange(Posts(output));
        }

        await using var database = new SqliteConnection($"Data Source={folder.Database};Mode=ReadOnly");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        var stored = Read(database, "SELECT a.member, r.question, a.option_id FROM answers a JOIN rounds r ON r.id = a.round")
            .ToDictionary(row => row[0], row => LetterOf(row[1], row[2]));
        Assert.All(acknowledged, answer => Assert.Equal(answer.Letter, stored.GetValueOrDefault(answer.Member)));
        Assert.True(acknowledged.Count >= Kills, $"only {acknowledged.Count} answers were acknowledged");
        Assert.Equal(posted.Distinct(), posted);

        var check = await PrepProcess.RunAsync(folder.Path, null, [], "db", "check");
        Assert.True(check.ExitCode == 0, check.Output + check.Errors);
    }

    /// <summary>Answers of people who each answer once; now and then the question is closed and another posted.</summary>
    static List<(string Text, string? Member, char Letter)> Lines(int run, Random random)
    {
        var lines = new List<(string Text, string? Member, char Letter)>();
        for (var line = 0; line < LinesARun; line++)
        {
            if (line % 60 == 59)
            {
                lines.Add(("@ana /prep close", null, default));
                lines.Add(("@ana /prep post", null, default));
            }

            var letter = (char)('A' + random.Next(4));
            lines.Add(($"@m{run}.{line} {letter}", $"m{run}.{line}", letter));
        }

        return lines;
    }

    /// <summary>The questions that were posted: a question shown again at a start says where the reader stands in it.</summary>
    static IEnumerable<string> Posts(string output) => Question().Matches(output)
        .Where(card => !card.Value.Contains("You have not answered yet.", StringComparison.Ordinal) && !card.Value.Contains("Your answer is", StringComparison.Ordinal))
        .Select(card => card.Groups[1].Value);

    static char LetterOf(string question, string option)
    {
        using var document = JsonDocument.Parse(question);
        var options = document.RootElement.EnumerateObject().First(one => one.Name.Equals("options", StringComparison.OrdinalIgnoreCase)).Value;
        var ids = options.EnumerateArray().Select(one => one.EnumerateObject().First(part => part.Name.Equals("id", StringComparison.OrdinalIgnoreCase)).Value.GetString());
        return (char)('A' + ids.TakeWhile(id => id != option).Count());
    }

    static IEnumerable<string[]> Read(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
    }

    [GeneratedRegex("^Recorded: ", RegexOptions.Multiline)]
    private static partial Regex Recorded();

    [GeneratedRegex(@"(?:DAILY|EXTRA) QUESTION [^\n]* points[^\n]*\n(.+?)\n\[ A \]", RegexOptions.Singleline)]
    private static partial Regex Question();
}
