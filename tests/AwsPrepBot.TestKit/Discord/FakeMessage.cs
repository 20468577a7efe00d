using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>A button as a person sees it.</summary>
public sealed record FakeButton(string Label, string? CustomId, string? Url, int Style, bool Disabled);

/// <summary>A message of the bot's with all that became of it.</summary>
public sealed class FakeMessage
{
    readonly List<JsonObject> versions = [];
    string? text;
    IReadOnlyList<FakeButton>? buttons;

    internal FakeMessage(ulong id, FakeChannel channel, DateTimeOffset createdAt, FakeUser? onlyFor, JsonObject body)
    {
        (Id, Channel, CreatedAt, OnlyFor) = (id, channel, createdAt, onlyFor);
        versions.Add(Shown(body, null));
    }

    /// <summary>Its id.</summary>
    public ulong Id { get; }

    /// <summary>Where it stands.</summary>
    public FakeChannel Channel { get; }

    /// <summary>When it was made, by the fake's clock.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The one person who sees an ephemeral message; null when everyone in the channel does.</summary>
    public FakeUser? OnlyFor { get; }

    /// <summary>As it was posted, then after each edit: <c>content</c>, <c>embeds</c>, <c>components</c>, <c>flags</c>.</summary>
    public IReadOnlyList<JsonObject> Versions => versions;

    /// <summary>As it is now.</summary>
    public JsonObject Now => versions[^1];

    /// <summary>Its plain text, without embeds.</summary>
    public string Content => (string?)Now["content"] ?? "";

    /// <summary>Everything a reader sees but the buttons, one part a line: content, then each embed's title, description, fields, footer.</summary>
    public string Text => TextOf(Now);

    /// <summary>Its buttons in order.</summary>
    public IReadOnlyList<FakeButton> Buttons => buttons ??= [.. Rows(Now).Select(b => new FakeButton((string?)b["label"] ?? "", (string?)b["custom_id"], (string?)b["url"], (int)b["style"]!, (bool?)b["disabled"] ?? false))];

    /// <summary>The button with that label; an exception that names the labels there are when it is not there.</summary>
    public FakeButton Button(string label) => Buttons.FirstOrDefault(b => b.Label == label)
        ?? throw new InvalidOperationException($"No button \"{label}\"; there are: {string.Join(", ", Buttons.Select(b => b.Label))}.");

    /// <summary>The files it came with, and those an edit brought.</summary>
    public IReadOnlyList<FakeFile> Files { get; internal set; } = [];

    internal string? Nonce { get; init; }

    internal bool Deleted { get; set; }

    internal void Edit(JsonObject body)
    {
        versions.Add(Shown(body, Now));
        (text, buttons) = (null, null);
    }

    /// <summary><see cref="ToJson"/>, made once a version.</summary>
    internal string JsonText(FakeUser author) => text ??= ToJson(author).ToJsonString();

    /// <summary>The text of one of the <see cref="Versions"/>.</summary>
    public static string TextOf(JsonObject version)
    {
        var parts = new List<string?> { (string?)version["content"] };
        foreach (var embed in (version["embeds"] as JsonArray ?? []).OfType<JsonObject>())
        {
            parts.Add((string?)embed["title"]);
            parts.Add((string?)embed["description"]);
            foreach (var field in (embed["fields"] as JsonArray ?? []).OfType<JsonObject>())
            {
                parts.Add((string?)field["name"]);
                parts.Add((string?)field["value"]);
            }
            parts.Add((string?)embed["footer"]?["text"]);
        }
        return string.Join('\n', parts.Where(p => !string.IsNullOrEmpty(p)));
    }

    /// <summary>The custom ids of the buttons of one of the <see cref="Versions"/>, in order.</summary>
    public static IEnumerable<string> ButtonIdsOf(JsonObject version) => Rows(version).Select(button => (string?)button["custom_id"]).OfType<string>();

    internal static IEnumerable<JsonObject> Rows(JsonObject version) => (version["components"] as JsonArray ?? [])
        .OfType<JsonObject>().SelectMany(row => row["components"] as JsonArray ?? []).OfType<JsonObject>();

    internal JsonObject ToJson(FakeUser author)
    {
        var json = (JsonObject)Now.DeepClone();
        json["id"] = $"{Id}";
        json["type"] = 0;
        json["channel_id"] = $"{Channel.Id}";
        json["author"] = author.ToJson();
        json["timestamp"] = CreatedAt.ToString("yyyy-MM-ddTHH:mm:ss.ffffff+00:00");
        json["edited_timestamp"] = null;
        json["tts"] = false;
        json["pinned"] = false;
        json["mention_everyone"] = false;
        foreach (var list in (string[])["mentions", "mention_roles", "attachments"])
            json[list] = new JsonArray();
        return json;
    }

    /// <summary>What is shown after <paramref name="body"/>: the fields it has, and of the others what was there before.</summary>
    static JsonObject Shown(JsonObject body, JsonObject? before) => new()
    {
        ["content"] = (body.ContainsKey("content") ? body["content"] : before?["content"])?.DeepClone() ?? "",
        ["embeds"] = (body.ContainsKey("embeds") ? body["embeds"] : before?["embeds"])?.DeepClone() ?? new JsonArray(),
        ["components"] = (body.ContainsKey("components") ? body["components"] : before?["components"])?.DeepClone() ?? new JsonArray(),
        ["flags"] = (body.ContainsKey("flags") ? body["flags"] : before?["flags"])?.DeepClone() ?? 0,
    };
}
