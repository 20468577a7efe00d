using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Grading;

namespace AwsPrepBot.Verbs;

/// <summary>What <c>grade --json</c> and <c>--verdicts</c> write. Scripts read this: keys are added, never renamed.</summary>
static class GradeJson
{
    static readonly GradeJsonContext Indented = new(new JsonSerializerOptions(GradeJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });

    static readonly GradeJsonContext Lines = new(new JsonSerializerOptions(GradeJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static void WriteVerdict(TextWriter output, Verdict verdict) => output.WriteLine(JsonSerializer.Serialize(verdict, Indented.Verdict));

    public static void WriteMeasures(TextWriter output, Measures measures) => output.WriteLine(JsonSerializer.Serialize(measures, Indented.Measures));

    public static void WriteRow(TextWriter output, int line, DatasetRow row, Verdict verdict) => output.WriteLine(JsonSerializer.Serialize(
        new RowJson(line, row.Qid, row.Answer, verdict.Score, row.Score, row.Low, row.High, verdict.Points, verdict.Flags, verdict.Feedback), Lines.RowJson));
}

sealed record RowJson(
    int Line, string? Qid, string Answer, int Given, double? Score, double? Low, double? High,
    IReadOnlyList<PointVerdict> Points, IReadOnlyList<AnswerFlag> Flags, string Feedback);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Verdict))]
[JsonSerializable(typeof(Measures))]
[JsonSerializable(typeof(RowJson))]
sealed partial class GradeJsonContext : JsonSerializerContext;
