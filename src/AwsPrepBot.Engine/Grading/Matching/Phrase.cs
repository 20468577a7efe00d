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

/// <summary>One way to say, or to contradict, a point.</summary>
/// <param name="Words">What it says, each word once per clause.</param>
/// <param name="Parts">How many clauses it has.</param>
/// <param name="Subjects">The rivals it is about; empty when it is about none.</param>
/// <param name="Topics">Those of them that it says something of: the first, and any that a clause of it begins with.</param>
/// <param name="Quantifiers">Which it contains.</param>
/// <param name="Named">The names in it that the prompt gave.</param>
/// <param name="MayContradict">Whether it is used to find contradictions: not when it takes a model answer for one.</param>
/// <param name="IsCore">Whether it is no sentence but what the phrasings have in common.</param>
sealed record Phrase(PhraseWord[] Words, int Parts, string[] Subjects, string[] Topics, Quantifiers Quantifiers, string[] Named, bool MayContradict = true, bool IsCore = false)
{
    /// <summary>So few words that they could be about anything: the name they are about has to be said.</summary>
    public bool IsShort { get; } = Words.Count(word => !word.IsUnderstood) <= Tuning.ShortPhrase;

    /// <summary>One bit for each of its words, by their numbers.</summary>
    public ulong[] Mask { get; } = MaskOf(Words);

    static ulong[] MaskOf(PhraseWord[] words)
    {
        var mask = new ulong[(words.Max(word => word.Word) >> 6) + 1];
        foreach (var word in words)
            mask[word.Word >> 6] |= 1UL << (word.Word & 63);
        return mask;
    }

    /// <summary>Whether a word in it tells it from what is right.</summary>
    public bool Tells { get; } = Words.Any(word => word.Tells);

    /// <summary>At most this many words of a phrasing count; a point has some fifteen.</summary>
    public const int MostWords = 64;

    /// <summary>Verbs and fillers that any sentence may have: they count only where a phrasing has nothing else.</summary>
    static readonly HashSet<string> Light = new(StringComparer.Ordinal)
    {
        "us", "need", "make", "get", "give", "take", "put", "let", "go", "come", "want", "keep", "thing", "lot", "wai", "kind", "sort",
        "realli", "basic", "actual", "simpli", "usual", "typic", "normal", "someth", "anyth", "case", "exampl", "mean", "sai", "call", "like",
    };

    /// <summary>Null when the text says nothing.</summary>
    public static Phrase? Of(string text, AnswerReader reader, WordIndex index, IReadOnlySet<string> asked, IReadOnlySet<string> rivals, WordWeights weights)
    {
        var read = reader.Read(text);
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
        return new([.. words], part + 1, subjects, topics, QuantifiersOf(read.Tokens, 0, read.Tokens.Length),
            [.. words.Where(word => word.IsUnderstood).Select(word => word.Text).Distinct()]);
    }

    /// <summary>One that names no subject is about that of the point.</summary>
    public Phrase About(Phrase? point) => Subjects.Length > 0 || point is null ? this : this with { Subjects = point.Subjects, Topics = point.Topics };

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
