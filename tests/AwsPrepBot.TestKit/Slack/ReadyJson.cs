using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AwsPrepBot.TestKit.Slack;

/// <summary>JSON that is written as it stands: what goes to thousands is made once. A clone of its node can be read.</summary>
internal sealed class ReadyJson(byte[] utf8)
{
    static readonly JsonTypeInfo<ReadyJson> Info = (JsonTypeInfo<ReadyJson>)new JsonSerializerOptions
    {
        Converters = { new AsItStands() }, TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    }.GetTypeInfo(typeof(ReadyJson));

    public JsonNode ToNode() => JsonValue.Create(this, Info)!;

    sealed class AsItStands : JsonConverter<ReadyJson>
    {
        public override ReadyJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(JsonSerializer.SerializeToUtf8Bytes(JsonElement.ParseValue(ref reader)));

        public override void Write(Utf8JsonWriter writer, ReadyJson value, JsonSerializerOptions options) => writer.WriteRawValue(value.Utf8, skipInputValidation: true);
    }

    byte[] Utf8 => utf8;
}
