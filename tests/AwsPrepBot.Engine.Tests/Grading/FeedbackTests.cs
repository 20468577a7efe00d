using AwsPrepBot.Engine.Grading;

namespace AwsPrepBot.Engine.Tests.Grading;

/// <summary>What a member is told in words.</summary>
public sealed class FeedbackTests
{
    static readonly PointVerdict Covered = new("Security groups are stateful.", 3, Coverage.Covered, "stateful");
    static readonly PointVerdict SmallGap = new("Rule changes take effect at once.", 1, Coverage.Missing, null);
    static readonly PointVerdict Begun = new("A rule names a protocol, a port range and a source.", 3, Coverage.Partly, "a rule");
    static readonly PointVerdict LargeGap = new("A network ACL belongs to a subnet.", 2, Coverage.Missing, null);
    static readonly PointVerdict Wrong = new("A network ACL is stateless.", 1, Coverage.Contradicted, "NACLs are stateful");

    [Fact]
    public void A_20_a_60_and_a_95_are_told_different_things_in_every_sentence()
    {
        var told = new[] { 20, 60, 95 }.Select(score => Feedback.Write(score, [Covered, LargeGap], [])).ToList();

        var sentences = told.Select(text => text.Split(LargeGap.Point).SelectMany(part => part.Split(". ")).Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0).ToList()).ToList();
        Assert.Equal(sentences.Sum(all => all.Count), sentences.SelectMany(all => all).Distinct().Count());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(75)]
    [InlineData(90)]
    public void It_names_what_costs_most_in_the_words_of_the_rubric(int score)
    {
        // Three and a half there costs less than two that are missing.
        var text = Feedback.Write(score, [Covered, SmallGap, Begun, LargeGap], []);

        Assert.Contains(LargeGap.Point, text, StringComparison.Ordinal);
        Assert.DoesNotContain(SmallGap.Point, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Begun.Point, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(70)]
    [InlineData(90)]
    public void What_is_wrong_comes_before_what_is_missing(int score)
    {
        var text = Feedback.Write(score, [Covered, LargeGap, Wrong], [new(FlagKind.Contradiction, "…")]);

        Assert.Contains(Wrong.Point, text, StringComparison.Ordinal);
        Assert.DoesNotContain(LargeGap.Point, text, StringComparison.Ordinal);
        Assert.DoesNotContain("core is right", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_said_all_is_not_sent_looking_for_more() =>
        Assert.Equal("A strong answer, complete and to the point: an interviewer would move on. An example from your own work would make it memorable.", Feedback.Write(97, [Covered], []));

    [Fact]
    public void Who_strings_key_words_together_is_told_to_write_sentences() =>
        Assert.Contains("sentences", Feedback.Write(9, [Covered, LargeGap], [new(FlagKind.KeywordList, "…")]), StringComparison.Ordinal);

    [Fact]
    public void It_is_one_to_four_sentences_that_end_as_sentences_do_for_every_answer_of_the_bank()
    {
        foreach (var question in ShippedGrader.Questions)
        {
            foreach (var answer in question.Answers.Concat(question.Rubric.Select(point => point.Point)).Append("It depends."))
            {
                var text = ShippedGrader.Grader.Grade(question, answer).Feedback;
                Assert.EndsWith(".", text, StringComparison.Ordinal);
                Assert.InRange(text.Length, 20, 600);
            }
        }
    }
}
