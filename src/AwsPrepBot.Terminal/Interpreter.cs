using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Terminal;

/// <summary>Finds out what a typed line means: who says it, and whether it is a command, a button's label, an answer in their own words or neither.</summary>
sealed class Interpreter(Speakers speakers, ShownActions actions, IReadOnlyCollection<string> subcommands)
{
    /// <summary>So few words that begin with a command's name are a command whose beginning is missing; more are an answer.</summary>
    const int LongestForgottenCommand = 3;

    public Utterance Interpret(string line)
    {
        var text = line.Trim();
        var speaker = speakers.Default;
        if (text.StartsWith('@'))
        {
            var end = text.AsSpan().IndexOfAny(' ', '\u00A0', '\u3000');
            var name = end < 0 ? text[1..] : text[1..end];
            if (Speakers.NameProblem(name) is { } problem)
                return new Utterance.Refused(problem);
            speaker = speakers.Get(name);
            text = end < 0 ? "" : text[end..].Trim();
            if (text.Length == 0)
                return new Utterance.Refused(["What does ", Shown(name), " say? Write it behind the name, for example ", Span.Code($"@{name} B"), "."]);
        }
        return text.ToLowerInvariant() switch
        {
            "" => new Utterance.Nothing(),
            "quit" or "exit" or "/quit" or "/exit" => new Utterance.Quit(),
            "?" => new Utterance.Said(speaker, new CommandInput("help")),
            _ when CommandText.IsCommand(text) => Command(speaker, text),
            _ when actions.Find(speaker.Member, Label(text)) is { } button => new Utterance.Said(speaker, new PressInput(button.Id)),
            _ when actions.TakesText(speaker.Member) && IsProse(text) => new Utterance.Wrote(speaker, text),
            _ => new Utterance.Refused(NotUnderstood(speaker, text)),
        };
    }

    static Utterance Command(Speaker speaker, string text) => CommandText.Parse(text) switch
    {
        ParsedCommand.Command(var input) => new Utterance.Said(speaker, input),
        ParsedCommand.Problem(var message) => new Utterance.Refused(message),
        var other => throw new InvalidOperationException($"unknown result {other.GetType()}"),
    };

    RichText NotUnderstood(Speaker speaker, string text)
    {
        if (WithoutPrep(text) is { } command)
            return ["Did you mean ", Span.Code($"/prep {command}"), "?"];
        if (actions.TakesText(speaker.Member))
            return "This question is answered in your own words: type your answer in one line.";
        var letters = actions.Letters(speaker.Member);
        if (letters.Count == 0)
            return ["There is no question to answer just now. Type ", Span.Code("?"), " for what you can do."];
        var choice = letters.Count == 1 ? letters[0] : $"{string.Join(", ", letters.Take(letters.Count - 1))} or {letters[^1]}";
        return IsLetter(text)
            ? [Span.Strong(Label(text).ToUpperInvariant()), $" is not among the answers: {choice}."]
            : [$"To answer, type {choice}. For anything else type ", Span.Code("/prep help"), " or ", Span.Code("?"), "."];
    }

    // "leaderboard", "/today", "prep close": a command whose beginning is missing.
    string? WithoutPrep(string text)
    {
        var words = text.TrimStart('/').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isMarked = text[0] is '/';
        if (words is [var prep, .. var rest] && prep.Equals("prep", StringComparison.OrdinalIgnoreCase))
            (isMarked, words) = (true, rest);
        if (words is [var first, .. var options] && subcommands.Contains(first, StringComparer.OrdinalIgnoreCase))
            return string.Join(' ', [first.ToLowerInvariant(), .. options]);
        return isMarked ? "help" : null;
    }

    /// <summary>Neither a letter nor what looks like a command whose beginning is missing.</summary>
    bool IsProse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var isCommandLike = text is ['/', >= 'a' and <= 'z' or >= 'A' and <= 'Z', ..] || (words <= LongestForgottenCommand && WithoutPrep(text) is not null);
        return !IsLetter(text) && !isCommandLike;
    }

    static bool IsLetter(string text) => Label(text) is [>= 'a' and <= 'z' or >= 'A' and <= 'Z'];

    // "b." and "B)" are ways to write a letter; blanks inside a label do not matter.
    static string Label(string text)
    {
        var label = string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return label is [_, '.' or ')'] ? label[..1] : label;
    }

    static Span Shown(string name) => Span.Strong(name);
}
