using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AwsPrepBot.Discord.Wire;

/// <summary>An id of Discord's: 64 bits, a string of digits on the wire, and the time of its making in the upper 42.</summary>
[JsonConverter(typeof(SnowflakeConverter))]
internal readonly record struct Snowflake(ulong Value)
{
    const long DiscordEpoch = 1_420_070_400_000;

    /// <summary>When Discord made it, by Discord's clock.</summary>
    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeMilliseconds((long)(Value >> 22) + DiscordEpoch);

    public static Snowflake? Parse(string? text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? new(value) : null;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Reads a string of digits or a bare number, writes the string. Also serves as a dictionary's key.</summary>
internal sealed class SnowflakeConverter : JsonConverter<Snowflake>
{
    public override Snowflake Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out var number))
            return new(number);
        return reader.TokenType == JsonTokenType.String && Snowflake.Parse(reader.GetString()) is { } id
            ? id
            : throw new JsonException("an id must be a string of digits");
    }

    public override void Write(Utf8JsonWriter writer, Snowflake value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    public override Snowflake ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Snowflake.Parse(reader.GetString()) ?? throw new JsonException("an id must be a string of digits");

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Snowflake value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}
