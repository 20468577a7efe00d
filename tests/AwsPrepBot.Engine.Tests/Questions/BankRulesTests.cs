using AwsPrepBot.Engine.Questions;
using static AwsPrepBot.Engine.Tests.Questions.QuestionTexts;

namespace AwsPrepBot.Engine.Tests.Questions;

public sealed class BankRulesTests
{
    const string Longest = "They stay as an older version until somebody removes them, which a rule may do";

    [Fact]
    public void A_bank_whose_right_option_is_the_longest_in_a_third_is_fine_and_in_more_is_not()
    {
        Assert.Empty(Load(Bank(count: 12, longest: 4)).Findings);

        var finding = Assert.Single(Load(Bank(count: 12, longest: 5)).Findings);
        Assert.Equal(
            "questions: error: the right option is the longest in 5 of 12 questions, more than a third, so that it can be guessed: shorten it or lengthen a wrong one in q0, q1, q2, q3, q4",
            finding.ToString());
    }

    [Fact]
    public void A_small_bank_is_not_judged_as_a_whole() => Assert.Empty(Load(Bank(count: 11, longest: 11)).Findings);

    [Fact]
    public void A_right_option_that_is_as_long_as_another_is_not_the_longest() =>
        Assert.Empty(Load([.. Bank(count: 12, longest: 12).Select(text => text.Replace("They are gone for good", new string('x', Longest.Length), StringComparison.Ordinal))]).Findings);

    [Fact]
    public void Right_options_that_mostly_have_the_same_id_get_a_warning()
    {
        Assert.Empty(Load(Bank(count: 15, longest: 0, rightIds: "xxxxxxpqrspqrsp")).Findings);

        var loaded = Load(Bank(count: 12, longest: 0, rightIds: "xxxxxpqrspqr"));

        Assert.Equal("the right option has the id x in 5 of 12 questions: spread it over a, b, c and d, for example in new questions", Assert.Single(loaded.Findings).Message);
        Assert.NotNull(loaded.Bank);
    }

    /// <summary>The right ids take turns, so that only the length is odd.</summary>
    static string[] Bank(int count, int longest, string rightIds = "pqrspqrspqrs") =>
    [
        .. Enumerable.Range(0, count).Select(number => Question($"q{number}")
            .Replace("- id: a", $"- id: {rightIds[number]}", StringComparison.Ordinal)
            .Replace("They stay as an older version", number < longest ? Longest : "They stay", StringComparison.Ordinal)),
    ];
}
