namespace AwsPrepBot.Engine.Questions;

/// <summary>What a page is called, told from its address: AWS names its pages after what they are about.</summary>
public static class SourcePages
{
    /// <summary>Names that fit a page of any guide.</summary>
    static readonly string[] Generic = ["welcome", "introduction", "index", "home"];

    /// <summary>What stands before a name to sort pages.</summary>
    static readonly string[] Sorters = ["user", "api", "id", "reference"];

    /// <summary>Words written otherwise than plainly, beside the services' own names.</summary>
    static readonly Dictionary<string, string> Spellings = new[]
    {
        "ACL", "ACLs", "API", "AWS", "BCP", "CLI", "CNAMEs", "CNI", "DDoS", "DNS", "EIP", "FIFO", "HTTPS", "IGW", "IP", "NAT", "PrivateLink", "SCPs", "SnapStart", "TLS",
    }.ToDictionary(word => word, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The page's file name as words, spelt as AWS spells them: <c>rds-proxy-pinning.html</c> is <c>RDS proxy pinning</c>. A name
    /// that fits any page gets its guide's before it. At most <see cref="MessageLimits.PageName"/> characters.
    /// </summary>
    public static string NameOf(Uri page)
    {
        var parts = page.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(WordsOf).Where(words => words.Count > 0).ToList();
        if (parts.Count == 0)
            return page.Host;
        var name = string.Join(' ', parts[^1]);
        if (parts.Count > 1 && Generic.Contains(name, StringComparer.OrdinalIgnoreCase))
            name = $"{string.Join(' ', parts[0])}: {name}";
        name = char.ToUpperInvariant(name[0]) + name[1..];
        return name.Length <= MessageLimits.PageName ? name : $"{name[..(MessageLimits.PageName - 1)]}…";
    }

    static IReadOnlyList<string> WordsOf(string part)
    {
        var words = Path.GetFileNameWithoutExtension(part).Split(['-', '_', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. (words.Length > 1 && Sorters.Contains(words[0], StringComparer.OrdinalIgnoreCase) ? words.Skip(1) : words).Select(Spell)];
    }

    static string Spell(string word) => Spellings.GetValueOrDefault(word) ?? Topics.ProperName(word) ?? word;
}
