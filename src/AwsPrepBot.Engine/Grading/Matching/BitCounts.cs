using System.Numerics;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>A number for each place of a bit set, kept so that those of the bits that are set are added up 64 at a time.</summary>
sealed class BitCounts
{
    readonly ulong[][] _digits;

    /// <param name="size">Places.</param>
    /// <param name="counts">The numbers that are not 0, and perhaps others.</param>
    public BitCounts(int size, IEnumerable<(int Place, int Count)> counts)
    {
        var digits = new List<ulong[]>();
        foreach (var (place, count) in counts)
        {
            Total += count;
            for (var digit = 0; count >> digit != 0; digit++)
            {
                if (digit == digits.Count)
                    digits.Add(new ulong[Blocks(size)]);
                digits[digit][place >> 6] |= (ulong)((count >> digit) & 1) << (place & 63);
            }
        }

        _digits = [.. digits];
    }

    /// <summary>Of all.</summary>
    public int Total { get; }

    public static int Blocks(int size) => (size + 63) >> 6;

    public int Sum(ulong[] set)
    {
        var sum = 0;
        for (var digit = 0; digit < _digits.Length; digit++)
        {
            var counted = 0;
            var ones = _digits[digit];
            for (var at = 0; at < ones.Length && at < set.Length; at++)
                counted += BitOperations.PopCount(ones[at] & set[at]);
            sum += counted << digit;
        }

        return sum;
    }
}
