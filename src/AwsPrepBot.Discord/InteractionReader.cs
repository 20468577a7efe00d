using AwsPrepBot.Discord.Rendering;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Discord;

/// <summary>What an interaction asks of the bot.</summary>
internal abstract record Asked
{
    /// <summary>Something for the engine.</summary>
    public sealed record Request(ChatRequest Chat) : Asked;

    /// <summary>Something that can be answered without the engine.</summary>
    public sealed record Refused(Card Card) : Asked;

    /// <summary>What fits the text typed so far.</summary>
    public sealed record Completion(string Command, string Option, string Typed) : Asked;

    /// <summary>Nothing the bot could answer: not of a kind it knows.</summary>
    public sealed record Nothing : Asked;
}

/// <summary>
/// Turns an interaction into what the engine understands; the transport ends here. Everything in it may be forged, so
/// lengths are capped and what is missing is refused, not guessed.
/// </summary>
internal static class InteractionReader
{
    /// <summary>Discord lets people write this much in a message; more was not typed into its client.</summary>
    const int LongestText = 4000;

    /// <summary>Twice what Discord lets people call themselves.</summary>
    const int LongestName = 64;

    const int MostOptions = 25;

    static readonly Card NotAServer = Card.Refusal(
        ["I work in a server's channels, with a team. Add me to a server; there ", Span.Code("/prep help"), " shows what I do."]);

    public static Asked Read(Interaction interaction)
    {
        if (interaction.Type is not (InteractionType.Command or InteractionType.Component or InteractionType.Autocomplete or InteractionType.ModalSubmit))
            return new Asked.Nothing();
        if (interaction is not { GuildId: { } guild, ChannelId: { } channel, Member: { User: not null } member } || !IsOfGuild(interaction))
            return interaction.Type == InteractionType.Autocomplete ? new Asked.Completion("", "", "") : new Asked.Refused(NotAServer);

        ChatRequest Ask(ChatInput input) => new(
            new RequestId(interaction.Id.ToString()), DiscordTeams.TeamOf(guild), DiscordTeams.ChannelOf(channel), Speaker(member), input);
        return interaction.Type switch
        {
            InteractionType.Component => new Asked.Request(Ask(new PressInput(Cap(interaction.Data?.CustomId, LongestText)))),
            InteractionType.ModalSubmit => new Asked.Request(Ask(
                new FormInput(Cap(interaction.Data?.CustomId, LongestText), FormDrawing.FieldsOf(interaction.Data).ToDictionary(field => field.Key, field => Cap(field.Value, LongestText))))),
            _ when interaction.Data?.Name != PrepCommandDefinition.Name => new Asked.Refused(AdapterCards.UnknownCommand),
            InteractionType.Autocomplete => Completion(interaction.Data),
            _ => new Asked.Request(Ask(Command(interaction.Data))),
        };
    }

    /// <summary>A guild that has the bot, not one where a person brought it along for themselves.</summary>
    static bool IsOfGuild(Interaction interaction)
    {
        if (interaction.Context is not (null or 0))
            return false;
        return interaction.AuthorizingIntegrationOwners is not { Guild: null, Person: not null };
    }

    static Speaker Speaker(Member member)
    {
        var user = member.User!;
        var permissions = member.Permissions ?? Permissions.None;
        var isAdmin = (permissions & (Permissions.ManageGuild | Permissions.Administrator)) != Permissions.None;
        return new Speaker(DiscordTeams.MemberOf(user.Id), Name(member.Nick, user.GlobalName, user.Username), isAdmin);
    }

    static string Name(params IEnumerable<string?> names) =>
        names.Select(name => Cap(name, LongestName).Trim()).FirstOrDefault(name => name.Length > 0) ?? "someone";

    static CommandInput Command(InteractionData data)
    {
        var (name, options) = Subcommand(data);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in options.Take(MostOptions))
            values.TryAdd(Cap(option.Name, LongestName), Cap(option.Text, LongestText));
        return new CommandInput(name, values, []);
    }

    static Asked.Completion Completion(InteractionData data)
    {
        var (name, options) = Subcommand(data);
        var focused = options.FirstOrDefault(option => option.Focused is true);
        return new Asked.Completion(name, Cap(focused?.Name, LongestName), Cap(focused?.Text, LongestText));
    }

    static (string Name, IReadOnlyList<InteractionOption> Options) Subcommand(InteractionData data) =>
        data.Options?.FirstOrDefault(option => option.Type == CommandOptionType.Subcommand) is { } subcommand
            ? (Cap(subcommand.Name, LongestName), subcommand.Options ?? [])
            : ("", []);

    static string Cap(string? text, int longest) => text is null ? "" : text.Length <= longest ? text : text[..longest];
}
