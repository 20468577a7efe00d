using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>How a word of the answer stands to a word of the question's.</summary>
enum Relation : byte
{
    /// <summary>The same, or nearly.</summary>
    Same,
    /// <summary>Its opposite.</summary>
    Opposite,
    /// <summary>A name that is easily taken for it and is something else.</summary>
    Confused,
}

/// <summary>A word of the question that a word of the answer has to do with.</summary>
readonly record struct Hit(int Word, float Alike, Relation Relation);

/// <summary>
/// The words of one question, numbered. Finds what a word of an answer has to do with them; answers use much the same words,
/// so what was found is kept. Thread-safe once filled.
/// </summary>
sealed class WordIndex(Vocabulary vocabulary)
{
    /// <summary>What was found for a word of an answer.</summary>
    /// <param name="Word">Its text.</param>
    /// <param name="IsWord">Whether it was a word, which may be like others; names, numbers and negations are the same or not.</param>
    /// <param name="Hits">What it has to do with.</param>
    sealed record Found(string Word, bool IsWord, Hit[] Hits) : OfWord(Word);

    /// <summary>A word of the question's that others may be like.</summary>
    readonly record struct Likely(string Text, uint Letters, int Word);

    readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    readonly Dictionary<char, List<Likely>> _likely = [];
    readonly WordCache<Found> _found = new(10);

    public int Count => _numbers.Count;

    /// <summary>The number of a word, given on first sight.</summary>
    public int Add(Token token)
    {
        if (_numbers.TryGetValue(token.Text, out var number))
            return number;
        number = _numbers.Count;
        _numbers.Add(token.Text, number);
        if (token.Kind != TokenKind.Word || !WordLikeness.MayBeLike(token.Text))
            return number;
        if (!_likely.TryGetValue(token.Text[0], out var likely))
            _likely.Add(token.Text[0], likely = []);
        likely.Add(new(token.Text, Spelling.LettersOf(token.Text), number));
        return number;
    }

    public bool Contains(string text) => _numbers.ContainsKey(text);

    /// <summary>To be called when words were added after the first search.</summary>
    public void Forget() => _found.Clear();

    /// <summary>Every word of the question that this one has to do with.</summary>
    public Hit[] Find(in Token token)
    {
        var isWord = token.Kind == TokenKind.Word;
        if (_found.Find(token.Text, token.Hash) is { } known && known.IsWord == isWord)
            return known.Hits;
        var hits = Search(token.Text, isWord);
        _found.Keep(new(token.Text, isWord, hits), token.Hash);
        return hits;
    }

    Hit[] Search(string text, bool isWord)
    {
        var hits = new List<Hit>();
        var confusables = vocabulary.ConfusablesOf(text);
        var opposites = vocabulary.OppositesOf(text);
        foreach (var other in confusables)
        {
            if (_numbers.TryGetValue(other, out var word))
                hits.Add(new(word, 1, Relation.Confused));
        }

        foreach (var other in opposites)
        {
            if (!confusables.Contains(other) && _numbers.TryGetValue(other, out var word))
                hits.Add(new(word, 1, Relation.Opposite));
        }

        var same = _numbers.GetValueOrDefault(text, -1);
        if (same >= 0)
            hits.Add(new(same, 1, Relation.Same));
        if (!isWord || !WordLikeness.MayBeLike(text) || !_likely.TryGetValue(text[0], out var likely))
            return [.. hits];
        var letters = Spelling.LettersOf(text);
        foreach (var other in likely)
        {
            if (other.Word != same && !confusables.Contains(other.Text) && !opposites.Contains(other.Text) && WordLikeness.Of(other.Text, other.Letters, text, letters) is > 0 and var alike)
                hits.Add(new(other.Word, (float)alike, Relation.Same));
        }

        return [.. hits];
    }
}

/// <summary>How alike two different stems are.</summary>
static class WordLikeness
{
    /// <summary>Whether a word may be like another that begins with the same letter. Words with digits, or of several parts, are the same or not.</summary>
    public static bool MayBeLike(string stem) => stem.Length >= Tuning.ShortWord && IsPlain(stem);

    /// <summary>0 to 1.</summary>
    /// <param name="one">A word that <see cref="MayBeLike"/>.</param>
    /// <param name="lettersOfOne">Its letters; see <see cref="Spelling.LettersOf"/>.</param>
    /// <param name="other">Another with the same first letter.</param>
    /// <param name="lettersOfOther">Its letters.</param>
    public static double Of(string one, uint lettersOfOne, string other, uint lettersOfOther)
    {
        if (IsWithout(one) != IsWithout(other))
            return 0;
        var shorter = Math.Min(one.Length, other.Length);
        var most = shorter >= Tuning.LongWord ? 2 : 1;
        if (Spelling.MayBeNear(lettersOfOne, lettersOfOther, most) && Spelling.AreNear(one, other, most))
            return Tuning.Misspelled;
        return shorter >= Tuning.BeginningLength && one.AsSpan(0, Tuning.BeginningLength).SequenceEqual(other.AsSpan(0, Tuning.BeginningLength)) ? Tuning.SameBeginning : 0;
    }

    static bool IsPlain(string stem)
    {
        foreach (var letter in stem)
        {
            if (letter is < 'a' or > 'z')
                return false;
        }

        return true;
    }

    /// <summary>stateless, serverless: as far from stateful and server as a word can be.</summary>
    static bool IsWithout(string stem) => stem.EndsWith("less", StringComparison.Ordinal);
}
