using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>What an answer says of one point at best: the largest share of a phrasing, and the clauses that say it.</summary>
sealed class Showing(AnswerGrid grid, ClauseNotes notes)
{
    /// <summary>0 to 1.</summary>
    public double Best { get; private set; }

    /// <summary>First and last; null when nothing is said.</summary>
    public (int First, int Last)? Clauses { get; private set; }

    /// <summary>What some clauses say of the point, less where they are key words or leave it open.</summary>
    public void Offer(double share, int first, int last) => Keep(Discount(share, grid.Clauses[first], grid.Clauses[last]), first, last);

    void Keep(double share, int first, int last)
    {
        if (share <= Best)
            return;
        Best = share;
        Clauses = (first, last);
    }

    /// <summary>Looks for a phrasing in one to three clauses of a sentence, and scattered over all.</summary>
    /// <param name="phrase">The phrasing.</param>
    /// <param name="agreeing">The clauses that may show it.</param>
    public void Take(Phrase phrase, ClauseSet agreeing)
    {
        if (agreeing.IsEmpty)
            return;
        Span<float> window = stackalloc float[phrase.Words.Length];
        Span<float> scattered = stackalloc float[phrase.Words.Length];
        var clauses = grid.Clauses;
        // No part says more of it than all that agree together: most phrasings cannot do better than one before.
        window.Clear();
        for (var at = agreeing.First; at < clauses.Length; at++)
        {
            if (agreeing.Contains(at))
                AddSaid(phrase, at, window);
        }

        if (Share(phrase, window) <= Best)
            return;
        scattered.Clear();
        for (var first = agreeing.First; first < clauses.Length; first++)
        {
            if (!agreeing.Contains(first))
                continue;
            window.Clear();
            for (var last = first; last < Math.Min(first + Tuning.Window, clauses.Length); last++)
            {
                if (clauses[last].Clause.Sentence != clauses[first].Clause.Sentence)
                    break;
                if (!agreeing.Contains(last))
                    continue;
                AddSaid(phrase, last, window);
                Offer(Share(phrase, window), first, last);
            }

            if (!clauses[first].IsList && clauses[first].Most == 1)
                AddSaid(phrase, first, scattered);
        }

        // Said here and there counts for less, wherever it stands: so the order of sentences changes nothing.
        var whole = Share(phrase, scattered) * Tuning.ScatteredShare;
        if (whole <= Best)
            return;
        var fullest = agreeing.First;
        for (var at = fullest; at < clauses.Length; at++)
        {
            if (agreeing.Contains(at) && notes.Said[at] > notes.Said[fullest])
                fullest = at;
        }

        Keep(whole, fullest, fullest);
    }

    static double Discount(double share, GridClause first, GridClause last)
    {
        if (first.IsList || last.IsList)
            share *= Tuning.KeywordListCap;
        return Math.Min(share, Math.Min(first.Most, last.Most));
    }

    /// <summary>Adds what a clause says of a phrasing's words.</summary>
    void AddSaid(Phrase phrase, int clause, Span<float> said)
    {
        var row = grid.Row(clause);
        for (var i = 0; i < said.Length; i++)
        {
            if (!row.Touches(phrase.Numbers[i]))
                continue;
            ref readonly var cell = ref row.At(phrase.Numbers[i]);
            ref readonly var word = ref phrase.Words[i];
            var same = ClauseComparison.Same(cell, word, grid.Clauses[clause]);
            if (same == 0)
                same = (word.Negated ? cell.OppositeSaid : cell.OppositeDenied) * (float)Tuning.Misspelled;
            said[i] = Math.Max(said[i], same);
        }
    }

    /// <summary>The share of a phrasing that was said: the mean of the shares with and without the prompt's words; nothing when only the prompt's were.</summary>
    double Share(Phrase phrase, ReadOnlySpan<float> said)
    {
        if (phrase.Weight == 0)
            return 0;
        double all = 0, own = 0;
        var missesNumbers = phrase.HasNumber;
        for (var i = 0; i < said.Length; i++)
        {
            if (said[i] == 0)
                continue;
            ref readonly var word = ref phrase.Words[i];
            missesNumbers &= word.Kind != TokenKind.Number;
            if (word.IsUnderstood)
                continue;
            all += word.Weight * said[i];
            own += word.IsAsked ? 0 : word.Weight * said[i];
        }

        if (phrase.OwnWeight > 0 && own == 0)
            return 0;
        // A name alone is no statement: then the prompt's words count in full.
        var share = all / Math.Max(phrase.Weight, phrase.IsCore ? Tuning.LeastCore : Tuning.LeastPhrase);
        if (phrase.OwnWeight > 0 && phrase.SaysMoreThanNames)
            share = (share + (own / Math.Max(phrase.OwnWeight, Tuning.LeastUnasked))) / 2;
        if (phrase.IsShort && phrase.Named.Length > 0 && !grid.Mentions(phrase.Named))
            share *= Tuning.WithoutName;
        return missesNumbers ? share * Tuning.WithoutNumber : share;
    }
}
