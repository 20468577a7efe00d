using System.Text.Json.Serialization;

namespace AwsPrepBot.Discord.Wire;

/// <summary>
/// The first answer to an interaction, due within 3 s (developers/interactions/receiving-and-responding). There is exactly one;
/// everything after it is an edit or a follow-up.
/// </summary>
[JsonDerivedType(typeof(MessageResponse))]
[JsonDerivedType(typeof(DeferralResponse))]
[JsonDerivedType(typeof(SuggestionsResponse))]
[JsonDerivedType(typeof(ModalResponse))]
internal abstract record InteractionResponse(int Type)
{
    /// <summary>Answers with a new message; <see cref="MessageFlags.Ephemeral"/> in its flags shows it to the person alone.</summary>
    public static InteractionResponse Message(MessageBody body) => new MessageResponse(4, body);

    /// <summary>Changes the message whose component was pressed.</summary>
    public static InteractionResponse Update(MessageBody body) => new MessageResponse(7, body);

    /// <summary>Promises a message and shows that one is on its way. Whether it is ephemeral is settled here for good.</summary>
    public static InteractionResponse Later(bool ephemeral) =>
        new DeferralResponse(5, ephemeral ? new DeferralData(MessageFlags.Ephemeral) : null);

    /// <summary>Promises an edit of the message whose component was pressed; shows nothing.</summary>
    public static InteractionResponse UpdateLater() => new DeferralResponse(6, null);

    /// <summary>What fits the text typed so far: 25 at most.</summary>
    public static InteractionResponse Suggestions(IReadOnlyList<CommandChoice> choices) => new SuggestionsResponse(new(choices));

    /// <summary>Opens a form. Not in answer to a form, and not after a deferral.</summary>
    public static InteractionResponse Open(Modal modal) => new ModalResponse(modal);
}

internal sealed record MessageResponse(int Type, MessageBody Data) : InteractionResponse(Type);

internal sealed record DeferralResponse(int Type, DeferralData? Data) : InteractionResponse(Type);

internal sealed record DeferralData(MessageFlags Flags);

internal sealed record SuggestionsResponse(SuggestionsData Data) : InteractionResponse(8);

internal sealed record SuggestionsData(IReadOnlyList<CommandChoice> Choices);

internal sealed record ModalResponse(Modal Data) : InteractionResponse(9);

/// <summary>A form: custom_id 1–100, title 1–45, 1–5 fields (<see cref="Component.Field"/>).</summary>
internal sealed record Modal(string CustomId, string Title, IReadOnlyList<Component> Components);
