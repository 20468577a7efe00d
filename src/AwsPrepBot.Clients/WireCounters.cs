using System.Collections.Concurrent;

namespace AwsPrepBot.Clients;

/// <summary>What came over a socket and was not used, by kind. Thread-safe.</summary>
public sealed class WireCounters
{
    /// <summary>What is not as the documentation says, by the name of its kind, or <c>frame</c>.</summary>
    public KindCounter Malformed { get; } = new();

    /// <summary>Events the bot has no use for, by name.</summary>
    public KindCounter Unknown { get; } = new();

    /// <summary>What was dropped because nobody was reading; messages too large to take in.</summary>
    public KindCounter Dropped { get; } = new();
}

/// <summary>Counts by a name that comes from outside: the number of different names is bounded, the rest is <c>other</c>.</summary>
public sealed class KindCounter
{
    const int MostKinds = 64;
    const int LongestKind = 48;

    readonly ConcurrentDictionary<string, long> counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Counts => counts;

    public long this[string kind] => counts.GetValueOrDefault(kind);

    /// <summary>The name it is counted and logged under.</summary>
    public static string Name(string? kind) =>
        kind is { Length: > 0 and <= LongestKind } && kind.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? kind : "other";

    /// <summary>True at the 1st, 2nd, 4th, 8th … of a kind: when it is worth a line in the log.</summary>
    public bool Add(string? kind)
    {
        var name = Name(kind);
        if (counts.Count >= MostKinds && !counts.ContainsKey(name))
            name = "other";
        var count = counts.AddOrUpdate(name, 1, (_, before) => before + 1);
        return long.IsPow2(count);
    }
}
