using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Questions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using static AwsPrepBot.Tests.Questions.TempQuestions;

namespace AwsPrepBot.Tests.Questions;

public sealed class QuestionFolderTests
{
    static readonly LocalDate Today = new(2026, 11, 23);

    [Fact]
    public async Task Only_yaml_files_right_in_the_folder_are_question_files_by_name()
    {
        using var temp = new TempQuestions();
        temp.Write("vpc.yaml", Question("two"));
        temp.Write("iam.yaml", Question("one"));
        temp.Write("schema.json", "{}");
        temp.Write("grading/aliases.yaml", "names:\n  security group: [SG]\n");
        temp.Write(".iam.yaml", "scratch");
        temp.Write("iam.yaml~", "scratch");

        var loaded = await Load(temp);

        Assert.Empty(loaded.Findings);
        Assert.Equal(["one", "two"], loaded.Bank!.All.Select(question => question.Id.Value));
    }

    [Fact]
    public async Task A_finding_names_the_file_as_seen_from_the_current_folder()
    {
        using var temp = new TempQuestions();
        temp.Write("s3.yaml", Question("s3-versioning").Replace("  hint:", "  hnit:", StringComparison.Ordinal));

        Assert.Equal("questions/s3.yaml:22: error: s3-versioning: \"hnit\" is no key of a question: did you mean \"hint\"?", Assert.Single((await Load(temp)).Findings).ToString());

        var elsewhere = new QuestionFolder(temp.Path, Path.GetTempPath() + "elsewhere");
        var content = await elsewhere.ReadAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith($"{temp.Path}/s3.yaml:22: error", Assert.Single(elsewhere.Load(content, Today).Findings).ToString().Replace('\\', '/'));
    }

    [Fact]
    public async Task A_yml_file_is_named_because_it_would_be_missed()
    {
        using var temp = new TempQuestions();
        temp.Write("a.yaml", Question("one"));
        temp.Write("b.yml", Question("two"));

        var loaded = await Load(temp);

        Assert.Equal("questions/b.yml: warning: the file is not read: question files end in .yaml, rename it", Assert.Single(loaded.Findings).ToString());
        Assert.Single(loaded.Bank!.All);
    }

    [Fact]
    public async Task A_missing_or_empty_folder_is_a_finding_that_says_where_files_belong()
    {
        using var temp = new TempQuestions();
        Assert.StartsWith("questions: error: no question file is there", Assert.Single((await Load(temp)).Findings).ToString());

        Directory.Delete(temp.Path);
        var loaded = await Load(temp);
        Assert.Equal($"questions: error: there is no folder {temp.Path}: create it, or set Questions:Path to the folder with the question files", Assert.Single(loaded.Findings).ToString());
        Assert.Null(loaded.Bank);
    }

    [Fact]
    public async Task A_file_that_is_not_utf8_blocks_the_bank_and_is_named()
    {
        using var temp = new TempQuestions();
        temp.Write("a.yaml", Question("one"));
        File.WriteAllBytes(temp.Full("b.yaml"), [.. "- id: gr"u8, 0xFC, .. "n"u8]);

        var loaded = await Load(temp);

        Assert.Equal("questions/b.yaml: error: the file is not UTF-8: save it in that encoding", Assert.Single(loaded.Findings).ToString());
        Assert.Null(loaded.Bank);
    }

    [Fact]
    public async Task A_huge_file_is_not_taken_into_memory()
    {
        using var temp = new TempQuestions();
        using (var huge = File.Create(temp.Full("huge.yaml")))
            huge.SetLength(10L * 1024 * 1024 * 1024);

        Assert.Equal("questions/huge.yaml: error: the file has 10,485,760 kB: split it, a question file has at most 1,000,000 characters", Assert.Single((await Load(temp)).Findings).ToString());
    }

    [Fact]
    public async Task The_fingerprint_changes_with_content_and_names_and_only_with_them()
    {
        using var temp = new TempQuestions();
        temp.Write("a.yaml", Question("one"));
        var first = await Fingerprint();

        File.SetLastWriteTimeUtc(temp.Full("a.yaml"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        temp.Write("notes.txt", "not read");
        Assert.Equal(first, await Fingerprint());

        File.Move(temp.Full("a.yaml"), temp.Full("b.yaml"));
        var renamed = await Fingerprint();
        Assert.NotEqual(first, renamed);

        temp.Write("b.yaml", Question("eno"));
        Assert.NotEqual(renamed, await Fingerprint());

        async Task<string> Fingerprint() => (await temp.Folder.ReadAsync(TestContext.Current.CancellationToken)).Fingerprint;
    }

    [Fact]
    public void The_folder_in_the_current_one_comes_before_the_copy_beside_the_program()
    {
        using var current = new TempQuestions();
        using var program = new TempQuestions();
        program.Write("a.yaml", Question("published"));

        // An empty folder, or one of code on a file system that ignores case, is none.
        Assert.Equal(program.Path, QuestionFolder.Find("questions", current.Root, program.Root).Path);

        current.Write("a.yaml", Question("own"));
        Assert.Equal(current.Path, QuestionFolder.Find("questions", current.Root, program.Root).Path);
        Assert.Equal(program.Path, QuestionFolder.Find(program.Path, current.Root, current.Root).Path);
    }

    [Fact]
    public void When_neither_place_has_questions_the_current_folder_is_named()
    {
        using var current = new TempQuestions();

        Assert.Equal(Path.Combine(current.Root, "missing"), QuestionFolder.Find("missing", current.Root, current.Root + "2").Path);
    }

    [Fact]
    public void A_rehearsal_in_the_past_judges_review_dates_by_the_real_day()
    {
        var real = ReviewDay.Of(TimeProvider.System);

        Assert.True(ReviewDay.Of(new FakeTimeProvider(new DateTimeOffset(2020, 3, 29, 0, 0, 0, TimeSpan.Zero))) >= real);
        Assert.Equal(new LocalDate(2101, 1, 1), ReviewDay.Of(new FakeTimeProvider(new DateTimeOffset(2100, 12, 31, 10, 0, 0, TimeSpan.Zero))));
    }

    static async Task<LoadResult> Load(TempQuestions temp) =>
        temp.Folder.Load(await temp.Folder.ReadAsync(TestContext.Current.CancellationToken), Today);
}
