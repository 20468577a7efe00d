using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>
/// The formula that needs no rubric: <c>S = sqrt(0.6·A + 0.4·C)</c>, where A is the share of a model answer's stems that the
/// answer has (the mean of two shares, with and without the prompt's words) and C the share of its character 3-, 4- and 5-grams.
/// </summary>
sealed class ModelText
{
    readonly (string Text, TokenKind Kind, bool IsAsked)[] _stems;
    readonly uint[] _grams;
    readonly uint[] _own;

    ModelText((string, TokenKind, bool)[] stems, uint[] grams, uint[] own) => (_stems, _grams, _own) = (stems, grams, own);

    /// <summary>Null when the text says nothing.</summary>
    public static ModelText? Of(string text, AnswerReader reader, IReadOnlySet<string> asked)
    {
        var read = reader.Read(text);
        var stems = read.Tokens.Where(token => token.IsContent || (X.Neg && token.Kind == TokenKind.Negator)).DistinctBy(token => X.Stop==2 ? (object)token.Start : token.Text).Select(token => (token.Text, token.Kind, asked.Contains(token.Text))).ToArray();
        return stems.Length == 0 ? null : new(stems, [.. CharacterGrams.Of(read, 0, read.Tokens.Count)], Own(read, asked));
    static uint[] Own(ReadText read, IReadOnlySet<string> asked) {
        var own = new ReadText(read.Source, [.. read.Tokens.Where(t => t.IsContent && !asked.Contains(t.Text))], []);
        return [.. CharacterGrams.Of(own, 0, own.Tokens.Count)];
    }
    }

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

        all /= _stems.Length;
        var stems = unaskedCount == 0 ? all : (1 - X.W) * all + X.W * (unasked / unaskedCount);
        var grams = 0;
        foreach (var gram in _grams)
        {
            if (answer.Grams.Contains(gram))
                grams++;
        }

        return Math.Pow((X.A * stems) + ((1 - X.A) * ((1-X.D)*(_grams.Length == 0 ? 0 : (double)grams / _grams.Length) + X.D*(_own.Length==0? (_grams.Length == 0 ? 0 : (double)grams / _grams.Length):_own.Count(answer.Grams.Contains)/(double)_own.Length))), X.P);
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

    public AnswerStems(ReadText read, Func<Clause, bool> counts)
    {
        foreach (var clause in read.Clauses)
        {
            if (!counts(clause))
                continue;
            for (var at = clause.First; at < clause.End; at++)
                Add(read.Tokens[at]);
            Grams.UnionWith(CharacterGrams.Of(read, clause.First, clause.End));
        }
    }

    public HashSet<uint> Grams { get; } = [];

    void Add(Token token)
    {
        if (!(token.IsContent || (X.Neg && token.Kind == TokenKind.Negator)) || !_texts.Add(token.Text) || token.Kind != TokenKind.Word)
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
            best = Math.Max(best, X.M * WordLikeness.Of(text, word));
        return best;
    }
}

/// <summary>Character 3-, 4- and 5-grams over the tokens, stop words included, one blank between them.</summary>
static class CharacterGrams
{
    public static IEnumerable<uint> Of(ReadText read, int first, int end)
    {
        uint one = ' ', two = 0, three = 0, four = 0;
        var length = 1;
        for (var at = first; at < end; at++)
        {
            var text = read.Tokens[at].Spelled;
            for (var i = 0; i <= text.Length; i++)
            {
                uint next = i < text.Length ? text[i] : ' ';
                length++;
                if (length >= 3)
                    yield return Hash(3, two, one, next);
                if (length >= 4)
                    yield return Hash(4, (three * 16777619) ^ two, one, next);
                if (length >= 5)
                    yield return Hash(5, (((four * 16777619) ^ three) * 16777619) ^ two, one, next);
                (four, three, two, one) = (three, two, one, next);
            }
        }
    }

    static uint Hash(uint size, uint before, uint one, uint next) =>
        (((((size * 2166136261) ^ before) * 16777619) ^ one) * 16777619 ^ next) * 16777619;
}

public static class X {
  static string E(string n, string d) => Environment.GetEnvironmentVariable(n) ?? d;
  public static readonly bool Neg = E("XNEG","1")=="1";
  public static readonly double A = double.Parse(E("XA","0.6"));
  public static readonly double P = double.Parse(E("XP","0.5"));
  public static readonly double D = double.Parse(E("XD","0.5"));
  public static readonly double W = double.Parse(E("XW","0.5"));
  public static readonly double M = double.Parse(E("XM","1"));
  public static readonly int Stop = int.Parse(E("XSTOP","0"));
}
