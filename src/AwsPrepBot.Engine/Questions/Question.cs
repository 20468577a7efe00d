using NodaTime;

namespace AwsPrepBot.Engine.Questions;

/// <summary>How experienced the candidate is. Points for a right choice: 10, 20, 30, 40.</summary>
public enum Level
{
    /// <summary>Up to one year.</summary>
    Junior = 1,
    /// <summary>One to three years.</summary>
    Mid = 2,
    /// <summary>Three to five years.</summary>
    Senior = 3,
    /// <summary>Five years and more.</summary>
    Architect = 4,
}

/// <summary>What follows from a <see cref="Level"/>.</summary>
public static class Levels
{
    /// <summary>All levels, easiest first.</summary>
    public static IReadOnlyList<Level> All { get; } = [Level.Junior, Level.Mid, Level.Senior, Level.Architect];

    /// <summary>The word used in files, commands and messages, lower case.</summary>
    public static string Word(this Level level) => level switch
    {
        Level.Junior => "junior",
        Level.Mid => "mid",
        Level.Senior => "senior",
        Level.Architect => "architect",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "no such level"),
    };

    /// <summary>Points for a right choice.</summary>
    public static int Points(this Level level) => (int)level * 10;

    /// <summary>The level of that word, whatever its case; null when there is none.</summary>
    public static Level? Parse(string word) =>
        All.Cast<Level?>().FirstOrDefault(level => level!.Value.Word().Equals(word.Trim(), StringComparison.OrdinalIgnoreCase));
}

/// <summary>An entry of the bank: an open prompt with a rubric, and a choice prompt with options. Texts are Markdown.</summary>
public sealed record Question
{
    /// <summary>Unique and stable for ever: answers refer to it.</summary>
    public required QuestionId Id { get; init; }

    /// <summary>The experience the question is meant for; decides its points.</summary>
    public required Level Level { get; init; }

    /// <summary>Lower case, at least one, the main service first.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>The open question, as an interviewer would ask it.</summary>
    public required string Prompt { get; init; }

    /// <summary>The multiple-choice version.</summary>
    public ChoiceQuestion? Choice { get; init; }

    /// <summary>What a complete spoken answer covers.</summary>
    public IReadOnlyList<RubricPoint> Rubric { get; init; } = [];

    /// <summary>Whether it can be answered in one's own words: there is something to grade the answer by.</summary>
    public bool IsOpen => Rubric.Count > 0;

    /// <summary>Complete answers in different words.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>Moves a stuck person one step.</summary>
    public string? Hint { get; init; }

    /// <summary>The pages that back the key: https, AWS, at least one.</summary>
    public required IReadOnlyList<Uri> References { get; init; }

    /// <summary>When the facts were last checked against the references.</summary>
    public required LocalDate Reviewed { get; init; }

    /// <summary>Near-duplicates: not asked close to each other.</summary>
    public IReadOnlyList<QuestionId> Related { get; init; } = [];

    /// <summary><c>seed</c> for the questions the bank starts from; else whatever the author wrote.</summary>
    public string? Origin { get; init; }
}

/// <summary>A stem and two to five options, exactly one of them correct.</summary>
public sealed record ChoiceQuestion(string Prompt, IReadOnlyList<QuestionOption> Options);

/// <summary>One option; <paramref name="Id"/> is stable for ever, <paramref name="Why"/> says why it is right or wrong.</summary>
public sealed record QuestionOption(string Id, string Text, bool Correct, string Why);

/// <summary>One key point of the rubric, other phrasings of it, and what contradicts it. Weight is positive, 1 by default.</summary>
public sealed record RubricPoint(string Point, double Weight, IReadOnlyList<string> Accept, IReadOnlyList<string> Reject);
