using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Questions;

/// <summary>Small question files to bend: replace a line of <see cref="Good"/> and see what is said about it.</summary>
static class QuestionTexts
{
    public static readonly LocalDate Today = new(2026, 11, 23);

    /// <summary>A file with one question that has every key and no finding.</summary>
    public const string Good = """
        - id: s3-versioning
          level: junior
          topics: [s3, storage]
          prompt: What does versioning do to an object that is overwritten?
          choice:
            prompt: An object in a versioned bucket is overwritten. What becomes of its bytes?
            options:
              - id: a
                text: They stay as an older version
                correct: true
                why: Every write adds a version, and the older ones stay until they are deleted.
              - id: b
                text: They are moved to the archive tier after a day
                why: Nothing moves between storage classes without a lifecycle rule.
              - id: c
                text: They are gone for good
                why: That is how a bucket without versioning behaves.
          rubric:
            - point: An overwrite keeps the earlier version.
              weight: 2
              accept: [old versions are kept]
              reject: [old versions are lost]
            - point: Every version is billed.
          answers:
            - The bucket keeps the earlier version and bills both.
          hint: Think of the undo list of an editor.
          references: [https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html]
          reviewed: 2026-11-20
          origin: seed

        """;

    /// <summary><see cref="Good"/> with another id and, if given, more lines at its end.</summary>
    public static string Question(string id, string? more = null) =>
        Good.Replace("s3-versioning", id, StringComparison.Ordinal).TrimEnd('\n') + (more is null ? "\n" : $"\n  {more}\n");

    /// <summary><see cref="Good"/> with one passage replaced; throws when it is not there, so that no test bends nothing.</summary>
    public static string With(string passage, string by) => Good.Contains(passage, StringComparison.Ordinal)
        ? Good.Replace(passage, by, StringComparison.Ordinal)
        : throw new ArgumentException($"the good question has no \"{passage}\"");

    public static LoadResult Load(params string[] texts) =>
        QuestionBankLoader.Load([.. texts.Select((text, index) => ($"questions/{index + 1}.yaml", text))], Today);

    /// <summary>The only finding of a file that holds this text.</summary>
    public static Finding OnlyFinding(string text) => Assert.Single(Load(text).Findings);

    /// <summary>The line of the first occurrence, from 1.</summary>
    public static int LineOf(string text, string passage) =>
        text[..text.IndexOf(passage, StringComparison.Ordinal)].Count(character => character == '\n') + 1;
}
