using System.Text.Json;
using System.Text.Json.Serialization;

namespace AwsPrepBot.Clients;

/// <summary>
/// A text that must not reach a log, an exception or a screen: the bot's tokens and those of what people do.
/// A record that holds one prints as <c>(secret)</c>, whoever logs it.
/// </summary>
[JsonConverter(typeof(SecretConverter))]
public readonly record struct Secret
{
    readonly string? value;

    public Secret(string value) => this.value = value;

    /// <summary>The text itself. Only for the wire.</summary>
    public string Reveal() => value ?? "";

    public override string ToString() => "(secret)";
}

public sealed class SecretConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? new(reader.GetString()!) : throw new JsonException("a token must be a string");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Reveal());
}
