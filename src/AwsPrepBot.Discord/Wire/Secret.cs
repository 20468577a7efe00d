using System.Text.Json;
using System.Text.Json.Serialization;

namespace AwsPrepBot.Discord.Wire;

/// <summary>
/// A text that must not reach a log, an exception or a screen: the bot's token and the tokens of interactions.
/// A record that holds one prints as <c>(secret)</c>, whoever logs it.
/// </summary>
[JsonConverter(typeof(SecretConverter))]
internal readonly record struct Secret
{
    readonly string? value;

    public Secret(string value) => this.value = value;

    /// <summary>The text itself. Only for the wire.</summary>
    public string Reveal() => value ?? "";

    public override string ToString() => "(secret)";
}

internal sealed class SecretConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? new(reader.GetString()!) : throw new JsonException("a token must be a string");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Reveal());
}
