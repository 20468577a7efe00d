using System.Text.Json;

namespace AwsPrepBot.Discord.Wire;

internal enum CommandOptionType
{
    Subcommand = 1,
    SubcommandGroup = 2,
    String = 3,
    Integer = 4,
    Boolean = 5,
    User = 6,
    Channel = 7,
    Role = 8,
    Mentionable = 9,
    Number = 10,
    Attachment = 11,
}

/// <summary>
/// A slash command, as it is registered and as Discord lists it. name 1–32 lower case, description 1–100, 25 options; names,
/// descriptions and values 8000 characters in all (developers/interactions/application-commands).
/// </summary>
internal sealed record ApplicationCommand
{
    public required string Name { get; init; }
    public required string Description { get; init; }

    /// <summary>1, a slash command; the only kind the bot has.</summary>
    public int? Type { get; init; }
    public IReadOnlyList<CommandOption>? Options { get; init; }

    /// <summary>Where it can be used: 0 guilds, 1 the bot's direct messages, 2 other private channels.</summary>
    public IReadOnlyList<int>? Contexts { get; init; }

    /// <summary>How the application must be installed: 0 in a guild, 1 by a user.</summary>
    public IReadOnlyList<int>? IntegrationTypes { get; init; }

    public Permissions? DefaultMemberPermissions { get; init; }
}

internal sealed record CommandOption
{
    public required CommandOptionType Type { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }
    public bool? Required { get; init; }
    public bool? Autocomplete { get; init; }
    public IReadOnlyList<CommandChoice>? Choices { get; init; }
    public IReadOnlyList<CommandOption>? Options { get; init; }
    public IReadOnlyList<ChannelType>? ChannelTypes { get; init; }
    public long? MinValue { get; init; }
    public long? MaxValue { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }
}

/// <summary>A choice of a string option, or a suggestion while the person types. name 1–100, value up to 100.</summary>
internal sealed record CommandChoice(string Name, string Value);

/// <summary>Whether what Discord lists is what the bot wants: only then may the daily budget of registrations be left alone.</summary>
internal static class CommandSet
{
    static readonly int[] InstalledInGuilds = [0];

    public static bool Same(IReadOnlyList<ApplicationCommand> registered, IReadOnlyList<ApplicationCommand> wanted) =>
        registered.Count == wanted.Count
        && registered.OrderBy(c => c.Name, StringComparer.Ordinal).Zip(wanted.OrderBy(c => c.Name, StringComparer.Ordinal))
            .All(pair => Canonical(pair.First).AsSpan().SequenceEqual(Canonical(pair.Second)));

    /// <summary>Discord leaves out what is false and fills in its defaults; both sides are brought to the same form.</summary>
    static byte[] Canonical(ApplicationCommand command) => JsonSerializer.SerializeToUtf8Bytes(command with
    {
        Type = command.Type ?? 1,
        Options = Canonical(command.Options),
        Contexts = command.Contexts?.Order().ToList(),
        IntegrationTypes = (command.IntegrationTypes ?? InstalledInGuilds).Order().ToList(),
    }, DiscordJson.Default.ApplicationCommand);

    static List<CommandOption>? Canonical(IReadOnlyList<CommandOption>? options) => options is null or { Count: 0 }
        ? null
        : options.Select(option => option with
        {
            Required = option.Required is true ? true : null,
            Autocomplete = option.Autocomplete is true ? true : null,
            Choices = option.Choices is { Count: 0 } ? null : option.Choices,
            ChannelTypes = option.ChannelTypes is null or { Count: 0 } ? null : option.ChannelTypes.Order().ToList(),
            Options = Canonical(option.Options),
        }).ToList();
}
