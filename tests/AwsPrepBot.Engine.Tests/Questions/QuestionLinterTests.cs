using AwsPrepBot.Engine.Questions;
using static AwsPrepBot.Engine.Tests.Questions.QuestionTexts;

namespace AwsPrepBot.Engine.Tests.Questions;

public sealed class QuestionLinterTests
{
    [Fact]
    public void A_good_question_has_no_finding() => Assert.Empty(Load(Good).Findings);

    [Fact]
    public void A_finding_reads_as_compilers_write_them()
    {
        Assert.Equal(
            "questions/1.yaml:3: error: s3-versioning: \"S3\" is no topic: write s3",
            OnlyFinding(With("[s3, storage]", "[S3, storage]")).ToString());
        Assert.Equal("questions: warning: words", new Finding("questions", 0, null, Severity.Warning, "words").ToString());
    }

    [Theory]
    [InlineData("S3-Versioning")]
    [InlineData("s3_versioning")]
    [InlineData("-s3")]
    [InlineData("s3--v")]
    [InlineData("s3 versioning")]
    [InlineData("é")]
    public void An_id_of_another_form_is_refused(string id) =>
        Assert.Equal(
            $"\"{id}\" is no id: use lower case letters, digits and single hyphens, at most 64, for example s3-versioning",
            OnlyFinding(With("id: s3-versioning", $"id: {id}")).Message);

    [Fact]
    public void An_id_longer_than_sixty_four_is_refused()
    {
        Assert.Empty(Load(Question(new string('a', 64))).Findings);
        Assert.Contains("is no id", OnlyFinding(Question(new string('a', 65))).Message);
    }

    [Fact]
    public void An_id_used_twice_is_named_at_the_second_place_with_the_first_over_all_files()
    {
        var finding = Assert.Single(Load(Question("twin"), Question("other") + Question("twin")).Findings);

        Assert.Equal("questions/2.yaml:30: error: twin: the id is already used in questions/1.yaml:1: give this question another one", finding.ToString());
    }

    [Theory]
    [InlineData("[]", "\"topics\" is empty")]
    [InlineData("[Amazon S3]", "\"Amazon S3\" is no topic: write amazon-s3")]
    [InlineData("[s3, s3]", "the topic s3 is there twice: keep one")]
    [InlineData("[s3!]", "\"s3!\" is no topic: use lower case letters")]
    public void Topics_are_checked(string topics, string message) =>
        Assert.StartsWith(message, OnlyFinding(With("[s3, storage]", topics)).Message);

    [Theory]
    [InlineData("prompt: What does versioning do to an object that is overwritten?", 1000, "the prompt")]
    [InlineData("prompt: An object in a versioned bucket is overwritten. What becomes of its bytes?", 600, "the choice's prompt")]
    [InlineData("text: They are gone for good", 200, "an option")]
    [InlineData("why: That is how a bucket without versioning behaves.", 400, "a why")]
    [InlineData("hint: Think of the undo list of an editor.", 400, "the hint")]
    [InlineData("- The bucket keeps the earlier version and bills both.", 1500, "a model answer")]
    [InlineData("- point: Every version is billed.", 300, "a rubric point")]
    public void A_text_may_be_as_long_as_fits_and_no_longer(string passage, int most, string what)
    {
        var key = passage[..(passage.IndexOf(' ', passage[0] == '-' && passage.Contains("point", StringComparison.Ordinal) ? 2 : 0) + 1)];

        Assert.Empty(Load(With(passage, key + new string('x', most))).Findings);
        Assert.Equal(
            $"{what} has {most + 1:N0} characters: shorten it to at most {most:N0}, or it does not fit a chat message",
            OnlyFinding(With(passage, key + new string('x', most + 1))).Message);
    }

    [Theory]
    [InlineData("ftp://docs.aws.amazon.com/x")]
    [InlineData("http://docs.aws.amazon.com/x")]
    [InlineData("docs.aws.amazon.com/x")]
    [InlineData("https://aws.amazon.com.evil.com/x")]
    [InlineData("https://evil.com/aws.amazon.com")]
    [InlineData("https://evilaws.amazon.com/x")]
    [InlineData("https://docs.aws.amazon.com@evil.com/x")]
    [InlineData("https://user@docs.aws.amazon.com/x")]
    [InlineData("https://docs.aws.amazon.com:8443/x")]
    [InlineData("https://docs.aws.amazon.com/a b")]
    [InlineData("https://amazon.com/x")]
    [InlineData("https://docs.аws.amazon.com/x")]
    public void A_reference_that_is_no_https_page_of_aws_is_refused(string address)
    {
        var findings = Load(With("references: [https:", $"references: [\"{address}\", https:")).Findings;

        Assert.Equal($"{address} is no AWS page: give an https address at aws.amazon.com or below it, for example https://docs.aws.amazon.com/…", Assert.Single(findings).Message);
        Assert.Equal(Severity.Error, findings[0].Severity);
    }

