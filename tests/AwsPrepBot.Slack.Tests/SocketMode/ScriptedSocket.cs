using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace AwsPrepBot.Slack.Tests.SocketMode;

/// <summary>One socket as a script of the protocol: <c>Send…</c> speaks for Slack, <c>Expect…</c> waits for the bot.</summary>
sealed class ScriptedSocket : IWireSocket
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly Channel<SocketFrame> toBot = Channel.CreateUnbounded<SocketFrame>();
    readonly Channel<JsonObject> fromBot = Channel.CreateUnbounded<JsonObject>();
    readonly TaskCompletionSource<int> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Uri? Address { get; private set; }

    public string? Trouble { get; init; }

    public TaskCompletionSource Connected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsClosed => closed.Task.IsCompleted;

    public int SentByBot => fromBot.Reader.Count;

    public Task<string?> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        Address = address;
        Connected.TrySetResult();
        return Task.FromResult(Trouble);
    }

    public Task SendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        fromBot.Writer.TryWrite((JsonObject)JsonNode.Parse(payload.Span)!);
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

    public ScriptedSocket SendHello() => Send(
        """{"type":"hello","num_connections":1,"connection_info":{"app_id":"A1"},"debug_info":{"host":"applink","started":"x","build_number":1,"approximate_connection_time":3600}}""");

    public ScriptedSocket SendEnvelope(string id, string type, string payload, bool accepts = false) =>
        Send($$"""{"envelope_id":"{{id}}","type":"{{type}}","payload":{{payload}},"accepts_response_payload":{{(accepts ? "true" : "false")}}}""");

    public ScriptedSocket SendCommand(string id, string trigger = "1.2.3") => SendEnvelope(id, "slash_commands",
        $$"""{"command":"/prep","text":"today","team_id":"T1","channel_id":"C1","user_id":"U1","user_name":"ana","trigger_id":"{{trigger}}","response_url":"https://hooks.slack.com/commands/1","is_enterprise_install":"false"}""",
        accepts: true);

    public ScriptedSocket SendForm(string id) => SendEnvelope(id, "interactive",
        """{"type":"view_submission","team":{"id":"T1"},"user":{"id":"U1"},"trigger_id":"9.9","view":{"id":"V1","type":"modal","callback_id":"setup","private_metadata":"","state":{"values":{"time":{"v":{"type":"plain_text_input","value":"25:99"}}}}}}""",
        accepts: true);

    public ScriptedSocket SendDisconnect(string reason) => Send($$"""{"type":"disconnect","reason":"{{reason}}","debug_info":{"host":"applink"} }""");

    public ScriptedSocket SendClose(int? code = 1006)
    {
        toBot.Writer.TryWrite(SocketFrame.Closed(code));
        return this;
    }

    public async Task<JsonObject> ExpectAckAsync(string envelope)
    {
        var sent = await fromBot.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(envelope, (string?)sent["envelope_id"]);
        return sent;
    }

    public async Task<int> ExpectCloseAsync() => await closed.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
}
