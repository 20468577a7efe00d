using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using BenchmarkDotNet.Attributes;
using NodaTime;

namespace AwsPrepBot.Benchmarks.Micro;

/// <summary>Grading an open answer of some 60 words, its question already read: 5,000 a second and core are wanted, so 200 µs.</summary>
public class Grading
{
    OfflineGrader _grader = new(new CurrentBank(new QuestionBank([])));
    (OpenQuestion Question, string Answer)[] _answers = [];
    int _next;

    /// <summary>The bank that is published with the program; the answers are the first sixty words of its model answers.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "questions");
        var aliases = Path.Combine(folder, "grading", "aliases.yaml");
        var loaded = QuestionBankLoader.Load(
            [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllText(file)))],
            new LocalDate(2026, 11, 24),
            aliases: (aliases, File.ReadAllText(aliases)));
        var bank = loaded.Bank ?? throw new InvalidOperationException("The bank is not in order.");
        _grader = new OfflineGrader(new CurrentBank(bank));
        _answers = [.. bank.All.Where(question => question.Answers.Count > 0).Select(question => (OpenQuestion.From(question), string.Join(' ', question.Answers[0].Split(' ').Take(60))))];
        foreach (var (question, answer) in _answers)
            _ = _grader.Grade(question, answer);
    }

    /// <summary>One answer, each time to the next question.</summary>
    [Benchmark]
    public Verdict Grade()
    {
        _next = (_next + 1) % _answers.Length;
        return _grader.Grade(_answers[_next].Question, _answers[_next].Answer);
    }

    /// <summary>A text meant to be slow, repeated to the greatest length that is read: 5 ms are allowed.</summary>
    [Benchmark]
    [Arguments("SG,")]
    [Arguments("a ")]
    [Arguments("99.9 % ")]
    [Arguments("encrytpion ")]
    public Verdict GradeHostile(string piece)
    {
        var answer = string.Concat(Enumerable.Repeat(piece, (OfflineGrader.LongestAnswer / piece.Length) + 1))[..OfflineGrader.LongestAnswer];
        return _grader.Grade(_answers[0].Question, answer);
    }
}
