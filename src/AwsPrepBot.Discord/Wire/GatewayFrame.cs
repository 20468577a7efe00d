using System.Text.Json;

namespace AwsPrepBot.Discord.Wire;

/// <summary>
/// The envelope of everything the gateway sends. What is in it stays bytes until the one who knows its type reads it: much
/// of what a press costs would be to read it twice.
/// </summary>
/// <param name="Op">What it is for.</param>
/// <param name="D">The payload as it came, well-formed JSON; empty where there is none. Lives as long as the bytes read from.</param>
/// <param name="S">Its number in the session; dispatches only.</param>
/// <param name="T">Its event's name; dispatches only.</param>
internal readonly record struct GatewayFrame(GatewayOp Op, ReadOnlyMemory<byte> D, long? S, string? T)
{
    static readonly JsonReaderOptions Guard = new() { MaxDepth = DiscordJson.Depth };

    /// <summary>Reads an envelope; of a field that is there twice the last counts, unknown ones are passed over.</summary>
    /// <exception cref="JsonException">It is not well-formed, no object, without <c>op</c>, or a field is of another type.</exception>
    public static GatewayFrame Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return ReadObject(json);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("not a text", e); // a text of another type, or half of a surrogate pair
        }
    }

    static GatewayFrame ReadObject(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, Guard);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("an envelope is an object");
        GatewayOp? op = null;
        var (payload, number, name) = (ReadOnlyMemory<byte>.Empty, (long?)null, (string?)null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("op"u8))
                op = (GatewayOp)(int)(Number(ref reader) is { } value and >= 0 and <= int.MaxValue ? value : throw new JsonException("op is no number of an operation"));
            else if (reader.ValueTextEquals("s"u8))
                number = Number(ref reader);
            else if (reader.ValueTextEquals("t"u8))
                name = reader.Read() ? reader.GetString() : null;
            else if (reader.ValueTextEquals("d"u8))
                payload = json[Skip(ref reader)];
            else
                reader.Skip();
        }
        // One step more: anything but white space behind the object is refused.
        reader.Read();
        return new GatewayFrame(op ?? throw new JsonException("an envelope has an op"), payload, number, name);
    }

    static Range Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    static long? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number when reader.TryGetInt64(out var number) => number,
            _ => throw new JsonException("not a whole number"),
        };
    }
}
