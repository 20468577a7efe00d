using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Slack;

/// <content>What can be pressed or filled in.</content>
internal sealed partial class BlockKitRules
{
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
}
