using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Discord.Rest;

/// <summary>What is sent, ready to be sent again: JSON, or JSON and a file as parts of one form (developers/reference#uploading-files).</summary>
internal sealed record RestBody(byte[] Bytes, MediaTypeHeaderValue Type)
{
    /// <summary>Serialized once, however often it is sent.</summary>
    public static RestBody Of<T>(T body, JsonTypeInfo<T> type, CardFile? file = null)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return file is null ? new RestBody(json, new MediaTypeHeaderValue("application/json")) : Form(json, file);
    }

    static RestBody Form(byte[] json, CardFile file)
    {
        using var form = new MultipartFormDataContent
        {
            { Part(json, "application/json"), "payload_json" },
            { Part(file.Content.ToArray(), file.MediaType), "files[0]", file.Name },
        };
        using var bytes = new MemoryStream();
        form.CopyTo(bytes, null, CancellationToken.None);
        return new RestBody(bytes.ToArray(), form.Headers.ContentType!);
    }

    static ByteArrayContent Part(byte[] bytes, string type) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
}
