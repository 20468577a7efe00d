using System.Numerics;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>A clause of an answer against every word of the question.</summary>
readonly ref struct GridRow(ReadOnlySpan<ulong> touched, ReadOnlySpan<int> before, ReadOnlySpan<Cell> cells)
{
    static readonly Cell Nothing;

    readonly ReadOnlySpan<ulong> _touched = touched;
    readonly ReadOnlySpan<int> _before = before;
    readonly ReadOnlySpan<Cell> _cells = cells;

    /// <summary>Whether the clause has to do with a word of the question.</summary>
    public bool Touches(int word) => ((_touched[word >> 6] >> (word & 63)) & 1) != 0;

    /// <summary>What it says of one.</summary>
    public ref readonly Cell At(int word)
    {
        var touched = _touched[word >> 6];
        var bit = 1UL << (word & 63);
        if ((touched & bit) == 0)
            return ref Nothing;
        return ref _cells[_before[word >> 6] + BitOperations.PopCount(touched & (bit - 1))];
    }
}
