using System.Buffers;
using System.Text;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Discord.Rendering;

/// <summary>
/// Writes spans in Discord's Markdown. Whatever their text holds, it is shown as it was typed: no mention, heading, list,
/// link, emoji code or formatting comes of it.
/// </summary>
internal static class DiscordText
{
    static readonly SearchValues<char> EmojiName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-");

    /// <summary>One line; <paramref name="around"/> is the look of what has none of its own.</summary>
    public static string Line(RichText text, Emphasis around = Emphasis.None)
    {
        var line = new StringBuilder();
        var look = Emphasis.None;
        var inside = new List<Run>();
        foreach (var run in text.Select(span => RunOf(span, around)).Where(run => run.Text.Length > 0))
        {
            // Runs of one look share their marks: "**a****b**" would be read otherwise.
            if (run.Look != look)
            {
                Append(line, look, inside);
                inside.Clear();
            }
            look = run.Look;
            inside.Add(run);
        }
        Append(line, look, inside);
        return line.ToString();
    }

    /// <summary>Literal text in the middle of a line.</summary>
    public static string Literal(string text)
    {
        var line = new StringBuilder("x");
        Escape(line, CleanText.Line(text));
        return line.ToString(1, line.Length - 1);
    }

    /// <summary>Literal text in a fixed pitch. Nothing is read in it but the end, which the text must not hold.</summary>
    public static string Code(string text)
    {
        var clean = CleanText.Line(text);
        if (clean.Length == 0)
            return "";
        if (!clean.Contains('`'))
            return $"`{clean}`";
        // One back tick at a time can stand between two; more would open a block.
        while (clean.Contains("``", StringComparison.Ordinal))
            clean = clean.Replace("``", "`", StringComparison.Ordinal);
        return $"`` {clean} ``";
    }

    /// <summary>Several literal lines in a frame.</summary>
    public static string CodeBlock(string text) =>
        $"```\n{CleanText.Lines(text).TrimEnd().Replace("```", "`\u200B`\u200B`", StringComparison.Ordinal)}\n```";

    static Run RunOf(Span span, Emphasis around) => span switch
    {
        TextSpan s => new Run(s.Text, s.Emphasis is Emphasis.None ? around : s.Emphasis, IsMarkup: false),
        LinkSpan s => new Run(Link(s), around, IsMarkup: true),
        InstantSpan s => new Run($"<t:{s.At.ToUnixTimeSeconds()}:{Letter(s.Style)}>", around, IsMarkup: true),
        ChannelSpan s => Snowflake.Parse(s.Id.Value) is { } id ? new Run($"<#{id}>", around, IsMarkup: true) : new Run($"#{s.Id}", around, IsMarkup: false),
        _ => throw new InvalidOperationException($"unknown span {span.GetType()}"),
    };

    static void Append(StringBuilder line, Emphasis look, IReadOnlyList<Run> runs)
    {
        if (look is Emphasis.Code)
        {
            line.Append(Code(string.Concat(runs.Select(run => run.Text))));
            return;
        }

        var start = line.Length;
        foreach (var run in runs)
            AppendText(line, run);
        if (look is not (Emphasis.Strong or Emphasis.Stressed))
            return;

        // The marks hold on to words: with a blank inside their edge they would stand there as signs.
        var end = line.Length;
        while (start < end && line[start] == ' ')
            start++;
        while (start < end && line[end - 1] == ' ')
            end--;
        if (start == end)
            return;
        var mark = look is Emphasis.Strong ? "**" : start > 0 && line[start - 1] == '*' ? "_" : "*";
        line.Insert(end, mark).Insert(start, mark);
    }

    static void AppendText(StringBuilder line, Run run)
    {
        if (run.IsMarkup)
            line.Append(run.Text);
        else
            Escape(line, Isolated(CleanText.Line(run.Text)));
    }

    /// <summary>What is written from right to left must not turn the numbers and signs beside it.</summary>
    static string Isolated(string text) => text.EnumerateRunes().Any(IsRightToLeft) ? $"\u2068{text}\u2069" : text;

    static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    static void Escape(StringBuilder line, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsMarkup(text, i) || IsMarkupAtStart(line, text, i))
                line.Append('\\');
            line.Append(text[i]);
        }
    }

    static bool IsMarkup(string text, int at) => text[at] switch
    {
        '\\' or '*' or '_' or '~' or '`' or '|' or '<' or '[' or ']' or '@' => true,
        ':' => IsAddress(text, at) || IsEmojiCode(text, at),
        '/' => text.AsSpan(0, at).EndsWith(".gg", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    static bool IsAddress(string text, int colon) => text.AsSpan(colon + 1).StartsWith("//", StringComparison.Ordinal);

    static bool IsEmojiCode(string text, int colon)
    {
        var rest = text.AsSpan(colon + 1);
        var end = rest.IndexOfAnyExcept(EmojiName);
        return end > 0 && rest[end] == ':';
    }

    /// <summary>What makes a heading, a quotation or a list where a line begins with it.</summary>
    static bool IsMarkupAtStart(StringBuilder line, string text, int at)
    {
        var sign = text[at];
        if (sign is not ('#' or '-' or '+' or '>' or '.' or ')'))
            return false;
        for (var i = 0; i < line.Length; i++)
        {
            var isPassed = line[i] == ' ' || (sign is '.' or ')' && char.IsAsciiDigit(line[i]));
            if (!isPassed)
                return false;
        }

        return true;
    }

    static char Letter(TimeStyle style) => style switch
    {
        TimeStyle.Time => 't',
        TimeStyle.DateTime => 'f',
        TimeStyle.Relative => 'R',
        _ => throw new ArgumentOutOfRangeException(nameof(style), style, "unknown time style"),
    };

    static string Link(LinkSpan link)
    {
        // Signs that would end the link or the formatting around it.
        var address = link.Address.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)
            .Replace("*", "%2A", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal);
        if (link.Address.Scheme is not ("http" or "https"))
            return Literal(link.Text);
        var text = CleanText.Line(link.Text).Trim();
        // The client does not draw an address behind another one, for fear of deception.
        if (text.Length == 0 || text.Contains("://", StringComparison.Ordinal))
            return $"<{address}>";
        var host = link.Address.Host;
        var isHere = host is "discord.com" or "discord.gg";
        return $"[{Literal(text)}]({address})" + (isHere ? "" : $" ({Literal(host)})");
    }

    sealed record Run(string Text, Emphasis Look, bool IsMarkup);
}
