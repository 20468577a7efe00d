using System.Globalization;
using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Slack;

/// <summary>A file somebody was given.</summary>
/// <param name="Name">With its ending.</param>
/// <param name="Content">Its bytes.</param>
public sealed record FakeSlackFile(string Name, byte[] Content);

/// <summary>Files on their way: a place, the bytes, and then they are shown. Used under the fake's lock.</summary>
internal sealed class FakeFiles(FakeSlack slack)
{
    /// <summary>Where the bytes go, before the file's id.</summary>
    public const string Path = "/upload/";

    readonly Dictionary<string, Upload> _uploads = [];

    public JsonObject Begin(JsonObject arguments)
    {
        if ((string?)arguments["filename"] is not { Length: > 0 } name || !int.TryParse((string?)arguments["length"], NumberStyles.None, null, out var length) || length == 0)
            return Error("invalid_arguments");
        var id = slack.NewId('F');
        _uploads[id] = new Upload(name, length);
        return new JsonObject { ["ok"] = true, ["upload_url"] = $"http://{slack.ApiUrl.Authority}{Path}{id}", ["file_id"] = id };
    }

    public (int Status, string Body) Take(string path, byte[] content)
    {
        if (!_uploads.TryGetValue(path[Path.Length..], out var upload))
            return (404, "not found");
        if (content.Length != upload.Length)
        {
            slack.Violate(FakeSlackViolations.Request, $"{upload.Name} was announced with {upload.Length} bytes and has {content.Length}");
            return (400, "wrong length");
        }

        upload.Content = content;
        return (200, $"OK - {content.Length}");
    }

    public JsonObject Complete(JsonObject arguments)
    {
        var files = JsonNode.Parse((string?)arguments["files"] ?? "[]") as JsonArray ?? [];
        var uploads = files.Select(file => (string?)file?["id"] is { } id ? _uploads.GetValueOrDefault(id) : null).ToList();
        if (uploads.Count == 0 || uploads.Any(upload => upload?.Content is null))
            return Error("file_not_found");
        if (slack.Channel((string?)arguments["channel_id"]) is not { } channel)
            return Error("channel_not_found");
        if (channel.Person is null)
            slack.Violate(FakeSlackViolations.Privacy, "a file for one person was shown to all");
        var message = slack.NewMessage(channel, null, new JsonObject { ["text"] = "" });
        message.Files = [.. uploads.Select(upload => new FakeSlackFile(upload!.Name, upload.Content!))];
        foreach (var file in files)
            _uploads.Remove((string)file!["id"]!);
        return new JsonObject { ["ok"] = true, ["files"] = files.DeepClone() };
    }

    static JsonObject Error(string error) => new() { ["ok"] = false, ["error"] = error };

    sealed class Upload(string name, int length)
    {
        public string Name => name;

        public int Length => length;

        public byte[]? Content { get; set; }
    }
}
