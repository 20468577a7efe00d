using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>Collects what is wrong with a form, and tells it in Discord's shape: nested by place, array items by index.</summary>
internal sealed class FormErrors
{
    readonly List<(string Path, string Code, string Message)> errors = [];

    public bool Any => errors.Count > 0;

    public void Add(string path, string code, string message) => errors.Add((path, code, message));

    public void TooLong(string path, int most) => Add(path, "BASE_TYPE_MAX_LENGTH", $"Must be {most} or fewer in length.");

    public void BadLength(string path, int least, int most) => Add(path, "BASE_TYPE_BAD_LENGTH", $"Must be between {least} and {most} in length.");

    public void Missing(string path) => Add(path, "BASE_TYPE_REQUIRED", "This field is required");

    public void NotAChoice(string path, string choices) => Add(path, "BASE_TYPE_CHOICES", $"Value must be one of {{{choices}}}.");

    /// <summary>A text: of the right kind, there if it must be, and within its length.</summary>
    public string? Text(JsonObject parent, string name, string path, int most, int least = 0, bool required = false)
    {
        var at = path.Length == 0 ? name : $"{path}.{name}";
        if (parent[name] is not { } node)
        {
            if (required)
                Missing(at);
            return null;
        }
        if (node.GetValueKind() != System.Text.Json.JsonValueKind.String)
        {
            Add(at, "STRING_TYPE_CONVERT", "Could not interpret value as string.");
            return null;
        }
        var text = (string)node!;
        if (text.Length > most && least == 0)
            TooLong(at, most);
        else if (text.Length > most || text.Length < least)
            BadLength(at, least, most);
        return text;
    }

    /// <summary>A list of objects; anything else counts as absent, after being reported.</summary>
    public IReadOnlyList<JsonObject> Objects(JsonObject parent, string name, string path, int most, int least = 0, bool required = false)
    {
        var at = path.Length == 0 ? name : $"{path}.{name}";
        if (parent[name] is not { } node)
        {
            if (required)
                Missing(at);
            return [];
        }
        if (node is not JsonArray array || array.Any(item => item is not JsonObject))
        {
            Add(at, "LIST_TYPE_CONVERT", "Only iterables of objects may be used in a ListType");
            return [];
        }
        if (array.Count > most || array.Count < least)
            BadLength(at, least, most);
        return array.Cast<JsonObject>().ToList();
    }

    public string Summary => string.Join("; ", errors.Select(e => $"{e.Path}: {e.Code}"));

    public JsonObject ToJson()
    {
        var root = new JsonObject();
        foreach (var (path, code, message) in errors)
        {
            var node = root;
            foreach (var part in path.Split('.'))
                node = (JsonObject)(node[part] ??= new JsonObject());
            ((JsonArray)(node["_errors"] ??= new JsonArray())).Add(new JsonObject { ["code"] = code, ["message"] = message });
        }
        return root;
    }
}
