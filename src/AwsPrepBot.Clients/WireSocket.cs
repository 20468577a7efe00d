using System.Net.WebSockets;

namespace AwsPrepBot.Clients;

/// <summary>The real socket. What is too large is read past without being kept.</summary>
public sealed class WireSocket : IWireSocket
{
    readonly int largest;

    /// <summary>A message that goes on and on is an attack or a fault: then the connection ends.</summary>
    readonly long largestSkipped;

    const int UsualMessage = 16 * 1024;

    readonly ClientWebSocket socket = new();
    byte[] buffer = new byte[UsualMessage];

    /// <param name="largestMessage">In bytes.</param>
    /// <param name="pings">How often to ask by a ping whether the other side lives, and how long to wait for its answer before the connection is broken off; null where the protocol has a heartbeat of its own.</param>
    public WireSocket(int largestMessage, TimeSpan? pings)
    {
        (largest, largestSkipped) = (largestMessage, 8L * largestMessage);
        socket.Options.KeepAliveInterval = pings ?? TimeSpan.Zero;
        if (pings is { } patience)
            socket.Options.KeepAliveTimeout = patience;
    }

    public async Task<string?> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return null;
        }
        catch (WebSocketException e)
        {
            return e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message;
        }
    }

    public async Task SendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        try
        {
            await socket.SendAsync(payload, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException or IOException)
        {
            socket.Abort();
        }
    }

    public async Task<SocketFrame> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReceiveMessageAsync(cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException or IOException)
        {
            return SocketFrame.Closed(null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SocketFrame.Closed(null); // aborted under way
        }
    }

    public async Task CloseAsync(int code, CancellationToken cancellationToken)
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException or IOException or OperationCanceledException)
        {
            socket.Abort();
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    async Task<SocketFrame> ReceiveMessageAsync(CancellationToken cancellationToken)
    {
        if (buffer.Length > 16 * UsualMessage)
            buffer = new byte[UsualMessage];
        var length = 0;
        var skipped = 0L;
        while (true)
        {
            if (length == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
                return SocketFrame.Closed((int?)socket.CloseStatus);
            length += part.Count;
            if (length > largest || skipped > 0)
            {
                (skipped, length) = (skipped + length, 0);
                if (skipped > largestSkipped)
                {
                    socket.Abort();
                    return SocketFrame.Closed(null);
                }
            }
            if (part.EndOfMessage)
                return skipped > 0 ? SocketFrame.TooLarge : SocketFrame.Text(buffer.AsMemory(0, length));
        }
    }
}
