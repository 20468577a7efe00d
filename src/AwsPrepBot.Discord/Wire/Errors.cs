using System.Text.Json;

namespace AwsPrepBot.Discord.Wire;

/// <summary>The body of a refusal; with <see cref="RetryAfter"/> (seconds) that of a 429.</summary>
internal sealed record ApiError
{
    public int? Code { get; init; }
    public string? Message { get; init; }
    public JsonElement? Errors { get; init; }
    public double? RetryAfter { get; init; }
    public bool? Global { get; init; }

    /// <summary>
    /// The nested errors of 50035 as <c>embeds.0.title: BASE_TYPE_MAX_LENGTH</c>: places and codes only, for the
    /// sentences that come with them may quote what a person wrote. Five at most.
    /// </summary>
    public string? Places()
    {
        if (Errors is not { ValueKind: JsonValueKind.Object } errors)
            return null;
        var places = new List<string>();
        try
        {
            Collect(errors, "", places);
        }
        catch (InvalidOperationException)
        {
            // Well-formed JSON whose text is none: what was read before it tells enough.
        }
        return places.Count == 0 ? null : string.Join("; ", places.Take(5));
    }

    static void Collect(JsonElement node, string path, List<string> places)
    {
        foreach (var property in node.EnumerateObject())
        {
            if (property.NameEquals("_errors") && property.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var error in property.Value.EnumerateArray())
                    if (error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var code))
                        places.Add($"{(path.Length == 0 ? "body" : path)}: {code}");
            }
            else if (property.Value.ValueKind == JsonValueKind.Object)
                Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", places);
        }
    }
}
