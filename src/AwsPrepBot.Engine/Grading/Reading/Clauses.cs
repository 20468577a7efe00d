namespace AwsPrepBot.Engine.Grading.Reading;

/// <summary>Cuts tokens into clauses, so that each says one thing about one subject.</summary>
static class Clauses
{
    public static Clause[] Split(Token[] tokens, Vocabulary vocabulary)
    {
        var clauses = new List<Clause>();
        var first = 0;
        var sentence = 0;
        for (var at = 1; at < tokens.Length; at++)
        {
            var begins = tokens[at].Before != Break.None;
            if (clauses.Count >= Tuning.MostClauses - 1 || (!begins && !BeginsWithoutMark(tokens, first, at, vocabulary)))
                continue;
            clauses.Add(new(first, at, sentence));
            first = at;
            if (tokens[at].Before == Break.Sentence)
                sentence++;
        }

        if (tokens.Length > 0)
            clauses.Add(new(first, tokens.Length, sentence));
        return [.. clauses];
    }

    static bool BeginsWithoutMark(Token[] tokens, int first, int at, Vocabulary vocabulary)
    {
        var length = at - first;
        if (length >= Tuning.LongestClause)
            return true;
        if (tokens[at].Kind != TokenKind.Stop)
            return false;
        return tokens[at].Text switch
        {
            "and" or "but" or "while" or "whereas" or "although" or "though" or "yet" => TurnsToAnother(tokens, first, at, vocabulary) || length >= Tuning.LongClause,
            "so" or "because" or "which" or "then" or "since" or "where" or "if" => length >= Tuning.LongClause,
            _ => false,
        };
    }

    /// <summary>Whether what follows is about another name, or says the opposite of something before: "allows this and denies that".</summary>
    static bool TurnsToAnother(Token[] tokens, int first, int at, Vocabulary vocabulary)
    {
        var said = false;
        for (var i = first; i < at && !said; i++)
            said = tokens[i].Kind is TokenKind.Word or TokenKind.Number;
        // "Replication and Object Lock need …": one word alone has said nothing yet.
        if (!said || at - first < 2)
            return false;
        for (var i = at + 1; i < Math.Min(at + 4, tokens.Length) && tokens[i].Before == Break.None; i++)
        {
            if (tokens[i].Kind == TokenKind.Name)
                return true;
            if (!tokens[i].IsContent || !vocabulary.HasOpposite(tokens[i].Text))
                continue;
            // "inbound and outbound" belong together; "allows inbound and denies outbound" does not.
            for (var before = first; before < at - 1; before++)
            {
                if (vocabulary.AreOpposite(tokens[before].Text, tokens[i].Text))
                    return true;
            }
        }

        return false;
    }
}
