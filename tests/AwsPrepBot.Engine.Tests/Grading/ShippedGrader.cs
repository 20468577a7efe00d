using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Tests.Questions;
using AwsPrepBot.TestKit;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Grading;

/// <summary>The bank of this repository, with its vocabulary, and the grader on it.</summary>
static class ShippedGrader
{
    public static QuestionBank Bank { get; } = Load();

    public static OfflineGrader Grader { get; } = new(new CurrentBank(Bank));

    public static IReadOnlyList<OpenQuestion> Questions { get; } = [.. Bank.All.Where(question => question.Rubric.Count > 0).Select(OpenQuestion.From)];

    public static Verdict Grade(string id, string answer) => Grader.Grade(Questions.Single(question => question.Id == id), answer);

    static QuestionBank Load()
    {
        var folder = Path.Combine(Repository.Root, "questions");
        var files = Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllText(file))).ToList();
        var aliases = Path.Combine(folder, "grading", "aliases.yaml");
        var loaded = QuestionBankLoader.Load(files, TimeProvider.System.GetToday(DateTimeZone.Utc).PlusDays(1), aliases: (aliases, File.ReadAllText(aliases)));
        Assert.DoesNotContain(loaded.Findings, finding => finding.Severity == Severity.Error);
        return loaded.Bank!;
    }
}
