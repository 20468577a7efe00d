using System.Numerics;
using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>
/// The formula that needs no rubric: <c>S = sqrt(0.6·A + 0.4·C)</c>, where A is the share of a model answer's stems that the
/// answer has and C the share of its character 3-, 4- and 5-grams. Both are means of two shares: of everything, and of what
/// the prompt does not already say.
/// </summary>
sealed class ModelText
{
    readonly (int Word, bool IsAsked)[] _stems;
    readonly (uint Gram, int Times, int UnaskedTimes)[] _grams;
    readonly int _times;
    readonly int _unaskedTimes;

    ModelText((int, bool)[] stems, List<uint> grams, List<uint> unasked)
    {
        _stems = stems;
        var counted = grams.CountBy(gram => gram).ToDictionary();
        var countedUnasked = unasked.CountBy(gram => gram).ToDictionary();
        _grams = [.. counted.Keys.Union(countedUnasked.Keys).Select(gram => (gram, counted.GetValueOrDefault(gram), countedUnasked.GetValueOrDefault(gram)))];
        (_times, _unaskedTimes) = (grams.Count, unasked.Count);
    }

    /// <summary>Null when the text says nothing.</summary>
    public static ModelText? Of(string text, AnswerReader reader, WordIndex index, IReadOnlySet<string> asked)
    {
        var read = reader.Read(text);
        var stems = read.Tokens.Where(Counts).DistinctBy(token => token.Text).Select(token => (index.Add(token), asked.Contains(token.Text))).ToArray();
        Token[] unasked = [.. read.Tokens.Where(token => token.IsContent && !asked.Contains(token.Text))];
        return stems.Length == 0 ? null : new(stems, Grams(read.Tokens), Grams(unasked));
    }

    static List<uint> Grams(Token[] tokens)
    {
        var grams = new GramList();
        CharacterGrams.Collect(tokens, 0, tokens.Length, grams);
        return grams.All;
    }

    /// <summary>Negations too: an answer without the model's "not" lacks something.</summary>
    internal static bool Counts(Token token) => token.Kind != TokenKind.Stop;

    /// <summary>0 to 1.</summary>
    public double Likeness(AnswerStems answer)
    {
        double all = 0, unasked = 0;
        var unaskedCount = 0;
        foreach (var (word, isAsked) in _stems)
        {
            double alike = answer.Alike[word];
            all += alike;
            if (isAsked)
                continue;
            unasked += alike;
            unaskedCount++;
        }

        var stems = Mean(all / _stems.Length, unaskedCount == 0 ? null : unasked / unaskedCount, Tuning.UnaskedStemShare);
        int grams = 0, unaskedGrams = 0;
        foreach (var (gram, times, unaskedTimes) in _grams)
        {
            if (!answer.Grams.Contains(gram))
                continue;
            grams += times;
            unaskedGrams += unaskedTimes;
        }

        var letters = _times == 0 ? 0 : Mean((double)grams / _times, _unaskedTimes == 0 ? null : (double)unaskedGrams / _unaskedTimes, Tuning.UnaskedLetterShare);
        return Math.Sqrt((Tuning.StemShare * stems) + (Tuning.LetterShare * letters));
    }

    static double Mean(double all, double? unasked, double share) => unasked is { } own ? ((1 - share) * all) + (share * own) : all;

    /// <summary>The mean of the two best: a second wording that also fits says more than one alone.</summary>
    public static double Best(IReadOnlyList<ModelText> models, AnswerStems answer)
    {
        double best = 0, second = 0;
        foreach (var model in models)
        {
            var likeness = model.Likeness(answer);
            if (likeness > best)
                (best, second) = (likeness, best);
            else if (likeness > second)
                second = likeness;
        }

        return models.Count > 1 ? (best + second) / 2 : best;
    }
}

