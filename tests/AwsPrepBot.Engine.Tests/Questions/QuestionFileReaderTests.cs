using AwsPrepBot.Engine.Questions;
using NodaTime;
using static AwsPrepBot.Engine.Tests.Questions.QuestionTexts;

namespace AwsPrepBot.Engine.Tests.Questions;

public sealed class QuestionFileReaderTests
{
    [Fact]
    public void Everything_a_good_file_says_is_in_the_question()
    {
        var question = Assert.Single(Load(Question("s3-versioning", "related: [other]"), Question("other")).Bank!.All, q => q.Id.Value == "s3-versioning");

        Assert.Equal(Level.Junior, question.Level);
        Assert.Equal(["s3", "storage"], question.Topics);
        Assert.Equal("What does versioning do to an object that is overwritten?", question.Prompt);
        Assert.Equal("An object in a versioned bucket is overwritten. What becomes of its bytes?", question.Choice!.Prompt);
        Assert.Equal(["a", "b", "c"], question.Choice.Options.Select(option => option.Id));
        Assert.Equal([true, false, false], question.Choice.Options.Select(option => option.Correct));
        Assert.Equal("They are gone for good", question.Choice.Options[2].Text);
        Assert.Equal("That is how a bucket without versioning behaves.", question.Choice.Options[2].Why);
        Assert.Equal([2, 1], question.Rubric.Select(point => point.Weight));
        Assert.Equal(["old versions are kept"], question.Rubric[0].Accept);
        Assert.Equal(["old versions are lost"], question.Rubric[0].Reject);
        Assert.Empty(question.Rubric[1].Accept);
        Assert.Equal(["The bucket keeps the earlier version and bills both."], question.Answers);
        Assert.Equal("Think of the undo list of an editor.", question.Hint);
        Assert.Equal("docs.aws.amazon.com", Assert.Single(question.References).Host);
        Assert.Equal(new LocalDate(2026, 11, 20), question.Reviewed);
        Assert.Equal([new QuestionId("other")], question.Related);
        Assert.Equal("seed", question.Origin);
    }

    [Theory]
    [InlineData("  hint:", "  hnit:", "\"hnit\" is no key of a question: did you mean \"hint\"?")]
    [InlineData("    options:", "    optoins:", "\"optoins\" is no key of a choice: did you mean \"options\"?")]
    [InlineData("        correct: true", "        corect: true", "\"corect\" is no key of a choice's option: did you mean \"correct\"?")]
    [InlineData("      weight: 2", "      wieght: 2", "\"wieght\" is no key of a rubric point: did you mean \"weight\"?")]
    [InlineData("  hint:", "  zebra:", "\"zebra\" is no key of a question: the keys are id, level, topics, prompt, choice, rubric, answers, hint, references, reviewed, related, origin")]
    public void An_unknown_key_is_named_at_every_level_with_the_nearest_known_one(string passage, string by, string message)
    {
        var text = With(passage, by);

        var finding = Assert.Single(Load(text).Findings, finding => finding.Message.Contains("is no key", StringComparison.Ordinal));

        Assert.Equal(message, finding.Message);
        Assert.Equal(LineOf(text, by), finding.Line);
        Assert.Equal(new QuestionId("s3-versioning"), finding.QuestionId);
        Assert.Equal(Severity.Error, finding.Severity);
    }

    [Theory]
    [InlineData("  level: junior\n", 1, "\"level\" is missing from the question")]
    [InlineData("  topics: [s3, storage]\n", 1, "\"topics\" is missing from the question")]
    [InlineData("  prompt: What does versioning do to an object that is overwritten?\n", 1, "\"prompt\" is missing from the question")]
    [InlineData("    prompt: An object in a versioned bucket is overwritten. What becomes of its bytes?\n", 6, "\"prompt\" is missing from the choice")]
    [InlineData("        why: That is how a bucket without versioning behaves.\n", 15, "\"why\" is missing from the choice's option")]
    [InlineData("  reviewed: 2026-11-20\n", 1, "\"reviewed\" is missing from the question")]
    [InlineData("  references: [https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html]\n", 1, "\"references\" is missing from the question")]
    [InlineData("  answers:\n    - The bucket keeps the earlier version and bills both.\n", 1, "\"answers\" is missing from the question")]
    public void A_missing_key_is_named_once_with_where_it_belongs(string passage, int line, string message)
    {
        var finding = OnlyFinding(With(passage, ""));

        Assert.StartsWith(message, finding.Message);
        Assert.Equal(line, finding.Line);
    }

    [Fact]
    public void A_missing_id_is_named()
    {
        var finding = OnlyFinding(With("- id: s3-versioning\n  level", "- level"));

        Assert.StartsWith("\"id\" is missing from the question: add", finding.Message);
        Assert.Null(finding.QuestionId);
    }

