using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>One connection: Hello, then whatever the bot sends is judged by Discord's rules.</summary>
internal sealed class FakeGatewayConnection(FakeDiscord discord, FakeGateway gateway, WebSocket socket, bool atResumeUrl)
{
    const int LargestPayload = 4096;
    const int MostSends = 120;
    const int KnownIntents = (1 << 26) - 1;
    const int PrivilegedIntents = (1 << 1) | (1 << 8) | (1 << 15);

    readonly Channel<string> outgoing = Channel.CreateUnbounded<string>();
    readonly Queue<long> sends = new();
    FakeSession? session;
    long lastBeat;

    public bool Acks { get; set; } = true;

    public int? ClientCloseCode { get; private set; }

    public void Send(string json) => outgoing.Writer.TryWrite(json);

    public void Abort() => socket.Abort();

    public async Task CloseAsync(int code)
    {
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            // It was gone already.
        }
    }

    public async Task RunAsync(bool speaksVersion10, CancellationToken cancellationToken)
    {
        if (!speaksVersion10)
        {
            discord.Violate(FakeViolations.Gateway, "connected without v=10&encoding=json");
            await CloseAsync(4012);
            return;
        }
        lastBeat = discord.Time.GetTimestamp();
        Send(new JsonObject { ["op"] = 10, ["d"] = new JsonObject { ["heartbeat_interval"] = (long)discord.Options.HeartbeatInterval.TotalMilliseconds, ["_trace"] = new JsonArray() } }.ToJsonString());
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = WriteAsync(ended.Token);
        try
        {
            await ReadAsync(cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The connection broke; the session is kept.
        }
        outgoing.Writer.TryComplete();
        await ended.CancelAsync();
        await writing;
    }

    async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var json in outgoing.Reader.ReadAllAsync(cancellationToken))
                await socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or InvalidOperationException)
        {
            // The connection broke, which the reading side notices.
        }
    }

    async Task ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var length = 0;
            WebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    ClientCloseCode = (int?)part.CloseStatus;
                    await CloseAsync((int)(part.CloseStatus ?? WebSocketCloseStatus.NormalClosure));
                    return;
                }
                length += part.Count;
            }
            while (!part.EndOfMessage && length < buffer.Length);

            int? close;
            lock (discord.Gate)
            {
                close = length > LargestPayload ? Fault(4002, $"a payload of {length} bytes") : Handle(buffer.AsSpan(0, length));
                discord.Changed();
            }
            if (close is { } code)
            {
                await CloseAsync(code);
                return;
            }
        }
    }

    int? Handle(ReadOnlySpan<byte> payload)
    {
        while (sends.TryPeek(out var oldest) && discord.Time.GetElapsedTime(oldest) > TimeSpan.FromSeconds(60))
            sends.Dequeue();
        sends.Enqueue(discord.Time.GetTimestamp());
        if (sends.Count > MostSends)
            return Fault(4008, $"more than {MostSends} payloads in 60 s");

        JsonObject? message;
        try
        {
            message = JsonNode.Parse(payload) as JsonObject;
        }
        catch (JsonException)
        {
            message = null;
        }
        if (message is null || FormRules.Number(message["op"]) is not { } op)
            return Fault(4002, "a payload that is no JSON object with an op");
        return (int)op switch
        {
            1 => Heartbeat(message),
            2 when session is not null => Fault(4005, "identified twice"),
            2 => Identify(message["d"] as JsonObject),
            6 => Resume(message["d"] as JsonObject),
            3 or 4 or 8 when session is null => Fault(4003, $"op {op} before identifying"),
            3 or 4 or 8 => null,
            _ => Fault(4001, $"op {op}"),
        };
    }

    int? Heartbeat(JsonObject message)
    {
        if (!message.ContainsKey("d"))
            return Fault(4002, "a heartbeat without d");
        if (discord.Time.GetElapsedTime(lastBeat) > discord.Options.HeartbeatInterval * 1.5)
            discord.Violate(FakeViolations.Gateway, "a heartbeat came late by more than half an interval");
        lastBeat = discord.Time.GetTimestamp();
        gateway.Heartbeats++;
        if (Acks)
            Send("{\"op\":11,\"d\":null,\"s\":null,\"t\":null}");
        return null;
    }

    int? Identify(JsonObject? data)
    {
        if ((string?)data?["token"] != discord.Token)
            return Fault(4004, "identified with another token");
        if (FormRules.Number(data["intents"]) is not { } number || data["properties"] is not JsonObject properties
            || ((string[])["os", "browser", "device"]).Any(name => !properties.ContainsKey(name)))
            return Fault(4002, "an Identify without intents or properties");
        var intents = (int)number;
        if ((intents & ~KnownIntents) != 0)
            return Fault(4013, $"intents {intents}");
        if ((intents & PrivilegedIntents) != 0)
            return Fault(4014, $"privileged intents {intents}");
        session = gateway.Identify(this, intents);
        if (session is null)
            Send("{\"op\":9,\"d\":false}");
        return null;
    }

    int? Resume(JsonObject? data)
    {
        if ((string?)data?["token"] != discord.Token)
            return Fault(4004, "resumed with another token");
        if ((string?)data["session_id"] is not { } id || FormRules.Number(data["seq"]) is not { } seq)
            return Fault(4002, "a Resume without session_id or seq");
        if (!atResumeUrl)
            discord.Violate(FakeViolations.Gateway, "resumed at another address than resume_gateway_url");
        (session, var close) = gateway.Resume(this, id, (long)seq);
        if (close is not null)
            return close;
        if (session is null)
            Send("{\"op\":9,\"d\":false}");
        return null;
    }

    int Fault(int code, string what)
    {
        if (code is not 4004)
            discord.Violate(FakeViolations.Gateway, $"{code}: {what}");
        return code;
    }
}
