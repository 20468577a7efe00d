using AwsPrepBot.Engine.Questions;
using NodaTime;
using static AwsPrepBot.Engine.Tests.Questions.QuestionTexts;

namespace AwsPrepBot.Engine.Tests.Questions;

public sealed class QuestionBankTests
{
    static readonly QuestionBank Bank = new(
    [
        Make("b", Level.Mid, ["vpc", "networking"], related: ["c"]),
        Make("a", Level.Junior, ["s3", "storage"]),
        Make("c", Level.Mid, ["vpc"], choice: false),
    ]);

    [Fact]
    public void Questions_keep_the_order_of_the_files() =>
        Assert.Equal(["z", "m", "a"], Load(Question("z") + Question("m"), Question("a")).Bank!.All.Select(question => question.Id.Value));

    [Fact]
    public void A_question_is_found_by_its_id()
    {
        Assert.Equal("a", Bank.Find(new QuestionId("a"))!.Id.Value);
        Assert.Null(Bank.Find(new QuestionId("nobody")));
    }

    [Fact]
    public void Topics_are_counted_by_name_over_all_questions_or_those_that_match()
    {
        Assert.Equal([new("networking", 1), new("s3", 1), new("storage", 1), new("vpc", 2)], Bank.Topics);
        Assert.Equal([new("s3", 1), new("storage", 1)], Bank.TopicsOf(new BankFilter(Level.Junior)));
    }

    [Fact]
    public void Questions_are_filtered_by_level_topic_and_kind_together()
    {
        Assert.Equal(["b", "a", "c"], Ids(new BankFilter()));
        Assert.Equal(["b", "c"], Ids(new BankFilter(Level.Mid)));
        Assert.Equal(["b", "c"], Ids(new BankFilter(Topic: "vpc")));
        Assert.Equal(["b"], Ids(new BankFilter(Level.Mid, "vpc", ChoiceOnly: true)));
        Assert.Empty(Ids(new BankFilter(Level.Junior, "vpc")));

        static IEnumerable<string> Ids(BankFilter filter) => Bank.Filter(filter).Select(question => question.Id.Value);
    }

    [Fact]
    public void Being_related_goes_both_ways_and_no_further()
    {
        Assert.True(Bank.AreRelated(new("b"), new("c")));
        Assert.True(Bank.AreRelated(new("c"), new("b")));
        Assert.False(Bank.AreRelated(new("a"), new("b")));
        Assert.False(Bank.AreRelated(new("a"), new("nobody")));
    }

    [Theory]
    [InlineData("vpc", "vpc")]
    [InlineData("VPC", "vpc")]
    [InlineData("vcp", "vpc")]
    [InlineData("netwroking", "networking")]
    [InlineData("network", "networking")]
    [InlineData("zebra", null)]
    [InlineData("", null)]
    public void The_nearest_topic_is_the_one_meant(string word, string? topic) => Assert.Equal(topic, Bank.NearestTopic(word));

    [Fact]
    public void Two_questions_with_one_id_are_no_bank() =>
        Assert.Throws<ArgumentException>(() => new QuestionBank([Make("a", Level.Mid, ["s3"]), Make("a", Level.Mid, ["s3"])]));

    [Fact]
    public void Only_a_bank_that_passed_lint_replaces_the_one_in_force()
    {
        var current = new CurrentBank(Bank);

        Assert.False(current.Replace(Load("- nonsense")));
        Assert.Same(Bank, current.Current);

        Assert.False(current.Replace(new LoadResult(Bank: new([]), [new("x", 1, null, Severity.Error, "broken")])));
        Assert.Same(Bank, current.Current);

        var good = Load(Good);
        Assert.True(current.Replace(good));
        Assert.Same(good.Bank, current.Current);
    }

    static Question Make(string id, Level level, string[] topics, string[]? related = null, bool choice = true) => new()
    {
        Id = new(id),
        Level = level,
        Topics = topics,
        Prompt = "?",
        Choice = choice ? new("?", [new("a", "x", true, "y"), new("b", "z", false, "y")]) : null,
        References = [new("https://docs.aws.amazon.com/")],
        Reviewed = new LocalDate(2026, 11, 20),
        Related = [.. (related ?? []).Select(other => new QuestionId(other))],
    };
}
