using System.CommandLine;
using System.Text.Json.Nodes;
using AwsPrepBot.Verbs;
using Microsoft.Extensions.Time.Testing;
using static AwsPrepBot.Tests.Questions.TempQuestions;

namespace AwsPrepBot.Tests.Questions;

public sealed class QuestionsVerbTests : IDisposable
{
    readonly TempQuestions _temp = new();

    public QuestionsVerbTests()
    {
        _temp.Write("s3.yaml", Question("s3-versioning", "junior") + Question("s3-lock", "senior"));
        _temp.Write("vpc.yaml", Question("vpc-peering", "mid", "vpc"));
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Lint_of_a_bank_in_order_says_so_and_exits_0() =>
        Assert.Equal((0, "3 questions in 2 files: no errors, no warnings\n", ""), await RunAsync("lint"));

    [Fact]
    public async Task Lint_shows_every_finding_then_a_summary_and_exits_1_on_errors()
    {
        _temp.Write("iam.yaml", Question("iam-roles").Replace("  hint:", "  hnit:", StringComparison.Ordinal).Replace("2026-11-20", "2025-01-01", StringComparison.Ordinal));

        var (exit, output, error) = await RunAsync("lint");

        Assert.Equal(1, exit);
        Assert.Equal(
            [
                $"{_temp.Path}/iam.yaml:22: error: iam-roles: \"hnit\" is no key of a question: did you mean \"hint\"?",
                $"{_temp.Path}/iam.yaml:24: warning: iam-roles: the facts were last checked on 2025-01-01, more than 12 months ago: compare them with the references and renew the date",
                "3 files: 1 error, 1 warning",
            ],
            output.TrimEnd().Split('\n'));
        Assert.Empty(error);
    }

    [Fact]
    public async Task Lint_exits_0_on_warnings_alone()
    {
        _temp.Write("vpc.yaml", Question("vpc-peering").Replace("2026-11-20", "2025-01-01", StringComparison.Ordinal));

        var (exit, output, _) = await RunAsync("lint");

        Assert.Equal(0, exit);
        Assert.EndsWith("3 questions in 2 files: no errors, 1 warning\n", output);
    }

    [Fact]
    public async Task Lint_of_a_folder_that_is_not_there_names_it()
    {
        var (exit, output, _) = await RunAsync("lint", path: _temp.Path + "-missing");

        Assert.Equal(1, exit);
        Assert.Contains($"there is no folder {_temp.Path}-missing", output);
    }

    [Fact]
    public async Task Without_a_path_the_configured_folder_is_read()
    {
        var command = QuestionsVerb.Create(() => _temp.Path, Clock);
        using var output = new StringWriter();

        var exit = await command.Parse(["lint"]).InvokeAsync(new InvocationConfiguration { Output = output }, TestContext.Current.CancellationToken);

        Assert.Equal((0, "3 questions in 2 files: no errors, no warnings\n"), (exit, output.ToString()));
    }

    [Fact]
    public async Task List_as_json_has_the_agreed_fields_in_the_order_of_the_files()
    {
        var (exit, output, _) = await RunAsync("list --json");

        Assert.Equal(0, exit);
        var list = JsonNode.Parse(output)!.AsArray();
        Assert.Equal(["s3-versioning", "s3-lock", "vpc-peering"], list.Select(question => question!["id"]!.GetValue<string>()));
        Assert.Equal(
            """{"id":"s3-versioning","level":"junior","topics":["s3"],"kinds":["choice","open"],"prompt":"What does s3-versioning do to an object that is overwritten?","choicePrompt":"An object in a versioned bucket is overwritten. What becomes of its bytes?","origin":"seed","reviewed":"2026-11-20"}""",
            list[0]!.ToJsonString());
    }

    [Theory]
    [InlineData("list --json --level senior", "s3-lock")]
    [InlineData("list --json --level SENIOR", "s3-lock")]
    [InlineData("list --json --topic vpc", "vpc-peering")]
    [InlineData("list --json --topic VPC --level mid", "vpc-peering")]
    [InlineData("list --json --topic s3 --level mid", null)]
    public async Task List_filters_by_level_and_topic(string line, string? only)
    {
        var (exit, output, _) = await RunAsync(line);

        Assert.Equal(0, exit);
        Assert.Equal(only, JsonNode.Parse(output)!.AsArray().SingleOrDefault()?["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("list --level snior", "There is no level \"snior\": the levels are junior, mid, senior, architect; did you mean \"senior\"?\n")]
    [InlineData("list --topic vcp", "There is no topic \"vcp\". Did you mean \"vpc\"?\n")]
    [InlineData("list --topic zebra", "There is no topic \"zebra\": the topics are s3, vpc.\n")]
    [InlineData("show s3-versoning", "There is no question \"s3-versoning\". Did you mean \"s3-versioning\"?\n")]
    [InlineData("show zebra", "There is no question \"zebra\": \"questions list\" names them all.\n")]
    public async Task A_wrong_word_is_answered_with_the_nearest_right_one(string line, string message) =>
        Assert.Equal((1, "", message), await RunAsync(line));

    [Fact]
    public async Task List_for_a_person_names_each_question_and_counts_them()
    {
        var (_, output, _) = await RunAsync("list");

        Assert.Equal(
            """
            s3-versioning  junior     s3
              What does s3-versioning do to an object that is overwritten?
            s3-lock        senior     s3
              What does s3-lock do to an object that is overwritten?
            vpc-peering    mid        vpc
              What does vpc-peering do to an object that is overwritten?
            3 questions: 1 junior, 1 mid, 1 senior

            """,
            output);
    }

    [Fact]
    public async Task List_of_nothing_says_so() => Assert.Equal((0, "no questions\n", ""), await RunAsync("list --topic s3 --level mid"));

    [Fact]
    public async Task Show_as_json_is_the_whole_question()
    {
        var (exit, output, _) = await RunAsync("show s3-versioning --json");

        Assert.Equal(0, exit);
        var question = JsonNode.Parse(output)!;
        Assert.Equal(
            ["id", "level", "topics", "kinds", "prompt", "choice", "rubric", "answers", "hint", "references", "reviewed", "related", "origin"],
            question.AsObject().Select(property => property.Key));
        Assert.Equal(
            """[{"id":"a","text":"They stay as an older version","correct":true,"why":"Every write adds a version, and the older ones stay until they are deleted."},{"id":"b","text":"They are moved to the archive tier after a day","correct":false,"why":"Nothing moves between storage classes without a lifecycle rule."}]""",
            question["choice"]!["options"]!.ToJsonString());
        Assert.Equal(
            """[{"point":"An overwrite keeps the earlier version.","weight":2,"accept":["old versions are kept"],"reject":["old versions are lost"]}]""",
            question["rubric"]!.ToJsonString());
        Assert.Equal("https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html", question["references"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Show_for_a_person_fits_80_columns_marks_the_right_option_and_takes_no_markup()
    {
        const string Odd = "Nothing [red]moves[/] between storage classes without a lifecycle rule, however long this explanation may become in the end.";
        _temp.Write("vpc.yaml", Question("vpc-peering").Replace("Nothing moves between storage classes without a lifecycle rule.", $"\"{Odd}\"", StringComparison.Ordinal));

        var (exit, output, _) = await RunAsync("show vpc-peering");

        Assert.Equal(0, exit);
        var lines = output.Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
        Assert.Contains("  ✓ a  They stay as an older version", lines);
        Assert.Contains("    b  They are moved to the archive tier after a day", lines);
        Assert.Contains(Odd, string.Join(' ', lines.Select(line => line.Trim())));
        Assert.Contains("  https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html", lines);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public async Task Stats_as_json_count_levels_topics_right_options_lengths_and_sources()
    {
        var (exit, output, _) = await RunAsync("stats --json");

        Assert.Equal(0, exit);
        var stats = JsonNode.Parse(output)!;
        Assert.Equal(3, stats["questions"]!.GetValue<int>());
        Assert.Equal("""{"junior":1,"mid":1,"senior":1,"architect":0}""", stats["levels"]!.ToJsonString());
        Assert.Equal("""{"topic":"s3","total":2,"levels":{"junior":1,"mid":0,"senior":1,"architect":0}}""", stats["topics"]![0]!.ToJsonString());
        Assert.Equal("""{"choice":3,"open":3}""", stats["kinds"]!.ToJsonString());
        Assert.Equal("""{"a":3,"b":0}""", stats["rightIds"]!.ToJsonString());
        Assert.Equal("""{"count":0,"of":3}""", stats["rightIsLongest"]!.ToJsonString());
        Assert.Equal("""{"text":"option","count":6,"shortest":29,"median":46,"longest":46}""", stats["lengths"]![2]!.ToJsonString());
        Assert.Equal("""{"oldest":"2026-11-20","latest":"2026-11-20","overSixMonths":0,"overTwelveMonths":0}""", stats["reviewed"]!.ToJsonString());
        Assert.Equal("""[{"host":"docs.aws.amazon.com","service":"AmazonS3","references":3}]""", stats["sources"]!.ToJsonString());
    }

    [Fact]
    public async Task Stats_for_a_person_fit_80_columns()
    {
        var (exit, output, _) = await RunAsync("stats");

        Assert.Equal(0, exit);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.StartsWith("3 questions: 3 as multiple choice, 3 open\n", output);
        Assert.Contains("Right option's id: a 3, b 0\nRight option is the longest: 0 of 3 (0 %)\n", output);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("list --json")]
    [InlineData("show s3-versioning")]
    [InlineData("stats")]
    public async Task Nothing_is_shown_of_a_bank_that_is_not_in_order(string line)
    {
        _temp.Write("iam.yaml", "- nonsense");

        var (exit, output, error) = await RunAsync(line);

        Assert.Equal(1, exit);
        Assert.Empty(output);
        Assert.Equal(
            [
                $"{_temp.Path}/iam.yaml:1: error: a question must have keys and values: begin it with \"- id: …\"",
                "3 files: 1 error, no warnings. Mend the errors first: nothing is shown of a bank that is not in order.",
            ],
            error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--help", "lint")]
    [InlineData("lint --help", "--path <DIR>")]
    [InlineData("list --help", "--level <LEVEL>")]
    [InlineData("show --help", "<ID>")]
    [InlineData("stats --help", "--json")]
    public async Task Help_names_what_there_is(string line, string word)
    {
        var (exit, output, _) = await RunAsync(line, path: null);

        Assert.Equal(0, exit);
        Assert.Contains(word, output);
    }

    static FakeTimeProvider Clock => new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    Task<(int Exit, string Output, string Error)> RunAsync(string line) => RunAsync(line, _temp.Path);

    static async Task<(int Exit, string Output, string Error)> RunAsync(string line, string? path)
    {
        var command = new RootCommand { QuestionsVerb.Create(() => throw new InvalidOperationException("the path is given"), Clock) };
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        string[] words = ["questions", .. line.Split(' '), .. path is null ? (string[])[] : ["--path", path]];

        var exit = await command.Parse(words).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false },
            TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }
}
