using System.Security.Cryptography;
using System.Text;
using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.Questions;

/// <summary>What the question files held at one moment.</summary>
/// <param name="Files">Paths as a person would write them, and texts, by name.</param>
/// <param name="Aliases">The vocabulary answers are graded with; null when there is none.</param>
/// <param name="Findings">Files that could not be read, or that are not read because of their name.</param>
/// <param name="Fingerprint">Changes whenever anything above does.</param>
sealed record FolderContent(
    IReadOnlyList<(string Path, string Text)> Files, (string Path, string Text)? Aliases, IReadOnlyList<Finding> Findings, string Fingerprint);

/// <summary>
/// The folder with the question files and, in <c>grading/aliases.yaml</c>, the vocabulary of the grader. Only <c>*.yaml</c>
/// right in it are question files. A folder of one's own may do without a vocabulary: then the published one is used.
/// </summary>
sealed class QuestionFolder
{
    /// <summary>Bytes. Nothing this large is a question file, so it is not even taken into memory.</summary>
    const long LargestFile = 4L * 1024 * 1024;

    /// <summary>Where the vocabulary is, below the folder.</summary>
    internal const string AliasesName = "grading/aliases.yaml";

    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly string _shown;
    readonly string _publishedAliases;

    /// <param name="path">The folder; need not exist yet.</param>
    /// <param name="currentFolder">What paths in findings are relative to, when the folder is in it.</param>
    /// <param name="programFolder">Where the program was published; the running program's when not given.</param>
    public QuestionFolder(string path, string currentFolder, string? programFolder = null)
    {
        _publishedAliases = System.IO.Path.Combine(programFolder ?? AppContext.BaseDirectory, "questions", AliasesName);
        Path = System.IO.Path.GetFullPath(path, currentFolder);
        var relative = System.IO.Path.GetRelativePath(currentFolder, Path);
        var outside = System.IO.Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal);
        _shown = (outside ? Path : relative).Replace('\\', '/').TrimEnd('/');
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>
    /// The folder that <c>Questions:Path</c> names: in the current folder, else the copy published beside the program. A
    /// folder without question files does not count: on a file system that ignores case, <c>questions</c> may be a folder
    /// of code. When neither has any, the first, so that its findings say where files were expected.
    /// </summary>
    public static QuestionFolder Find(string configured, string currentFolder, string programFolder)
    {
        var here = new QuestionFolder(configured, currentFolder, programFolder);
        var published = new QuestionFolder(System.IO.Path.GetFullPath(configured, programFolder), currentFolder, programFolder);
        return !here.HasFiles() && published.HasFiles() ? published : here;
    }

    /// <summary>Reads all question files. What cannot be read becomes a finding.</summary>
    public async Task<FolderContent> ReadAsync(CancellationToken cancellationToken)
    {
        var files = new List<(string Path, string Text)>();
        var findings = new List<Finding>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in Names(findings))
        {
            if (await ReadTextAsync(System.IO.Path.Combine(Path, name), $"{_shown}/{name}", findings, hash, cancellationToken) is { } file)
                files.Add(file);
        }

        var own = System.IO.Path.Combine(Path, AliasesName);
        (string Path, string Text)? aliases =
            File.Exists(own) ? await ReadTextAsync(own, $"{_shown}/{AliasesName}", findings, hash, cancellationToken)
            : File.Exists(_publishedAliases) ? await ReadTextAsync(_publishedAliases, _publishedAliases, findings, hash, cancellationToken)
            : null;

        // A file that cannot be read has no bytes to hash, but becoming readable is a change.
        foreach (var finding in findings)
            hash.AppendData(Encoding.UTF8.GetBytes(finding.ToString()));
        return new(files, aliases, findings, Convert.ToHexString(hash.GetHashAndReset()));
    }

    /// <summary>The bank the content makes, if all of it is in order.</summary>
    public LoadResult Load(FolderContent content, LocalDate today)
    {
        if (content.Files.Count == 0 && content.Findings.Any(finding => finding.Severity == Severity.Error))
            return new(null, content.Findings);
        var loaded = QuestionBankLoader.Load(content.Files, today, _shown, content.Aliases);
        var all = new LoadResult(loaded.Bank, [.. content.Findings, .. loaded.Findings]);
        return all.HasErrors ? all with { Bank = null } : all;
    }

    bool HasFiles() => Names([]).Any();

    IReadOnlyList<string> Names(List<Finding> findings)
    {
        try
        {
            // A dot begins the scratch files of editors.
            var names = Directory.EnumerateFiles(Path)
                .Select(file => System.IO.Path.GetFileName(file))
                .Where(name => !name.StartsWith('.'))
                .Order(StringComparer.Ordinal)
                .ToList();
            findings.AddRange(names
                .Where(name => name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
                .Select(name => new Finding($"{_shown}/{name}", 0, null, Severity.Warning, "the file is not read: question files end in .yaml, rename it")));
            return [.. names.Where(name => name.EndsWith(".yaml", StringComparison.Ordinal))];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            findings.Add(new(_shown, 0, null, Severity.Error, problem is DirectoryNotFoundException
                ? $"there is no folder {Path}: create it, or set Questions:Path to the folder with the question files"
                : $"the folder cannot be read: {problem.Message}"));
            return [];
        }
    }

    static async Task<(string Path, string Text)?> ReadTextAsync(
        string path, string shown, List<Finding> findings, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var (bytes, problem) = await ReadFileAsync(path, cancellationToken);
        var text = "";
        if (problem is null)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{shown}\0{bytes.Length}\0"));
            hash.AppendData(bytes);
            problem = Decode(bytes, out text);
        }

        if (problem is null)
            return (shown, text);
        findings.Add(new(shown, 0, null, Severity.Error, problem));
        return null;
    }

    static async Task<(byte[] Bytes, string? Problem)> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return new FileInfo(path).Length is > LargestFile and var length
                ? ([], $"the file has {length / 1024:N0} kB: split it, a question file has at most {QuestionBankLoader.LargestFile:N0} characters")
                : (await File.ReadAllBytesAsync(path, cancellationToken), null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return ([], $"the file cannot be read: {problem.Message}");
        }
    }

    static string? Decode(byte[] bytes, out string text)
    {
        try
        {
            text = StrictUtf8.GetString(bytes);
            return null;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return "the file is not UTF-8: save it in that encoding";
        }
    }
}
