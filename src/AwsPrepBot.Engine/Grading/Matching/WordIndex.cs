using System.Collections.Concurrent;
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
/// so what was found is kept, up to a limit. Thread-safe once filled.
/// </summary>
sealed class WordIndex(Vocabulary vocabulary)
{
    /// <summary>Different words of answers that are remembered.</summary>
    const int MostRemembered = 4096;

    readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    readonly List<(string Text, TokenKind Kind)> _words = [];
    readonly ConcurrentDictionary<string, Hit[]> _found = new(StringComparer.Ordinal);

    public int Count => _words.Count;

    /// <summary>The number of a word, given on first sight.</summary>
    public int Add(Token token)
    {
        if (_numbers.TryGetValue(token.Text, out var number))
            return number;
        _numbers.Add(token.Text, _words.Count);
        _words.Add((token.Text, token.Kind));
        return _words.Count - 1;
    }

    public bool Contains(string text) => _numbers.ContainsKey(text);

    /// <summary>To be called when words were added after the first search.</summary>
    public void Forget() => _found.Clear();

    /// <summary>Every word of the question that this one has to do with.</summary>
    public Hit[] Find(Token token)
    {
        if (_found.TryGetValue(token.Text, out var known))
            return known;
        var found = Search(token);
        if (_found.Count < MostRemembered)
            _found.TryAdd(token.Text, found);
        return found;
    }

    Hit[] Search(Token token)
    {
        var hits = new List<Hit>();
        for (var word = 0; word < _words.Count; word++)
        {
            var (text, kind) = _words[word];
            if (vocabulary.AreConfusable(text, token.Text))
                hits.Add(new(word, 1, Relation.Confused));
            else if (vocabulary.AreOpposite(text, token.Text))
                hits.Add(new(word, 1, Relation.Opposite));
            else if (Alike(text, kind, token) is > 0 and var alike)
                hits.Add(new(word, alike, Relation.Same));
        }

        return [.. hits];
    }

    static float Alike(string text, TokenKind kind, Token token)
    {
        if (text == token.Text)
            return 1;
        return kind == TokenKind.Word && token.Kind == TokenKind.Word ? (float)WordLikeness.Of(text, token.Text) : 0;
    }
}

/// <summary>How alike two different stems are.</summary>
static class WordLikeness
{
    /// <summary>0 to 1. Words of other kinds, and with digits or several parts, are the same or not.</summary>
    public static double Of(string one, string other)
    {
        if (one == other)
            return 1;
        var shorter = Math.Min(one.Length, other.Length);
        if (shorter < Tuning.ShortWord || one[0] != other[0] || !IsPlain(one) || !IsPlain(other) || IsWithout(one) != IsWithout(other))
            return 0;
        if (Spelling.AreNear(one, other, shorter >= Tuning.LongWord ? 2 : 1))
            return Tuning.Misspelled;
        return one.AsSpan(0, Math.Min(shorter, Tuning.BeginningLength)).SequenceEqual(other.AsSpan(0, Math.Min(shorter, Tuning.BeginningLength))) && shorter >= Tuning.BeginningLength
            ? Tuning.SameBeginning
            : 0;
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
