using System.CommandLine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Questions;

namespace AwsPrepBot.Verbs;

/// <summary>Finds and loads the question files for a verb.</summary>
sealed class QuestionsReader(Option<string?> path, Func<string> configuredPath, TimeProvider time)
{
    const int Failed = 1;

    public static Option<string?> PathOption() => new("--path")
    {
        Description = "The folder with the question files [default: Questions:Path, else the folder published beside the program]",
        HelpName = "DIR",
        Recursive = true,
    };

    public async Task<(FolderContent Content, LoadResult Loaded)> LoadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        // A folder named on the command line is meant: no looking elsewhere.
        var folder = parsed.GetValue(path) is { } named
            ? new QuestionFolder(named, Environment.CurrentDirectory)
            : QuestionFolder.Find(configuredPath(), Environment.CurrentDirectory, AppContext.BaseDirectory);
        var content = await folder.ReadAsync(cancellationToken);
        return (content, folder.Load(content, ReviewDay.Of(time)));
    }

    public Task<int> WithBankAsync(ParseResult parsed, Func<QuestionBank, int> act, CancellationToken cancellationToken) =>
        WithBankAsync(parsed, bank => Task.FromResult(act(bank)), cancellationToken);

    public async Task<int> WithBankAsync(ParseResult parsed, Func<QuestionBank, Task<int>> act, CancellationToken cancellationToken)
    {
        var (content, loaded) = await LoadAsync(parsed, cancellationToken);
        if (loaded.Bank is { } bank)
            return await act(bank);
        var error = parsed.InvocationConfiguration.Error;
        foreach (var finding in loaded.Findings.Where(finding => finding.Severity == Severity.Error))
            await error.WriteLineAsync(finding.ToString());
        return Refuse(parsed, $"{Summary(content, loaded)}. Mend the errors first: nothing is shown of a bank that is not in order.");
    }

    public static string Summary(FolderContent content, LoadResult loaded)
    {
        var errors = loaded.Findings.Count(finding => finding.Severity == Severity.Error);
        var what = loaded.Bank is { } bank ? $"{Words.Count(bank.All.Count, "question")} in " : "";
        return $"{what}{Words.Count(content.Files.Count, "file")}: {Words.Count(errors, "error")}, {Words.Count(loaded.Findings.Count - errors, "warning")}";
    }

    public static int Refuse(ParseResult parsed, string message)
    {
        parsed.InvocationConfiguration.Error.WriteLine(message);
        return Failed;
    }
}
