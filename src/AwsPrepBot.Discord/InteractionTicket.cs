using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Discord;

/// <summary>
/// What it takes to answer one interaction. Ages are reckoned from receipt by the monotonic clock, so that a rehearsal
/// at another date answers as usual.
/// </summary>
/// <param name="ApplicationId">The application the interaction is for.</param>
/// <param name="Id">The interaction.</param>
/// <param name="Token">What authorises the answers.</param>
/// <param name="ReceivedAt"><see cref="TimeProvider.GetTimestamp"/> at receipt.</param>
/// <param name="Replaces">
/// The answer takes the place of the message it came from: that is the person's alone, and its button asks for it. A
/// channel's message never is, for what is put there everybody sees.
/// </param>
internal sealed record InteractionTicket(Snowflake ApplicationId, Snowflake Id, Secret Token, long ReceivedAt, bool Replaces = false)
{
    /// <summary>Discord's 3 s run from its sending; what the way here took is allowed for.</summary>
    public static TimeSpan ToRespond { get; } = TimeSpan.FromSeconds(2.8);

    /// <summary>Discord's 15 min, with a margin for the same reason.</summary>
    public static TimeSpan ToEdit { get; } = TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(5);

    public static InteractionTicket For(Interaction interaction, long receivedAt) =>
        new(interaction.ApplicationId, interaction.Id, interaction.Token, receivedAt, IsToReplace(interaction));

    static bool IsToReplace(Interaction interaction) =>
        interaction is { Type: InteractionType.Component or InteractionType.ModalSubmit, Message.Flags: { } flags, Data.CustomId: { } id }
        && flags.HasFlag(MessageFlags.Ephemeral) && ActionId.Parse(id)?.Response == PressResponse.Replace;
}
