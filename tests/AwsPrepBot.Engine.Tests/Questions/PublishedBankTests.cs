using AwsPrepBot.Engine.Questions;
using AwsPrepBot.TestKit;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Questions;

/// <summary>The question files of this repository: data is tested like code.</summary>
public sealed class PublishedBankTests
{
    const int SeedQuestions = 54;

    [Fact]
    public void The_bank_has_no_errors_and_holds_every_question_it_started_from()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "questions"), "*.yaml")
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllText(file)))
            .ToList();
        Assert.SkipWhen(files.Count == 0, "this checkout has no questions/*.yaml");

        // Tomorrow by UTC: the reviewer may live east of this machine.
        var loaded = QuestionBankLoader.Load(files, TimeProvider.System.GetToday(DateTimeZone.Utc).PlusDays(1));

        Assert.DoesNotContain(loaded.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal(SeedQuestions, loaded.Bank!.All.Count(question => question.Origin == "seed"));
    }
}