    [Theory]
    [InlineData("level: junior", "level: intern", "\"intern\" is no level: write junior, mid, senior, architect")]
    [InlineData("level: junior", "level: jnuior", "\"jnuior\" is no level: write junior, mid, senior, architect; did you mean \"junior\"?")]
    [InlineData("level: junior", "level: [junior]", "\"level\" must be a text")]
    [InlineData("topics: [s3, storage]", "topics: s3", "\"topics\" must be a list of texts")]
    [InlineData("topics: [s3, storage]", "topics: [s3, {storage: 1}]", "\"topics\" must be a text")]
    [InlineData("hint: Think of the undo list of an editor.", "hint:", "\"hint\" is empty")]
    [InlineData("hint: Think of the undo list of an editor.", "hint: ~", "\"hint\" is empty")]
    [InlineData("hint: Think of the undo list of an editor.", "hint: \"  \"", "\"hint\" is empty")]
    [InlineData("hint: Think of the undo list of an editor.", "hint: true", "\"hint\" must be a text: put \"true\" in quotes")]
    [InlineData("correct: true", "correct: yes", "\"correct\" must be true or false")]
    [InlineData("correct: true", "correct: \"true\"", "\"correct\" must be true or false")]
    [InlineData("weight: 2", "weight: two", "\"weight\" must be a number")]
    [InlineData("weight: 2", "weight: .nan", "\"weight\" must be a number")]
    [InlineData("reviewed: 2026-11-20", "reviewed: 20.11.2026", "\"20.11.2026\" is no date: write year-month-day")]
    [InlineData("reviewed: 2026-11-20", "reviewed: 2026-02-30", "\"2026-02-30\" is no date")]
    [InlineData("  references: [", "  references: [{}, ", "\"references\" must be a text")]
    [InlineData("accept: [old versions are kept]", "accept: old versions are kept", "\"accept\" must be a list of texts")]
    [InlineData("    - point: Every version is billed.", "    - Every version is billed.", "an entry of \"rubric\" must have keys and values")]
    public void A_value_of_the_wrong_kind_is_named_with_its_line_and_what_would_be_right(string passage, string by, string message)
    {
        var text = With(passage, by);

        var finding = Load(text).Findings[0];

        Assert.StartsWith(message, finding.Message);
        Assert.Equal(LineOf(text, by), finding.Line);
    }

    [Fact]
    public void A_key_written_twice_is_named_with_both_lines()
    {
        var finding = OnlyFinding(Good.TrimEnd('\n') + "\n  hint: Another hint.\n");

        Assert.Equal("\"hint\" is there twice (first in line 26): keep one", finding.Message);
        Assert.Equal(30, finding.Line);
    }

    [Fact]
    public void A_tab_in_the_indent_is_called_a_tab()
    {
        var text = With("  hint: Think", "\thint: Think");

        var finding = OnlyFinding(text);

        Assert.Equal("the line is indented with a tab: YAML allows only spaces, use two per level", finding.Message);
        Assert.Equal(LineOf(text, "\thint"), finding.Line);
    }

    [Fact]
    public void A_syntax_error_is_named_with_its_line_and_does_not_hide_the_questions_above_it()
    {
        var text = Question("first", "related: [not-read-yet]") + With("prompt: What does", "prompt: Say: what does");

        var loaded = Load(text);

        var finding = Assert.Single(loaded.Findings);
        Assert.StartsWith("not readable as YAML: ", finding.Message);
        Assert.Equal(LineOf(text, "Say: what"), finding.Line);
        Assert.Null(loaded.Bank);
        Assert.Equal("first", Assert.Single(QuestionFileReader.Read("x", text).Questions).Id!.Value.Value);
    }

    [Theory]
    [InlineData("", "the file holds no question")]
    [InlineData("# only a remark\n", "the file holds no question")]
    [InlineData("[]", "the file holds no question")]
    [InlineData("~", "the file holds no question")]
    [InlineData("just words", "the file is no list of questions")]
    [InlineData("id: s3\nlevel: junior\n", "the file must be a list of questions")]
    [InlineData("- just words\n", "a question must have keys and values")]
    public void A_file_that_is_no_list_of_questions_is_refused_in_plain_words(string text, string message)
    {
        var finding = OnlyFinding(text);

        Assert.StartsWith(message, finding.Message);
        Assert.Equal(1, finding.Line);
    }

    [Fact]
    public void A_second_document_is_refused_and_the_first_still_read()
    {
        var finding = OnlyFinding(Good + "---\n" + Question("second"));

        Assert.StartsWith("a second YAML document begins here", finding.Message);
        Assert.Equal(LineOf(Good + "---\n" + Question("second"), "- id: second"), finding.Line);
    }

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_change_nothing()
    {
        var loaded = Load("\uFEFF" + Good.Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Empty(loaded.Findings);
        Assert.DoesNotContain('\r', Assert.Single(loaded.Bank!.All).Choice!.Options[0].Why);
    }
}