/// <summary>An answer as the formula sees it.</summary>
sealed class AnswerStems
{
    /// <param name="tokens">The answer.</param>
    /// <param name="dropped">Stretches of its source that do not count.</param>
    /// <param name="index">The model answers' words.</param>
    public AnswerStems(Token[] tokens, IReadOnlyList<(int Start, int End)> dropped, WordIndex index)
    {
        Alike = new float[index.Count];
        Grams = new GramSet(tokens.Length == 0 ? 16 : 3 * (tokens[^1].End - tokens[0].Start + 16));
        var first = 0;
        for (var at = 0; at <= tokens.Length; at++)
        {
            if (at < tokens.Length && !IsDropped(tokens[at], dropped))
            {
                Add(tokens[at], index);
                continue;
            }

            CharacterGrams.Collect(tokens, first, at, Grams);
            first = at + 1;
        }
    }

    /// <summary>For each word of the model answers how nearly the answer has it, 0 to 1.</summary>
    public float[] Alike { get; }

    public GramSet Grams { get; }

    void Add(Token token, WordIndex index)
    {
        if (!ModelText.Counts(token))
            return;
        foreach (var hit in index.Find(token))
        {
            if (hit.Relation == Relation.Same)
                Alike[hit.Word] = Math.Max(Alike[hit.Word], hit.Alike);
        }
    }

    static bool IsDropped(Token token, IReadOnlyList<(int Start, int End)> dropped)
    {
        for (var at = 0; at < dropped.Count; at++)
        {
            if (token.Start >= dropped[at].Start && token.Start < dropped[at].End)
                return true;
        }

        return false;
    }
}

/// <summary>A set of hashes: open addressing, never more than half full. An answer's thousand are looked up ten thousand times.</summary>
sealed class GramSet(int most) : ICollectGrams
{
    readonly uint[] _slots = new uint[BitOperations.RoundUpToPowerOf2((uint)Math.Min(2 * most, 1 << 16))];

    readonly int _shift = 32 - BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Min(2 * most, 1 << 16)));

    public void Add(uint gram)
    {
        // Zero marks a free slot.
        gram = Math.Max(gram, 1);
        var at = (gram * 2654435769u) >> _shift;
        while (_slots[at] != 0)
        {
            if (_slots[at] == gram)
                return;
            at = (at + 1) & (uint)(_slots.Length - 1);
        }

        _slots[at] = gram;
    }

    public bool Contains(uint gram)
    {
        gram = Math.Max(gram, 1);
        var at = (gram * 2654435769u) >> _shift;
        while (_slots[at] != 0)
        {
            if (_slots[at] == gram)
                return true;
            at = (at + 1) & (uint)(_slots.Length - 1);
        }

        return false;
    }
}

/// <summary>Takes hashes of characters.</summary>
interface ICollectGrams
{
    void Add(uint gram);
}

/// <summary>All of them, as often as they occur: what a model answer keeps coming back to counts for more.</summary>
sealed class GramList : ICollectGrams
{
    public List<uint> All { get; } = [];

    public void Add(uint gram) => All.Add(gram);
}

/// <summary>Character 3-, 4- and 5-grams over the tokens, stop words included, one blank between them.</summary>
static class CharacterGrams
{
    public static void Collect(Token[] tokens, int first, int end, ICollectGrams grams)
    {
        uint one = ' ', two = 0, three = 0, four = 0;
        var length = 1;
        for (var at = first; at < end; at++)
        {
            var text = tokens[at].Spelled;
            for (var i = 0; i <= text.Length; i++)
            {
                uint next = i < text.Length ? text[i] : ' ';
                length++;
                if (length >= 3)
                    grams.Add(Hash(3, two, one, next));
                if (length >= 4)
                    grams.Add(Hash(4, (three * 16777619) ^ two, one, next));
                if (length >= 5)
                    grams.Add(Hash(5, (((four * 16777619) ^ three) * 16777619) ^ two, one, next));
                (four, three, two, one) = (three, two, one, next);
            }
        }
    }

    static uint Hash(uint size, uint before, uint one, uint next) =>
        (((((size * 2166136261) ^ before) * 16777619) ^ one) * 16777619 ^ next) * 16777619;
}