    [Theory]
    [InlineData("https://aws.amazon.com/s3/faqs/")]
    [InlineData("https://repost.aws.amazon.com/x")]
    [InlineData("https://docs.aws.amazon.com/AmazonS3/latest/userguide/x.html#y?z=(1)")]
    public void Other_https_pages_of_aws_are_fine_beside_a_documentation_page(string address) =>
        Assert.Empty(Load(With("references: [https:", $"references: [\"{address}\", https:")).Findings);

    [Fact]
    public void One_reference_must_be_a_documentation_page()
    {
        const string Page = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html";

        Assert.Equal(
            "no reference is a documentation page: add one under https://docs.aws.amazon.com/",
            OnlyFinding(With(Page, "https://aws.amazon.com/s3/")).Message);
        Assert.StartsWith("\"references\" is empty", OnlyFinding(With($"[{Page}]", "[]")).Message);
    }

    [Theory]
    [InlineData("2026-11-23", null, null)]
    [InlineData("2026-11-24", Severity.Error, "the review date 2026-11-24 is in the future (today is 2026-11-23)")]
    [InlineData("2025-11-23", null, null)]
    [InlineData("2025-11-22", Severity.Warning, "the facts were last checked on 2025-11-22, more than 12 months ago")]
    public void A_review_date_may_be_today_and_up_to_a_year_back(string date, Severity? severity, string? message)
    {
        var loaded = Load(With("2026-11-20", date));

        Assert.Equal(severity, loaded.Findings.SingleOrDefault()?.Severity);
        if (message is not null)
            Assert.StartsWith(message, loaded.Findings[0].Message);
        Assert.Equal(severity == Severity.Error, loaded.Bank is null);
    }

    [Theory]
    [InlineData("related: [s3-versioning]", Severity.Error, "the question names itself as related: remove it")]
    [InlineData("related: [nobody-at-all]", Severity.Error, "no question has the related id \"nobody-at-all\": correct or remove it")]
    [InlineData("related: [otehr]", Severity.Error, "no question has the related id \"otehr\"; did you mean \"other\"?")]
    [InlineData("related: [other, other]", Severity.Warning, "the related id other is there twice: keep one")]
    public void Related_questions_must_be_others_that_exist(string related, Severity severity, string message)
    {
        var finding = Assert.Single(Load(Question("s3-versioning", related), Question("other")).Findings);

        Assert.Equal((severity, message), (finding.Severity, finding.Message));
    }

    [Theory]
    [InlineData("weight: 2", "weight: 0", "the weight must be more than 0")]
    [InlineData("weight: 2", "weight: -1", "the weight must be more than 0")]
    [InlineData("weight: 2", "weight: 101", "the weight must be more than 0 and at most 100")]
    [InlineData("- point: Every version is billed.", "- point: \"An overwrite keeps the **earlier** version\"", "the rubric has this point twice")]
    [InlineData("reject: [old versions are lost]", "reject: [Old versions are kept.]", "\"Old versions are kept.\" is both accepted and rejected")]
    [InlineData("reject: [old versions are lost]", "reject: [An overwrite keeps the earlier version]", "\"An overwrite keeps the earlier version\" is both accepted and rejected")]
    [InlineData("accept: [old versions are kept]", "accept: []", null)]
    public void A_rubric_weighs_its_points_and_does_not_contradict_itself(string passage, string by, string? message)
    {
        if (message is null)
            Assert.Empty(Load(With(passage, by)).Findings);
        else
            Assert.StartsWith(message, OnlyFinding(With(passage, by)).Message);
    }

    [Fact]
    public void A_rubric_has_at_most_ten_points()
    {
        string Points(int count) => With("    - point: Every version is billed.\n", string.Concat(Enumerable.Range(0, count).Select(number => $"    - point: Fact {number}.\n")));

        Assert.Empty(Load(Points(9)).Findings);
        Assert.Equal("the rubric has 11 points: keep the 10 that matter most", OnlyFinding(Points(10)).Message);
    }

    [Fact]
    public void A_bank_without_questions_is_refused()
    {
        var loaded = QuestionBankLoader.Load([], Today, "somewhere/questions");

        Assert.Null(loaded.Bank);
        Assert.StartsWith("somewhere/questions: error: no question file is there", Assert.Single(loaded.Findings).ToString());
    }

    [Fact]
    public void Findings_come_by_file_and_line_and_a_warning_alone_does_not_block_the_bank()
    {
        var loaded = Load(With("reviewed: 2026-11-20", "reviewed: 2020-01-01"), Question("b", "related: [a, a]"), Question("a"));

        Assert.Equal(["questions/1.yaml:28", "questions/2.yaml:30"], loaded.Findings.Select(finding => $"{finding.File}:{finding.Line}"));
        Assert.Equal(3, loaded.Bank!.All.Count);
    }
}
