using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using AwsPrepBot.Tests.Questions;
using AwsPrepBot.Verbs;
using Microsoft.Extensions.Time.Testing;

namespace AwsPrepBot.Tests.Grading;

public sealed class GradeVerbTests : IDisposable
{
    readonly TempQuestions _temp = new();

    public GradeVerbTests() => _temp.Write("s3.yaml", TempQuestions.Question("s3-versioning"));

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task An_answer_is_explained_point_by_point()
    {
        var (exit, output, _) = await RunAsync("--question", "s3-versioning", "--answer", "An overwrite keeps the earlier version.");

        Assert.Equal(0, exit);
        Assert.Contains("1 of 1 points covered", output);
        Assert.Contains("✓ An overwrite keeps the earlier version.", output);
        Assert.Contains("\"An overwrite keeps the earlier version\"", output);
    }

    [Fact]
    public async Task The_verdict_as_json_is_what_rounds_keep()
    {
        var (exit, output, _) = await RunAsync("--question", "s3-versioning", "--answer", "", "--json");

        Assert.Equal(0, exit);
        var verdict = JsonNode.Parse(output)!;
        Assert.Equal(0, verdict["score"]!.GetValue<int>());
        Assert.Equal("Missing", verdict["points"]![0]!["coverage"]!.GetValue<string>());
        Assert.Equal("Empty", verdict["flags"]![0]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_data_set_is_measured_and_every_verdict_written()
    {
        var file = Path.Combine(_temp.Root, "set.jsonl");
        var verdicts = Path.Combine(_temp.Root, "verdicts.jsonl");
        string[] answers = ["The water evaporates and leaves the salt.", "Evaporation leaves salt behind.", "By magic.", "Nobody knows that."];
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 12).Select(at => JsonSerializer.Serialize(new
        {
            qid = $"q{at % 2}",
            question = "How was it separated?",
            refs = new[] { "The water evaporated, leaving the salt." },
            answer = answers[at % 4],
            score = at % 4 < 2 ? 1.0 : 0.0,
            label3 = at % 4 < 2 ? "correct" : "incorrect",
            split = at < 8 ? "train" : "uq",
            low = at % 4 < 2 ? 40 : 0,
            high = at % 4 < 2 ? 100 : 30,
            unknown = "ignored",
        })), TestContext.Current.CancellationToken);

        var (exit, output, _) = await RunAsync("--dataset", file, "--json", "--verdicts", verdicts);

        Assert.Equal(0, exit);
        var measures = JsonNode.Parse(output)!.AsObject();
        Assert.Equal(
            ["pooledR", "withinQuestionR", "rmse", "macroF1", "threshold", "inBand", "rows", "answersPerSecond"], measures.Select(measure => measure.Key));
        Assert.Equal(12, measures["rows"]!.GetValue<int>());
        Assert.InRange(measures["pooledR"]!.GetValue<double>(), 0.8, 1);
        Assert.Equal(1, measures["macroF1"]!.GetValue<double>());
        Assert.Equal(1, measures["inBand"]!.GetValue<double>());
        Assert.Equal(12, File.ReadLines(verdicts).Count());
    }

    [Fact]
    public async Task A_row_without_references_is_graded_by_the_banks_question_and_gives_no_ground_for_other_measures()
    {
        var file = Path.Combine(_temp.Root, "set.jsonl");
        await File.WriteAllTextAsync(file, """{"qid": "s3-versioning", "answer": "An overwrite keeps the earlier version."}""", TestContext.Current.CancellationToken);

        var (exit, output, _) = await RunAsync("--dataset", file, "--json");

        Assert.Equal(0, exit);
        Assert.Equal(["rows", "answersPerSecond"], JsonNode.Parse(output)!.AsObject().Select(measure => measure.Key));
    }

    [Theory]
    [InlineData("{\"answer\": \"x\"}", "set.jsonl:1: the row has neither \"refs\" nor \"key_points\", and no \"qid\"")]
    [InlineData("{\"qid\": \"nope\", \"answer\": \"x\"}", "the bank has no question \"nope\"")]
    [InlineData("{\"qid\": \"x\"}", "set.jsonl:1: the line must be a JSON object with an \"answer\"")]
    [InlineData("not json", "set.jsonl:1: the line must be a JSON object with an \"answer\"")]
    public async Task A_row_that_cannot_be_graded_stops_with_its_line(string row, string message)
    {
        var file = Path.Combine(_temp.Root, "set.jsonl");
        await File.WriteAllTextAsync(file, row, TestContext.Current.CancellationToken);

        var (exit, output, error) = await RunAsync("--dataset", file);

        Assert.Equal(1, exit);
        Assert.Empty(output);
        Assert.Contains(message, error);
    }

    [Theory]
    [InlineData("Did you mean \"s3-versioning\"?", "--question", "s3-versionig", "--answer", "x")]
    [InlineData("Say what to grade", "--question", "s3-versioning")]
    [InlineData("Say what to grade")]
    [InlineData("its rows bring their own", "--dataset", "x", "--question", "y")]
    [InlineData("Name a file that can be read", "--dataset", "missing.jsonl")]
    public async Task A_request_that_cannot_be_met_says_what_would_be_right(string message, params string[] words)
    {
        var (exit, _, error) = await RunAsync(words);

        Assert.Equal(1, exit);
        Assert.Contains(message, error);
    }

    async Task<(int Exit, string Output, string Error)> RunAsync(params string[] words)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        var command = new RootCommand { GradeVerb.Create(() => throw new InvalidOperationException("the path is given"), time) };
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };

        var exit = await command.Parse(["grade", .. words, "--path", _temp.Path]).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false },
            TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }
}
