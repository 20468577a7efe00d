using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AwsPrepBot.Discord.Wire;

/// <summary>The permission bits the bot asks about; on the wire a decimal string of up to 64 bits, unknown ones kept.</summary>
[Flags]
[JsonConverter(typeof(PermissionsConverter))]
internal enum Permissions : ulong
{
    None = 0,
    Administrator = 1UL << 3,
    ManageGuild = 1UL << 5,
    ViewChannel = 1UL << 10,
    SendMessages = 1UL << 11,
    EmbedLinks = 1UL << 14,
    AttachFiles = 1UL << 15,
    ReadMessageHistory = 1UL << 16,
    SendMessagesInThreads = 1UL << 38,
    All = ulong.MaxValue,
}

internal sealed class PermissionsConverter : JsonConverter<Permissions>
{
    public override Permissions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        ulong bits;
        var read = reader.TokenType switch
        {
            JsonTokenType.String => ulong.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out bits),
            JsonTokenType.Number => reader.TryGetUInt64(out bits),
            _ => throw new JsonException("permissions must be a string of digits"),
        };
        return read ? (Permissions)bits : throw new JsonException("permissions must be a string of digits");
    }

    public override void Write(Utf8JsonWriter writer, Permissions value, JsonSerializerOptions options) =>
        writer.WriteStringValue(((ulong)value).ToString(CultureInfo.InvariantCulture));
}
