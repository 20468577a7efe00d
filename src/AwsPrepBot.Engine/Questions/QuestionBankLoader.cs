using NodaTime;

namespace AwsPrepBot.Engine.Questions;

/// <summary>What came of loading question files.</summary>
/// <param name="Bank">The bank, or null when a finding is an error.</param>
/// <param name="Findings">By file and line; findings about the whole bank last.</param>
public sealed record LoadResult(QuestionBank? Bank, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether a finding keeps the bank from being used.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}

/// <summary>Makes a bank of question files, if all of them are in order. Pure and thread-safe; never throws because of what a file holds.</summary>
public static class QuestionBankLoader
{
    /// <param name="files">Paths as findings shall name them, and what the files hold, in the order the bank shall have.</param>
    /// <param name="today">Judges review dates.</param>
    /// <param name="folder">How findings about the whole bank name it.</param>
    public static LoadResult Load(IReadOnlyList<(string Path, string Text)> files, LocalDate today, string folder = "questions")
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.Count == 0)
        {
            return new(null, [new(folder, 0, null, Severity.Error,
                "no question file is there: put at least one *.yaml file that begins with \"- id: …\" into it")]);
        }

        var read = files.Select(file => QuestionFileReader.Read(file.Path, file.Text)).ToList();
        var questions = read.SelectMany(file => file.Questions).ToList();
        var about = QuestionLinter.Lint(questions, today, read.TrueForAll(file => file.Whole), folder);

        var order = files.Select((file, index) => (file.Path, index)).DistinctBy(file => file.Path).ToDictionary(file => file.Path, file => file.index);
        var findings = read.SelectMany(file => file.Findings)
            .Concat(about)
            .OrderBy(finding => order.GetValueOrDefault(finding.File, int.MaxValue))
            .ThenBy(finding => finding.Line == 0 ? int.MaxValue : finding.Line)
            .ToList();

        var errors = findings.Exists(finding => finding.Severity == Severity.Error);
        return new(errors ? null : new QuestionBank(questions.Select(question => question.ToQuestion())), findings);
    }
}
