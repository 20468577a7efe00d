using AwsPrepBot.Engine.Questions;
using static AwsPrepBot.Engine.Tests.Questions.QuestionTexts;

namespace AwsPrepBot.Engine.Tests.Questions;

public sealed class ChoiceRulesTests
{
    const string Stem = "An object in a versioned bucket is overwritten. What becomes of its bytes?";
    const string Right = "They stay as an older version";
    const string Wrong = "They are gone for good";
    const string Hint = "Think of the undo list of an editor.";

    [Fact]
    public void A_question_may_be_open_only()
    {
        var start = Good.IndexOf("  choice:", StringComparison.Ordinal);
        var end = Good.IndexOf("  rubric:", StringComparison.Ordinal);

        Assert.Null(Assert.Single(Load(Good.Remove(start, end - start)).Bank!.All).Choice);
    }

    [Theory]
    [InlineData(1, "the choice has 1 option: it needs 2 to 5")]
    [InlineData(2, null)]
    [InlineData(5, null)]
    [InlineData(6, "the choice has 6 options: it needs 2 to 5")]
    public void A_choice_has_two_to_five_options(int count, string? message)
    {
        var start = Good.IndexOf("      - id: b", StringComparison.Ordinal);
        var end = Good.IndexOf("  rubric:", StringComparison.Ordinal);
        var more = string.Concat(Enumerable.Range(2, count - 1).Select(number => $"      - id: o{number}\n        text: Text {number}\n        why: Because {number}.\n"));

        Assert.Equal(message, Load(Good[..start] + more + Good[end..]).Findings.SingleOrDefault()?.Message);
    }

    [Fact]
    public void Exactly_one_option_is_right()
    {
        Assert.StartsWith("no option is right", OnlyFinding(With("        correct: true\n", "")).Message);
        Assert.StartsWith("no option is right", OnlyFinding(With("correct: true", "correct: false")).Message);

        var two = With(Wrong, Wrong + "\n        correct: true");
        var finding = OnlyFinding(two);
        Assert.StartsWith("a second option is marked right", finding.Message);
        Assert.Equal(LineOf(two, "- id: c"), finding.Line);
    }

    [Theory]
    [InlineData("- id: c", "- id: a", "the option id a is there twice")]
    [InlineData("- id: c", "- id: A", "the option id A is there twice")]
    [InlineData("- id: c", "- id: \"c!\"", "\"c!\" is no option id")]
    [InlineData(Wrong, "they stay as an  older version.", "two options read alike")]
    [InlineData(Wrong, "\"They **stay** as an `older` version\"", "two options read alike")]
    [InlineData(Wrong, "They stay as an older version of 10 kB", null)]
    public void Options_differ(string passage, string by, string? message)
    {
        if (message is null)
            Assert.Empty(Load(With(passage, by)).Findings);
        else
            Assert.StartsWith(message, OnlyFinding(With(passage, by)).Message);
    }

    [Theory]
    [InlineData("All of the above")]
    [InlineData("none of the above.")]
    [InlineData("All the above")]
    [InlineData("**None** of the options above")]
    [InlineData("All of these")]
    [InlineData("None of them")]
    [InlineData("All options are correct")]
    [InlineData("None of these answers is right")]
    [InlineData("Both of the above apply")]
    [InlineData("Any of the above")]
    [InlineData("Neither of the two")]
    [InlineData("Everything above")]
    [InlineData("All of the listed statements are true")]
    [InlineData("Two of the above")]
    [InlineData("Both are correct")]
    [InlineData("None")]
    [InlineData("A and C")]
    [InlineData("Both A and B")]
    [InlineData("A, B and C")]
    [InlineData("None of the others")]
    [InlineData("Not one of the answers")]
    public void An_option_about_the_other_options_is_refused(string text) =>
        Assert.Contains(Load(With(Wrong, $"\"{text}\"")).Findings, finding => finding is { Severity: Severity.Error, Line: 16 }
            && finding.Message.EndsWith("refers to the other options: write an option that stands alone", StringComparison.Ordinal));

    [Theory]
    [InlineData("None of these requests reach the origin")]
    [InlineData("All requests above the limit are throttled")]
    [InlineData("All of the traffic to the subnet")]
    [InlineData("Both Regions at once")]
    [InlineData("Each zone has one of its own")]
    [InlineData("None of them can be deleted")]
    [InlineData("None: reads are free")]
    [InlineData("A and AAAA records")]
    [InlineData("Only the first zone")]
    public void An_option_that_only_sounds_alike_is_fine(string text) =>
        Assert.Empty(Load(With(Wrong, $"\"{text}\"")).Findings);

    [Theory]
    [InlineData("Unlike option B, this copies nothing.")]
    [InlineData("Option (C) is the cheaper one.")]
    [InlineData("See answer D for more.")]
    [InlineData("The first option does it too.")]
    [InlineData("As the last two options say.")]
    [InlineData("Option 2 would do.")]
    [InlineData("Choice A is the common belief.")]
    [InlineData("B is correct because it copies.")]
    [InlineData("Both A and B need it.")]
    [InlineData("As in the option above.")]
    [InlineData("The options below need more.")]
    [InlineData("The previous answer is close.")]
    [InlineData("The third choice is cheaper.")]
    public void A_text_that_names_an_option_by_letter_or_place_is_refused(string text)
    {
        var finding = OnlyFinding(With("why: That is how a bucket without versioning behaves.", $"why: \"{text}\""));

        Assert.StartsWith("a why says \"", finding.Message);
        Assert.EndsWith("but options are shuffled: say what the option says instead", finding.Message);
        Assert.Equal((Severity.Error, 17), (finding.Severity, finding.Line));
        Assert.StartsWith("the hint says \"", OnlyFinding(With(Hint, $"\"{text}\"")).Message);
    }

