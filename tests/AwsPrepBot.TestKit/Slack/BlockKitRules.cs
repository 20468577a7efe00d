using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AwsPrepBot.TestKit.Slack;

/// <summary>
/// Slack's rules for blocks and views (docs.slack.dev/reference/block-kit), for the kinds a bot like ours draws with. What
/// it does not know it refuses, as Slack does. Each error is a sentence of Slack's with the place.
/// </summary>
internal sealed partial class BlockKitRules
{
    /// <summary>Above this many characters of JSON Slack was seen to refuse a message (<c>msg_blocks_too_long</c>).</summary>
    public const int MostBlockCharacters = 13_200;

    const int MostViewBytes = 250_000;

    readonly List<string> errors = [];
    readonly HashSet<string> blockIds = [];
    readonly bool isView;

    BlockKitRules(bool isView) => this.isView = isView;

    /// <summary>What is wrong with a message's blocks.</summary>
    public static IReadOnlyList<string> Message(JsonNode? blocks)
    {
        var rules = new BlockKitRules(isView: false);
        rules.Blocks(blocks, 50);
        return rules.errors;
    }

    /// <summary>What is wrong with a view.</summary>
    public static IReadOnlyList<string> View(JsonObject view)
    {
        var rules = new BlockKitRules(isView: true);
        rules.WholeView(view);
        return rules.errors;
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

    void RichPart(JsonObject part, string at)
    {
        switch ((string?)part["type"])
        {
            case "rich_text_section" or "rich_text_quote":
                Only(part, at, "type", "elements", "border");
                Runs(part, at);
                break;
            case "rich_text_preformatted":
                Only(part, at, "type", "elements", "border", "language");
                Runs(part, at);
                break;
            case "rich_text_list":
                Only(part, at, "type", "style", "elements", "indent", "offset", "border");
                if ((string?)part["style"] is not ("bullet" or "ordered"))
                    Add("must be bullet or ordered", $"{at}/style");
                foreach (var (item, place) in Elements(part, at, 1, int.MaxValue))
                {
                    if ((string?)item["type"] != "rich_text_section")
                        Add("a list holds rich_text_section only", place);
                    Runs(item, place);
                }

                break;
            case var other:
                Add($"unsupported type: {other}", at);
                break;
        }
    }

    void Runs(JsonObject section, string at)
    {
        foreach (var (run, place) in Elements(section, at, 0, int.MaxValue))
        {
            switch ((string?)run["type"])
            {
                case "text":
                    Only(run, place, "type", "text", "style");
                    Required(run, "text", place);
                    break;
                case "link":
                    Only(run, place, "type", "url", "text", "unsafe", "style");
                    Required(run, "url", place);
                    Short(run, "url", 3000, place);
                    break;
                case "date":
                    Only(run, place, "type", "timestamp", "format", "url", "fallback", "style");
                    if (run["timestamp"]?.GetValueKind() != JsonValueKind.Number)
                        Add("must be an integer", $"{place}/timestamp");
                    Required(run, "format", place);
                    if ((string?)run["format"] is { } format && DateToken().Matches(format).Any(match => !DateTokens.Contains(match.Groups[1].Value)))
                        Add("unknown date token", $"{place}/format");
                    break;
                case "channel":
                    Only(run, place, "type", "channel_id", "style");
                    Required(run, "channel_id", place);
                    break;
                case "user" or "usergroup" or "broadcast" or "emoji" or "color":
                    break;
                case var other:
                    Add($"unsupported type: {other}", place);
                    break;
            }

            if (run["style"] is JsonObject style)
                Only(style, $"{place}/style", "bold", "italic", "strike", "code", "underline", "highlight");
        }
    }

    void Element(JsonObject element, string at)
    {
        Short(element, "action_id", 255, at);
        switch ((string?)element["type"])
        {
            case "button":
                Only(element, at, "type", "text", "action_id", "value", "url", "style", "confirm", "accessibility_label");
                Text(element["text"], $"{at}/text", 75, plainOnly: true);
                Short(element, "value", 2000, at);
                Short(element, "url", 3000, at);
                Short(element, "accessibility_label", 75, at);
                if (element["style"] is { } style && (string?)style is not ("primary" or "danger"))
                    Add("must be primary or danger", $"{at}/style");
                break;
            case "plain_text_input" when isView:
                Only(element, at, "type", "action_id", "multiline", "initial_value", "min_length", "max_length", "placeholder", "focus_on_load", "dispatch_action_config");
                Placeholder(element, at);
                foreach (var length in new[] { "min_length", "max_length" })
                {
                    if (element[length] is { } number && (int)number is < 0 or > 3000)
                        Add("must be between 0 and 3000", $"{at}/{length}");
                }

                if (element["max_length"] is { } longest && ((string?)element["initial_value"])?.Length > (int)longest)
                    Add("is longer than max_length", $"{at}/initial_value");
                break;
            case "static_select" or "radio_buttons":
                Only(element, at, "type", "action_id", "options", "initial_option", "placeholder", "focus_on_load");
                Placeholder(element, at);
                var options = element["options"] as JsonArray ?? [];
                Count(options, 1, (string?)element["type"] == "radio_buttons" ? 10 : 100, $"{at}/options");
                foreach (var (index, option) in options.Index())
                    Option(option as JsonObject ?? [], $"{at}/options/{index}");
                if (element["initial_option"] is JsonObject initial && !options.Any(option => JsonNode.DeepEquals(option, initial)))
                    Add("must be one of the options", $"{at}/initial_option");
                break;
            case "conversations_select" or "channels_select":
                Only(element, at, "type", "action_id", "initial_conversation", "initial_channel", "filter", "placeholder", "default_to_current_conversation", "response_url_enabled");
                Placeholder(element, at);
                break;
            case var other:
                Add($"unsupported type: {other}", at);
                break;
        }
    }

    void Option(JsonObject option, string at)
    {
        Only(option, at, "text", "value", "description");
        Text(option["text"], $"{at}/text", 75, plainOnly: true);
        Required(option, "value", at);
        Short(option, "value", 75, at);
    }

    void Placeholder(JsonObject element, string at)
    {
        if (element["placeholder"] is { } placeholder)
            Text(placeholder, $"{at}/placeholder", 150, plainOnly: true);
    }

    void Text(JsonNode? node, string at, int longest, bool plainOnly = false)
    {
        if (node is not JsonObject text)
        {
            Add("missing required field: text", at);
            return;
        }

        var type = (string?)text["type"];
        Only(text, at, type == "plain_text" ? ["type", "text", "emoji"] : ["type", "text", "verbatim"]);
        if (type is not ("plain_text" or "mrkdwn"))
            Add("unsupported type", $"{at}/type");
        else if (plainOnly && type != "plain_text")
            Add("must be plain_text", $"{at}/type");
        var length = ((string?)text["text"])?.Length ?? 0;
        if (length == 0)
            Add("must be more than 0 characters", $"{at}/text");
        else if (length > longest)
            Add($"must be less than {longest + 1} characters", $"{at}/text");
    }

    IEnumerable<(JsonObject Element, string At)> Elements(JsonObject holder, string at, int least, int most)
    {
        if (holder["elements"] is not JsonArray elements)
        {
            Add("missing required field: elements", at);
            yield break;
        }

        Count(elements, least, most, $"{at}/elements");
        foreach (var (index, element) in elements.Index())
            yield return (element as JsonObject ?? [], $"{at}/elements/{index}");
    }

    void Count(JsonArray items, int least, int most, string at)
    {
        if (items.Count < least)
            Add($"must provide at least {least} items", at);
        if (items.Count > most)
            Add($"no more than {most} items allowed", at);
    }

    void Required(JsonObject holder, string field, string at)
    {
        if (((string?)holder[field])?.Length is null or 0)
            Add($"missing required field: {field}", at);
    }

    void Short(JsonObject holder, string field, int longest, string at)
    {
        if (((string?)holder[field])?.Length > longest)
            Add($"must be less than {longest + 1} characters", $"{at}/{field}");
    }

    void Only(JsonObject holder, string at, params string[] known)
    {
        foreach (var (name, _) in holder)
        {
            if (!known.Contains(name))
                Add($"invalid additional property: {name}", at);
        }
    }

    void Add(string what, string at) => errors.Add($"[ERROR] {what} [json-pointer:{at}]");

    static readonly string[] DateTokens =
    [
        "date_num", "date_slash", "date_long", "date_long_full", "date_long_pretty", "date", "date_pretty", "date_short", "date_short_pretty",
        "time", "time_secs", "ago", "day_divider_pretty",
    ];

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex DateToken();
}
