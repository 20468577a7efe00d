using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.TestKit;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Quizzes;

/// <summary>What is asked after an answer, and what the reply earns.</summary>
public sealed class FollowUpTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static RoundQuestion Asked(string prompt, params RubricPoint[] points) =>
        QuestionCopies.Of(Builders.OpenQuestion("q") with { Prompt = prompt, Rubric = points }, QuestionKind.Open, 1);

    static RubricPoint Point(string point, double weight = 1) => new(point, weight, [], []);

    static Verdict Judged(RoundQuestion question, params Coverage[] coverages) => new(
        50, [.. question.Rubric!.Points.Zip(coverages, (point, coverage) => new PointVerdict(point.Point, point.Weight, coverage, coverage == Coverage.Missing ? null : "so it is"))], [], "");

    static FollowUp? After(RoundQuestion question, params Coverage[] coverages) => FollowUps.Choose(question, new WrittenAnswer("text", Judged(question, coverages)));

    [Theory]
    [InlineData("The deletion protection of a database makes any delete call of a stack or of a person fail, the console included.", "What can you say about the deletion protection of a database?")]
    [InlineData("A change set is a preview of an update.", "What can you say about a change set?")]
    [InlineData("Reserved concurrency caps how many copies run.", "What can you say about Reserved concurrency?")]
    [InlineData("A per-IP limit catches a widely spread attack too late to be of any use.", "What can you say about a per-IP limit?")]
    [InlineData("Termination protection on the stack blocks its deletion.", "What else belongs in a complete answer?")]
    [InlineData("An SCP denies `ec2:CreateVolume` when `ec2:Encrypted` is false.", "What can you say about an SCP?")]
    [InlineData("Only a zonal Reserved Instance also has capacity that nobody else gets in that zone.", "What can you say about a zonal Reserved Instance?")]
    [InlineData("For read-heavy load, move reads to a replica.", "And for read-heavy load: what matters then?")]
    [InlineData("Across accounts use VPC Lattice, which needs no routes.", "What else belongs in a complete answer?")]
    [InlineData("RDS runs relational databases.", "What else can you say about RDS?")]
    [InlineData("It takes care of backups.", "What else belongs in a complete answer?")]
    [InlineData("First find the cost drivers.", "What else belongs in a complete answer?")]
    public void It_asks_about_the_points_subject_and_leaves_what_is_to_be_said_of_it(string point, string asked)
    {
        var question = Asked("What is RDS?", Point("It is managed."), Point(point), Point("Nobody patches."));
        var followUp = After(question, Coverage.Covered, Coverage.Missing, Coverage.Covered);
        Assert.Equal((asked, 1), (followUp!.Question, followUp.Points.Single()));
    }

    [Fact]
    public void It_is_about_the_weightiest_point_that_was_missed_or_got_wrong()
    {
        var question = Asked("Compare.", Point("SCPs can deny.", 1), Point("Roles have no keys.", 3), Point("Users have keys.", 3), Point("Groups hold users.", 2));
        Assert.Equal("What can you say about Roles?", After(question, Coverage.Missing, Coverage.Missing, Coverage.Missing, Coverage.Missing)!.Question);
        Assert.Equal("What can you say about Groups?", After(question, Coverage.Missing, Coverage.Covered, Coverage.Partly, Coverage.Missing)!.Question);
        Assert.Equal("You wrote “so it is”. Are you sure about that? Take me through it once more.", After(question, Coverage.Missing, Coverage.Contradicted, Coverage.Covered, Coverage.Missing)!.Question);
        Assert.Null(After(question, Coverage.Covered, Coverage.Partly, Coverage.Covered, Coverage.Covered));
    }

    [Theory]
    [InlineData(FlagKind.DontKnow)]
    [InlineData(FlagKind.Echo)]
    [InlineData(FlagKind.Instructions)]
    [InlineData(FlagKind.OtherLanguage)]
    public void After_what_was_no_attempt_there_is_none(FlagKind flag)
    {
        var question = Asked("Compare.", Point("SCPs can deny."));
        var verdict = Judged(question, Coverage.Missing) with { Score = 0 };
        Assert.NotNull(FollowUps.Choose(question, new WrittenAnswer("text", verdict)));
        Assert.Null(FollowUps.Choose(question, new WrittenAnswer("text", verdict with { Flags = [new AnswerFlag(flag, "so")] })));
    }

    [Fact]
    public void Where_the_point_cannot_be_named_any_that_was_missed_counts_and_the_best_one_earns_its_share()
    {
        var question = Asked("Compare.", Point("It is so.", 3), Point("They do it.", 1), Point("Users have keys.", 2), Point("You know.", 4));
        var verdict = Judged(question, Coverage.Missing, Coverage.Missing, Coverage.Missing, Coverage.Covered) with { Score = 40 };
        var written = new WrittenAnswer("text", verdict);
        var followUp = FollowUps.Choose(question, written)!;
        Assert.Equal([0, 1, 2], followUp.Points);
        Assert.Equal(["It is so.", "They do it.", "Users have keys."], FollowUps.AsQuestion(question, followUp).Rubric.Select(point => point.Point));

        var answer = new QuizAnswer(0, new MemberId("ana"), default, default, 40, null, written, followUp);
        QuizAnswer Replied(params Coverage[] coverages) => FollowUps.Settle(question.Rubric!, answer, new WrittenAnswer("reply", new Verdict(
            99, [.. followUp.Points.Zip(coverages, (place, coverage) => new PointVerdict(question.Rubric!.Points[place].Point, question.Rubric.Points[place].Weight, coverage, "reply"))], [], "")));
        Assert.Equal(40, Replied(Coverage.Contradicted, Coverage.Missing, Coverage.Missing).Score);
        Assert.Equal(50, Replied(Coverage.Missing, Coverage.Covered, Coverage.Missing).Score);
        Assert.Equal(60, Replied(Coverage.Partly, Coverage.Missing, Coverage.Covered).Score);

        var together = FollowUps.Together(Replied(Coverage.Contradicted, Coverage.Missing, Coverage.Covered));
        Assert.Equal((60, 2), (together.Score, together.Covered));
        Assert.Equal([Coverage.Missing, Coverage.Missing, Coverage.Covered, Coverage.Covered], together.Points.Select(point => point.Coverage));
        Assert.Equal("Your follow-up earned 20 more. Next time say it before you are asked. And add: It is so.", together.Feedback);
        Assert.Same(verdict, FollowUps.Together(Replied(Coverage.Contradicted, Coverage.Missing, Coverage.Missing)));
    }

    /// <summary>Every point of every question of this repository, asked about by somebody who said nothing.</summary>
    [Fact]
    public async Task No_follow_up_of_the_published_bank_says_its_own_answer()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "questions"), "*.yaml").Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllText(file))).ToList();
        Assert.SkipWhen(files.Count == 0, "this checkout has no questions/*.yaml");
        var bank = QuestionBankLoader.Load(files, TimeProvider.System.GetToday(DateTimeZone.Utc).PlusDays(1)).Bank!;
        await using var bot = await BotFixture.StartAsync(Token, bank);
        var grader = (IAnswerGrader)bot.Services.GetService(typeof(IAnswerGrader))!;
        var told = new List<string>();
        foreach (var question in bank.All.Where(question => question.IsOpen))
        {
            var copy = QuestionCopies.Of(question, QuestionKind.Open, 1);
            for (var index = 0; index < question.Rubric.Count; index++)
            {
                var coverages = Enumerable.Repeat(Coverage.Covered, question.Rubric.Count).ToArray();
                coverages[index] = Coverage.Missing;
                var followUp = After(copy, coverages)!;
                var echoed = await grader.GradeAsync(BotFixture.Team, FollowUps.AsQuestion(copy, followUp), followUp.Question, Token);
                var known = await grader.GradeAsync(BotFixture.Team, FollowUps.AsQuestion(copy, followUp), question.Rubric[index].Point, Token);
                if (echoed.Points.Any(point => point.Coverage == Coverage.Covered))
                    told.Add($"{question.Id}: {followUp.Question} ({question.Rubric[index].Point})");
            }
        }

        Assert.Empty(told);
    }
}
