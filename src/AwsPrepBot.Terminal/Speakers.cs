using System.Globalization;
using System.Text;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Terminal;

/// <summary>The people at this terminal: whoever is named in a line. All of them are admins; there is nobody else to be one.</summary>
/// <param name="speakAs">Who speaks when nobody is named; see <see cref="TerminalOptions.SpeakAs"/>.</param>
/// <param name="zone">The IANA id of the machine's zone.</param>
sealed class Speakers(string? speakAs, string zone)
{
    const int LongestName = 32;

    readonly Dictionary<MemberId, Speaker> _known = [];

    /// <summary>Who speaks when nobody is named.</summary>
    public Speaker Default => Get(speakAs ?? NameOf(Environment.UserName));

    /// <summary>The person of this name, whatever its case; shown as it was first typed.</summary>
    public Speaker Get(string name)
    {
        var member = new MemberId(name.ToLowerInvariant());
        if (!_known.TryGetValue(member, out var speaker))
            _known[member] = speaker = new Speaker(member, name, IsAdmin: true, zone);
        return speaker;
    }

    /// <summary>What is wrong with a name, as one line; null when nothing is.</summary>
    public static string? NameProblem(string name)
    {
        if (name.Length is > 0 and <= LongestName && name.EnumerateRunes().All(IsAllowed))
            return null;
        if (name.Length == 0)
            return "Whose line is this? Write the name right behind the @, for example: @ana B";
        var shown = name.Length > LongestName ? string.Concat(name.Take(LongestName)) + "…" : name;
        return $"\"{shown}\" is no name here. Use 1 to {LongestName} letters, digits, \".\", \"_\" or \"-\", for example ana.";
    }

    /// <summary>The nearest valid name: accounts may be called <c>DOMAIN\Ana B</c>.</summary>
    public static string NameOf(string account)
    {
        var name = new StringBuilder();
        foreach (var rune in account.EnumerateRunes().Where(rune => name.Length + rune.Utf16SequenceLength <= LongestName))
            name.Append(IsAllowed(rune) ? rune.ToString() : "-");
        return name.ToString().Trim('-') is { Length: > 0 } valid ? valid : "you";
    }

    // Marks belong to the letters of many scripts.
    static bool IsAllowed(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '_' or '-'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
