using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>How often one text has some grams, and how often without the prompt's words.</summary>
record struct GramCount(int All, int Unasked);

/// <summary>
/// The character grams of all model answers of a question, and how often each has them: what one keeps coming back to counts
/// for more. So a gram of an answer is looked up once for all of them. Immutable.
/// </summary>
sealed class GramTable
{
    readonly record struct Use(int Model, GramCount Times);

    // Open addressing, never more than half full. A gram's place is that of its last three characters, so that those a
    // character ends are beside each other and come from memory together. Numbers begin with 1; 0 marks a free slot.
    readonly (uint Gram, int Number)[] _slots;
    readonly int _shift;
    readonly int[] _firstUse;
    readonly Use[] _uses;
    readonly GramCount[] _totals;

    /// <param name="models">The words of each model answer, and those of them that the prompt does not have.</param>
    public GramTable(IReadOnlyList<(Token[] All, Token[] Unasked)> models)
    {
        var found = new Dictionary<(uint Three, uint Gram), List<Use>>();
        _totals = new GramCount[models.Count];
        for (var at = 0; at < models.Count; at++)
        {
            CharacterGrams.Collect(models[at].All, 0, models[at].All.Length, new Uses(found, at, new GramCount(1, 0), _totals));
            CharacterGrams.Collect(models[at].Unasked, 0, models[at].Unasked.Length, new Uses(found, at, new GramCount(0, 1), _totals));
        }

        var sizeLog = 4;
        while ((1 << sizeLog) < 2 * found.Count)
            sizeLog++;
        _slots = new (uint, int)[1 << sizeLog];
        _shift = 32 - sizeLog;
        _firstUse = new int[found.Count + 1];
        _uses = [.. found.Values.SelectMany(uses => uses)];
        var number = 0;
        foreach (var ((three, gram), uses) in found)
        {
            var at = PlaceOf(three);
            while (_slots[at].Number != 0)
                at = (at + 1) & (_slots.Length - 1);
            _slots[at] = (gram, ++number);
            _firstUse[number] = _firstUse[number - 1] + uses.Count;
        }
    }

    /// <summary>How many grams a model answer has.</summary>
    public GramCount Total(int model) => _totals[model];

    int PlaceOf(uint three) => (int)((three * 2654435769u) >> _shift);

    /// <summary>From 1; 0 when no model answer has it.</summary>
    int NumberOf(uint three, uint gram)
    {
        var slots = _slots;
        for (var at = PlaceOf(three); ; at = (at + 1) & (slots.Length - 1))
        {
            ref readonly var slot = ref slots[at];
            if (slot.Number == 0 || slot.Gram == gram)
                return slot.Number;
        }
    }

    static void Add(ref GramCount count, GramCount more) => count = new(count.All + more.All, count.Unasked + more.Unasked);

    /// <summary>Takes the grams of one model answer.</summary>
    readonly struct Uses(Dictionary<(uint, uint), List<Use>> found, int model, GramCount once, GramCount[] totals) : ICollectGrams
    {
        public bool Add(uint three, uint gram)
        {
            GramTable.Add(ref totals[model], once);
            if (!found.TryGetValue((three, gram), out var uses))
                found.Add((three, gram), uses = []);
            if (uses.Count == 0 || uses[^1].Model != model)
                uses.Add(new(model, default));
            var times = uses[^1].Times;
            GramTable.Add(ref times, once);
            uses[^1] = new(model, times);
            return true;
        }
    }

    /// <summary>Takes the grams of one answer.</summary>
    public sealed class Counting(GramTable table) : ICollectGrams
    {
        readonly ulong[] _seen = new ulong[(table._firstUse.Length >> 6) + 1];
        readonly GramCount[] _counts = new GramCount[table._totals.Length];

        /// <summary>How many of a model answer's grams the answer has, each as often as the model answer has it.</summary>
        public GramCount Of(int model) => _counts[model];

        public bool Add(uint three, uint gram)
        {
            var number = table.NumberOf(three, gram);
            if (number == 0)
                return false;
            var bit = 1UL << (number & 63);
            ref var seen = ref _seen[number >> 6];
            if ((seen & bit) != 0)
                return true;
            seen |= bit;
            foreach (ref readonly var use in table._uses.AsSpan(table._firstUse[number - 1], table._firstUse[number] - table._firstUse[number - 1]))
                GramTable.Add(ref _counts[use.Model], use.Times);
            return true;
        }
    }
}

/// <summary>Takes hashes of characters.</summary>
interface ICollectGrams
{
    /// <summary>False when nothing can come of longer ones that end with this.</summary>
    /// <param name="three">The hash of its last three characters.</param>
    /// <param name="gram">Its own.</param>
    bool Add(uint three, uint gram);
}

/// <summary>Character 3-, 4- and 5-grams over the tokens, stop words included, one blank between them; none over the end of a sentence, so that their order is of no account.</summary>
static class CharacterGrams
{
    public static void Collect<T>(Token[] tokens, int first, int end, T grams)
        where T : ICollectGrams
    {
        uint one = ' ', two = 0, three = 0, four = 0;
        var length = 1;
        for (var at = first; at < end; at++)
        {
            var text = tokens[at].Spelled;
            if (tokens[at].Before == Break.Sentence)
                (one, two, three, four, length) = (' ', 0, 0, 0, 1);
            for (var i = 0; i <= text.Length; i++)
            {
                uint next = i < text.Length ? text[i] : ' ';
                length++;
                var last = Hash(3, two, one, next);
                _ = length >= 3 && grams.Add(last, last)
                    && length >= 4 && grams.Add(last, Hash(4, (three * 16777619) ^ two, one, next))
                    && length >= 5 && grams.Add(last, Hash(5, (((four * 16777619) ^ three) * 16777619) ^ two, one, next));
                (four, three, two, one) = (three, two, one, next);
            }
        }
    }

    static uint Hash(uint size, uint before, uint one, uint next) =>
        (((((size * 2166136261) ^ before) * 16777619) ^ one) * 16777619 ^ next) * 16777619;
}
