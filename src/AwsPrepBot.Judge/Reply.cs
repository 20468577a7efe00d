using System.Text.Json;
using System.Text.Json.Serialization;
using AwsPrepBot.Engine.Grading;

namespace AwsPrepBot.Judge;

/// <summary>The model's word on one point.</summary>
/// <param name="Coverage">How the answer deals with it.</param>
/// <param name="Quotation">Words said to be the answer's; null or empty where the point is missing.</param>
internal sealed record Mark(Coverage Coverage, string? Quotation);

/// <summary>What the model is to reply, and how it is read.</summary>
internal static partial class Reply
{
    public static JsonElement Schema { get; } = JsonElement.Parse(
        """
        {
          "type": "object",
          "properties": {
            "points": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "number": { "type": "integer" },
                  "coverage": { "type": "string", "enum": ["covered", "partly", "missing", "contradicted"] },
                  "quotation": { "type": "string" }
                },
                "required": ["number", "coverage", "quotation"],
                "additionalProperties": false
              }
            }
          },
          "required": ["points"],
          "additionalProperties": false
        }
        """);

    /// <summary>A mark for each of <paramref name="count"/> points in their order; null when one is missing, there twice, or of no known kind.</summary>
    /// <exception cref="JsonException">It is not the JSON that was asked for.</exception>
    public static IReadOnlyList<Mark>? Parse(string text, int count)
    {
        var document = JsonSerializer.Deserialize(Unfenced(text), Wire.Default.Document);
        if (document?.Points is not { } points || points.Count != count)
            return null;
        var marks = new Mark?[count];
        foreach (var point in points)
        {
            if (point is not { Number: >= 1 and var number } || number > count || marks[number - 1] is not null || CoverageOf(point.Coverage) is not { } coverage)
                return null;
            marks[number - 1] = new Mark(coverage, point.Quotation);
        }

        return marks!;
    }

    /// <summary>Models like to wrap JSON in a code block, whatever they are told.</summary>
    static string Unfenced(string text)
    {
        var trimmed = text.Trim();
        if (!trimmed.StartsWith("```", StringComparison.Ordinal) || !trimmed.EndsWith("```", StringComparison.Ordinal) || trimmed.IndexOf('\n') is not (> 0 and var line) || line > trimmed.Length - 3)
            return trimmed;
        return trimmed[line..^3];
    }

    static Coverage? CoverageOf(string? word) => word switch
    {
        "covered" => Coverage.Covered,
        "partly" => Coverage.Partly,
        "missing" => Coverage.Missing,
        "contradicted" => Coverage.Contradicted,
        _ => null,
    };

    internal sealed record Document(IReadOnlyList<Point?>? Points);

    internal sealed record Point(int? Number, string? Coverage, string? Quotation);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 8)]
    [JsonSerializable(typeof(Document))]
    internal sealed partial class Wire : JsonSerializerContext;
}
