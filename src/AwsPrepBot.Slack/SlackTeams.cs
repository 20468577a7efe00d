using AwsPrepBot.Engine;

namespace AwsPrepBot.Slack;

/// <summary>How Slack's ids are written as the engine's: a workspace is the team <c>slack:id</c>, the others are themselves.</summary>
internal static class SlackTeams
{
    public const string Platform = "slack";

    const int LongestId = 64;

    public static TeamId TeamOf(string workspace) => new($"{Platform}:{workspace}");

    /// <summary>Null for a team that is not Slack's.</summary>
    public static string? WorkspaceOf(TeamId team) => team.Platform == Platform ? team.Value[(Platform.Length + 1)..] : null;

    /// <summary>Whether it is said to the bot alone: in the conversation with it, or on a person's home tab, which goes by the person's id.</summary>
    public static bool IsDirect(string channel) => channel[0] is 'D' or 'U' or 'W';

    /// <summary>Whether a text can be an id of Slack's: nothing else is stored, or sent to it as one.</summary>
    public static bool IsId(string? text) => text is { Length: > 1 and <= LongestId } && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
