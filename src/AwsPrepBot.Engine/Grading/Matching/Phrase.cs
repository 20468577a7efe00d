using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>Words such as "every" and "only", which a rejected phrasing may hang on.</summary>
[Flags]
enum Quantifiers : byte
{
    None = 0,
    All = 1,
    Only = 2,
}

/// <summary>A word of a phrasing.</summary>
/// <param name="Word">Its number in the <see cref="WordIndex"/>.</param>
/// <param name="Negated">Whether a negation applies to it.</param>
/// <param name="IsAsked">Whether the question's prompt contains it: saying it shows little.</param>
/// <param name="Kind">Word, number or name.</param>
/// <param name="Part">Which clause of the phrasing it is in.</param>
/// <param name="Unit">The unit when it is a quantity; empty otherwise.</param>
/// <param name="Text">As read.</param>
/// <param name="IsUnderstood">A name that the prompt gave: saying it shows nothing more.</param>
/// <param name="IsAside">See <see cref="Token.Aside"/>.</param>
/// <param name="Weight">How much it tells; see <see cref="WordWeights"/>.</param>
/// <param name="CanTurn">Whether its opposite is nowhere said of the same subject, so that saying it turns the meaning.</param>
/// <param name="Tells">In a rejected phrasing: whether no accepted one has it, so that the error hangs on it.</param>
readonly record struct PhraseWord(int Word, bool Negated, bool IsAsked, TokenKind Kind, int Part, string Unit, string Text, bool IsUnderstood, bool IsAside, double Weight, bool CanTurn = true, bool Tells = false);

/// <summary>A phrasing, or a clause of one, and what it comes to when nothing of it is said.</summary>
/// <param name="First">Its first word.</param>
/// <param name="End">After its last word.</param>
/// <param name="WithoutSubject">Whether the names it is about are left out.</param>
/// <param name="Words">Words that are looked for.</param>
/// <param name="Telling">Of these, how many tell it from what is right.</param>
/// <param name="Own">How many the prompt does not have.</param>
/// <param name="Counting">How many count even where they are not said: all but names that are understood.</param>
/// <param name="HasNumber">Whether one is a number.</param>
readonly record struct Stretch(int First, int End, bool WithoutSubject, int Words, int Telling, int Own, int Counting, bool HasNumber);

/// <summary>One way to say, or to contradict, a point. Immutable.</summary>
sealed class Phrase
{
    readonly bool[] _isSubject;

    /// <param name="words">What it says, each word once per clause, clause by clause.</param>
    /// <param name="subjects">The rivals it is about; empty when it is about none.</param>
    /// <param name="topics">Those of them that it says something of: the first, and any that a clause of it begins with.</param>
    /// <param name="quantifiers">Which it contains.</param>
    /// <param name="named">The names in it that the prompt gave.</param>
    /// <param name="mayContradict">Whether it is used to find contradictions: not when it takes a model answer for one.</param>
    /// <param name="isCore">Whether it is no sentence but what the phrasings have in common.</param>
    public Phrase(PhraseWord[] words, string[] subjects, string[] topics, Quantifiers quantifiers, string[] named, bool mayContradict = true, bool isCore = false)
    {
        (Words, Subjects, Topics, Quantifiers, Named, MayContradict, IsCore) = (words, subjects, topics, quantifiers, named, mayContradict, isCore);
        _isSubject = [.. words.Select(word => subjects.Contains(word.Text))];
        Numbers = [.. words.Select(word => word.Word)];
        Mask = new ulong[(Numbers.Max() >> 6) + 1];
        (WantedMask, TellingMask) = (new ulong[Mask.Length], new ulong[Mask.Length]);
        foreach (var word in words)
        {
            var (block, bit) = (word.Word >> 6, 1UL << (word.Word & 63));
            var wanted = !word.IsUnderstood || !subjects.Contains(word.Text);
            Mask[block] |= bit;
            WantedMask[block] |= wanted ? bit : 0;
            TellingMask[block] |= wanted && word.Tells ? bit : 0;
            Weight += word.IsUnderstood ? 0 : word.Weight;
            OwnWeight += word.IsAsked ? 0 : word.Weight;
        }

        IsShort = words.Count(word => !word.IsUnderstood) <= Tuning.ShortPhrase;
        HasNumber = words.Any(word => word.Kind == TokenKind.Number);
        SaysMoreThanNames = words.Any(word => !word.IsAsked && word.Kind != TokenKind.Name);
        Denies = words.Any(word => word.Negated);
        Whole = StretchOf(0, words.Length, withoutSubject: false);
        var parts = Enumerable.Range(0, words[^1].Part + 1).Select(part => (First: Array.FindIndex(words, word => word.Part == part), End: Array.FindLastIndex(words, word => word.Part == part) + 1)).ToList();
        Parts = [.. parts.Select(part => StretchOf(part.First, part.End, withoutSubject: false))];
        PartsWithoutSubject = [.. parts.Select(part => StretchOf(part.First, part.End, withoutSubject: true))];
    }

    public PhraseWord[] Words { get; }

    /// <summary>The words' numbers.</summary>
    public int[] Numbers { get; }

    /// <summary>One bit for each of them.</summary>
    public ulong[] Mask { get; }

    /// <summary>One for each that is looked for (<see cref="Stretch.Words"/>).</summary>
    public ulong[] WantedMask { get; }

    /// <summary>One for each of these that <see cref="PhraseWord.Tells"/>.</summary>
    public ulong[] TellingMask { get; }

    public string[] Subjects { get; }

    public string[] Topics { get; }

    public Quantifiers Quantifiers { get; }

    public string[] Named { get; }

    public bool MayContradict { get; }

    public bool IsCore { get; }

    /// <summary>So few words that they could be about anything: the name they are about has to be said.</summary>
    public bool IsShort { get; }

