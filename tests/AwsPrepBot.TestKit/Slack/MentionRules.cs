using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AwsPrepBot.TestKit.Slack;

/// <summary>Finds what would ping somebody, wherever in a message it stands.</summary>
internal static partial class MentionRules
{
    /// <summary>What pings; null when nothing does.</summary>
    public static string? Find(JsonNode? node) => node switch
    {
        JsonObject { } o when (string?)o["type"] is "user" or "usergroup" or "broadcast" => (string?)o["type"],
        // Literal text is never parsed.
        JsonObject { } o when (string?)o["type"] is "plain_text" or "text" or "link" or "plain_text_input" => null,
        JsonObject { } o => o.Where(field => field.Key is not ("metadata" or "value" or "action_id" or "block_id")).Select(field => Find(field.Value)).FirstOrDefault(found => found is not null),
        JsonArray a => a.Select(Find).FirstOrDefault(found => found is not null),
        JsonValue v when v.TryGetValue<string>(out var text) && Ping().Match(text) is { Success: true } match => match.Value,
        _ => null,
    };

    [GeneratedRegex(@"<(!(?!date\^)[^>]*|@[^>]*)>")]
    private static partial Regex Ping();
}
