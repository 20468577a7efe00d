using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Slack;

/// <summary>
/// Slack's rules for blocks and views (docs.slack.dev/reference/block-kit), for the kinds a bot like ours draws with. What
/// it does not know it refuses, as Slack does. Each error is a sentence of Slack's with the place.
/// </summary>
internal sealed partial class BlockKitRules : FieldRules
{
    /// <summary>Above this many characters of JSON Slack was seen to refuse a message (<c>msg_blocks_too_long</c>).</summary>
    public const int MostBlockCharacters = 13_200;

    const int MostViewBytes = 250_000;

    readonly HashSet<string> blockIds = [];
    readonly bool isView;

    BlockKitRules(bool isView) => this.isView = isView;

    /// <summary>What is wrong with a message's blocks.</summary>
    public static IReadOnlyList<string> Message(JsonNode? blocks)
    {
        var rules = new BlockKitRules(isView: false);
        rules.Blocks(blocks, 50);
        return rules.Errors;
    }

    /// <summary>What is wrong with a view.</summary>
    public static IReadOnlyList<string> View(JsonObject view)
    {
        var rules = new BlockKitRules(isView: true);
        rules.WholeView(view);
        return rules.Errors;
    }

    void WholeView(JsonObject view)
    {
        var type = (string?)view["type"];
        Only(view, "", "type", "blocks", "title", "submit", "close", "callback_id", "private_metadata", "external_id", "clear_on_close", "notify_on_close");
        if (type is not ("modal" or "home"))
            Add("must be modal or home", "/type");
        if (view.ToJsonString().Length > MostViewBytes)
            Add("view is larger than 250 kB", "");
        Blocks(view["blocks"], 100);
        Short(view, "callback_id", 255, "");
        Short(view, "private_metadata", 3000, "");
        if (type != "modal")
            return;
        Text(view["title"], "/title", 24, plainOnly: true);
        foreach (var button in new[] { "submit", "close" })
        {
            if (view[button] is { } text)
                Text(text, $"/{button}", 24, plainOnly: true);
        }

        if (view["submit"] is null && (view["blocks"] as JsonArray ?? []).Any(block => (string?)block?["type"] == "input"))
            Add("missing required field: submit", "/submit");
    }

    void Blocks(JsonNode? node, int most)
    {
        if (node is not JsonArray blocks)
        {
            Add("must be an array", "/blocks");
            return;
        }

        if (blocks.Count > most)
            Add($"no more than {most} items allowed", "/blocks");
        foreach (var (index, block) in blocks.Index())
            Block(block as JsonObject ?? [], $"/blocks/{index}");
    }

    void Block(JsonObject block, string at)
    {
        Short(block, "block_id", 255, at);
        if ((string?)block["block_id"] is { } id && !blockIds.Add(id))
            Add($"block_id \"{id}\" already exists", at);
        switch ((string?)block["type"])
        {
            case "section":
                Only(block, at, "type", "block_id", "text", "accessory", "expand", "fields");
                if (block["fields"] is JsonArray fields)
                {
                    Count(fields, 1, 10, $"{at}/fields");
                    foreach (var (index, field) in fields.Index())
                        Text(field, $"{at}/fields/{index}", 2000);
                }
                else
                {
                    Text(block["text"], $"{at}/text", 3000);
                }

                if (block["accessory"] is JsonObject accessory)
                    Element(accessory, $"{at}/accessory");
                break;
            case "header":
                Only(block, at, "type", "block_id", "text");
                Text(block["text"], $"{at}/text", 150, plainOnly: true);
                break;
            case "divider":
                Only(block, at, "type", "block_id");
                break;
            case "context":
                Only(block, at, "type", "block_id", "elements");
                foreach (var (element, place) in Elements(block, at, 1, 10))
                    Text(element, place, 3000);
                break;
            case "actions":
                Only(block, at, "type", "block_id", "elements");
                var ids = new HashSet<string>();
                foreach (var (element, place) in Elements(block, at, 1, 25))
                {
                    Element(element, place);
                    if ((string?)element["action_id"] is { } action && !ids.Add(action))
                        Add($"action_id \"{action}\" already exists for block_id", place);
                }

                break;
            case "rich_text":
                Only(block, at, "type", "block_id", "elements");
                foreach (var (part, place) in Elements(block, at, 1, int.MaxValue))
                    RichPart(part, place);
                break;
            case "input" when isView:
                Only(block, at, "type", "block_id", "label", "element", "hint", "optional", "dispatch_action");
                Text(block["label"], $"{at}/label", 2000, plainOnly: true);
                if (block["hint"] is { } hint)
                    Text(hint, $"{at}/hint", 2000, plainOnly: true);
                Element(block["element"] as JsonObject ?? [], $"{at}/element");
                break;
            case var other:
                Add($"unsupported type: {other}", at);
                break;
        }
    }
}
