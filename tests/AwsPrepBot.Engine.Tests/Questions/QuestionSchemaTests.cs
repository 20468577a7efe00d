using System.Globalization;
using System.Text.Json.Nodes;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.TestKit;
using NJsonSchema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using static AwsPrepBot.Engine.Tests.Questions.QuestionTexts;

namespace AwsPrepBot.Engine.Tests.Questions;

/// <summary><c>questions/schema.json</c> is what editors complete and check by; it must say what the reader says.</summary>
public sealed class QuestionSchemaTests
{
    static readonly string Schema = File.ReadAllText(Path.Combine(Repository.Root, "questions", "schema.json"));

    [Fact]
    public async Task A_good_question_is_accepted()
    {
        Assert.Empty(await Errors(Good));
        Assert.Empty(await Errors(Question("a", "related: [b]")));
        Assert.Empty(await Errors(With("text: They are gone for good", "text: 443")));
    }

    /// <summary>Everything here is an error for the reader or the linter, too.</summary>
    [Theory]
    [InlineData("  hint:", "  hnit:")]
    [InlineData("    options:", "    optoins:")]
    [InlineData("        correct: true", "        corect: true")]
    [InlineData("      weight: 2", "      wieght: 2")]
    [InlineData("- id: s3-versioning\n  level", "- level")]
    [InlineData("  level: junior\n", "")]
    [InlineData("  topics: [s3, storage]\n", "")]
    [InlineData("  prompt: What does versioning do to an object that is overwritten?\n", "")]
    [InlineData("    prompt: An object in a versioned bucket is overwritten. What becomes of its bytes?\n", "")]
    [InlineData("        why: That is how a bucket without versioning behaves.\n", "")]
    [InlineData("        text: They are gone for good\n", "")]
    [InlineData("  answers:\n    - The bucket keeps the earlier version and bills both.\n", "")]
    [InlineData("  references: [https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html]\n", "")]
    [InlineData("  reviewed: 2026-11-20\n", "")]
    [InlineData("id: s3-versioning", "id: S3 Versioning")]
    [InlineData("level: junior", "level: intern")]
    [InlineData("[s3, storage]", "[]")]
    [InlineData("[s3, storage]", "[S3]")]
    [InlineData("[s3, storage]", "[s3, s3]")]
    [InlineData("[s3, storage]", "s3")]
    [InlineData("- id: c", "- id: \"c!\"")]
    [InlineData("correct: true", "correct: yes")]
    [InlineData("weight: 2", "weight: 0")]
    [InlineData("weight: 2", "weight: two")]
    [InlineData("accept: [old versions are kept]", "accept: old versions are kept")]
    [InlineData("hint: Think of the undo list of an editor.", "hint:")]
    [InlineData("https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html", "http://docs.aws.amazon.com/x")]
    [InlineData("https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html", "https://aws.amazon.com.evil.com/x")]
    [InlineData("https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html", "https://evilaws.amazon.com/x")]
    [InlineData("reviewed: 2026-11-20", "reviewed: 20.11.2026")]
    [InlineData("reviewed: 2026-11-20", "reviewed: 2026-13-20")]
    public async Task A_bad_question_is_refused_by_schema_and_reader_alike(string passage, string by)
    {
        var text = With(passage, by);

        Assert.NotEmpty(await Errors(text));
        Assert.True(Load(text).HasErrors);
    }

    [Theory]
    [InlineData("prompt", "prompt: What does versioning do to an object that is overwritten?", MessageLimits.Prompt)]
    [InlineData("prompt", "prompt: An object in a versioned bucket is overwritten. What becomes of its bytes?", MessageLimits.ChoicePrompt)]
    [InlineData("text", "text: They are gone for good", MessageLimits.Option)]
    [InlineData("why", "why: That is how a bucket without versioning behaves.", MessageLimits.Why)]
    [InlineData("hint", "hint: Think of the undo list of an editor.", MessageLimits.Hint)]
    public async Task Lengths_end_where_those_of_the_linter_end(string key, string passage, int most)
    {
        Assert.Empty(await Errors(With(passage, $"{key}: {new string('x', most)}")));
        Assert.NotEmpty(await Errors(With(passage, $"{key}: {new string('x', most + 1)}")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public async Task Two_to_five_options_are_accepted(int count)
    {
        var start = Good.IndexOf("      - id: b", StringComparison.Ordinal);
        var end = Good.IndexOf("  rubric:", StringComparison.Ordinal);
        var more = string.Concat(Enumerable.Range(2, count - 1).Select(number => $"      - id: o{number}\n        text: Text {number}\n        why: Because {number}.\n"));

        Assert.NotEmpty(await Errors(Good[..start] + more + Good[end..]));
    }

    [Fact]
    public void Schema_and_reader_know_the_same_keys_and_ask_for_the_same()
    {
        var definitions = JsonNode.Parse(Schema)!["definitions"]!;
        (string Definition, IReadOnlyList<QuestionKey> Keys)[] levels =
        [
            ("question", QuestionKeys.Question), ("choice", QuestionKeys.Choice), ("option", QuestionKeys.Option), ("rubricPoint", QuestionKeys.RubricPoint),
        ];

        Assert.Equal(levels.Select(level => level.Definition).Order(), definitions.AsObject().Select(definition => definition.Key).Order());
        foreach (var (name, keys) in levels)
        {
            var definition = definitions[name]!;
            Assert.Equal(keys.Select(key => key.Name), definition["properties"]!.AsObject().Select(property => property.Key));
            Assert.Equal(keys.Where(key => key.Required).Select(key => key.Name), definition["required"]!.AsArray().Select(key => key!.GetValue<string>()));
            Assert.False(definition["additionalProperties"]!.GetValue<bool>());
        }
    }

    [Fact]
    public void Levels_are_those_of_the_program() =>
        Assert.Equal(
            Levels.All.Select(level => level.Word()),
            JsonNode.Parse(Schema)!["definitions"]!["question"]!["properties"]!["level"]!["enum"]!.AsArray().Select(level => level!.GetValue<string>()));

    static async Task<IEnumerable<string>> Errors(string yaml)
    {
        var schema = await JsonSchema.FromJsonAsync(Schema, TestContext.Current.CancellationToken);
        return schema.Validate(ToJson(yaml)).Select(error => error.ToString());
    }

    /// <summary>As an editor sees the file: plain scalars are flags, numbers or nothing where YAML 1.2 says so.</summary>
    static string ToJson(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Convert(stream.Documents[0].RootNode)!.ToJsonString();
    }

    static JsonNode? Convert(YamlDotNet.RepresentationModel.YamlNode node) => node switch
    {
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Convert(pair.Value)))),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text } when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new ArgumentException("no such YAML in these tests"),
    };
}
