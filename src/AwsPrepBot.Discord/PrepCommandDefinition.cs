using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Discord;

/// <summary>
/// <c>/prep</c> as Discord is told of it (developers/interactions/application-commands): a subcommand for each of the
/// engine's. Members see all of it, for the bot itself checks on every call who may do what; nothing is required, for it
/// also says what a wrong value should have been.
/// </summary>
internal static class PrepCommandDefinition
{
    /// <summary>The command's name.</summary>
    public const string Name = "prep";

    const int InGuilds = 0, ForGuilds = 0;

    /// <summary>The command for these subcommands.</summary>
    public static ApplicationCommand Build(IReadOnlyList<CommandSpec> commands) => new()
    {
        Name = Name,
        Description = "AWS interview practice: today's question, the leaderboard, the schedule",
        Type = 1,
        Options = [.. commands.Select(Subcommand)],
        Contexts = [InGuilds],
        IntegrationTypes = [ForGuilds],
    };

    static CommandOption Subcommand(CommandSpec command) => new()
    {
        Type = CommandOptionType.Subcommand,
        Name = command.Name,
        Description = command.IsForAdmins ? $"{command.Description} (admins)" : command.Description,
        Options = command.Options.Count == 0 ? null : [.. command.Options.Select(Option)],
    };

    static CommandOption Option(OptionSpec option)
    {
        var field = new CommandOption { Type = CommandOptionType.String, Name = option.Name, Description = option.Description };
        return option switch
        {
            { Name: "channel" } => field with { Type = CommandOptionType.Channel, ChannelTypes = [ChannelType.Text, ChannelType.Announcement] },
            { Name: "member" } => field with { Type = CommandOptionType.User },
            { Choices: { } choices } => field with { Choices = [.. choices.Select(choice => new CommandChoice(choice, choice))] },
            _ => field with { Autocomplete = Suggestions.Has(option.Name) ? true : null },
        };
    }
}
