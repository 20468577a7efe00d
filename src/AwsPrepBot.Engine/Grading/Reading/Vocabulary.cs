using System.Collections.Frozen;

namespace AwsPrepBot.Engine.Grading.Reading;

/// <summary>
/// What <c>grading/aliases.yaml</c> teaches the grader: names of services and things with the ways people write them, words
/// that say the same, words that say the opposite, and names that must not be taken for one another. Immutable.
/// </summary>
public sealed class Vocabulary
{
    readonly FrozenDictionary<string, FrozenSet<string>> _opposites;
    readonly FrozenDictionary<string, FrozenSet<string>> _confusables;
    readonly FrozenDictionary<char, Misspellable[]> _misspellable;
    readonly FrozenSet<string> _stems;
    readonly WordCache<KnownWord> _known = new(14);

    /// <param name="names">Term to its other forms; the term's own words are a form.</param>
    /// <param name="words">Likewise, for what is no name.</param>
    /// <param name="opposites">Pairs, in any form.</param>
    /// <param name="confusables">Groups of names, in any form.</param>
    public Vocabulary(
        IReadOnlyDictionary<string, IReadOnlyList<string>> names,
        IReadOnlyDictionary<string, IReadOnlyList<string>> words,
        IReadOnlyList<IReadOnlyList<string>> opposites,
        IReadOnlyList<IReadOnlyList<string>> confusables)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(opposites);
        ArgumentNullException.ThrowIfNull(confusables);
        var spelled = new Dictionary<string, string>(StringComparer.Ordinal);
        AddTerms(names, isName: true, spelled);
        AddTerms(words, isName: false, spelled);
        _stems = spelled.Values.ToFrozenSet(StringComparer.Ordinal);
        _misspellable = spelled
            .Where(word => word.Key.Length >= Tuning.ShortestMisspelledTerm)
            .GroupBy(word => word.Key[0])
            .ToFrozenDictionary(group => group.Key, group => group.OrderBy(word => word.Key, StringComparer.Ordinal).Select(word => new Misspellable(word.Key, Spelling.LettersOf(word.Key), word.Value)).ToArray());
        _opposites = Pairs(opposites);
        _confusables = Pairs(confusables);
        NamesOnly = words.Count == 0 ? this : new(names, new Dictionary<string, IReadOnlyList<string>>(), opposites, confusables);
    }

    /// <summary>Knows nothing.</summary>
    public static Vocabulary Empty { get; } = new(
        new Dictionary<string, IReadOnlyList<string>>(), new Dictionary<string, IReadOnlyList<string>>(), [], []);

    /// <summary>The terms by their words' stems.</summary>
    internal TermNode Terms { get; } = new();

    /// <summary>The same without the words that say the same: for likeness to a whole text, where synonyms do more harm than good.</summary>
    internal Vocabulary NamesOnly { get; }

    internal bool AreOpposite(string one, string other) => _opposites.TryGetValue(one, out var others) && others.Contains(other);

    internal bool HasOpposite(string stem) => _opposites.ContainsKey(stem);

    /// <summary>Those that say the opposite of a stem.</summary>
    internal FrozenSet<string> OppositesOf(string stem) => _opposites.GetValueOrDefault(stem, FrozenSet<string>.Empty);

    /// <summary>Those that must not be taken for a name.</summary>
    internal FrozenSet<string> ConfusablesOf(string name) => _confusables.GetValueOrDefault(name, FrozenSet<string>.Empty);

    internal bool AreConfusable(string one, string other) => _confusables.TryGetValue(one, out var others) && others.Contains(other);

    /// <summary>What is known of a word.</summary>
    internal KnownWord Know(ReadOnlySpan<char> letters)
    {
        var hash = WordHash.Of(letters);
        if (_known.Find(letters, hash) is { } known)
            return known;
        var word = letters.ToString();
        var (stem, isStop) = (Stem(word), StopWords.Contains(word));
        known = new KnownWord(word, hash, stem, WordHash.Of(stem), isStop, Negators.Contains(word), Quantities.MayBegin(word), FirstStep(word, stem, isStop), NamesOnly.FirstStep(word, stem, isStop));
        _known.Keep(known, hash);
        return known;
    }

    TermStep FirstStep(string word, string stem, bool isStop)
    {
        var meant = isStop ? null : Respell(word, stem);
        return new(meant, Terms.Next.GetValueOrDefault(stem) ?? (meant is null ? null : Terms.Next.GetValueOrDefault(meant)));
    }

    /// <summary>The stem of the term's word that was most likely meant by an unknown word; null when none is near.</summary>
    string? Respell(string word, string ownStem)
    {
        if (word.Length < Tuning.ShortestMisspelledTerm || !_misspellable.TryGetValue(word[0], out var candidates) || _stems.Contains(ownStem))
            return null;
        var letters = Spelling.LettersOf(word);
        var most = word.Length >= Tuning.LongWord ? 2 : 1;
        foreach (ref readonly var candidate in candidates.AsSpan())
        {
            if (Spelling.MayBeNear(letters, candidate.Letters, most) && Spelling.AreNear(word, candidate.Word, most))
                return candidate.Stem;
        }

        return null;
    }

    /// <summary>A function word is its own stem: "has" is not HA.</summary>
    static string Stem(string word) => StopWords.Contains(word) ? word : PorterStemmer.Stem(word);

    void AddTerms(IReadOnlyDictionary<string, IReadOnlyList<string>> terms, bool isName, Dictionary<string, string> spelled)
    {
        foreach (var (term, forms) in terms)
        {
            var token = Token(term);
            foreach (var form in forms.Prepend(term))
            {
                var node = Terms;
                foreach (var lexeme in Lexer.Read(form, Empty))
                {
                    var stem = Stem(lexeme.Text);
                    node = node.Add(stem);
                    if (!StopWords.Contains(lexeme.Text))
                    {
                        spelled[lexeme.Text] = stem;
                        if (!lexeme.Text.EndsWith('s'))
                            spelled.TryAdd(lexeme.Text + "s", stem);
                    }
                }

                // What two terms claim is the first one's; the lint says so.
                if (node != Terms)
                    node.Term ??= new(token, isName);
            }
        }
    }

    /// <summary>One word for a term of several: <c>security group</c> is read as <c>security_group</c>.</summary>
    internal static string Token(string term) => Lexer.Read(term, Empty) is [var only] ? Stem(only.Text) : string.Join('_', Lexer.Read(term, Empty).Select(lexeme => lexeme.Text));

    /// <summary>What a form is read as when it stands alone.</summary>
    internal string Resolve(string form)
    {
        var node = Terms;
        foreach (var lexeme in Lexer.Read(form, Empty))
        {
            if (!node.Next.TryGetValue(Stem(lexeme.Text), out node!))
                return Token(form);
        }

        return node.Term?.Token ?? Token(form);
    }

    FrozenDictionary<string, FrozenSet<string>> Pairs(IReadOnlyList<IReadOnlyList<string>> groups) => groups
        .Select(group => group.Select(Resolve).Distinct(StringComparer.Ordinal).ToList())
        .SelectMany(group => group.SelectMany(one => group.Where(other => other != one).Select(other => (One: one, Other: other))))
        .GroupBy(pair => pair.One, StringComparer.Ordinal)
        .ToFrozenDictionary(pairs => pairs.Key, pairs => pairs.Select(pair => pair.Other).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
}

