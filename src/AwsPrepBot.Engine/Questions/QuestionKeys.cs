namespace AwsPrepBot.Engine.Questions;

/// <summary>A key of a question file. <paramref name="Mend"/> completes "add …" when it is missing.</summary>
sealed record QuestionKey(string Name, bool Required, string Mend);

/// <summary>
/// The keys a question file may hold, level by level. <c>questions/schema.json</c> holds the same for editors; a test
/// compares the two.
/// </summary>
static class QuestionKeys
{
    public static IReadOnlyList<QuestionKey> Question { get; } =
    [
        new("id", true, "a name of its own in lower case, for example \"id: s3-versioning\""),
        new("level", true, "\"level: junior\", \"mid\", \"senior\" or \"architect\""),
        new("topics", true, "at least one, for example \"topics: [s3, storage]\""),
        new("prompt", true, "the open question, as an interviewer would ask it"),
        new("choice", false, "the multiple-choice version"),
        new("rubric", true, "what a complete spoken answer covers, as a list of \"point\"s"),
        new("answers", true, "at least one model answer, as a list"),
        new("hint", false, "one sentence that moves a stuck person one step"),
        new("references", true, "the https://docs.aws.amazon.com/… page that backs the key, as a list"),
        new("reviewed", true, "the date the facts were last checked, for example \"reviewed: 2026-11-20\""),
        new("related", false, "ids of questions not to ask close to this one"),
        new("origin", false, "where the question comes from"),
    ];

    public static IReadOnlyList<QuestionKey> Choice { get; } =
    [
        new("prompt", true, "the stem: a question that can be answered before reading the options"),
        new("options", true, "two to five options, as a list"),
    ];

    public static IReadOnlyList<QuestionKey> Option { get; } =
    [
        new("id", true, "a letter, for example \"id: a\""),
        new("text", true, "what the person reads"),
        new("correct", false, "\"correct: true\" on the right option"),
        new("why", true, "one or two sentences on why this is right or wrong"),
    ];

    public static IReadOnlyList<QuestionKey> RubricPoint { get; } =
    [
        new("point", true, "one fact a complete answer states"),
        new("weight", false, "how much the point counts, for example \"weight: 2\""),
        new("accept", false, "other phrasings of the point"),
        new("reject", false, "statements that contradict the point"),
    ];
}
