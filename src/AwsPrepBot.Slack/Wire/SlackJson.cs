using System.Text.Json.Serialization;

namespace AwsPrepBot.Slack.Wire;

/// <summary>
/// All of the wire in one source-generated context. Unknown fields are ignored; a missing required one, a null where none
/// may be and nesting deeper than <see cref="Depth"/> are a <see cref="System.Text.Json.JsonException"/>.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = Depth)]
[JsonSerializable(typeof(ApiStatus))]
[JsonSerializable(typeof(Identity))]
[JsonSerializable(typeof(SocketTicket))]
[JsonSerializable(typeof(PostedMessage))]
[JsonSerializable(typeof(History))]
[JsonSerializable(typeof(ChannelAnswer))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(Done))]
[JsonSerializable(typeof(IReadOnlyList<BlockKit>))]
[JsonSerializable(typeof(MessagePost))]
[JsonSerializable(typeof(MessageUpdate))]
[JsonSerializable(typeof(EphemeralPost))]
[JsonSerializable(typeof(UrlResponse))]
[JsonSerializable(typeof(View))]
[JsonSerializable(typeof(ViewOpening))]
[JsonSerializable(typeof(HomePublication))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(SocketMessage))]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(SlashPayload))]
[JsonSerializable(typeof(BlockActions))]
[JsonSerializable(typeof(ViewSubmission))]
[JsonSerializable(typeof(EventCallback))]
[JsonSerializable(typeof(FormOrigin))]
[JsonSerializable(typeof(UploadTicket))]
[JsonSerializable(typeof(IReadOnlyList<UploadedFile>))]
internal sealed partial class SlackJson : JsonSerializerContext
{
    /// <summary>A message with rich text comes back inside a <c>block_actions</c> some 12 deep; views a little more.</summary>
    public const int Depth = 48;
}
