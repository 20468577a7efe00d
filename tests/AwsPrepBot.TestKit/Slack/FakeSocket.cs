using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace AwsPrepBot.TestKit.Slack;

/// <summary>One socket of Slack's: what is sent waits in line, so that nobody who sends waits for the bot.</summary>
internal sealed class FakeSocket(WebSocket socket, CancellationToken aborted)
{
    readonly Channel<byte[]> outgoing = Channel.CreateUnbounded<byte[]>();
    readonly byte[] incoming = new byte[64 * 1024];

    public bool Announced { get; set; }

    public void Send(JsonObject message) => outgoing.Writer.TryWrite(JsonSerializer.SerializeToUtf8Bytes(message));

    public void Send(string text) => outgoing.Writer.TryWrite(Encoding.UTF8.GetBytes(text));

    public async Task WriteAsync()
    {
        try
        {
            await foreach (var message in outgoing.Reader.ReadAllAsync(aborted))
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, aborted);
            if (socket.State == WebSocketState.Open)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, aborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, aborted);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // It broke.
        }
    }

    public async Task<string?> ReadAsync()
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(incoming.AsMemory(length), aborted);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                if (socket.State == WebSocketState.CloseReceived)
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, aborted);
                return null;
            }

            length += part.Count;
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(incoming, 0, length);
        }
    }

    /// <summary>Sends what waits, then the goodbye.</summary>
    public Task CloseAsync()
    {
        outgoing.Writer.TryComplete();
        return Task.CompletedTask;
    }

    public void Abort() => socket.Abort();
}
