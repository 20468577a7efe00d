using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Slack;

/// <summary>Reads what was typed after <c>/prep</c>: Slack escapes it, and writes channels and people as ids.</summary>
internal static class CommandReader
{
    /// <summary>What the engine understands, or one line on what is wrong.</summary>
    public static ParsedCommand Read(string? text)
    {
        var parsed = CommandText.Parse(Unescape(text ?? ""));
        return parsed is ParsedCommand.Command { Input: var input }
            ? new ParsedCommand.Command(new CommandInput(input.Name, input.Options.ToDictionary(option => option.Key, option => IdOf(option.Value)), [.. input.Words.Select(IdOf)]))
            : parsed;
    }

    static string Unescape(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    /// <summary><c>&lt;#C123|aws-prep&gt;</c> and <c>&lt;@U123|ana&gt;</c> stand for their ids.</summary>
    static string IdOf(string value)
    {
        var text = value.Trim();
        if (text.Length < 4 || text[0] != '<' || text[^1] != '>' || text[1] is not ('#' or '@'))
            return value;
        var id = text[2..^1].Split('|')[0];
        return SlackTeams.IsId(id) ? id : value;
    }
}
