namespace AwsPrepBot.Engine.Chat;

/// <summary>What became of reading a typed command.</summary>
public abstract record ParsedCommand
{
    /// <summary>It reads well; whether such a subcommand and such options exist is for others to say.</summary>
    public sealed record Command(CommandInput Input) : ParsedCommand;

    /// <summary>It cannot be read: what is wrong and what would be right, as one line for the person.</summary>
    public sealed record Problem(string Message) : ParsedCommand;
}

/// <summary>
/// Reads a command that a person typed: <c>/prep sub key=value word "several words"</c>. Forgiving where there is only one
/// thing the person can have meant: any case, any blanks, <c>key = value</c>, <c>--key value</c>, <c>key:value</c> for
/// options that exist, quotes as word processors write them, lists with blanks after their commas. Takes time linear in
/// the text.
/// </summary>
public static class CommandText
{
    /// <summary>The longest command read, in UTF-16 characters.</summary>
    public const int LongestCommand = 4000;

    const int LongestKey = 32;

    // With a colon only these are options: "s3:GetObject" and "09:00" are values, "https://…" an address.
    static readonly HashSet<string> KnownKeys =
    [
        "action", "channel", "count", "days", "kind", "level", "member", "mode", "open-for", "period", "question", "reason",
        "seconds", "time", "timezone", "topic", "until",
    ];

    /// <summary>Whether the text begins with <c>/prep</c>, whatever comes then.</summary>
    public static bool IsCommand(string text) => AfterPrefix(text) is not null;

    /// <summary>
    /// Reads a command, with or without <c>/prep</c> before it. Names of the subcommand and of options come out in lower
    /// case with hyphens; values and words as they were typed. Nothing at all is the empty subcommand.
    /// </summary>
    public static ParsedCommand Parse(string text)
    {
        if (text.Length > LongestCommand)
            return new ParsedCommand.Problem($"That command is too long. It may have {LongestCommand:N0} characters.");
        var tokens = new CommandTokens(AfterPrefix(text) ?? text);
        var name = "";
        if (tokens.Next() is { } first)
        {
            if (first.Problem is { } unclosed)
                return new ParsedCommand.Problem(unclosed);
            if (first.Key is { } key && key is not "help")
                return new ParsedCommand.Problem($"Which command is {key} for? Write the command first, for example: /prep leaderboard {key}={Example(first.Value)}");
            name = first.Key ?? first.Value.ToLowerInvariant();
        }
        return Options(name is "?" or "-h" ? "help" : name, tokens);
    }

    static ParsedCommand Options(string name, CommandTokens tokens)
    {
        var options = new Dictionary<string, string>();
        var words = new List<string>();
        while (tokens.Next() is { } token)
        {
            if (token.Problem is { } problem)
                return new ParsedCommand.Problem(problem);
            if (token.Key is not { } key)
                words.Add(token.Value);
            else if (key.Length > LongestKey)
                return new ParsedCommand.Problem($"I know no option with a name as long as {key[..LongestKey]}… For the options there are, see /prep help.");
            else if (!options.TryAdd(key, token.Value) && options[key] != token.Value)
                return new ParsedCommand.Problem($"{key} is there twice, as {Example(options[key])} and as {Example(token.Value)}. Write it once.");
        }
        return new ParsedCommand.Command(new CommandInput(name, options, words));
    }

    internal static bool IsKnownKey(string key) => KnownKeys.Contains(key);

    static string? AfterPrefix(string text)
    {
        var trimmed = text.AsSpan().TrimStart();
        if (!trimmed.StartsWith("/prep", StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = trimmed[5..];
        return rest.IsEmpty || char.IsWhiteSpace(rest[0]) ? rest.ToString() : null;
    }

    // A value as it would be typed again, as one line and not longer than a line has room for.
    static string Example(string value) => CleanText.Line(value.Length > 40 ? value[..40] : value) switch
    {
        "" => "nothing",
        var shown when value.Length > 40 => $"\"{shown}…\"",
        var shown => shown.Contains(' ') ? $"\"{shown}\"" : shown,
    };
}