    public bool HasNumber { get; }

    /// <summary>Whether it has a word that is no name and that the prompt does not have.</summary>
    public bool SaysMoreThanNames { get; }

    /// <summary>Whether something in it is denied.</summary>
    public bool Denies { get; }

    /// <summary>Of all its words but the names that are understood.</summary>
    public double Weight { get; }

    /// <summary>Of those that the prompt does not have.</summary>
    public double OwnWeight { get; }

    public Stretch Whole { get; }

    /// <summary>Clause by clause.</summary>
    public Stretch[] Parts { get; }

    /// <summary>The same without the names it is about.</summary>
    public Stretch[] PartsWithoutSubject { get; }

    /// <summary>Whether a word is one of the names it is about.</summary>
    public bool IsSubject(int word) => _isSubject[word];

    /// <summary>One that names no subject is about that of the point.</summary>
    public Phrase About(Phrase? point) => Subjects.Length > 0 || point is null ? this : new(Words, point.Subjects, point.Topics, Quantifiers, Named, MayContradict, IsCore);

    /// <summary>The same with other words.</summary>
    public Phrase With(Func<PhraseWord, PhraseWord> change) => new([.. Words.Select(change)], Subjects, Topics, Quantifiers, Named, MayContradict, IsCore);

    /// <summary>The same, but it contradicts nothing.</summary>
    public Phrase Disarmed() => new(Words, Subjects, Topics, Quantifiers, Named, mayContradict: false, IsCore);

    Stretch StretchOf(int first, int end, bool withoutSubject)
    {
        var stretch = new Stretch(first, end, withoutSubject, 0, 0, 0, 0, HasNumber: false);
        for (var at = first; at < end; at++)
        {
            var word = Words[at];
            if (withoutSubject && _isSubject[at])
                continue;
            // A rival decides which clauses are looked at; any other name must be there for the whole to be.
            var wanted = !word.IsUnderstood || !_isSubject[at];
            stretch = stretch with
            {
                Words = stretch.Words + (wanted ? 1 : 0),
                Telling = stretch.Telling + (wanted && word.Tells ? 1 : 0),
                Own = stretch.Own + (word.IsAsked ? 0 : 1),
                Counting = stretch.Counting + (word.IsUnderstood ? 0 : 1),
                HasNumber = stretch.HasNumber || word.Kind == TokenKind.Number,
            };
        }

        return stretch;
    }

    /// <summary>At most this many words of a phrasing count; a point has some fifteen.</summary>
    public const int MostWords = 64;

    /// <summary>Verbs and fillers that any sentence may have: they count only where a phrasing has nothing else.</summary>
    static readonly HashSet<string> Light = new(StringComparer.Ordinal)
    {
        "us", "need", "make", "get", "give", "take", "put", "let", "go", "come", "want", "keep", "thing", "lot", "wai", "kind", "sort",
        "realli", "basic", "actual", "simpli", "usual", "typic", "normal", "someth", "anyth", "case", "exampl", "mean", "sai", "call", "like",
    };

    /// <summary>Null when the text says nothing.</summary>
    public static Phrase? Of(ReadText read, WordIndex index, IReadOnlySet<string> asked, IReadOnlySet<string> rivals, WordWeights weights)
    {
        var heavy = read.Tokens.Any(token => token.IsContent && token.Kind != TokenKind.Name && !Light.Contains(token.Text));
        var words = new List<PhraseWord>();
        var part = -1;
        foreach (var clause in read.Clauses)
        {
            var begins = true;
            for (var at = clause.First; at < clause.End; at++)
            {
                var token = read.Tokens[at];
                if (!token.IsContent || (heavy && token.Kind == TokenKind.Word && Light.Contains(token.Text)) || words.Count == MostWords)
                    continue;
                if (begins)
                    part++;
                begins = false;
                var unit = token.Kind == TokenKind.Number ? Quantities.UnitOf(token.Text).ToString() : "";
                // "Two VPCs", "three zones": such counts are said in many ways or understood.
                var counts = token.Kind == TokenKind.Number && token.Text is "#1" or "#2" or "#3";
                var word = new PhraseWord(index.Add(token), token.Negated, asked.Contains(token.Text), counts ? TokenKind.Word : token.Kind, part, unit, token.Text,
                    token.Kind == TokenKind.Name && asked.Contains(token.Text), token.Aside, counts ? Tuning.LeastWeight : weights.Of(token.Text) * (token.Kind == TokenKind.Name ? Tuning.NameWeight : 1));
                if (!words.Contains(word))
                    words.Add(word);
            }
        }

        if (words.Count == 0)
            return null;
        var subjects = read.Tokens.Where(token => token.Kind == TokenKind.Name && rivals.Contains(token.Text)).Select(token => token.Text).Distinct().ToArray();
        var topics = words.Where((word, at) => subjects.Contains(word.Text) && (word.Text == subjects[0] || at == 0 || words[at - 1].Part != word.Part)).Select(word => word.Text).Distinct().ToArray();
        return new([.. words], subjects, topics, QuantifiersOf(read.Tokens, 0, read.Tokens.Length),
            [.. words.Where(word => word.IsUnderstood).Select(word => word.Text).Distinct()]);
    }

    public static Quantifiers QuantifiersOf(Token[] tokens, int first, int end)
    {
        var found = Quantifiers.None;
        for (var at = first; at < end; at++)
        {
            found |= tokens[at].Text switch
            {
                "all" or "every" or "each" or "any" or "alwai" or "always" or "everi" or "both" or "anyon" or "anywher" => Quantifiers.All,
                "only" or "just" or "singl" or "one" or "sole" or "exactli" or "except" => Quantifiers.Only,
                _ => Quantifiers.None,
            };
        }

        return found;
    }
}
