using System.Text.Json;
using System.Text.Json.Serialization;

namespace AwsPrepBot.Slack.Wire;

/// <summary>Where a value stands in the bytes it was found in, which must have been given to the reader in one piece.</summary>
[JsonConverter(typeof(JsonPlaceConverter))]
internal readonly record struct JsonPlace(int Start, int Length);

internal sealed class JsonPlaceConverter : JsonConverter<JsonPlace>
{
    public override JsonPlace Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new(start, (int)reader.BytesConsumed - start);
    }

    public override void Write(Utf8JsonWriter writer, JsonPlace value, JsonSerializerOptions options) =>
        throw new NotSupportedException("A place is only found, never written.");
}
