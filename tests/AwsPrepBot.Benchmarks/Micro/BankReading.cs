using AwsPrepBot.Engine.Questions;
using BenchmarkDotNet.Attributes;
using NodaTime;

namespace AwsPrepBot.Benchmarks.Micro;

/// <summary>Reading the bank that is published with the program, once it is compiled: what a reload costs.</summary>
public class BankReading
{
    static readonly LocalDate Today = new(2026, 11, 23);

    IReadOnlyList<(string Path, string Text)> _files = [];

    /// <summary>The texts, already in memory.</summary>
    [GlobalSetup]
    public void Setup() => _files = [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "questions"), "*.yaml")
        .Order(StringComparer.Ordinal)
        .Select(file => (Path.GetFileName(file), File.ReadAllText(file)))];

    /// <summary>Parsing, checking and putting together.</summary>
    [Benchmark]
    public QuestionBank? ReadAndCheck() => QuestionBankLoader.Load(_files, Today).Bank;
}
