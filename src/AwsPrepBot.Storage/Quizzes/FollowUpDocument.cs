using System.Text.Json;
using System.Text.Json.Serialization;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Storage.Grading;

namespace AwsPrepBot.Storage.Quizzes;

/// <summary>A follow-up as it is written. SQL reads <c>reply</c> too, which is absent until there is one.</summary>
internal sealed record FollowUpDocument(IReadOnlyList<int> Points, string Question)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReplyDocument? Reply { get; init; }

    public static string Write(FollowUp followUp) => JsonSerializer.Serialize(
        new FollowUpDocument(followUp.Points, followUp.Question)
        {
            Reply = followUp.Reply is { } reply ? new ReplyDocument(reply.Text, VerdictDocument.Of(reply.Verdict)) : null,
        },
        FollowUpJson.Default.FollowUpDocument);

    public static FollowUp Read(string json)
    {
        var document = JsonSerializer.Deserialize(json, FollowUpJson.Default.FollowUpDocument) ?? throw new JsonException("A follow-up is null.");
        return new FollowUp(
            document.Points, document.Question, document.Reply is { } reply ? new WrittenAnswer(reply.Text, reply.Verdict.ToVerdict()) : null);
    }
}

internal sealed record ReplyDocument(string Text, VerdictDocument Verdict);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(FollowUpDocument))]
internal sealed partial class FollowUpJson : JsonSerializerContext;
