using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>A file that came with a message.</summary>
public sealed record FakeFile(string Name, string ContentType, byte[] Content);

/// <summary>
/// A request's body, whether it is JSON alone or JSON and files as parts (developers/reference#uploading-files). Strict: what
/// Discord would ignore or guess is a problem here.
/// </summary>
internal sealed partial record FakeUpload(string Text, IReadOnlyDictionary<int, FakeFile> Files, string? Problem)
{
    const string JsonPart = "payload_json";

    /// <summary>What a server without boosts takes.</summary>
    const int LargestFile = 10 * 1024 * 1024;

    static readonly Dictionary<int, FakeFile> None = [];

    public static bool IsMultipart(HttpRequest request) => request.ContentType?.StartsWith("multipart/form-data", StringComparison.Ordinal) is true;

    public static async Task<FakeUpload> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!IsMultipart(request))
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            return new FakeUpload(await reader.ReadToEndAsync(cancellationToken), None, null);
        }

        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value ?? "";
        var parts = new MultipartReader(boundary, request.Body);
        var (text, files) = ("", new Dictionary<int, FakeFile>());
        while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            using var content = new MemoryStream();
            await part.Body.CopyToAsync(content, cancellationToken);
            var place = part.GetContentDispositionHeader();
            var name = HeaderUtilities.RemoveQuotes(place?.Name ?? "").Value ?? "";
            var fileName = HeaderUtilities.RemoveQuotes(place?.FileName ?? "").Value ?? "";
            if (name == JsonPart && text.Length == 0 && fileName.Length == 0 && part.ContentType is "application/json")
                text = Encoding.UTF8.GetString(content.ToArray());
            else if (FilePattern().Match(name) is { Success: true } file && fileName.Length > 0 && part.ContentType is { Length: > 0 } type
                && files.TryAdd(int.Parse(file.Groups[1].Value), new FakeFile(fileName, type, content.ToArray())))
                continue;
            else
                return new FakeUpload(text, files, $"part \"{name}\" (file \"{fileName}\", {part.ContentType}) is neither one {JsonPart} of JSON nor a file of its own number");
        }

        return new FakeUpload(text, files, text.Length == 0 ? $"there is no {JsonPart}" : files.Count == 0 ? "multipart without a file" : null);
    }

    public bool IsTooLarge => Files.Values.Any(file => file.Content.Length > LargestFile);

    /// <summary>What is wrong between the files and what the JSON says of them; null when nothing is.</summary>
    public string? Mismatch(JsonNode? json)
    {
        var message = json?["data"] as JsonObject ?? json as JsonObject;
        var named = (message?["attachments"] as JsonArray ?? []).OfType<JsonObject>().ToDictionary(entry => $"{entry["id"]}", entry => (string?)entry["filename"]);
        foreach (var (number, file) in Files)
        {
            if (!named.TryGetValue($"{number}", out var name) || name != file.Name)
                return $"file {number} is called {file.Name}, in attachments {name ?? "not at all"}";
        }

        return named.Keys.FirstOrDefault(id => !Files.ContainsKey(int.TryParse(id, out var number) ? number : -1)) is { } missing
            ? $"attachment {missing} has no file" : null;
    }

    [GeneratedRegex(@"^files\[(\d)\]$")]
    private static partial Regex FilePattern();
}
