using System.Numerics;

namespace AwsPrepBot.Engine.Grading.Reading;

/// <summary>Whether two words are the same but for typing errors.</summary>
static class Spelling
{
    /// <summary>Longer words are compared as they are.</summary>
    const int Longest = 32;

    /// <summary>Which letters a word has, a bit each; anything else than a to z shares the bits that are left.</summary>
    public static uint LettersOf(string word)
    {
        var letters = 0u;
        foreach (var letter in word)
            letters |= 1u << (letter is >= 'a' and <= 'z' ? letter - 'a' : 26 + (letter % 6));
        return letters;
    }

    /// <summary>False where <see cref="AreNear"/> cannot be true: an error takes away one letter and adds another at most.</summary>
    public static bool MayBeNear(uint one, uint other, int most) => BitOperations.PopCount(one ^ other) <= 2 * most;

    /// <summary>
    /// Whether at most <paramref name="most"/> letters were left out, added, replaced or swapped with their neighbour (optimal
    /// string alignment).
    /// </summary>
    public static bool AreNear(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most || one.Length > Longest || other.Length > Longest)
            return false;
        Span<int> beforeLast = stackalloc int[Longest + 1];
        Span<int> last = stackalloc int[Longest + 1];
        Span<int> row = stackalloc int[Longest + 1];
        for (var j = 0; j <= other.Length; j++)
            last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                var distance = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    distance = Math.Min(distance, beforeLast[j - 2] + 1);
                row[j] = distance;
                least = Math.Min(least, distance);
            }

            if (least > most)
                return false;
            var free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }

        return last[other.Length] <= most;
    }
}
