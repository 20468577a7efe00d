using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Tests.Questions;

public sealed class NearestTests
{
    static readonly string[] Words = ["prompt", "reviewed", "references", "related", "id"];

    [Theory]
    [InlineData("prompt", "prompt")]
    [InlineData("Promt", "prompt")]
    [InlineData("rpompt", "prompt")]
    [InlineData("reference", "references")]
    [InlineData("ref", "references")]
    [InlineData("related_to", "related")]
    [InlineData("ids", "id")]
    [InlineData("zebra", null)]
    [InlineData("", null)]
    public void The_word_meant_is_found_and_no_other(string written, string? meant) => Assert.Equal(meant, Nearest.Match(written, Words));

    [Fact]
    public void A_suggestion_is_silent_when_nothing_is_near()
    {
        Assert.Equal("; did you mean \"prompt\"?", Nearest.Suggestion("promt", Words));
        Assert.Equal("", Nearest.Suggestion("zebra", Words));
    }

    [Fact]
    public void A_word_of_any_length_costs_little() => Assert.Null(Nearest.Match(new string('x', 1_000_000), Words));
}
