using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.TestKit;

/// <summary>Questions that differ only in what a test is about.</summary>
public static class Builders
{
    /// <summary>A question with four options; <c>a</c> is right.</summary>
    public static Question Question(string id, Level level = Level.Junior, string topic = "s3", params string[] related) => new()
    {
        Id = new QuestionId(id),
        Level = level,
        Topics = [topic],
        Prompt = $"Tell me about {id}.",
        Choice = new ChoiceQuestion($"What is true of {id}?",
        [
            new QuestionOption("a", $"right of {id}", true, "it is so"), new QuestionOption("b", $"second of {id}", false, "b is wrong"),
            new QuestionOption("c", $"third of {id}", false, "c is wrong"), new QuestionOption("d", $"fourth of {id}", false, "d is wrong"),
        ]),
        Hint = $"Think of {id}.",
        References = [new Uri("https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html")],
        Reviewed = new LocalDate(2026, 11, 20),
        Related = [.. related.Select(other => new QuestionId(other))],
    };

    /// <summary>A question as above that can also be answered in one's own words: two points of like weight.</summary>
    public static Question OpenQuestion(string id, Level level = Level.Junior) => Question(id, level) with
    {
        Rubric =
        [
            new RubricPoint("Buckets keep every version.", 1, ["all versions stay"], ["only the latest version stays"]),
            new RubricPoint("Deletes add a marker.", 1, ["deleting writes a delete marker"], []),
        ],
        Answers = [$"A bucket with versioning keeps every version of {id}, and a delete only adds a marker."],
    };

    /// <summary>A bank of so many questions that can be asked both ways, <c>q1</c> first.</summary>
    public static QuestionBank OpenBank(int count) => new(Enumerable.Range(1, count).Select(number => OpenQuestion($"q{number}")));

    /// <summary>A bank of so many questions, <c>q1</c> first.</summary>
    public static QuestionBank Bank(int count) => new(Enumerable.Range(1, count).Select(number => Question($"q{number}")));
}
