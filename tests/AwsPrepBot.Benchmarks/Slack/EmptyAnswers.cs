using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace AwsPrepBot.Benchmarks.Slack;

/// <summary>
/// The ceiling: a program of its own that acknowledges what comes over one socket and answers each press with the same few
/// words. No limits, no rules, nothing stored: as much as the fake and two cores let through.
/// </summary>
static class EmptyAnswers
{
    static readonly byte[] Reply = """{"text":"ok","response_type":"ephemeral","replace_original":false}"""u8.ToArray();

    public static async Task RunAsync(Uri api, string appToken)
    {
        using var http = new HttpClient();
        using var opening = new HttpRequestMessage(HttpMethod.Post, new Uri(api, "apps.connections.open")) { Content = new FormUrlEncodedContent([]) };
        opening.Headers.TryAddWithoutValidation("Authorization", $"Bearer {appToken}");
        using var opened = await http.SendAsync(opening);
        using var ticket = JsonDocument.Parse(await opened.Content.ReadAsStreamAsync());
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(ticket.RootElement.GetProperty("url").GetString()!), CancellationToken.None);

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
            if (!message.RootElement.TryGetProperty("envelope_id", out var envelope))
                continue;
            await socket.SendAsync(Encoding.UTF8.GetBytes($$"""{"envelope_id":"{{envelope.GetString()}}"}"""), WebSocketMessageType.Text, true, CancellationToken.None);
            if (message.RootElement.GetProperty("payload").TryGetProperty("response_url", out var address))
                _ = AnswerAsync(http, address.GetString()!);
        }
    }

    static async Task AnswerAsync(HttpClient http, string address)
    {
        try
        {
            using var content = new ByteArrayContent(Reply) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
            using var answer = await http.PostAsync(new Uri(address), content);
            answer.EnsureSuccessStatusCode();
        }
        catch (HttpRequestException e)
        {
            // Nobody waits for this task, and whoever pressed would wait in vain.
            Environment.FailFast("A reply was not taken.", e);
        }
    }
}
