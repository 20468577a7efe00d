namespace AwsPrepBot.Engine.Grading.Reading;

/// <summary>What a denial reaches beyond the words after it: lists that go on or end in it, and what is said to be of no use.</summary>
static class DenialAcrossClauses
{
    public static void Apply(Token[] tokens, Clause[] clauses, Span<bool> negated)
    {
        Lists(tokens, clauses, negated);
        Enumerations(tokens, clauses, negated);
        Dismissals(tokens, clauses, negated);
    }

    /// <summary>"No open ports, bastion hosts or keys": what is listed after a comma is denied with the first.</summary>
    static void Lists(Token[] tokens, Clause[] clauses, Span<bool> negated)
    {
        bool goesOn = false, leavesOut = false;
        for (var at = 0; at < clauses.Length; at++)
        {
            var clause = clauses[at];
            bool verb = false, or = false, no = false, denied = false, personal = false;
            for (var i = clause.First; i < clause.End; i++)
            {
                verb |= Negation.IsAuxiliary(tokens[i].Text);
                or |= tokens[i].Text == "or";
                no |= tokens[i].Text is "no" or "without";
                // What you need not do, somebody else does.
                personal |= !denied && tokens[i].Text is "you" or "we" or "i";
                denied |= tokens[i].Kind == TokenKind.Negator;
            }

            if (goesOn && !verb && !denied && clause.End - clause.First <= Tuning.LongestItem && tokens[clause.First].Before == Break.Clause && (tokens[clause.First].IsContent || tokens[clause.First].Text is "or") && (or || (leavesOut && at + 1 < clauses.Length && HasOr(tokens, clauses[at + 1]))))
            {
                for (var i = clause.First; i < clause.End; i++)
                    negated[i] = tokens[i].IsContent;
            }
            else
            {
                leavesOut = no;
                goesOn = (no || (denied && !personal)) && !clause.IsTangled;
            }
        }
    }

    /// <summary>"Instances, containers and addresses cannot be targets": what is listed before the last is denied with it.</summary>
    static void Enumerations(Token[] tokens, Clause[] clauses, Span<bool> negated)
    {
        for (var at = 1; at < clauses.Length; at++)
        {
            if (!DeniesByVerb(tokens, clauses[at]))
                continue;
            for (var before = at - 1; before >= 0 && clauses[before].Sentence == clauses[at].Sentence && IsItem(tokens, clauses[before]); before--)
            {
                for (var i = clauses[before].First; i < clauses[before].End; i++)
                    negated[i] = tokens[i].IsContent;
            }
        }
    }

    /// <summary>"And addresses cannot be targets".</summary>
    static bool DeniesByVerb(Token[] tokens, Clause clause)
    {
        var joins = false;
        for (var i = clause.First; i < clause.End; i++)
        {
            joins |= tokens[i].Text is "and" or "or";
            if (tokens[i].Kind == TokenKind.Negator)
                return joins && i > clause.First && !clause.IsTangled && Negation.IsAuxiliary(tokens[i - 1].Text);
        }

        return false;
    }

    static bool IsItem(Token[] tokens, Clause clause)
    {
        if (clause.End - clause.First > Tuning.ShortItem || !tokens[clause.First].IsContent)
            return false;
        for (var i = clause.First; i < clause.End; i++)
        {
            if (tokens[i].Kind == TokenKind.Negator || Negation.IsAuxiliary(tokens[i].Text))
                return false;
        }

        return true;
    }

    /// <summary>"Checking them is pointless": what is said to be of no use stands before.</summary>
    static void Dismissals(Token[] tokens, Clause[] clauses, Span<bool> negated)
    {
        foreach (var clause in clauses)
        {
            for (var at = clause.First + 1; at < clause.End; at++)
            {
                if (tokens[at].Spelled is not ("useless" or "pointless" or "unnecessary" or "unneeded" or "needless" or "superfluous" or "irrelevant" or "unimportant" or "impossible" or "unsupported" or "waste"))
                    continue;
                var turns = true;
                for (var i = clause.First; i < at; i++)
                    turns &= tokens[i].Kind != TokenKind.Negator;
                for (var i = clause.First; turns && i < at; i++)
                    negated[i] ^= tokens[i].IsContent;
            }
        }
    }

    static bool HasOr(Token[] tokens, Clause clause)
    {
        for (var i = clause.First; i < Math.Min(clause.End, clause.First + Tuning.LongestItem); i++)
        {
            if (tokens[i].Text == "or")
                return true;
        }

        return false;
    }
}
