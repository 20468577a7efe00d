using System.Text.Json;
using AwsPrepBot.Engine.Tests.Questions;
using AwsPrepBot.TestKit;

namespace AwsPrepBot.Engine.Tests.Grading;

/// <summary>
/// Answers/*.jsonl: what a fair interviewer would give, written without seeing a grader's output; the rubrics' phrasings were
/// written by people who had read them. Unseen/*.jsonl were written without either: what is reached there is kept and is to
/// rise, by what is true of all answers; nothing of them goes into a rubric.
/// </summary>
public sealed class JudgedAnswersTests
{
    sealed record Judged(string Qid, string Kind, string Answer, int Low, int High);

    /// <summary>How many of the unseen answers are graded as fairly as they were on 2026-11-23, and how many hostile ones too well.</summary>
    const int UnseenInBand = 279, UnseenHostileAbove = 18;

    static IReadOnlyList<Judged> All { get; } = Read("Answers");

    static IReadOnlyList<Judged> Unseen { get; } = Read("Unseen");

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

    [Fact]
    public void Unseen_answers_are_graded_no_less_fairly_than_they_were()
    {
        var graded = Unseen.Select(judged => (Judged: judged, ShippedGrader.Grade(judged.Qid, judged.Answer).Score)).ToList();
        var inBand = graded.Count(answer => answer.Score >= answer.Judged.Low && answer.Score <= answer.Judged.High);
        var above = graded.Count(answer => answer.Judged.Kind == "hostile" && answer.Score > answer.Judged.High);
        Assert.True(inBand >= UnseenInBand, $"{inBand} of {graded.Count} in their band; it was {UnseenInBand}");
        Assert.True(above <= UnseenHostileAbove, $"{above} hostile answers above their band; it was {UnseenHostileAbove}");
    }
}
