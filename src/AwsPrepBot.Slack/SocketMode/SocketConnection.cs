using System.Text.Json;
using System.Threading.Channels;
using AwsPrepBot.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack.SocketMode;

/// <summary>
/// One socket from its opening to its end. Every envelope is acknowledged here, on the socket it came from and before
/// anything is done about it: only a form's waits for its answer, and no longer than Slack does.
/// </summary>
internal sealed partial class SocketConnection(
    IWireSocket socket, EnvelopeReader reader, ChannelWriter<SlackEvent> events, Func<bool> isFull, WireCounters counters, TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    /// <summary>Slack's 3 s for a form, with a margin for both ways.</summary>
    public static TimeSpan LongestForm { get; } = TimeSpan.FromSeconds(2.5);

    static readonly TimeSpan LongestHello = TimeSpan.FromSeconds(20);
    static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(2);

    const int NormalClosure = 1000;

    readonly CancellationTokenSource life = new();
    readonly SemaphoreSlim sending = new(1);
    readonly Lock gate = new();
    readonly HashSet<Task> forms = [];
    Task<SocketFrame>? receiving;

    /// <summary>Connects and waits for Slack's hello. Null when the socket is up; otherwise one line saying why not, or what Slack said instead.</summary>
    public async Task<EndVerdict?> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        using var timeUp = new CancellationTokenSource(LongestHello, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        try
        {
            if (await socket.ConnectAsync(address, either.Token) is { } trouble)
                return new EndVerdict(AfterEnd.Reconnect, trouble);
            while (true)
            {
                var (message, end) = await NextAsync(either.Token);
                if (end is not null)
                    return end;
                if (message?.Type == "hello")
                    return null;
                if (message is not null && await DealWithAsync(message, either.Token) is { } closing)
                    return closing with { Next = closing.Next == AfterEnd.Replace ? AfterEnd.Reconnect : closing.Next };
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new EndVerdict(AfterEnd.Reconnect, $"no hello within {LongestHello.TotalSeconds} s");
        }
    }

    /// <summary>Takes what comes until the socket ends or Slack announces its end.</summary>
    public async Task<EndVerdict> HearAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (message, end) = await NextAsync(cancellationToken);
            if (end is { } broken)
                return broken;
            if (message is not null && await DealWithAsync(message, cancellationToken) is { } closing)
                return closing;
        }
    }

    /// <summary>After its end was announced: takes what still comes until it is closed.</summary>
    public async Task HearOutAsync(CancellationToken cancellationToken)
    {
        while (await HearAsync(cancellationToken) is { Next: not AfterEnd.Reconnect })
        {
            // Announced once more.
        }
    }

    /// <summary>Gives the answers to forms that are still owed, then closes.</summary>
    public async Task CloseAsync()
    {
        Task[] owed;
        lock (gate)
            owed = [.. forms];
        await Task.WhenAll(owed);
        using var timeUp = new CancellationTokenSource(LongestGoodbye, time);
        try
        {
            await socket.CloseAsync(NormalClosure, timeUp.Token);
        }
        catch (OperationCanceledException)
        {
            // The other side does not answer: that is no reason to stay.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await life.CancelAsync();
        await socket.DisposeAsync();
        life.Dispose();
    }

    /// <summary>The next message; or how the socket ended; or neither, for what could not be read.</summary>
    async Task<(SocketMessage? Message, EndVerdict? End)> NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        receiving ??= socket.ReceiveAsync(life.Token);
        var frame = await receiving.WaitAsync(cancellationToken);
        receiving = null;
        switch (frame.Kind)
        {
            case FrameKind.Closed:
                return (null, new EndVerdict(AfterEnd.Reconnect, frame.CloseCode is { } code ? $"closed with {code}" : "the connection broke"));
            case FrameKind.TooLarge:
                if (counters.Dropped.Add("too_large"))
                    Log.TooLarge(logger, SocketModeClient.LargestMessage);
                return (null, null);
        }

        try
        {
            return (JsonSerializer.Deserialize(frame.Payload.Span, SlackJson.Default.SocketMessage), null);
        }
        catch (JsonException)
        {
            Malformed("frame");
            return (null, null);
        }
    }

    async Task<EndVerdict?> DealWithAsync(SocketMessage message, CancellationToken cancellationToken)
    {
        if (message.Type == "disconnect")
            return DisconnectReasons.Judge(message.Reason);
        if (message.EnvelopeId is not { Length: > 0 and <= 200 } envelope)
        {
            if (message.Type != "hello")
                counters.Unknown.Add(message.Type);
            return null;
        }

        var happened = Read(message);
        if (happened is not null && (isFull() || !events.TryWrite(happened)))
        {
            // Not acknowledged on purpose: Slack delivers it again or tells the person that it failed, which is the truth.
            if (counters.Dropped.Add(message.Type))
                Log.QueueFull(logger, KindCounter.Name(message.Type));
            return null;
        }

        if (happened is FormReceived form)
            Owe(AcknowledgeFormAsync(envelope, form));
        else
            await SendAsync(new Acknowledgement(envelope), cancellationToken);
        return null;
    }

    SlackEvent? Read(SocketMessage message)
    {
        try
        {
            if (reader.Read(message) is { } happened)
                return happened;
            counters.Unknown.Add(EnvelopeReader.KindOf(message));
        }
        catch (JsonException)
        {
            Malformed(message.Type);
        }

        return null;
    }

    async Task AcknowledgeFormAsync(string envelope, FormReceived form)
    {
        await Waiting.ForEitherAsync(form.Answer.Given, LongestForm - form.Ticket.Age, time, life.Token);
        form.Answer.Close(); // from here on it is too late for another answer
        await SendAsync(new Acknowledgement(envelope) { Payload = await form.Answer.Given }, life.Token);
    }

    void Owe(Task acknowledging)
    {
        lock (gate)
            forms.Add(acknowledging);
        _ = acknowledging.ContinueWith(
            done =>
            {
                lock (gate)
                    forms.Remove(done);
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    async Task SendAsync(Acknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(acknowledgement, SlackJson.Default.Acknowledgement);
        using var timeUp = new CancellationTokenSource(LongestSend, time);
        await using var cancelled = cancellationToken.UnsafeRegister(static timeUp => ((CancellationTokenSource)timeUp!).Cancel(), timeUp);
        try
        {
            await sending.WaitAsync(timeUp.Token);
            try
            {
                await socket.SendAsync(payload, timeUp.Token);
            }
            finally
            {
                sending.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The cancelled send broke the socket; the next receive says so.
        }
    }

    void Malformed(string? kind)
    {
        if (counters.Malformed.Add(kind))
            Log.Malformed(logger, KindCounter.Name(kind));
    }

    static partial class Log
    {
        [LoggerMessage(4101, LogLevel.Warning, "Slack sent a {Kind} that is not what the documentation says")]
        public static partial void Malformed(ILogger logger, string kind);

        [LoggerMessage(4102, LogLevel.Warning, "Slack sent a message above {Bytes} bytes; dropped")]
        public static partial void TooLarge(ILogger logger, int bytes);

        [LoggerMessage(4103, LogLevel.Error, "What Slack tells is not taken fast enough: {Kind} dropped")]
        public static partial void QueueFull(ILogger logger, string kind);
    }
}
