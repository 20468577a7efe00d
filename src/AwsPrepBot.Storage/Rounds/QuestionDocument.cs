using System.Text.Json;
using System.Text.Json.Serialization;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;

namespace AwsPrepBot.Storage.Rounds;

/// <summary>
/// A round's copy of its question as it is written, apart from the engine's record so that renaming there does not
/// change the database. SQL reads <c>right</c> and <c>options</c> too.
/// </summary>
internal sealed record QuestionDocument(
    string Id, int Level, IReadOnlyList<string> Topics, string Prompt, IReadOnlyList<OptionDocument> Options,
    IReadOnlyList<string> Right, string? Hint, IReadOnlyList<string> References, string Reviewed)
{
    public static string Write(RoundQuestion question) => JsonSerializer.Serialize(
        new QuestionDocument(
            question.Id.Value, (int)question.Level, question.Topics, question.Prompt,
            [.. question.Options.Select(option => new OptionDocument(option.Id, option.Text, option.Why))],
            question.Right, question.Hint, [.. question.References.Select(page => page.OriginalString)], question.Reviewed.Word()),
        QuestionJson.Default.QuestionDocument);

    public static RoundQuestion Read(string json)
    {
        var document = JsonSerializer.Deserialize(json, QuestionJson.Default.QuestionDocument)
            ?? throw new JsonException("A round's question is null.");
        return new RoundQuestion(
            new QuestionId(document.Id), (Level)document.Level, document.Topics, document.Prompt,
            [.. document.Options.Select(option => new RoundOption(option.Id, option.Text, option.Why))],
            document.Right, document.Hint, [.. document.References.Select(page => new Uri(page))], Words.Date(document.Reviewed));
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
}

internal sealed record OptionDocument(string Id, string Text, string Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(QuestionDocument))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class QuestionJson : JsonSerializerContext;
