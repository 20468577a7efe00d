using AwsPrepBot.Engine.Grading.Reading;
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
    /// <summary>Characters a file may have; a complete question takes some 6,000.</summary>
    public const int LargestFile = YamlTree.LargestFile;

    /// <summary>Findings shown of one file: a file that is no question file at all would otherwise bury the log.</summary>
    public const int MostFindings = 100;

    /// <param name="files">Paths as findings shall name them, and what the files hold, in the order the bank shall have.</param>
    /// <param name="today">Judges review dates.</param>
    /// <param name="folder">How findings about the whole bank name it.</param>
    /// <param name="aliases">The vocabulary answers are read with; without it they are read word by word.</param>
    public static LoadResult Load(
        IReadOnlyList<(string Path, string Text)> files, LocalDate today, string folder = "questions", (string Path, string Text)? aliases = null)
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

        var (vocabulary, misspelled) = aliases is { } spoken ? VocabularyFile.Read(spoken.Path, spoken.Text) : (Vocabulary.Empty, []);

        var findings = Arrange([.. read.SelectMany(each => each.Findings), .. misspelled, .. about], [.. files.Select(known => known.Path)]);
        var errors = findings.Exists(finding => finding.Severity == Severity.Error);
        return new(errors ? null : new QuestionBank(questions.Select(question => question.ToQuestion()), vocabulary), findings);
    }

    static List<Finding> Arrange(List<Finding> findings, List<string> paths)
    {
        var arranged = new List<Finding>();
        foreach (var file in findings.GroupBy(finding => finding.File).OrderBy(file => paths.IndexOf(file.Key) is var index and >= 0 ? index : int.MaxValue))
        {
            // Errors survive the cut: what blocks the bank must be among what is shown.
            var shown = file.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Line).Take(MostFindings).ToList();
            arranged.AddRange(shown.OrderBy(finding => finding.Line));
            var left = file.Count() - shown.Count;
            if (left > 0)
                arranged.Add(new(file.Key, 0, null, Severity.Warning, $"{left:N0} more findings in this file are not shown: mend these first"));
        }

        return arranged;
    }
}
