namespace AwsPrepBot.Engine.Grading.Reading;

/// <summary>Reads a text: words to tokens, terms and quantities to one token each, clauses, negations. Thread-safe.</summary>
sealed class AnswerReader(Vocabulary vocabulary)
{
    /// <summary>How "or not" is spelled, which negates nothing.</summary>
    public const string OrNot = "or not";

    static readonly uint Not = WordHash.Of("not"), And = WordHash.Of("and");

    public Vocabulary Vocabulary => vocabulary;

    /// <param name="text">Anything.</param>
    /// <param name="longest">Characters that are read.</param>
    public ReadText Read(string text, int longest = int.MaxValue)
    {
        var lexemes = Lexer.Read(text, vocabulary, longest);
        var tokens = TokensOf(lexemes, namesOnly: false);
        var clauses = Clauses.Split(tokens, vocabulary);
        Negation.Apply(tokens, clauses, vocabulary);
        return new(text, lexemes, tokens, clauses);
    }

    /// <summary>
    /// The tokens alone, of terms only the names, none of them marked as denied: for likeness of whole texts, where words that
    /// say the same do more harm than good.
    /// </summary>
    public static Token[] PlainTokensOf(List<Lexeme> lexemes) => TokensOf(lexemes, namesOnly: true);

    static Token[] TokensOf(List<Lexeme> lexemes, bool namesOnly)
    {
        var tokens = new Token[lexemes.Count];
        var count = 0;
        for (var at = 0; at < lexemes.Count;)
        {
            var (token, used) = TokenAt(lexemes, at, namesOnly);
            tokens[count++] = token;
            at += used;
        }

        Array.Resize(ref tokens, count);
        return tokens;
    }

    static (Token Token, int Used) TokenAt(List<Lexeme> lexemes, int at, bool namesOnly)
    {
        var first = lexemes[at];
        Token Make(string text, uint hash, TokenKind kind, int used, string? spelled = null) =>
            new(text, hash, spelled ?? text, kind, first.Start, lexemes[at + used - 1].End, first.Before, first.Labelled, Negated: false);

        if (NegatingPhrase(lexemes, at) is { } phrase)
            return (phrase.Negates ? Make("not", Not, TokenKind.Negator, phrase.Words, phrase.IsLocal ? lexemes[at + 1].Text : first.Text) : Make("and", And, TokenKind.Stop, phrase.Words, first.Text == "or" ? OrNot : "and"), phrase.Words);
        var word = first.Word;
        if ((namesOnly ? word.Names : word.Terms).First is { } step && TermAt(lexemes, at, step, namesOnly) is { } found)
            return (Make(found.Term.Token, found.Term.Hash, found.Term.IsName ? TokenKind.Name : TokenKind.Word, found.Words), found.Words);
        if (word.MayBeQuantity && Quantities.Read(lexemes, at) is { } quantity)
            return (Make(quantity.Token, WordHash.Of(quantity.Token), TokenKind.Number, quantity.Words), quantity.Words);
        if (word.IsNegator || word.IsStop)
            return (Make(word.Word, word.Hash, word.IsNegator ? TokenKind.Negator : TokenKind.Stop, 1), 1);
        return (Make(word.Stem, word.StemHash, word.Word[0] is >= '0' and <= '9' ? TokenKind.Number : TokenKind.Word, 1, word.Word), 1);
    }

    /// <summary>The longest term that begins there.</summary>
    static (Term Term, int Words)? TermAt(List<Lexeme> lexemes, int at, TermNode node, bool namesOnly)
    {
        (Term, int)? longest = node.Term is { } first ? (first, 1) : null;
        for (var i = at + 1; i < lexemes.Count && lexemes[i].Before == Break.None && node.Next.Count > 0; i++)
        {
            var word = lexemes[i].Word;
            var meant = (namesOnly ? word.Names : word.Terms).Meant;
            if (!node.Next.TryGetValue(word.Stem, out var next) && (meant is null || !node.Next.TryGetValue(meant, out next)))
                break;
            node = next;
            if (node.Term is { } term)
                longest = (term, i - at + 1);
        }

        return longest;
    }

    /// <summary>"rather than" and its like negate what follows; "not only" and its like negate nothing.</summary>
    static (bool Negates, bool IsLocal, int Words)? NegatingPhrase(List<Lexeme> lexemes, int at)
    {
        if (lexemes[at].Text is not ("rather" or "instead" or "opposed" or "free" or "no" or "not" or "or" or "fail" or "fails" or "failed" or "failing" or "refuse" or "refuses" or "far" or "short") || at + 1 >= lexemes.Count || lexemes[at + 1].Before != Break.None)
            return null;
        return (lexemes[at].Text, lexemes[at + 1].Text) switch
        {
            ("rather", "than") or ("instead", "of") or ("opposed", "to") or ("free", "from") => (true, true, 2),
            ("no", "longer") or ("fail" or "fails" or "failed" or "failing" or "refuse" or "refuses", "to") or ("far", "from") or ("short", "of") => (true, false, 2),
            ("not", "only" or "just" or "merely" or "simply") or ("no", "matter" or "doubt" or "problem" or "wonder") or ("or", "not") => (false, false, 2),
            _ => null,
        };
    }
}
