using System.Text.Json;
using System.Text.Json.Serialization;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Grading;

/// <summary>A point of a data set's question.</summary>
sealed record KeyPoint(string Point, double Weight = 1);

/// <summary>One line of a data set. Only <see cref="Answer"/> is required; unknown fields are ignored.</summary>
sealed record DatasetRow
{
    /// <summary>Groups rows by question; names a question of the bank when the row brings neither references nor points.</summary>
    public string? Qid { get; init; }

    /// <summary>What was asked.</summary>
    public string? Question { get; init; }

    /// <summary>Reference answers.</summary>
    public IReadOnlyList<string>? Refs { get; init; }

    /// <summary>What a complete answer covers.</summary>
    [JsonPropertyName("key_points")]
    public IReadOnlyList<KeyPoint>? KeyPoints { get; init; }

    /// <summary>What the person wrote.</summary>
    public required string Answer { get; init; }

    /// <summary>What people gave it, 0 to 1.</summary>
    public double? Score { get; init; }

    /// <summary><c>correct</c> or anything else.</summary>
    public string? Label3 { get; init; }

    /// <summary><c>train</c>, <c>ua</c>, <c>uq</c>, <c>ud</c> or a name of the set's own.</summary>
    public string? Split { get; init; }

    /// <summary>The least a fair interviewer would give, 0 to 100.</summary>
    public double? Low { get; init; }

    /// <summary>The most.</summary>
    public double? High { get; init; }

    /// <summary>Whether the row says what its question is.</summary>
    [JsonIgnore]
    public bool BringsQuestion => Refs is { Count: > 0 } || KeyPoints is { Count: > 0 };

    /// <summary>The row's own question, or the bank's of that id; null when there is neither.</summary>
    public OpenQuestion? QuestionOf(QuestionBank bank)
    {
        if (BringsQuestion)
        {
            return new(Qid ?? "", Question ?? "", [.. (KeyPoints ?? []).Select(point => new RubricPoint(point.Point, point.Weight, [], []))], Refs ?? []);
        }

        return Qid is { } id && bank.Find(new QuestionId(id)) is { } known ? OpenQuestion.From(known) : null;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(DatasetRow))]
sealed partial class DatasetJson : JsonSerializerContext;

/// <summary>Reads data sets: JSON, one object a line.</summary>
static class Dataset
{
    /// <summary>The row of a line, or what is wrong with it.</summary>
    public static (DatasetRow? Row, string? Problem) Read(string line)
    {
        try
        {
            var row = JsonSerializer.Deserialize(line, DatasetJson.Default.DatasetRow);
            return row switch
            {
                null => (null, "the line must be a JSON object, not null"),
                { KeyPoints: { } points } when points.Any(point => !(point.Weight > 0 && double.IsFinite(point.Weight)) || string.IsNullOrWhiteSpace(point.Point))
                    => (null, "every entry of \"key_points\" needs a \"point\" and, if any, a \"weight\" above 0"),
                _ => (row, null),
            };
        }
        catch (JsonException problem)
        {
            return (null, $"the line must be a JSON object with an \"answer\": {problem.Message.Split('.')[0]}");
        }
    }
}
