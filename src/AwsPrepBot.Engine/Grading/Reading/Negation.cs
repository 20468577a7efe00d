namespace AwsPrepBot.Engine.Grading.Reading;

/// <summary>Marks the tokens that a negation applies to. Two negations cancel out.</summary>
static class Negation
{
    public static void Apply(Token[] tokens, Clause[] clauses, Vocabulary vocabulary)
    {
        Span<bool> negated = tokens.Length <= 1024 ? stackalloc bool[tokens.Length] : new bool[tokens.Length];
        for (var at = 0; at < clauses.Length; at++)
        {
            var knot = KnotOf(tokens, clauses[at]);
            if (knot == Knot.Tangled)
                clauses[at] = clauses[at] with { IsTangled = true };
            if (knot != Knot.None)
                continue;
            for (var i = clauses[at].First; i < clauses[at].End; i++)
            {
                if (tokens[i].Kind == TokenKind.Negator)
                    Scope(tokens, clauses[at], i, negated, vocabulary);
            }
        }

        DenialAcrossClauses.Apply(tokens, clauses, negated);
        WholeSentences(tokens, clauses, negated);
        for (var at = 0; at < clauses.Length; at++)
            clauses[at] = Mark(tokens, clauses[at], negated);
    }

    static Clause Mark(Token[] tokens, Clause clause, Span<bool> negated)
    {
        // What is denied from outside ("it is a myth that …") has no negation of its own.
        bool any = false, whole = clause.IsTangled, own = false;
        for (var at = clause.First; at < clause.End; at++)
        {
            any |= negated[at];
            own |= tokens[at].Kind == TokenKind.Negator;
            whole |= tokens[at].Kind == TokenKind.Negator && !IsLocal(tokens[at]);
        }

        whole |= any && !own;
        for (var at = clause.First; (any || clause.IsTangled) && at < clause.End; at++)
            tokens[at] = tokens[at] with { Negated = negated[at] && !clause.IsTangled, Aside = whole && (!negated[at] || clause.IsTangled) };
        return clause with { Denies = any && whole };
    }

    /// <summary>"Without", "rather than": they take something out and leave the statement as it is.</summary>
    static bool IsLocal(Token token) => token.Text == "without" || token.Spelled is "than" or "of" or "to" or "from";

    enum Knot : byte
    {
        None,
        CancelsOut,
        Tangled,
    }

    /// <summary>
    /// "No request passes that is not allowed", "never without": two negations in one statement leave it as it was. More, or
    /// "not before", "no … except", and nobody but a person can tell.
    /// </summary>
    static Knot KnotOf(Token[] tokens, Clause clause)
    {
        int first = -1, last = -1, count = 0;
        for (var at = clause.First; at < clause.End; at++)
        {
            if (tokens[at].Kind != TokenKind.Negator)
                continue;
            // "Neither … nor": it goes on, it does not cancel.
            if (tokens[at].Text == "nor" && first >= 0)
                return Knot.None;
            (first, last) = (first < 0 ? at : first, at);
            count++;
        }

        if (count == 0)
            return Knot.None;
        var condition = false;
        var before = 1;
        for (var at = first + 1; at < clause.End; at++)
        {
            if (tokens[at].Kind == TokenKind.Negator)
                before++;
            // Another negation after a conjunction: then each has its own statement.
            else if (Joins(tokens[at]) && before < 3 && at < last)
                return Knot.None;
            else
                condition |= IsCondition(tokens, clause, at);
        }

        if (count == 1 && !condition)
            return Knot.None;
        if (count > 2 || condition)
            return Knot.Tangled;
        return tokens[first].Text != "not" || tokens[last].Text == "without" || last - first <= Tuning.NegationReach ? Knot.CancelsOut : Knot.Tangled;
    }

    static bool Joins(Token token) => token.Text is "and" or "or" or "but" or "so" or "because" or "since" or "while" or "whereas" or "then" or "therefor" or "henc" or "thu";

    static bool IsCondition(Token[] tokens, Clause clause, int at) =>
        tokens[at].Text is "before" or "until" or "unless" or "except" or "besid" or "miss" or "lack" or "lose" or "below" or "above" or "beyond" or "smaller"
        || (tokens[at].Spelled.StartsWith("un", StringComparison.Ordinal) && tokens[at].Spelled.EndsWith("ed", StringComparison.Ordinal))
        || (tokens[at].Text == "other" && at + 1 < clause.End && tokens[at + 1].Text == "than");

