using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AwsPrepBot.Slack.Wire;

/// <summary>
/// Reads a payload in one go, as what it says it is: Slack puts it before its envelope's type, and with a press comes all of
/// the message that was pressed. One that is not as documented does not spoil its envelope, which has to be acknowledged.
/// </summary>
internal sealed class PayloadConverter : JsonConverter<Payload>
{
    public override Payload Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var beginning = reader;
        try
        {
            switch (KindOf(reader))
            {
                case "block_actions":
                    return As(ref reader, SlackJson.Default.BlockActions);
                case "view_submission":
                    return As(ref reader, SlackJson.Default.ViewSubmission);
                case "event_callback":
                    return As(ref reader, SlackJson.Default.EventCallback);
                case "command":
                    return As(ref reader, SlackJson.Default.SlashPayload);
                case { } kind:
                    reader.Skip();
                    return new OtherPayload(kind);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // The latter two are how the reader refuses half a character, which is well-formed JSON and no text.
        }

        reader = beginning;
        reader.Skip();
        return new MalformedPayload();
    }

    public override void Write(Utf8JsonWriter writer, Payload value, JsonSerializerOptions options) => throw new NotSupportedException("Payloads come from Slack alone.");

    /// <summary>Its type, which stands first in an interaction; a command has none, and in an event's wrapper it stands last.</summary>
    static string? KindOf(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("command"u8))
                return "command";
            if (reader.ValueTextEquals("event"u8))
                return "event_callback";
            if (reader.ValueTextEquals("type"u8))
                return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.Skip();
        }

        return null;
    }

    static T As<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type)
        where T : Payload =>
        ((JsonConverter<T>)type.Converter).Read(ref reader, typeof(T), type.Options)!;
}
