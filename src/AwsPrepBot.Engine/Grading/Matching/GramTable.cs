using System.Runtime.CompilerServices;
using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>How many grams, and how many without the prompt's words.</summary>
readonly record struct GramCount(int All, int Unasked);

/// <summary>
/// The character 3-, 4- and 5-grams of all model answers of a question, and how often each has them: what one keeps coming back
/// to counts for more. So a gram of an answer is looked up once for all of them. Immutable.
/// </summary>
/// <remarks>
/// Small, since answers to many questions come one after the other and each brings its own table into the processor's cache:
/// of a 3-gram is kept what stands before it in the longer ones, beside each other.
/// </remarks>
sealed class GramTable
{
    /// <summary>Bytes that come from memory together.</summary>
    const int CacheLine = 64;

    // By the hash of a 3-gram, open addressing, never more than half full: where its run begins, from 1; 0 marks a free slot.
    readonly (uint Three, int Run)[] _slots;
    readonly int _shift;

    // A run: the number of 4-grams, and for each of them the character before, the number of 5-grams, and for each of them the
    // character before that. A gram's number is the place of its character; a 3-gram's the place of its run.
    readonly char[] _runs;
    readonly Weights[] _models;

    /// <param name="models">The words of each model answer, and those of them that the prompt does not have.</param>
    public GramTable(IReadOnlyList<(Token[] All, Token[] Unasked)> models)
    {
        var found = new Dictionary<uint, Gram>();
        for (var at = 0; at < models.Count; at++)
        {
            CharacterGrams.Collect(models[at].All, 0, models[at].All.Length, new Growing(found, new Use(at, IsAll: true)));
            CharacterGrams.Collect(models[at].Unasked, 0, models[at].Unasked.Length, new Growing(found, new Use(at, IsAll: false)));
        }

        var sizeLog = 4;
        while ((1 << sizeLog) < 2 * found.Count)
            sizeLog++;
        _slots = new (uint, int)[1 << sizeLog];
        _shift = 32 - sizeLog;
        var runs = new List<char> { '\0' };
        var numbers = new List<(int Number, Gram Gram)>();
        foreach (var (three, gram) in found)
        {
            var slot = PlaceOf(three);
            while (_slots[slot].Run != 0)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = (three, runs.Count);
            numbers.Add((runs.Count, gram));
            runs.Add((char)gram.Longer.Count);
            foreach (var (before, four) in gram.Longer)
            {
                numbers.Add((runs.Count, four));
                runs.Add(before);
                runs.Add((char)four.Longer.Count);
                foreach (var (first, five) in four.Longer)
                {
                    numbers.Add((runs.Count, five));
                    runs.Add(first);
                }
            }
        }

        _runs = [.. runs];
        _models = [.. Enumerable.Range(0, models.Count).Select(model => new Weights(
            new BitCounts(_runs.Length, numbers.Select(gram => (gram.Number, gram.Gram.Uses.GetValueOrDefault(new(model, IsAll: true))))),
            new BitCounts(_runs.Length, numbers.Select(gram => (gram.Number, gram.Gram.Uses.GetValueOrDefault(new(model, IsAll: false)))))))];
    }

    /// <summary>How many grams a model answer has.</summary>
    public GramCount Total(int model) => new(_models[model].All.Total, _models[model].Unasked.Total);

    /// <summary>
    /// Reads all of it, from end to end. To be called before an answer is counted: what other questions have driven out of the
    /// processor's cache comes back faster in a row than here and there (a tenth of the time of grading, where it does).
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int ReadThrough()
    {
        var sum = 0;
        for (var at = 0; at < _slots.Length; at += CacheLine / sizeof(ulong))
            sum ^= _slots[at].Run;
        for (var at = 0; at < _runs.Length; at += CacheLine / sizeof(char))
            sum ^= _runs[at];
        return sum;
    }

    int PlaceOf(uint three) => (int)((three * 2654435769u) >> _shift);

    int RunOf(uint three)
    {
        var slots = _slots;
        for (var at = PlaceOf(three); ; at = (at + 1) & (slots.Length - 1))
        {
            ref readonly var slot = ref slots[at];
            if (slot.Run == 0 || slot.Three == three)
                return slot.Run;
        }
    }

    /// <summary>How often one model answer has each gram, with and without the prompt's words.</summary>
    readonly record struct Weights(BitCounts All, BitCounts Unasked);

    readonly record struct Use(int Model, bool IsAll);

    sealed class Gram
    {
        public Dictionary<Use, int> Uses { get; } = [];

        /// <summary>Those one character longer, by that character.</summary>
        public Dictionary<char, Gram> Longer { get; } = [];
    }

    /// <summary>Takes the grams of one model answer.</summary>
    readonly struct Growing(Dictionary<uint, Gram> found, Use use) : ICollectGrams
    {
        public void Add(uint three, char before, char first, int length)
        {
            var gram = Count(found, three);
            if (length >= 4)
                gram = Count(gram.Longer, before);
            if (length >= 5)
                Count(gram.Longer, first);
        }

        Gram Count<T>(Dictionary<T, Gram> grams, T key)
            where T : notnull
        {
            if (!grams.TryGetValue(key, out var gram))
                grams.Add(key, gram = new());
            gram.Uses[use] = gram.Uses.GetValueOrDefault(use) + 1;
            return gram;
        }
    }

    /// <summary>Takes the grams of one answer.</summary>
    public sealed class Counting(GramTable table) : ICollectGrams
    {
        readonly ulong[] _seen = new ulong[BitCounts.Blocks(table._runs.Length)];

        /// <summary>How many of a model answer's grams the answer has, each as often as the model answer has it.</summary>
        public GramCount Of(int model) => new(table._models[model].All.Sum(_seen), table._models[model].Unasked.Sum(_seen));

        public void Add(uint three, char before, char first, int length)
        {
            var at = table.RunOf(three);
            if (at == 0)
                return;
            See(at);
            var runs = table._runs;
            for (int four = 0, fours = length >= 4 ? runs[at++] : 0; four < fours; four++, at += 2 + runs[at + 1])
            {
                if (runs[at] != before)
                    continue;
                See(at);
                var five = length >= 5 ? runs.AsSpan(at + 2, runs[at + 1]).IndexOf(first) : -1;
                if (five >= 0)
                    See(at + 2 + five);
                return;
            }
        }

        void See(int number) => _seen[number >> 6] |= 1UL << (number & 63);
    }
}