    [Theory]
    [InlineData("Resolvers answer A and AAAA queries alike.")]
    [InlineData("Then answer a question about it.")]
    [InlineData("S3 is the first choice for backups.")]
    [InlineData("DHCP option 6 names the servers.")]
    [InlineData("The first matching rule wins, the last rule denies.")]
    [InlineData("A is a record type.")]
    [InlineData("An option is to add a NAT gateway.")]
    [InlineData("Class C is smaller, and C is a language.")]
    [InlineData("Option groups belong to RDS.")]
    public void A_text_that_only_sounds_like_it_is_fine(string text) =>
        Assert.Empty(Load(With("why: That is how a bucket without versioning behaves.", $"why: \"{text}\"")).Findings);

    [Theory]
    [InlineData(Stem, "After an overwrite, do they stay as an older version or not, and why?", "the choice's prompt contains the right option's text")]
    [InlineData(Hint, "Indeed **they stay** as an older version.", "the hint contains the right option's text")]
    [InlineData(Stem, "What becomes of its bytes? Correct answer is the first.", "the choice's prompt says \"Correct answer is\"")]
    [InlineData(Stem, "What becomes of its bytes (correct)?", "the choice's prompt says \"(correct)\"")]
    [InlineData(Right, "They stay as an older version (correct)", "an option says \"(correct)\"")]
    [InlineData(Right, "They stay as an older version ✓", "an option says \"✓\"")]
    [InlineData(Hint, "The right option is about versions.", "the hint says \"right option is\"")]
    [InlineData(Hint, "The answer is in the name.", "the hint says \"The answer is\"")]
    public void A_text_that_gives_the_answer_away_is_refused(string passage, string by, string message)
    {
        var text = Good.Replace($": {passage}\n", $": \"{by}\"\n", StringComparison.Ordinal);
        Assert.NotEqual(Good, text);

        var finding = OnlyFinding(text);

        Assert.StartsWith(message, finding.Message);
        Assert.Equal(Severity.Error, finding.Severity);
    }

    [Fact]
    public void A_stem_may_name_the_things_to_choose_from()
    {
        var text = With(Stem, "Which keeps state, a security group or a network ACL?")
            .Replace(Right, "A security group", StringComparison.Ordinal)
            .Replace(Wrong, "A network ACL", StringComparison.Ordinal);

        Assert.Empty(Load(text).Findings);
        Assert.Contains("gives the answer away", OnlyFinding(text.Replace(" or a network ACL", "", StringComparison.Ordinal)).Message);
    }

    [Theory]
    [InlineData("Which of these is NOT a storage class?", true)]
    [InlineData("Which of these is not a storage class?", true)]
    [InlineData("All of these survive a reboot except which?", true)]
    [InlineData("Which service doesn't keep state?", true)]
    [InlineData("Which statement is false?", true)]
    [InlineData("The function must not be reachable from outside. Which setting does that?", false)]
    [InlineData("Which can a Network Load Balancer do while an Application Load Balancer cannot?", false)]
    [InlineData("Which note belongs there?", false)]
    public void A_stem_that_asks_for_what_is_not_so_gets_a_warning(string stem, bool warned)
    {
        var loaded = Load(With(Stem, stem));

        Assert.Equal(warned ? 1 : 0, loaded.Findings.Count(finding => finding.Severity == Severity.Warning && finding.Message.Contains("what is not so", StringComparison.Ordinal)));
        Assert.NotNull(loaded.Bank);
    }

    [Fact]
    public void All_texts_together_must_fit_one_message()
    {
        string Sized(int length) => With("why: That is how a bucket without versioning behaves.\n",
            $"why: {new string('x', 300)}\n" + string.Concat("de".Select(id => $"      - id: {id}\n        text: {id}{new string('y', 199)}\n        why: {new string('z', 200)}\n")))
            .Replace("text: They are moved to the archive tier after a day", $"text: {new string('b', 200)}", StringComparison.Ordinal)
            .Replace("why: Nothing moves between storage classes without a lifecycle rule.", $"why: {new string('w', 400)}", StringComparison.Ordinal)
            .Replace(Stem, new string('s', length), StringComparison.Ordinal);
        var fits = Enumerable.Range(1, 600).Last(length => Load(Sized(length)).Bank is not null);

        var question = Assert.Single(Load(Sized(fits)).Bank!.All);
        var length = MessageLimits.ResultLength(
            question.Choice!.Prompt, question.Choice.Options.Select(option => (option.Text, option.Why)), question.References[0].AbsoluteUri);

        Assert.Equal(MessageLimits.Description, length);
        Assert.Equal(
            "the result with all options and whys takes up to 4,097 of the 4,096 characters of a chat message: shorten them by 1",
            OnlyFinding(Sized(fits + 1)).Message);
    }

    [Fact]
    public void Nothing_is_asked_of_options_that_could_not_be_read() =>
        Assert.StartsWith("\"options\" must be a list", Load(Good.Remove(Good.IndexOf("      - id: a", StringComparison.Ordinal), Good.IndexOf("  rubric:", StringComparison.Ordinal) - Good.IndexOf("      - id: a", StringComparison.Ordinal))
            .Replace("    options:", "    options: three", StringComparison.Ordinal)).Findings[0].Message);
}
