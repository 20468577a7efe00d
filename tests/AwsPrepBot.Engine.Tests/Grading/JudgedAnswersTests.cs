using System.Text.Json;
using AwsPrepBot.Engine.Tests.Questions;
using AwsPrepBot.TestKit;

namespace AwsPrepBot.Engine.Tests.Grading;

/// <summary>Answers/*.jsonl: what a fair interviewer would give, written without seeing a grader's output.</summary>
public sealed class JudgedAnswersTests
{
    sealed record Judged(string Qid, string Kind, string Answer, int Low, int High);

    static IReadOnlyList<Judged> All { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "tests", "AwsPrepBot.Engine.Tests", "Grading", "Answers"), "*.jsonl")
            .Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize<Judged>(line, JsonSerializerOptions.Web)!),
    ];

    [Fact]
    public void Every_question_has_six_judged_answers_at_least()
    {
        Assert.All(ShippedGrader.Questions, question => Assert.True(All.Count(judged => judged.Qid == question.Id) >= 6, question.Id));
    }

    [Fact]
    public void Nine_of_ten_answers_score_within_their_band()
    {
        var outside = All.Select(judged => (Judged: judged, ShippedGrader.Grade(judged.Qid, judged.Answer).Score))
            .Where(graded => graded.Score < graded.Judged.Low || graded.Score > graded.Judged.High)
            .Select(graded => $"{graded.Judged.Qid} {graded.Judged.Kind}: {graded.Score}, fair would be {graded.Judged.Low}–{graded.Judged.High}").ToList();
        Assert.True(outside.Count <= All.Count / 10, $"{outside.Count} of {All.Count}:\n{string.Join('\n', outside)}");
    }

    [Fact]
    public void No_hostile_answer_scores_above_its_band()
    {
        var above = All.Where(judged => judged.Kind.StartsWith("hostile", StringComparison.Ordinal))
            .Select(judged => (Judged: judged, ShippedGrader.Grade(judged.Qid, judged.Answer).Score))
            .Where(graded => graded.Score > graded.Judged.High)
            .Select(graded => $"{graded.Judged.Qid} {graded.Judged.Kind}: {graded.Score}, at most {graded.Judged.High}");
        Assert.Empty(above);
    }
}
