using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Slack;

/// <summary>The rules that fields of any block or element follow: which there are, how long, how many. Each error is a sentence of Slack's with the place.</summary>
internal abstract class FieldRules
{
    readonly List<string> errors = [];

    /// <summary>What was wrong so far.</summary>
    protected IReadOnlyList<string> Errors => errors;

    protected void Text(JsonNode? node, string at, int longest, bool plainOnly = false)
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

    protected IEnumerable<(JsonObject Element, string At)> Elements(JsonObject holder, string at, int least, int most)
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

    protected void Count(JsonArray items, int least, int most, string at)
    {
        if (items.Count < least)
            Add($"must provide at least {least} items", at);
        if (items.Count > most)
            Add($"no more than {most} items allowed", at);
    }

    protected void Required(JsonObject holder, string field, string at)
    {
        if (((string?)holder[field])?.Length is null or 0)
            Add($"missing required field: {field}", at);
    }

    protected void Short(JsonObject holder, string field, int longest, string at)
    {
        if (((string?)holder[field])?.Length > longest)
            Add($"must be less than {longest + 1} characters", $"{at}/{field}");
    }

    protected void Only(JsonObject holder, string at, params string[] known)
    {
        foreach (var (name, _) in holder)
        {
            if (!known.Contains(name))
                Add($"invalid additional property: {name}", at);
        }
    }

    protected void Add(string what, string at) => errors.Add($"[ERROR] {what} [json-pointer:{at}]");
}
