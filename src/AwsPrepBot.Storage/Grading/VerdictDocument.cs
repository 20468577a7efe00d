using System.Text.Json;
using System.Text.Json.Serialization;
using AwsPrepBot.Engine.Grading;

namespace AwsPrepBot.Storage.Grading;

/// <summary>A verdict as it is written, apart from the engine's record so that renaming there does not change the database. SQL reads <c>score</c> too.</summary>
internal sealed record VerdictDocument(int Score, IReadOnlyList<PointDocument> Points, IReadOnlyList<FlagDocument> Flags, string Feedback)
{
    public static string Write(Verdict verdict) => JsonSerializer.Serialize(Of(verdict), VerdictJson.Default.VerdictDocument);

    public static Verdict Read(string json) =>
        (JsonSerializer.Deserialize(json, VerdictJson.Default.VerdictDocument) ?? throw new JsonException("A verdict is null.")).ToVerdict();

    /// <summary>As a part of another document.</summary>
    public static VerdictDocument Of(Verdict verdict) => new(
        verdict.Score,
        [.. verdict.Points.Select(point => new PointDocument(point.Point, point.Weight, Word(point.Coverage), point.Quotation))],
        [.. verdict.Flags.Select(flag => new FlagDocument(Word(flag.Kind), flag.Message))],
        verdict.Feedback);

    public Verdict ToVerdict() => new(
        Score,
        [.. Points.Select(point => new PointVerdict(point.Point, point.Weight, Coverage(point.Coverage), point.Quotation))],
        [.. Flags.Select(flag => new AnswerFlag(Kind(flag.Kind), flag.Message))],
        Feedback);

    static string Word(Coverage coverage) => coverage switch
    {
        Engine.Grading.Coverage.Covered => "covered",
        Engine.Grading.Coverage.Partly => "partly",
        Engine.Grading.Coverage.Missing => "missing",
        Engine.Grading.Coverage.Contradicted => "contradicted",
        _ => throw new JsonException($"A verdict has no word for {coverage}."),
    };

    static Coverage Coverage(string word) => word switch
    {
        "covered" => Engine.Grading.Coverage.Covered,
        "partly" => Engine.Grading.Coverage.Partly,
        "missing" => Engine.Grading.Coverage.Missing,
        "contradicted" => Engine.Grading.Coverage.Contradicted,
        _ => throw new JsonException($"A verdict has no coverage \"{word}\"."),
    };

    static string Word(FlagKind kind) => kind switch
    {
        FlagKind.Empty => "empty",
        FlagKind.DontKnow => "dont-know",
        FlagKind.Echo => "echo",
        FlagKind.Repetition => "repetition",
        FlagKind.KeywordList => "keyword-list",
        FlagKind.Instructions => "instructions",
        FlagKind.OtherLanguage => "other-language",
        FlagKind.Contradiction => "contradiction",
        FlagKind.BothWays => "both-ways",
        FlagKind.NotJudged => "not-judged",
        _ => throw new JsonException($"A verdict has no word for {kind}."),
    };

    static FlagKind Kind(string word) => Enum.GetValues<FlagKind>().Cast<FlagKind?>().FirstOrDefault(kind => Word(kind!.Value) == word)
        ?? throw new JsonException($"A verdict has no flag \"{word}\".");
}

internal sealed record PointDocument(string Point, double Weight, string Coverage, string? Quotation);

internal sealed record FlagDocument(string Kind, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(VerdictDocument))]
internal sealed partial class VerdictJson : JsonSerializerContext;
