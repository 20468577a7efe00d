using System.Text;

namespace AwsPrepBot.Engine.Questions;

/// <summary>
/// Orders that look random but follow from a seed alone, the same on every machine and in every version: what is stored is
/// the seed, never the order. <see cref="Random"/> does not promise that, and neither does <c>GetHashCode</c>.
/// </summary>
/// <remarks>
/// A key's place is its hash: FNV-1a (64 bit) over its UTF-8 bytes, started from the mixed seed, finished with SplitMix64's
/// mixer. Adding or removing an item therefore leaves the order of all others as it was. Changing any of this changes the
/// order of options in open rounds: a test holds known values.
/// </remarks>
public static class Shuffle
{
    const ulong FnvOffset = 14695981039346656037;
    const ulong FnvPrime = 1099511628211;
    const ulong SplitMixStep = 0x9E3779B97F4A7C15;

    /// <summary>The items in the order of the seed. Equal keys (there should be none) keep their order.</summary>
    public static IReadOnlyList<T> Order<T>(IReadOnlyList<T> items, long seed, Func<T, string> key) =>
        [.. items.OrderBy(item => Hash(seed, key(item))).ThenBy(key, StringComparer.Ordinal)];

    /// <summary>A seed made of two numbers, for an order within an order.</summary>
    public static long Combine(long seed, long number) =>
        (long)Mix(Mix((ulong)seed + SplitMixStep) ^ ((ulong)number + SplitMixStep));

    /// <summary>The place of a key under a seed.</summary>
    public static ulong Hash(long seed, string key)
    {
        var hash = FnvOffset ^ Mix((ulong)seed + SplitMixStep);
        foreach (var octet in Encoding.UTF8.GetBytes(key))
            hash = (hash ^ octet) * FnvPrime;
        return Mix(hash);
    }

    static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
