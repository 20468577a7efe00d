using System.Text.Json;
using AwsPrepBot.Engine.Tests.Questions;
using AwsPrepBot.TestKit;

namespace AwsPrepBot.Engine.Tests.Grading;

/// <summary>
/// Answers/*.jsonl: what a fair interviewer would give, written without seeing a grader's output; the rubrics' phrasings were
/// written by people who had read them. Unseen/*.jsonl and Traps/*.jsonl were written without either, the latter by people who
/// saw the points and one model answer and were asked to deceive: what is reached there is kept and is to rise, by what is true
/// of all answers; nothing of them goes into a rubric. Traps/part-3.jsonl is not to be read by whoever works on the grader.
/// </summary>
public sealed class JudgedAnswersTests
{
    sealed record Judged(string Qid, string Kind, string Answer, int Low, int High);

    static IReadOnlyList<Judged> All { get; } = Read("Answers");

    static IReadOnlyList<Judged> Read(string folder) =>
    [
        .. Directory.GetFiles(Repository.PathOf($"tests/AwsPrepBot.Engine.Tests/Grading/{folder}"), "*.jsonl")
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

    /// <param name="folder">Where they are.</param>
    /// <param name="inBand">How many were graded fairly on 2026-11-24.</param>
    /// <param name="hostileAbove">How many hostile ones too well.</param>
    [Theory]
    [InlineData("Unseen", 280, 18)]
    [InlineData("Traps", 246, 68)]
    public void Unseen_answers_are_graded_no_less_fairly_than_they_were(string folder, int inBand, int hostileAbove)
    {
        var graded = Read(folder).Select(judged => (Judged: judged, ShippedGrader.Grade(judged.Qid, judged.Answer).Score)).ToList();
        var fair = graded.Count(answer => answer.Score >= answer.Judged.Low && answer.Score <= answer.Judged.High);
        var above = graded.Where(answer => answer.Judged.Kind.StartsWith("hostile", StringComparison.Ordinal) && answer.Score > answer.Judged.High).CountBy(answer => answer.Judged.Kind).ToDictionary();
        Assert.True(fair >= inBand, $"{fair} of {graded.Count} in their band; it was {inBand}");
        Assert.True(above.Values.Sum() <= hostileAbove, $"{above.Values.Sum()} hostile answers above their band ({string.Join(", ", above)}); it was {hostileAbove}");
    }
}
