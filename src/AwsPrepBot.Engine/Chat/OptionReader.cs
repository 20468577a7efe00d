using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Chat;

/// <summary>
/// Reads a command's options. Bare words are taken as a level or a topic where the command has such options. Every
/// problem is one sentence that says what was wrong and what would be right.
/// </summary>
public sealed class OptionReader(CommandSpec command, CommandInput input)
{
    /// <summary>Refuses option names and choices the command does not have; null when all is well.</summary>
    internal static Card? Check(CommandSpec command, CommandInput input)
    {
        foreach (var (name, value) in input.Options)
        {
            if (command.Options.FirstOrDefault(option => option.Name == Known(name)) is not { } option)
                return UnknownOption(command, name);
            if (option.Choices is { } choices && !choices.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase))
                return Card.Refusal($"{Words.Quote(value)} is no {option.Name}. {Advice(value, choices)}");
        }

        if (input.Words.Count > 0 && !command.Options.Any(option => option.Name is "level" or "topic"))
            return Card.Refusal([Span.Code($"/prep {command.Name}"), command.Options.Count == 0
                ? $" takes nothing after it; {Words.Quote(input.Words[0])} has no meaning there."
                : $" takes options written as name=value; {Words.Quote(input.Words[0])} has no meaning there."]);
        return null;
    }

    /// <summary>What stands behind a command that has one option alone is that option's value: <c>away 3d</c>, <c>stats Ana</c>.</summary>
    internal static CommandInput TakeWords(CommandSpec command, CommandInput input) =>
        command.Options is [var only] && input.Options.Count == 0 && input.Words.Count > 0
            ? new CommandInput(input.Name, new Dictionary<string, string> { [only.Name] = string.Join(' ', input.Words) }, [])
            : input;

    static readonly string[] FilterOptions = ["level", "topic"];

    /// <summary>The option's text, trimmed; null when it was not given or is empty.</summary>
    public string? Text(string name) =>
        input.Options.FirstOrDefault(option => Known(option.Key) == name).Value?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Whether nothing was given at all.</summary>
    public bool IsEmpty => input.Options.Count == 0 && input.Words.Count == 0;

    /// <summary>
    /// Level and topic, from their options or from bare words, checked against the bank. A restriction of <c>all</c> is
    /// given but null.
    /// </summary>
    public Filter ReadFilter(QuestionBank bank)
    {
        var level = new Given<Level?>(false, null);
        var topic = new Given<string?>(false, null);
        var words = input.Words.Select(word => (Option: (string?)null, Text: word))
            .Concat(FilterOptions.Where(name => Text(name) is not null).Select(name => (Option: (string?)name, Text: Text(name)!)));
        foreach (var (option, text) in words)
        {
            if (text.Equals(CommandCatalog.AnyWord, StringComparison.OrdinalIgnoreCase))
            {
                if (option != "topic")
                    level = new(true, null);
                if (option != "level")
                    topic = new(true, null);
            }
            else if (option != "topic" && Levels.Parse(text) is { } parsed)
            {
                level = new(true, parsed);
            }
            else if (option != "level" && bank.Topics.FirstOrDefault(known => IsTopic(known.Topic, text)) is { } found)
            {
                topic = new(true, found.Topic);
            }
            else
            {
                return new Filter(level, topic, UnknownWord(bank, option, text));
            }
        }

        return new Filter(level, topic, null);
    }

    static bool IsTopic(string topic, string text) =>
        topic.Equals(text, StringComparison.OrdinalIgnoreCase) || Topics.Name(topic).Equals(text, StringComparison.OrdinalIgnoreCase);

    Card UnknownWord(QuestionBank bank, string? option, string text)
    {
        var topics = bank.Topics.Select(topic => topic.Topic).ToList();
        var levels = Levels.All.Select(level => level.Word()).ToList();
        if (option == "level")
            return Card.Refusal($"{Words.Quote(text)} is no level. {Advice(text, levels)}");
        var what = option == "topic" ? "no topic of the questions" : "neither a level nor a topic";
        var known = Nearest.Match(text, option is null ? topics.Concat(levels).Concat(command.Options.Select(known => known.Name)) : topics) is { } match
            ? $"Did you mean {match}?"
            : $"Topics are {string.Join(", ", topics.Take(12))}{(topics.Count > 12 ? " and others" : "")}.";
        return Card.Refusal($"{Words.Quote(text)} is {what}. {known}");
    }

    static string Advice(string typed, IReadOnlyList<string> choices) =>
        Nearest.Match(typed, choices) is { } match ? $"Did you mean {match}?" : $"Use {Words.List(choices, "or")}.";

    static Card UnknownOption(CommandSpec command, string name)
    {
        var names = command.Options.Select(option => option.Name).ToList();
        if (names.Count == 0)
            return Card.Refusal([Span.Code($"/prep {command.Name}"), $" has no options; {Words.Quote(name)} has no meaning there."]);
        return Card.Refusal([
            Span.Code($"/prep {command.Name}"),
            $" has no option {Words.Quote(name)}. " + (Nearest.Match(name, names) is { } match ? $"Did you mean {match}?" : $"It has {Words.List(names)}."),
        ]);
    }

    /// <summary>Names are forgiving: <c>Open_For</c>, <c>openfor</c> and <c>tz</c> are what they look like.</summary>
    static string Known(string name) => name.Trim().ToLowerInvariant().Replace('_', '-') switch
    {
        "openfor" or "open" => "open-for",
        "tz" or "zone" or "time-zone" => "timezone",
        "day" => "days",
        "topics" => "topic",
        var other => other,
    };
}

/// <summary>An option's value, and whether it was given at all.</summary>
public readonly record struct Given<T>(bool IsGiven, T Value)
{
    /// <summary>The value given, else what was there before.</summary>
    public T Or(T before) => IsGiven ? Value : before;
}

/// <summary>What a command restricts questions to, or why that cannot be.</summary>
public sealed record Filter(Given<Level?> Level, Given<string?> Topic, Card? Problem);
