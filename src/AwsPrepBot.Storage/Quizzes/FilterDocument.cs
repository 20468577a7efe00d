using System.Text.Json;
using System.Text.Json.Serialization;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Quizzes;

namespace AwsPrepBot.Storage.Quizzes;

/// <summary>What a quiz was asked for with, as it is written: level by its number, kind by its word.</summary>
internal sealed record FilterDocument(int? Level, string? Topic, string Kind, int Count)
{
    public static string Write(QuizFilter filter) => JsonSerializer.Serialize(
        new FilterDocument((int?)filter.Level, filter.Topic, filter.Kind.Word(), filter.Count), FilterJson.Default.FilterDocument);

    public static QuizFilter Read(string json)
    {
        var document = JsonSerializer.Deserialize(json, FilterJson.Default.FilterDocument) ?? throw new JsonException("A quiz's filter is null.");
        return new QuizFilter((Level?)document.Level, document.Topic, Words.QuestionKind(document.Kind), document.Count);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(FilterDocument))]
internal sealed partial class FilterJson : JsonSerializerContext;
