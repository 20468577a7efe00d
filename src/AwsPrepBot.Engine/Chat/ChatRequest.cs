namespace AwsPrepBot.Engine.Chat;

/// <summary>
/// Something a person did, as the engine sees it: who, where, what. Adapters make it from their platform's event; from
/// here on nothing knows the transport.
/// </summary>
/// <param name="Id">The platform's id of this act, the same when it is delivered again.</param>
/// <param name="Team">The tenant.</param>
/// <param name="Channel">Where the person was.</param>
/// <param name="Speaker">Who did it.</param>
/// <param name="Input">What was done.</param>
public sealed record ChatRequest(RequestId Id, TeamId Team, ChannelId Channel, Speaker Speaker, ChatInput Input);

/// <summary>A person speaking.</summary>
/// <param name="Member">Who.</param>
/// <param name="DisplayName">The name others see; typed by a person, so never trusted.</param>
/// <param name="IsAdmin">Whether the platform gives this person the right to manage the team. Configured admins are added by the engine.</param>
/// <param name="TimeZone">The person's IANA zone where the platform tells it.</param>
public sealed record Speaker(MemberId Member, string DisplayName, bool IsAdmin, string? TimeZone = null);

/// <summary>What a person did.</summary>
public abstract record ChatInput;

/// <summary>
/// <c>/prep</c> with a subcommand. Options by name, all as text; bare words where the platform has no typed options.
/// An empty name is <c>/prep</c> alone.
/// </summary>
public sealed record CommandInput(string Name, IReadOnlyDictionary<string, string> Options, IReadOnlyList<string> Words) : ChatInput
{
    /// <summary>A command without options.</summary>
    public CommandInput(string name) : this(name, new Dictionary<string, string>(), []) { }
}

/// <summary>A press on a button of a card, by the id the engine gave it. May be forged.</summary>
public sealed record PressInput(string ActionId) : ChatInput;

/// <summary>
/// What a person wrote into a form that the engine gave them (see <see cref="Form"/>), by the form's id, which may be forged.
/// Free text: never trusted, at most <see cref="Form.LongestText"/> characters.
/// </summary>
public sealed record FormInput(string ActionId, string Text) : ChatInput
{
    /// <summary>Without the text, which belongs in no log.</summary>
    public override string ToString() => $"{nameof(FormInput)} {ActionId} of {Text.Length} characters";
}
