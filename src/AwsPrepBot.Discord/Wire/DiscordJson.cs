using System.Text.Json.Serialization;

namespace AwsPrepBot.Discord.Wire;

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
[JsonSerializable(typeof(Hello))]
[JsonSerializable(typeof(Ready))]
[JsonSerializable(typeof(GuildStub))]
[JsonSerializable(typeof(GuildPlaces))]
[JsonSerializable(typeof(ChannelGone))]
[JsonSerializable(typeof(HeartbeatCommand))]
[JsonSerializable(typeof(IdentifyCommand))]
[JsonSerializable(typeof(ResumeCommand))]
[JsonSerializable(typeof(Interaction))]
[JsonSerializable(typeof(InteractionResponse))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(MessageCreation))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(IReadOnlyList<Message>))]
[JsonSerializable(typeof(IReadOnlyList<ApplicationCommand>))]
[JsonSerializable(typeof(GatewayBot))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(Application))]
[JsonSerializable(typeof(Channel))]
[JsonSerializable(typeof(Guild))]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(DirectMessageRequest))]
[JsonSerializable(typeof(ApiError))]
internal sealed partial class DiscordJson : JsonSerializerContext
{
    /// <summary>The deepest payload of the bot's own stays under 15.</summary>
    public const int Depth = 32;
}

internal static class Lists
{
    /// <summary>
    /// The list without its nulls, the one lie about nullability that the serializer lets pass; an empty one for null,
    /// which the serializer's generated code sets, over any initial value, where the field is missing.
    /// </summary>
    public static IReadOnlyList<T> WithoutNulls<T>(this IReadOnlyList<T>? list)
        where T : class =>
        list is null ? [] : list.Any(element => element is null) ? list.Where(element => element is not null).ToList() : list;
}

/// <summary>The body of <c>POST /users/@me/channels</c>.</summary>
internal sealed record DirectMessageRequest(Snowflake RecipientId);
