namespace AwsPrepBot.Engine.Questions;

/// <summary>How much a <see cref="Finding"/> matters.</summary>
public enum Severity
{
    /// <summary>Worth a look; the bank may be used.</summary>
    Warning,
    /// <summary>The bank must not be used.</summary>
    Error,
}

/// <summary>One thing that is wrong with the question files, and how to mend it.</summary>
/// <param name="File">The file's path as it was given, or the folder when the finding is about the whole bank.</param>
/// <param name="Line">The line it is about, from 1; 0 when no single line is to blame.</param>
/// <param name="QuestionId">The question, when it is known.</param>
/// <param name="Severity">Whether it keeps the bank from being used.</param>
/// <param name="Message">What is wrong and what would be right, one line, without file, line or id.</param>
public sealed record Finding(string File, int Line, QuestionId? QuestionId, Severity Severity, string Message)
{
    /// <summary>The form compilers use and editors jump to: <c>questions/s3.yaml:14: error: s3-versioning: …</c>.</summary>
    public override string ToString()
    {
        var place = Line > 0 ? $"{File}:{Line}" : File;
        var word = Severity == Severity.Error ? "error" : "warning";
        return QuestionId is { } id ? $"{place}: {word}: {id}: {Message}" : $"{place}: {word}: {Message}";
    }
}
