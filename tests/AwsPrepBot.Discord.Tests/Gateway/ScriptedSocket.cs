using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using AwsPrepBot.Discord.Gateway;
using AwsPrepBot.Discord.Wire;
using Channel = System.Threading.Channels.Channel;

namespace AwsPrepBot.Discord.Tests.Gateway;

/// <summary>One connection as a script of the protocol: <c>Send…</c> speaks for Discord, <c>Expect…</c> waits for the bot.</summary>
sealed class ScriptedSocket(SignalTime time) : IWireSocket
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly Channel<SocketFrame> toBot = Channel.CreateUnbounded<SocketFrame>();
    readonly Channel<(string Json, TimeSpan At)> fromBot = Channel.CreateUnbounded<(string, TimeSpan)>();
    readonly TaskCompletionSource<int> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public const string SessionId = "session-1";
    public const string ResumeUrl = "wss://resume.discord.test";

    public Uri? Address { get; private set; }

    public string? Trouble { get; set; }

    public TaskCompletionSource Connected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int SentByBot => fromBot.Reader.Count;

    public Task<string?> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        Address = address;
        Connected.TrySetResult();
        return Task.FromResult(Trouble);
    }

    public Task SendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        fromBot.Writer.TryWrite((Encoding.UTF8.GetString(payload.Span), time.Passed));
        return Task.CompletedTask;
    }

    public async Task<SocketFrame> ReceiveAsync(CancellationToken cancellationToken) => await toBot.Reader.ReadAsync(cancellationToken);

    public Task CloseAsync(int code, CancellationToken cancellationToken)
    {
        closed.TrySetResult(code);
        toBot.Writer.TryWrite(SocketFrame.Closed(code));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public ScriptedSocket Send(string json)
    {
        toBot.Writer.TryWrite(SocketFrame.Text(Encoding.UTF8.GetBytes(json)));
        return this;
    }

    public ScriptedSocket SendBytes(byte[] bytes)
    {
        toBot.Writer.TryWrite(SocketFrame.Text(bytes));
        return this;
    }

    public ScriptedSocket SendTooLarge()
    {
        toBot.Writer.TryWrite(SocketFrame.TooLarge);
        return this;
    }

    public ScriptedSocket SendHello(int intervalMilliseconds = 40_000) =>
        Send($$$"""{"op":10,"d":{"heartbeat_interval":{{{intervalMilliseconds}}},"_trace":["x"]},"s":null,"t":null}""");

    public ScriptedSocket SendReady(int seq = 1, string guilds = "[]", string resumeUrl = ResumeUrl, string sessionId = SessionId) => SendDispatch("READY", seq,
        $$$"""{"v":10,"user":{"id":"11","username":"bot"},"session_id":"{{{sessionId}}}","resume_gateway_url":"{{{resumeUrl}}}","guilds":{{{guilds}}},"application":{"id":"22","flags":0}}""");

    public ScriptedSocket SendResumed(int seq) => SendDispatch("RESUMED", seq, "{}");

    public ScriptedSocket SendDispatch(string type, int seq, string data) => Send($$$"""{"op":0,"s":{{{seq}}},"t":"{{{type}}}","d":{{{data}}} }""");

    public ScriptedSocket SendAck() => Send("""{"op":11}""");

    public ScriptedSocket SendHeartbeatRequest() => Send("""{"op":1,"d":null}""");

    public ScriptedSocket SendReconnect() => Send("""{"op":7,"d":null}""");

    public ScriptedSocket SendInvalidSession(bool resumable) => Send($$$"""{"op":9,"d":{{{(resumable ? "true" : "false")}}} }""");

    public ScriptedSocket SendClose(int? code)
    {
        toBot.Writer.TryWrite(SocketFrame.Closed(code));
        return this;
    }

    public async Task<JsonElement> ExpectIdentifyAsync() => await ExpectAsync(GatewayOp.Identify);

    public async Task<(string Session, long Seq)> ExpectResumeAsync()
    {
        var data = await ExpectAsync(GatewayOp.Resume);
        Assert.Equal(GatewayScript.Token, data.GetProperty("token").GetString());
        return (data.GetProperty("session_id").GetString()!, data.GetProperty("seq").GetInt64());
    }

    public async Task<(long? Seq, TimeSpan At)> ExpectHeartbeatAsync()
    {
        var (json, at) = await NextAsync();
        using var document = JsonDocument.Parse(json);
        Assert.Equal((int)GatewayOp.Heartbeat, document.RootElement.GetProperty("op").GetInt32());
        var data = document.RootElement.GetProperty("d");
        return (data.ValueKind == JsonValueKind.Null ? null : data.GetInt64(), at);
    }

    public async Task<int> ExpectCloseAsync() => await closed.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    async Task<JsonElement> ExpectAsync(GatewayOp op)
    {
        var (json, _) = await NextAsync();
        using var document = JsonDocument.Parse(json);
        Assert.Equal(op, (GatewayOp)document.RootElement.GetProperty("op").GetInt32());
        return document.RootElement.GetProperty("d").Clone();
    }

    async Task<(string Json, TimeSpan At)> NextAsync() =>
        await fromBot.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
}
