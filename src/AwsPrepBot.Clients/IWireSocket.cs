namespace AwsPrepBot.Clients;

public enum FrameKind
{
    Text,

    /// <summary>Larger than the guard lets in; read past and dropped.</summary>
    TooLarge,
    Closed,
}

/// <summary>What came from the socket. The payload is valid until the next receive.</summary>
public readonly record struct SocketFrame(FrameKind Kind, ReadOnlyMemory<byte> Payload, int? CloseCode)
{
    public static SocketFrame Text(ReadOnlyMemory<byte> payload) => new(FrameKind.Text, payload, null);

    public static SocketFrame TooLarge { get; } = new(FrameKind.TooLarge, default, null);

    public static SocketFrame Closed(int? code) => new(FrameKind.Closed, default, code);
}

/// <summary>A WebSocket with no idea of the protocol. One connection in its life; one receive and one send at a time.</summary>
public interface IWireSocket : IAsyncDisposable
{
    /// <summary>Null when the connection stands; otherwise one line saying why not.</summary>
    Task<string?> ConnectAsync(Uri address, CancellationToken cancellationToken);

    /// <summary>Sends one text message. A broken connection shows itself at the next receive, not here.</summary>
    Task SendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <summary>The next message, or how the connection ended. Cancelling breaks the connection.</summary>
    Task<SocketFrame> ReceiveAsync(CancellationToken cancellationToken);

    /// <summary>Says goodbye with a code, waits a little for the answer, and lets go.</summary>
    Task CloseAsync(int code, CancellationToken cancellationToken);
}
