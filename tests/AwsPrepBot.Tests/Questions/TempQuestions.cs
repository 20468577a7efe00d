using AwsPrepBot.Questions;

namespace AwsPrepBot.Tests.Questions;

/// <summary>A folder with question files that goes away with the test.</summary>
sealed class TempQuestions : IDisposable
{
    public TempQuestions()
    {
        Root = Directory.CreateTempSubdirectory("prep").FullName;
        Path = Directory.CreateDirectory(System.IO.Path.Combine(Root, "questions")).FullName;
        Folder = new QuestionFolder("questions", Root);
    }

    /// <summary>Stands for the current folder.</summary>
    public string Root { get; }

    public string Path { get; }

    public QuestionFolder Folder { get; }

    public void Write(string name, string text) => File.WriteAllText(Full(name), text);

    public string Full(string name)
    {
        var full = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        return full;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>A file with one question in order.</summary>
    public static string Question(string id, string level = "junior", string topic = "s3") => $"""
        - id: {id}
          level: {level}
          topics: [{topic}]
          prompt: What does {id} do to an object that is overwritten?
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
          rubric:
            - point: An overwrite keeps the earlier version.
              weight: 2
              accept: [old versions are kept]
              reject: [old versions are lost]
          answers:
            - The bucket keeps the earlier version and bills both.
          hint: Think of the undo list of an editor.
          references: [https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html]
          reviewed: 2026-11-20
          origin: seed

        """;
}
