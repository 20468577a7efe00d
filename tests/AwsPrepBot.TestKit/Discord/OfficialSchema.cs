using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>
/// Discord's official OpenAPI document as a judge of request bodies. It is JSON Schema 2020-12, of which NJsonSchema reads
/// an older draft, so the parts in use are rewritten first: <c>const</c> as <c>enum</c>, references to where the parts are
/// gathered, annotations dropped; and a field the document does not name is refused, for Discord would ignore it silently.
/// The document is not part of this repository: where it is absent, tests say so.
/// </summary>
public sealed class OfficialSchema
{
    const string Components = "#/components/schemas/";
    static readonly ConcurrentDictionary<string, Lazy<OfficialSchema>> Loaded = new(StringComparer.Ordinal);

    readonly JsonObject document;
    readonly ConcurrentDictionary<string, Lazy<Task<JsonSchema?>>> schemas = new(StringComparer.Ordinal);

    OfficialSchema(JsonObject document) => this.document = document;

    /// <summary>
    /// The document's path: <c>specs/discord-openapi.json</c> in the folder that the environment variable PREPBOT_SHARED
    /// names, or in a folder <c>shared</c> beside the repository. Null when it is in neither.
    /// </summary>
    public static string? Find()
    {
        var folders = new List<string>();
        if (Environment.GetEnvironmentVariable("PREPBOT_SHARED") is { Length: > 0 } named)
            folders.Add(named);
        folders.Add(Path.Combine(Repository.Root, "..", "shared"));
        return folders.Select(folder => Path.Combine(folder, "specs", "discord-openapi.json")).FirstOrDefault(File.Exists);
    }

    /// <summary>The document at <paramref name="path"/>; read once a process.</summary>
    public static OfficialSchema Load(string path) =>
        Loaded.GetOrAdd(path, file => new(() => new OfficialSchema(JsonNode.Parse(File.ReadAllText(file))!.AsObject()))).Value;

    /// <summary>What the document has against <paramref name="json"/> as the body of <paramref name="route"/> (<see cref="FakeRoutes"/>); empty when it is right.</summary>
    public async Task<IReadOnlyList<string>> ValidateAsync(string route, string json)
    {
        var schema = await schemas.GetOrAdd(route, name => new(() => BuildAsync(name))).Value;
        if (schema is null)
            return [$"{route} takes no JSON body"];
        return schema.Validate(json).Select(error => $"{error.Path}: {error.Kind}").ToList();
    }

    async Task<JsonSchema?> BuildAsync(string route)
    {
        var (method, path) = (route[..route.IndexOf(' ')].ToLowerInvariant(), route[(route.IndexOf(' ') + 1)..]);
        if (document["paths"]?[path]?[method]?["requestBody"]?["content"]?["application/json"]?["schema"] is not JsonObject root)
            return null;
        var definitions = new JsonObject();
        var schema = (JsonObject)Rewrite(root, definitions)!;
        schema["definitions"] = definitions;
        return await JsonSchema.FromJsonAsync(schema.ToJsonString());
    }

    JsonNode? Rewrite(JsonNode? node, JsonObject definitions, bool inAllOf = false)
    {
        if (node is JsonArray array)
            return new JsonArray([.. array.Select(item => Rewrite(item, definitions, inAllOf))]);
        if (node is not JsonObject schema)
            return node?.DeepClone();

        var result = new JsonObject();
        foreach (var (key, value) in schema)
        {
            switch (key)
            {
                case "$ref":
                    var name = ((string)value!)[Components.Length..];
                    if (!definitions.ContainsKey(name))
                    {
                        definitions[name] = new JsonObject(); // it may refer to itself
                        definitions[name] = Rewrite(document["components"]!["schemas"]![name], definitions);
                    }
                    result["$ref"] = $"#/definitions/{name}";
                    break;
                case "const":
                    result["enum"] = new JsonArray(value?.DeepClone());
                    break;
                case "title" or "description" or "format" or "contentEncoding" or "x-discord-union" or "default":
                    break;
                case "properties":
                    result["properties"] = new JsonObject(((JsonObject)value!).Select(p => KeyValuePair.Create(p.Key, Property(p.Key, p.Value, definitions))));
                    break;
                default:
                    result[key] = Rewrite(value, definitions, key == "allOf");
                    break;
            }
        }
        if (result.ContainsKey("properties") && !result.ContainsKey("additionalProperties") && !inAllOf)
            result["additionalProperties"] = false;
        return result;
    }

    /// <summary>
    /// The document says integer for <c>default_member_permissions</c>, the documentation of the object a string; Discord
    /// takes both, and only a string holds all bits.
    /// </summary>
    JsonNode? Property(string name, JsonNode? schema, JsonObject definitions) =>
        name == "default_member_permissions" ? new JsonObject { ["type"] = new JsonArray("string", "integer", "null") } : Rewrite(schema, definitions);
}
