using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Terminal;

/// <summary>How the terminal adapter behaves.</summary>
public sealed record TerminalOptions
{
    /// <summary>
    /// Who says a line that names nobody: letters, digits, <c>. _ -</c>, at most 32 (see <see cref="NameProblem"/>). Null for
    /// the name of the account that runs the program.
    /// </summary>
    public string? SpeakAs { get; init; }

    /// <summary>The folder in which files are saved that the bot gives; null for the current one.</summary>
    public string? SaveTo { get; init; }

    /// <summary>The subcommands there are, so that one typed without <c>/prep</c> is recognised.</summary>
    public IReadOnlyCollection<string> Subcommands { get; init; } = [.. CommandCatalog.All.Select(command => command.Name)];

    /// <summary>What is wrong with a name given to <see cref="SpeakAs"/>, as one line for a person; null when nothing is.</summary>
    public static string? NameProblem(string name) => Speakers.NameProblem(name);
}