    static void Scope(Token[] tokens, Clause clause, int at, Span<bool> negated, Vocabulary vocabulary)
    {
        var verb = at > clause.First ? tokens[at - 1].Text : "";
        var next = at + 1;
        while (next < clause.End && tokens[next].Kind == TokenKind.Stop)
            next++;

        // "An extra rule is not needed": what is not needed stands before. "There is no need to …": it follows.
        var needless = tokens[at].Text == "no" && next < clause.End && tokens[next].Text == "need";
        if (!needless && verb is "is" or "are" or "be" or "was" && next < clause.End && tokens[next].Text is "need" or "requir" or "necessari")
        {
            for (var i = Math.Max(clause.First, at - Tuning.NegationReach); i < at; i++)
                negated[i] ^= tokens[i].IsContent;
            return;
        }

        // "Does not" denies the whole statement, "no" what is near.
        var reach = IsAuxiliary(verb) || tokens[at].Text is "never" or "nobody" or "nothing" or "none" || needless || (tokens[at].Text == "no" && at == clause.First) ? Tuning.VerbNegationReach : Tuning.NegationReach;
        for (var i = at + 1; i < Math.Min(clause.End, at + 1 + reach); i++)
        {
            if (tokens[i].Labelled || tokens[i].Text is "because" or "since" or "so" or "as" or "when" or "if" or "unless" or "but" or "which" or "that" or "while" or "until")
                return;
            negated[i] ^= tokens[i].IsContent;
            // "Does not block inbound traffic": blocking is denied, not the traffic.
            if (tokens[i].IsContent && vocabulary.HasOpposite(tokens[i].Text))
                return;
        }
    }

    /// <summary>A verb that a negation follows.</summary>
    public static bool IsAuxiliary(string word) => word is "do" or "does" or "did" or "is" or "are" or "was" or "were" or "can" or "could" or "will" or "would"
        or "shall" or "should" or "may" or "might" or "must" or "has" or "have" or "need";

    /// <summary>"It is not true that …", "it would be wrong to say that …", "I do not think that …": all that follows in the sentence.</summary>
    static void WholeSentences(Token[] tokens, Clause[] clauses, Span<bool> negated)
    {
        for (var at = 0; at < tokens.Length; at++)
        {
            var denies = tokens[at].Text is "fals" or "untru" or "wrong" or "incorrect" or "myth" or "misconcept";
            var affirms = tokens[at].Text is "true" or "case" or "correct" or "think" or "believ";
            if (IsHearsay(tokens, at))
            {
                Turn(tokens, at + 1, negated);
                continue;
            }

            if (!denies && !(affirms && negated[at]))
                continue;
            var from = at + 1;
            while (from < Math.Min(tokens.Length, at + 4) && tokens[from].Text != "that")
                from++;
            if (from >= tokens.Length || tokens[from].Text != "that")
                continue;
            var turn = denies != negated[at];
            if (!turn)
                continue;
            // The negation's own reach does not count a second time.
            for (var i = from; i < tokens.Length && tokens[i].Before != Break.Sentence; i++)
            {
                if (tokens[i].IsContent)
                    negated[i] = i >= at + Tuning.NegationReach || denies ? !negated[i] : true;
            }
        }
    }

    /// <summary>"Many people believe …", "the usual mistake is to think …": what follows is what others say wrongly.</summary>
    static bool IsHearsay(Token[] tokens, int at)
    {
        if (tokens[at].Text is not ("believ" or "think" or "claim" or "assum" or "tell" or "sai" or "hear" or "expect"))
            return false;
        if (at + 1 < tokens.Length && tokens[at + 1].Text is "me" or "us")
            return false;
        // Roles are assumed, too.
        if (tokens[at].Text == "assum" && (at + 1 == tokens.Length || tokens[at + 1].Text != "that"))
            return false;
        for (var before = at - 1; before >= Math.Max(0, at - 6) && tokens[before + 1].Before != Break.Sentence; before--)
        {
            if (tokens[before].Text is "mani" or "many" or "mistak" or "myth" or "they" or "folk" or "someon" or "everyon" or "often" or "commonli" or "some" or "most"
                || (tokens[before].Text is "employe" or "peopl"))
                return true;
        }

        return false;
    }

    static void Turn(Token[] tokens, int from, Span<bool> negated)
    {
        for (var i = from; i < tokens.Length && tokens[i].Before != Break.Sentence; i++)
        {
            if (tokens[i].IsContent)
                negated[i] = !negated[i];
        }
    }
}
