namespace AwsPrepBot.Engine.Questions;

/// <summary>Finds the word a person most likely meant, for "did you mean" in refusals.</summary>
public static class Nearest
{
    /// <summary>Longer words are not compared: nobody mistypes a known word into one of this length, but a hostile file may hold them.</summary>
    const int LongestWord = 64;

    /// <summary>
    /// The candidate closest to <paramref name="word"/> whatever the case, or null when none is close: at most a third of
    /// the word may differ (one letter in the shortest), where swapped neighbours count as one difference. A candidate
    /// that begins with the word, or that the word begins with, counts as close from three letters on.
    /// </summary>
    public static string? Match(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);
        var wanted = word.Trim().ToLowerInvariant();
        if (wanted.Length is 0 or > LongestWord)
            return null;

        var most = Math.Max(1, wanted.Length / 3);
        var best = candidates
            .Select(candidate => (Candidate: candidate, Distance: Rate(wanted, candidate.ToLowerInvariant(), most)))
            .Where(rated => rated.Distance <= most)
            .OrderBy(rated => rated.Distance)
            .ThenBy(rated => rated.Candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Candidate;
    }

    /// <summary><c>; did you mean "x"?</c> or nothing: to be put at the end of a refusal.</summary>
    public static string Suggestion(string word, IEnumerable<string> candidates) =>
        Match(word, candidates) is { } match ? $"; did you mean \"{match}\"?" : "";

    static int Rate(string wanted, string candidate, int most)
    {
        if (candidate.Length > LongestWord)
            return int.MaxValue;
        // Words whose lengths differ by more need not be compared letter by letter: of 600 zones that leaves a few.
        var distance = Math.Abs(wanted.Length - candidate.Length) > most ? int.MaxValue : Distance(wanted, candidate);
        var begins = Math.Min(wanted.Length, candidate.Length) >= 3
            && (candidate.StartsWith(wanted, StringComparison.Ordinal) || wanted.StartsWith(candidate, StringComparison.Ordinal));
        return begins ? Math.Min(distance, 1) : distance;
    }

    /// <summary>Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.</summary>
    static int Distance(string left, string right)
    {
        var beforeLast = new int[right.Length + 1];
        var last = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var row = new int[right.Length + 1];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last) = (last, row);
        }

        return last[right.Length];
    }
}
