using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AwsPrepBot.TestKit.Slack;

/// <summary>A button a person can press.</summary>
public sealed record FakeSlackButton(string Label, string ActionId, string BlockId, string? Value, string? Style, string? Url);

/// <summary>A message as people see it, and every version it had.</summary>
public sealed class FakeSlackMessage
{
    static long edits;

    readonly List<JsonObject> versions = [];
    ReadyJson? shown;

    internal FakeSlackMessage(string ts, FakeSlackChannel channel, FakeSlackUser? onlyFor, JsonObject body)
    {
        (Ts, Channel, OnlyFor) = (ts, channel, onlyFor);
        versions.Add(body);
        Metadata = body["metadata"]?.DeepClone() as JsonObject;
    }

    /// <summary>Its id in its channel.</summary>
    public string Ts { get; }

    /// <summary>Where.</summary>
    public FakeSlackChannel Channel { get; }

    /// <summary>Who alone sees it; null for all.</summary>
    public FakeSlackUser? OnlyFor { get; }

    /// <summary>The mark nobody sees.</summary>
    public JsonObject? Metadata { get; internal set; }

    /// <summary>What hangs on it.</summary>
    public IReadOnlyList<FakeSlackFile> Files { get; internal set; } = [];

    /// <summary>The bodies it had, the first one first.</summary>
    public IReadOnlyList<JsonObject> Versions => [.. versions];

    /// <summary>The body it has.</summary>
    public JsonObject Body => versions[^1];

    /// <summary>All that is read in it, a block a line or more.</summary>
    public string Text => SlackText.Of(Body);

    /// <summary>What notifications and screen readers get.</summary>
    public string Fallback => (string?)Body["text"] ?? "";

    /// <summary>The buttons, from the first to the last.</summary>
    public IReadOnlyList<FakeSlackButton> Buttons => SlackText.ButtonsOf(Body["blocks"] as JsonArray);

    /// <summary>The button with that label.</summary>
    public FakeSlackButton Button(string label) => Buttons.FirstOrDefault(button => button.Label == label)
        ?? throw new InvalidOperationException($"No button \"{label}\"; there are: {string.Join(", ", Buttons.Select(button => button.Label))}.");

    /// <summary>Rises with each change of any message.</summary>
    public long LastEdit { get; private set; } = Interlocked.Increment(ref edits);

    /// <summary>As the API shows it, made once a version; <paramref name="make"/> makes it.</summary>
    internal JsonNode Shown(Func<FakeSlackMessage, JsonObject> make) => (shown ??= new ReadyJson(JsonSerializer.SerializeToUtf8Bytes(make(this)))).ToNode();

    internal void Edit(JsonObject body)
    {
        versions.Add(body);
        shown = null;
        LastEdit = Interlocked.Increment(ref edits);
    }
}

/// <summary>Reads blocks as a person does.</summary>
public static partial class SlackText
{
    /// <summary>The text of a message's or view's body: its blocks, or where there are none its text.</summary>
    public static string Of(JsonObject body) => body["blocks"] is JsonArray { Count: > 0 } blocks
        ? string.Join('\n', blocks.OfType<JsonObject>().Select(Block).Where(text => text.Length > 0))
        : (string?)body["text"] ?? "";

    /// <summary>The buttons in blocks.</summary>
    public static IReadOnlyList<FakeSlackButton> ButtonsOf(JsonArray? blocks) =>
    [
        .. (blocks ?? []).OfType<JsonObject>().SelectMany(block => ((block["elements"] as JsonArray)?.OfType<JsonObject>() ?? [])
            .Concat(block["accessory"] is JsonObject accessory ? [accessory] : [])
            .Where(element => (string?)element["type"] == "button")
            .Select(element => new FakeSlackButton(
                (string)element["text"]!["text"]!, (string?)element["action_id"] ?? "", (string?)block["block_id"] ?? "", (string?)element["value"],
                (string?)element["style"], (string?)element["url"]))),
    ];

    static string Block(JsonObject block) => (string?)block["type"] switch
    {
        "section" or "header" => Object(block["text"]),
        "context" => string.Concat(Elements(block).Select(element => Object(element))),
        "rich_text" => string.Join('\n', Elements(block).Select(Part)),
        "input" => Object(block["label"]),
        _ => "",
    };

    static string Part(JsonObject part) => (string?)part["type"] == "rich_text_list"
        ? string.Join('\n', Elements(part).Select(item => $"• {Runs(item)}"))
        : Runs(part);

    static string Runs(JsonObject section) => Elements(section).Aggregate(new StringBuilder(), (text, run) => text.Append((string?)run["type"] switch
    {
        "link" => (string?)run["text"] ?? (string?)run["url"],
        "date" => (string?)run["fallback"],
        "channel" => $"#{run["channel_id"]}",
        "user" => $"@{run["user_id"]}",
        "broadcast" => $"@{run["range"]}",
        _ => (string?)run["text"],
    })).ToString();

    static string Object(JsonNode? text) => (string?)text?["type"] == "mrkdwn" ? Read((string?)text["text"] ?? "") : (string?)text?["text"] ?? "";

    /// <summary>Markup as it is read: links and times by their words, what was escaped as it was.</summary>
    static string Read(string markup) => Bracket().Replace(markup, "$1").Trim('*')
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"<[^>|]*\|([^>]*)>")]
    private static partial Regex Bracket();

    static IEnumerable<JsonObject> Elements(JsonObject holder) => (holder["elements"] as JsonArray)?.OfType<JsonObject>() ?? [];
}
