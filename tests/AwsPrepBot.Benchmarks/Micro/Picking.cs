using AwsPrepBot.Engine.Questions;
using AwsPrepBot.TestKit;
using BenchmarkDotNet.Attributes;

namespace AwsPrepBot.Benchmarks.Micro;

/// <summary>Choosing the next question, which happens once a post: with years of history it must still be nothing.</summary>
public class Picking
{
    const long Seed = 42;

    QuestionBank _bank = new([]);
    IReadOnlyList<AskedQuestion> _history = [];

    /// <summary>How large the bank is.</summary>
    [Params(54, 1000)]
    public int Questions { get; set; }

    /// <summary>How many were asked before: none, a year of working days, ten years.</summary>
    [Params(0, 260, 2600)]
    public int Asked { get; set; }

    /// <summary>A history as it would have come about, with half of the answers wrong here and there.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _bank = Builders.Bank(Questions);
        _history = [.. QuestionPicker.Upcoming(_bank, new BankFilter(ChoiceOnly: true), Seed, [], Asked)
            .Select((picked, index) => new AskedQuestion(picked.Question.Id, picked.Cycle, index % 5 / 5.0))];
    }

    /// <summary>One pick.</summary>
    [Benchmark]
    public Picked? Pick() => QuestionPicker.Pick(_bank, new BankFilter(ChoiceOnly: true), Seed, _history);
}
