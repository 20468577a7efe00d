using AwsPrepBot.Engine.Members;
using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Chat;

/// <summary>An option of a subcommand. Every option may be left out.</summary>
/// <param name="Name">Lower case, words joined by hyphens.</param>
/// <param name="Description">For help and the client's completion, at most 100 characters.</param>
/// <param name="Choices">The only values there are; null for a free text.</param>
public sealed record OptionSpec(string Name, string Description, IReadOnlyList<string>? Choices = null);

/// <summary>A subcommand of <c>/prep</c>.</summary>
/// <param name="Name">One word, lower case.</param>
/// <param name="Description">For help and the client's completion, at most 100 characters.</param>
/// <param name="IsForAdmins">Refused to others.</param>
/// <param name="Options">What it takes.</param>
public sealed record CommandSpec(string Name, string Description, bool IsForAdmins, IReadOnlyList<OptionSpec> Options);

/// <summary>Every subcommand there is, in the order of help. What is not here is unknown, whoever asks.</summary>
public static class CommandCatalog
{
    static readonly OptionSpec LevelOption = new("level", "Only questions of this level", [.. Levels.All.Select(level => level.Word()), AnyWord]);
    static readonly OptionSpec TopicOption = new("topic", "Only questions on this topic, for example s3");
    static readonly OptionSpec KindOption = new("kind", "How answers are given: by letter, in your own words, or both in turn (choice)", [.. QuestionKinds.All.Select(kind => kind.Word())]);
    static readonly OptionSpec UntilOption = new("until", "First day with questions again: a date (2026-12-01) or a number of days (3d)");

    /// <summary>The value of <c>level</c> and <c>topic</c> that lifts the restriction.</summary>
    public const string AnyWord = "all";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new("today", "The open question here, how you stand in it, and your last result", false, []),
        new("quiz", "Several questions at once, for you alone or for everyone here", false,
        [
            TopicOption, LevelOption,
            new("count", "How many questions: 1 to 20 (5)"),
            KindOption,
            new("mode", "For you alone, or for everyone in this channel (solo)", ["solo", "channel"]),
            new("seconds", "With mode=channel, how long each question stays open: 5 to 300 (30)"),
        ]),
        new("mock", "A mock interview for you alone: open questions, follow-ups, a scorecard", false,
        [
            LevelOption, TopicOption,
            new("count", "How many questions: 1 to 20 (5)"),
        ]),
        new("review", "What you got wrong once more, until you get it right on two days", false, []),
        new("leaderboard", "Who has how many points", false,
        [
            new("period", "The time it covers (week)", ["week", "today", "month", "all"]), TopicOption, LevelOption,
        ]),
        new("stats", "How your answers went; of others, what the board shows", false, [new("member", "Whose: a name on the board (you)")]),
        new("topics", "The questions there are, and how many of them you have answered", false, [LevelOption]),
        new("away", "Keep your streak while you are away", false, [new("until", "First day back: a date (2026-12-01) or a number of days (3d); empty ends it")]),
        new("privacy", "What is kept about you: see, hide, export or delete it", false, [new("action", "What to do (show)", PrivacyCommand.ActionWords)]),
        new("schedule", "When questions come here, and the next five", false, []),
        new("report", "Say that a question is wrong; admins look at it", false,
        [
            new("question", "Its id, for example s3-versioning (the latest question here)"), new("reason", "What is wrong, in a sentence or two"),
        ]),
        new("help", "What this bot does and its commands", false, []),
        new("setup", "Set when and what this channel is asked", true,
        [
            new("channel", "Where to ask (here)"),
            new("time", "Time of day as HH:mm (09:00)"),
            new("timezone", "IANA time zone, for example Europe/Berlin"),
            new("days", "mon-fri, mon,wed,fri or daily (mon-fri)"),
            LevelOption, TopicOption,
            KindOption,
            new("open-for", "How long a question stays open: 30m, 8h, 1d (23h)"),
        ]),
        new("pause", "Ask nothing here for a while", true, [UntilOption]),
        new("resume", "Ask again after a pause", true, [UntilOption]),
        new("post", "Today's question now, or an extra one", true, []),
        new("close", "Close the open question here now", true, []),
        new("reports", "What members reported and what is withheld", true, []),
    ];

    /// <summary>The subcommand of that name, whatever its case.</summary>
    public static CommandSpec? Find(string name) => All.FirstOrDefault(command => command.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
