using System.Text.Json;
using System.Text.Json.Serialization;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;

namespace AwsPrepBot.Storage.Rounds;

/// <summary>
/// A round's copy of its question as it is written, apart from the engine's record so that renaming there does not
/// change the database. SQL reads <c>right</c>, <c>options</c> and <c>rubric</c> too.
/// </summary>
internal sealed record QuestionDocument(
    string Id, int Level, IReadOnlyList<string> Topics, string Prompt, IReadOnlyList<OptionDocument> Options,
    IReadOnlyList<string> Right, string? Hint, IReadOnlyList<string> References, string Reviewed)
{
    /// <summary>Of a question whose right options were corrected; absent from others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? RightAsWritten { get; init; }

    /// <summary>Of an open question; absent from others, and from all that were written before there were any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RubricDocument? Rubric { get; init; }

    public static string Write(RoundQuestion question) => JsonSerializer.Serialize(Of(question), QuestionJson.Default.QuestionDocument);

    /// <summary>Several, as a quiz keeps them.</summary>
    public static string WriteAll(IReadOnlyList<RoundQuestion> questions) =>
        JsonSerializer.Serialize([.. questions.Select(Of)], QuestionJson.Default.QuestionDocumentArray);

    public static RoundQuestion Read(string json)
    {
        var document = JsonSerializer.Deserialize(json, QuestionJson.Default.QuestionDocument)
            ?? throw new JsonException("A round's question is null.");
        return document.ToQuestion();
    }

    public static IReadOnlyList<RoundQuestion> ReadAll(string json)
    {
        var documents = JsonSerializer.Deserialize(json, QuestionJson.Default.QuestionDocumentArray)
            ?? throw new JsonException("A quiz's questions are null.");
        return [.. documents.Select(document => document.ToQuestion())];
    }

    /// <summary>The topics alone, as the column of that name holds them.</summary>
    public static string WriteTopics(IReadOnlyList<string> topics) =>
        JsonSerializer.Serialize(topics, QuestionJson.Default.IReadOnlyListString);

    /// <summary>What <see cref="WriteTopics"/> wrote.</summary>
    public static IReadOnlyList<string> ReadTopics(string json) => ReadList(json);

    /// <summary>The ids of the right options alone.</summary>
    public static IReadOnlyList<string> ReadRight(string json) => ReadList(json);

    static IReadOnlyList<string> ReadList(string json) =>
        JsonSerializer.Deserialize(json, QuestionJson.Default.IReadOnlyListString) ?? [];

    static QuestionDocument Of(RoundQuestion question) => new(
        question.Id.Value, (int)question.Level, question.Topics, question.Prompt,
        [.. question.Options.Select(option => new OptionDocument(option.Id, option.Text, option.Why))],
        question.Right, question.Hint, [.. question.References.Select(page => page.OriginalString)], question.Reviewed.Word())
    {
        RightAsWritten = question.RightAsWritten,
        Rubric = question.Rubric is { } rubric
            ? new RubricDocument([.. rubric.Points.Select(point => new RubricPointDocument(point.Point, point.Weight, point.Accept, point.Reject))], rubric.Answers)
            : null,
    };

    RoundQuestion ToQuestion() => new(
        new QuestionId(Id), (Level)Level, Topics, Prompt, [.. Options.Select(option => new RoundOption(option.Id, option.Text, option.Why))],
        Right, Hint, [.. References.Select(page => new Uri(page))], Words.Date(Reviewed))
    {
        RightAsWritten = RightAsWritten,
        Rubric = Rubric is { } rubric
            ? new RoundRubric([.. rubric.Points.Select(point => new RubricPoint(point.Point, point.Weight, point.Accept, point.Reject))], rubric.Answers)
            : null,
    };
}

internal sealed record OptionDocument(string Id, string Text, string Why);

internal sealed record RubricDocument(IReadOnlyList<RubricPointDocument> Points, IReadOnlyList<string> Answers);

internal sealed record RubricPointDocument(string Point, double Weight, IReadOnlyList<string> Accept, IReadOnlyList<string> Reject);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(QuestionDocument))]
[JsonSerializable(typeof(QuestionDocument[]))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class QuestionJson : JsonSerializerContext;
