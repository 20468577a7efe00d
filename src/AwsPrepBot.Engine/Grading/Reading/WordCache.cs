namespace AwsPrepBot.Engine.Grading.Reading;

/// <summary>What a <see cref="WordCache{T}"/> keeps: something that was worked out for a word. Immutable.</summary>
/// <param name="Word">The word.</param>
abstract record OfWord(string Word);

/// <summary>
/// Remembers what was worked out for words, each in its one place among a fixed number: a newcomer drives out whoever had the
/// place. People use much the same words, so nearly all are found; what somebody invents never fills the memory and never
/// slows down those who come later. Thread-safe without locks, since what is kept never changes.
/// </summary>
/// <param name="sizeLog">There are two to the power of this many places.</param>
sealed class WordCache<T>(int sizeLog)
    where T : OfWord
{
    readonly T?[] _kept = new T?[1 << sizeLog];

    /// <summary>Null when it is not, or no longer, there.</summary>
    /// <param name="word">The word.</param>
    /// <param name="hash">Its <see cref="WordHash"/>.</param>
    public T? Find(string word, uint hash) => _kept[PlaceOf(hash)] is { } kept && ((object)kept.Word == word || kept.Word == word) ? kept : null;

    /// <inheritdoc cref="Find(string, uint)"/>
    public T? Find(ReadOnlySpan<char> word, uint hash) => _kept[PlaceOf(hash)] is { } kept && word.SequenceEqual(kept.Word) ? kept : null;

    public void Keep(T found, uint hash) => Volatile.Write(ref _kept[PlaceOf(hash)], found);

    public void Clear() => Array.Clear(_kept);

    int PlaceOf(uint hash) => (int)((hash * 2654435769u) >> (32 - sizeLog));
}

/// <summary>The hash of a word (FNV-1a), letter by letter or at once.</summary>
static class WordHash
{
    /// <summary>Of no letter.</summary>
    public const uint Start = 2166136261;

    public static uint Add(uint hash, char letter) => unchecked((hash ^ letter) * 16777619);

    public static uint Of(ReadOnlySpan<char> word)
    {
        var hash = Start;
        foreach (var letter in word)
            hash = Add(hash, letter);
        return hash;
    }
}
