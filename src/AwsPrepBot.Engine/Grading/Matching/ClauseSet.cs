using System.Numerics;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>Clauses of an answer by their numbers, below 128: <see cref="Tuning.MostClauses"/> are fewer.</summary>
readonly record struct ClauseSet(ulong Low, ulong High)
{
    public bool IsEmpty => (Low | High) == 0;

    /// <summary>The first of them, of one that is not empty.</summary>
    public int First => Low != 0 ? BitOperations.TrailingZeroCount(Low) : 64 + BitOperations.TrailingZeroCount(High);

    public bool Contains(int clause) => (((clause < 64 ? Low : High) >> (clause & 63)) & 1) != 0;

    public ClauseSet With(int clause) => clause < 64 ? this with { Low = Low | (1UL << clause) } : this with { High = High | (1UL << (clause & 63)) };

    public ClauseSet And(ClauseSet other) => new(Low & other.Low, High & other.High);
}
