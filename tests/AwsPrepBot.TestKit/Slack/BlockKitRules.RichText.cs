using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AwsPrepBot.TestKit.Slack;

/// <content>The parts of a rich text, and the runs in them.</content>
internal sealed partial class BlockKitRules
{
    static readonly string[] DateTokens =
    [
        "date_num", "date_slash", "date_long", "date_long_full", "date_long_pretty", "date", "date_pretty", "date_short", "date_short_pretty",
        "time", "time_secs", "ago", "day_divider_pretty",
    ];

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex DateToken();

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
}
