using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AwsPrepBot.Benchmarks.Discord;

/// <summary>
/// The ceiling: a program of its own that takes interactions from the gateway and answers each with the same few words. No
/// heartbeat, no limits, no rules, nothing stored: as much as the fake and two cores let through.
/// </summary>
static class EmptyReplies
{
    static readonly byte[] Reply = """{"type":4,"data":{"content":"ok","flags":64,"allowed_mentions":{"parse":[]}}}"""u8.ToArray();

    public static async Task RunAsync(Uri api, string token)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "DiscordBot (https://localhost, 1)");
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bot {token}");
        using var directory = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{api}/gateway/bot")));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"{directory.RootElement.GetProperty("url").GetString()}?v=10&encoding=json"), CancellationToken.None);
        var identify = new JsonObject
        {
            ["op"] = 2,
            ["d"] = new JsonObject { ["token"] = token, ["intents"] = 1, ["properties"] = new JsonObject { ["os"] = "linux", ["browser"] = "none", ["device"] = "none" } },
        };
        await socket.SendAsync(Encoding.UTF8.GetBytes(identify.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);

        var buffer = new byte[256 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close)
                return;
            using var message = JsonDocument.Parse(buffer.AsMemory(0, length));
            if (message.RootElement.TryGetProperty("t", out var type) && type.ValueEquals("INTERACTION_CREATE"))
            {
                var interaction = message.RootElement.GetProperty("d");
                _ = AnswerAsync(http, $"{api}/interactions/{interaction.GetProperty("id").GetString()}/{interaction.GetProperty("token").GetString()}/callback");
            }
        }
    }

    static async Task AnswerAsync(HttpClient http, string address)
    {
        using var content = new ByteArrayContent(Reply) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await http.PostAsync(new Uri(address), content);
    }
}
