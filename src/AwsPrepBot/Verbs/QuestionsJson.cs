using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.Verbs;

/// <summary>What <c>--json</c> of the <c>questions</c> verbs writes. Scripts read this: keys are added, never renamed.</summary>
static class QuestionsJson
{
    static readonly QuestionsJsonContext Context = new(new JsonSerializerOptions(QuestionsJsonContext.Default.Options)
    {
        // The output goes to a terminal or a program, not into a web page: é and > stay as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static void WriteList(TextWriter output, IReadOnlyList<Question> questions) =>
        output.WriteLine(JsonSerializer.Serialize(
            [.. questions.Select(question => new ListedJson(
                question.Id.Value,
                question.Level.Word(),
                question.Topics,
                Kinds(question),
                question.Prompt,
                question.Choice?.Prompt,
                question.Origin,
                Date(question.Reviewed)))],
            Context.ListedJsonArray));

    public static void WriteQuestion(TextWriter output, Question question) =>
        output.WriteLine(JsonSerializer.Serialize(
            new QuestionJson(
                question.Id.Value,
                question.Level.Word(),
                question.Topics,
                Kinds(question),
                question.Prompt,
                question.Choice is { } choice ? new(choice.Prompt, choice.Options) : null,
                question.Rubric,
                question.Answers,
                question.Hint,
                [.. question.References.Select(reference => reference.OriginalString)],
                Date(question.Reviewed),
                [.. question.Related.Select(related => related.Value)],
                question.Origin),
            Context.QuestionJson));

    public static void WriteStats(TextWriter output, BankStatistics stats) =>
        output.WriteLine(JsonSerializer.Serialize(
            new StatsJson(
                stats.Questions,
                ByWord(stats.ByLevel),
                [.. stats.Topics.Select(topic => new TopicJson(topic.Topic, topic.Total, ByWord(topic.ByLevel)))],
                new(stats.Choice, stats.Open),
                stats.RightIds,
                new(stats.RightIsLongest, stats.Choice),
                stats.Lengths,
                new(
                    stats.OldestReview is { } oldest ? Date(oldest) : null,
                    stats.LatestReview is { } latest ? Date(latest) : null,
                    stats.Ages.OverSixMonths,
                    stats.Ages.OverTwelveMonths),
                stats.Sources),
            Context.StatsJson));

    /// <summary>How the question can be asked.</summary>
    internal static IReadOnlyList<string> Kinds(Question question) =>
        [.. question.Choice is null ? (string[])[] : ["choice"], .. question.Rubric.Count == 0 ? (string[])[] : ["open"]];

    internal static string Date(LocalDate date) => $"{date:uuuu-MM-dd}";

    static Dictionary<string, int> ByWord(IReadOnlyDictionary<Level, int> levels) =>
        levels.ToDictionary(level => level.Key.Word(), level => level.Value);
}

sealed record ListedJson(
    string Id,
    string Level,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Kinds,
    string Prompt,
    string? ChoicePrompt,
    string? Origin,
    string Reviewed);

sealed record QuestionJson(
    string Id,
    string Level,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Kinds,
    string Prompt,
    ChoiceJson? Choice,
    IReadOnlyList<RubricPoint> Rubric,
    IReadOnlyList<string> Answers,
    string? Hint,
    IReadOnlyList<string> References,
    string Reviewed,
    IReadOnlyList<string> Related,
    string? Origin);

sealed record ChoiceJson(string Prompt, IReadOnlyList<QuestionOption> Options);

sealed record StatsJson(
    int Questions,
    IReadOnlyDictionary<string, int> Levels,
    IReadOnlyList<TopicJson> Topics,
    KindsJson Kinds,
    IReadOnlyDictionary<string, int> RightIds,
    LongestJson RightIsLongest,
    IReadOnlyList<TextLengths> Lengths,
    ReviewsJson Reviewed,
    IReadOnlyList<SourceCount> Sources);

sealed record TopicJson(string Topic, int Total, IReadOnlyDictionary<string, int> Levels);

sealed record KindsJson(int Choice, int Open);

sealed record LongestJson(int Count, int Of);

sealed record ReviewsJson(string? Oldest, string? Latest, int OverSixMonths, int OverTwelveMonths);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ListedJson[]))]
[JsonSerializable(typeof(QuestionJson))]
[JsonSerializable(typeof(StatsJson))]
sealed partial class QuestionsJsonContext : JsonSerializerContext;
