using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>
/// The formula that needs no rubric: <c>S = sqrt(0.6·A + 0.4·C)</c>, where A is the share of a model answer's stems that the
/// answer has and C the share of its character 3-, 4- and 5-grams. Both are means of two shares: of everything, and of what
/// the prompt does not already say.
/// </summary>
sealed class ModelText
{
    readonly (string Text, TokenKind Kind, bool IsAsked)[] _stems;
    readonly uint[] _grams;
    readonly uint[] _unaskedGrams;

    ModelText((string, TokenKind, bool)[] stems, uint[] grams, uint[] unaskedGrams) => (_stems, _grams, _unaskedGrams) = (stems, grams, unaskedGrams);

    /// <summary>Null when the text says nothing.</summary>
    public static ModelText? Of(string text, AnswerReader reader, IReadOnlySet<string> asked)
    {
        var read = reader.Read(text);
        var stems = read.Tokens.Where(Counts).DistinctBy(token => token.Text).Select(token => (token.Text, token.Kind, asked.Contains(token.Text))).ToArray();
        Token[] unasked = [.. read.Tokens.Where(token => token.IsContent && !asked.Contains(token.Text))];
        return stems.Length == 0 ? null : new(stems, Grams(read.Tokens), Grams(unasked));
    }

    static uint[] Grams(IReadOnlyList<Token> tokens)
    {
        // As often as they occur: what a model answer keeps coming back to counts for more.
        var grams = new List<uint>();
        CharacterGrams.Collect(tokens, 0, tokens.Count, grams);
        return [.. grams];
    }

    /// <summary>Negations too: an answer without the model's "not" lacks something.</summary>
    internal static bool Counts(Token token) => token.Kind != TokenKind.Stop;

    /// <summary>0 to 1.</summary>
    public double Likeness(AnswerStems answer)
    {
        double all = 0, unasked = 0;
        var unaskedCount = 0;
        foreach (var (text, kind, isAsked) in _stems)
        {
            var alike = answer.Likeness(text, kind);
            all += alike;
            if (isAsked)
                continue;
            unasked += alike;
            unaskedCount++;
        }

        var stems = Mean(all / _stems.Length, unaskedCount == 0 ? null : unasked / unaskedCount, Tuning.UnaskedStemShare);
        var letters = Mean(Share(_grams, answer), _unaskedGrams.Length == 0 ? null : Share(_unaskedGrams, answer), Tuning.UnaskedLetterShare);
        return Math.Sqrt((Tuning.StemShare * stems) + (Tuning.LetterShare * letters));
    }

    static double Mean(double all, double? unasked, double share) => unasked is { } own ? ((1 - share) * all) + (share * own) : all;

    static double Share(uint[] grams, AnswerStems answer)
    {
        if (grams.Length == 0)
            return 0;
        var found = 0;
        foreach (var gram in grams)
            found += answer.Grams.Contains(gram) ? 1 : 0;
        return (double)found / grams.Length;
    }

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
    readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    readonly Dictionary<char, List<string>> _words = [];

    /// <param name="read">The answer.</param>
    /// <param name="dropped">Stretches of its source that do not count.</param>
    public AnswerStems(ReadText read, IReadOnlyList<(int Start, int End)> dropped)
    {
        var first = 0;
        for (var at = 0; at <= read.Tokens.Count; at++)
        {
            if (at < read.Tokens.Count && !IsDropped(read.Tokens[at], dropped))
            {
                Add(read.Tokens[at]);
                continue;
            }

            CharacterGrams.Collect(read.Tokens, first, at, Grams);
            first = at + 1;
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

    public HashSet<uint> Grams { get; } = [];

    void Add(Token token)
    {
        if (!ModelText.Counts(token) || !_texts.Add(token.Text) || token.Kind != TokenKind.Word)
            return;
        if (!_words.TryGetValue(token.Text[0], out var words))
            _words.Add(token.Text[0], words = []);
        words.Add(token.Text);
    }

    public double Likeness(string text, TokenKind kind)
    {
        if (_texts.Contains(text))
            return 1;
        if (kind != TokenKind.Word || !_words.TryGetValue(text[0], out var words))
            return 0;
        double best = 0;
        foreach (var word in words)
            best = Math.Max(best, WordLikeness.Of(text, word));
        return best;
    }
}

/// <summary>Character 3-, 4- and 5-grams over the tokens, stop words included, one blank between them.</summary>
static class CharacterGrams
{
    public static void Collect(IReadOnlyList<Token> tokens, int first, int end, ICollection<uint> grams)
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