/// <summary>What is known of a word, whatever text it is in.</summary>
/// <param name="Word">Lower-case ASCII.</param>
/// <param name="Hash">Its <see cref="WordHash"/>.</param>
/// <param name="Stem">Its stem.</param>
/// <param name="StemHash">The stem's <see cref="WordHash"/>.</param>
/// <param name="IsStop">Whether it is a function word.</param>
/// <param name="IsNegator">Whether it turns what follows into its opposite.</param>
/// <param name="MayBeQuantity">Whether a quantity can begin with it.</param>
/// <param name="Terms">Where it leads among the terms.</param>
/// <param name="Names">Where it leads among the names alone.</param>
sealed record KnownWord(string Word, uint Hash, string Stem, uint StemHash, bool IsStop, bool IsNegator, bool MayBeQuantity, TermStep Terms, TermStep Names) : OfWord(Word);

/// <summary>Where a word leads among the terms of a vocabulary.</summary>
/// <param name="Meant">The stem of the term's word it is probably a misspelling of; null when there is none.</param>
/// <param name="First">The first step of the terms that begin with it; null when none does.</param>
readonly record struct TermStep(string? Meant, TermNode? First);

/// <summary>A word of a term that others may be a misspelling of.</summary>
/// <param name="Word">The word.</param>
/// <param name="Letters">See <see cref="Spelling.LettersOf"/>.</param>
/// <param name="Stem">Its stem.</param>
readonly record struct Misspellable(string Word, uint Letters, string Stem);

/// <summary>A term as it is read.</summary>
sealed record Term(string Token, bool IsName)
{
    /// <summary>The token's <see cref="WordHash"/>.</summary>
    public uint Hash { get; } = WordHash.Of(Token);
}

/// <summary>A step in the tree of the terms' words.</summary>
sealed class TermNode
{
    public Dictionary<string, TermNode> Next { get; } = new(StringComparer.Ordinal);

    public Term? Term { get; set; }

    public TermNode Add(string stem)
    {
        if (!Next.TryGetValue(stem, out var next))
            Next.Add(stem, next = new TermNode());
        return next;
    }
}
