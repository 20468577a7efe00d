using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>What an answer makes of one point.</summary>
/// <param name="Credit">0 to 1.</param>
/// <param name="Shown">The clauses that show it, first and last in the grid; null when none does.</param>
/// <param name="Against">The clause that contradicts it; null when none does.</param>
/// <param name="AgainstBy">The phrasing that shows it.</param>
readonly record struct PointResult(double Credit, (int First, int Last)? Shown, int? Against, Phrase? AgainstBy);

/// <summary>Compares one point with an answer. One object a point and answer; not for sharing.</summary>
sealed class PointReading(PreparedQuestion question, PreparedPoint point, AnswerGrid grid)
{
    /// <summary>Per clause: the most that one phrasing finds said in it alone.</summary>
    readonly double[] _said = new double[grid.Clauses.Length];

    /// <summary>Per clause: how strongly it contradicts.</summary>
    readonly double[] _against = new double[grid.Clauses.Length];

    /// <summary>Per clause: how near it is to a rejected phrasing.</summary>
    readonly double[] _rejected = new double[grid.Clauses.Length];

    /// <summary>Per accepted phrasing: the clauses that agree with it.</summary>
    readonly bool[]?[] _phrases = new bool[]?[point.Accepted.Length];

    readonly ClauseComparison _comparison = new(question, point, grid);
    readonly Phrase?[] _againstBy = new Phrase?[grid.Clauses.Length];
    double _best;
    (int First, int Last)? _shown;

    /// <summary>First step: how near each clause is to an accepted and to a rejected phrasing; raises <paramref name="said"/> to the former.</summary>
    /// <param name="said">Per clause: the most that is said of any point.</param>
    /// <param name="against">Per clause: the most that speaks against any point.</param>
    public void Weigh(double[] said, double[] against)
    {
        foreach (var phrase in point.Rejected)
            Reject(phrase);
        for (var at = 0; at < _phrases.Length; at++)
            _phrases[at] = Weigh(point.Accepted[at]);
        for (var clause = 0; clause < said.Length; clause++)
        {
            said[clause] = Math.Max(said[clause], _said[clause]);
            against[clause] = Math.Max(against[clause], _against[clause]);
        }
    }

    /// <summary>
    /// Second step. What is right of one point contradicts no other: a clause speaks against this one only if it is nearer to
    /// that than to anything accepted.
    /// </summary>
    /// <param name="said">Per clause, over all points.</param>
    /// <param name="contradicting">Per clause, over all points.</param>
    public PointResult Conclude(double[] said, double[] contradicting)
    {
        for (var at = 0; at < _phrases.Length; at++)
        {
            if (_phrases[at] is { } agreeing)
                Accept(point.Accepted[at], agreeing, said, contradicting);
        }

        var credit = Math.Clamp((_best - Tuning.NoCredit) / (Tuning.FullCredit - Tuning.NoCredit), 0, 1);
        // Said in the authors' own words it is said, whatever stands around it.
        if (point.Hash is { } hash && Array.FindIndex(grid.Clauses, clause => clause.Authored == hash) is >= 0 and var own)
            (credit, _shown) = (1, (own, Array.FindLastIndex(grid.Clauses, clause => clause.Authored == hash)));
        int? against = null;
        for (var clause = 0; clause < _against.Length; clause++)
        {
            // What the authors wrote is right, whatever stands before it.
            if (grid.Clauses[clause].Authored is null && _against[clause] > said[clause] && (against is null || _against[clause] > _against[against.Value]))
                against = clause;
        }

        if (against is null)
            return new(credit, credit > 0 ? _shown : null, null, null);
        // Both ways: said in one place and its opposite in another. In one and the same place it is simply wrong.
        return credit >= Tuning.HedgedCredit && !(_shown is { } shown && against >= shown.First && against <= shown.Last)
            ? new(Tuning.HedgedCredit, _shown, against, _againstBy[against.Value])
            : new(Math.Min(credit, Tuning.ContradictedCredit), _shown, against, _againstBy[against.Value]);
    }

    /// <summary>Every point against one answer.</summary>
    public static PointResult[] ReadAll(PreparedQuestion question, IReadOnlyList<PreparedPoint> points, AnswerGrid grid)
    {
        var said = new double[grid.Clauses.Length];
        var against = new double[grid.Clauses.Length];
        var readings = new PointReading[points.Count];
        for (var at = 0; at < readings.Length; at++)
            (readings[at] = new PointReading(question, points[at], grid)).Weigh(said, against);
        var results = new PointResult[points.Count];
        for (var at = 0; at < results.Length; at++)
            results[at] = readings[at].Conclude(said, against);
        return results;
    }

    bool IsVisible(Phrase phrase, GridClause clause)
    {
        if (phrase.Subjects.Length == 0)
            return true;
        if (clause.Mentions.Length == 0)
            return clause.Subject is { } subject ? phrase.Subjects.Contains(subject) || !Array.Exists(phrase.Subjects, own => question.AreRivals(own, subject)) : !phrase.IsShort;
        var shared = false;
        foreach (var mention in clause.Mentions)
        {
            if (phrase.Topics.Contains(mention) || (phrase.Subjects.Contains(mention) && !Array.Exists(phrase.Topics, topic => question.AreRivals(mention, topic) && !clause.Mentions.Contains(topic))))
                shared = true;
            else if (TakesThePlace(mention, phrase, clause))
                return false;
        }

        return shared;
    }

    /// <summary>Whether a clause names this where the phrasing names what is easily taken for it.</summary>
    bool TakesThePlace(string mention, Phrase phrase, GridClause clause)
    {
        foreach (var subject in phrase.Subjects)
        {
            if (!clause.Mentions.Contains(subject) && question.AreRivals(mention, subject))
                return true;
        }

        return false;
    }

    /// <summary>Whether a clause is nearer to a rejected phrasing than to any accepted one: then it shows nothing.</summary>
    bool IsRejected(int clause) => _rejected[clause] >= Tuning.DoubtfulShare && _rejected[clause] > _said[clause];

    /// <summary>Notes how much of a phrasing each clause says by itself; gives the clauses that agree with it, null when none says anything of it.</summary>
    bool[]? Weigh(Phrase phrase)
    {
        bool[]? agreeing = null;
        // What phrasings have in common is words without their sense: too little where all is denied.
        if (!grid.Touches(phrase) || (phrase.IsCore && grid.IsDenial))
            return null;
        for (var clause = 0; clause < grid.Clauses.Length; clause++)
        {
            if (!grid.Touches(phrase, clause))
                continue;
            if (!IsVisible(phrase, grid.Clauses[clause]))
            {
                NoteSwap(phrase, clause);
                continue;
            }

            if (!Agrees(phrase, clause, out var share))
                continue;
            (agreeing ??= new bool[grid.Clauses.Length])[clause] = true;
            if (!phrase.IsCore)
                _said[clause] = Math.Max(_said[clause], share);
        }

        return agreeing;
    }

    void Accept(Phrase phrase, bool[] agreeing, double[] allSaid, double[] contradicting)
    {
        var words = phrase.Words;
        Span<float> window = stackalloc float[words.Length];
        Span<float> scattered = stackalloc float[words.Length];
        scattered.Clear();
        var clauses = grid.Clauses;
        for (var at = 0; at < agreeing.Length; at++)
            agreeing[at] = agreeing[at] && !IsRejected(at) && contradicting[at] <= allSaid[at];

        for (var first = 0; first < clauses.Length; first++)
        {
            if (!agreeing[first])
                continue;
            window.Clear();
            for (var last = first; last < Math.Min(first + Tuning.Window, clauses.Length); last++)
            {
                if (clauses[last].Clause.Sentence != clauses[first].Clause.Sentence)
                    break;
                if (!agreeing[last])
                    continue;
                AddSaid(phrase, last, window);
                var share = Share(phrase, window);
                if (clauses[first].IsList || clauses[last].IsList)
                    share *= Tuning.KeywordListCap;
                if (clauses[first].IsHedged || clauses[last].IsHedged)
                    share = Math.Min(share, Tuning.HedgedShare);
                Offer(share, first, last);
            }

            if (!clauses[first].IsList && !clauses[first].IsHedged)
                AddSaid(phrase, first, scattered);
        }

        // Said here and there counts for less, wherever it stands: so the order of sentences changes nothing.
        var whole = Share(phrase, scattered) * Tuning.ScatteredShare;
        if (whole > _best && Array.IndexOf(agreeing, true) is var start and >= 0)
        {
            var fullest = start;
            for (var at = start; at < clauses.Length; at++)
            {
                if (agreeing[at] && _said[at] > _said[fullest])
                    fullest = at;
            }

            Offer(whole, fullest, fullest);
        }
    }

    void Offer(double share, int first, int last)
    {
        if (share <= _best)
            return;
        _best = share;
        _shown = (first, last);
    }

    /// <summary>Adds what a clause says of a phrasing's words.</summary>
    void AddSaid(Phrase phrase, int clause, Span<float> said)
    {
        for (var i = 0; i < phrase.Words.Length; i++)
        {
            ref readonly var cell = ref grid.At(phrase.Words[i].Word, clause);
            var same = ClauseComparison.Same(cell, phrase.Words[i], grid.Clauses[clause].Clause);
            if (same == 0)
                same = (phrase.Words[i].Negated ? cell.OppositeSaid : cell.OppositeDenied) * (float)Tuning.Misspelled;
            said[i] = Math.Max(said[i], same);
        }
    }

    /// <summary>The share of a phrasing that was said: the mean of the shares with and without the prompt's words; nothing when only the prompt's were.</summary>
    double Share(Phrase phrase, ReadOnlySpan<float> said)
    {
        double all = 0, unasked = 0, count = 0, unaskedCount = 0;
        var numbers = 0;
        var numbersSaid = 0;
        var more = false;
        for (var i = 0; i < said.Length; i++)
        {
            ref readonly var word = ref phrase.Words[i];
            if (word.Kind == TokenKind.Number)
            {
                numbers++;
                numbersSaid += said[i] > 0 ? 1 : 0;
            }

            if (word.IsUnderstood)
                continue;
            all += word.Weight * said[i];
            count += word.Weight;
            if (word.IsAsked)
                continue;
            unasked += word.Weight * said[i];
            unaskedCount += word.Weight;
            more |= word.Kind != TokenKind.Name;
        }

        if (count == 0)
            return 0;
        if (unaskedCount > 0 && unasked == 0)
            return 0;
        // A name alone is no statement: then the prompt's words count in full.
        var least = phrase.IsCore ? Tuning.LeastCore : Tuning.LeastPhrase;
        var share = unaskedCount == 0 || !more ? all / Math.Max(count, least) : ((all / Math.Max(count, least)) + (unasked / Math.Max(unaskedCount, Tuning.LeastUnasked))) / 2;
        if (phrase.IsShort && phrase.Named.Length > 0 && !grid.Mentions(phrase.Named))
            share *= Tuning.WithoutName;
        return numbers > 0 && numbersSaid == 0 ? share * Tuning.WithoutNumber : share;
    }

    /// <summary>Whether what a clause says of a phrasing says the same; notes how strongly it contradicts otherwise.</summary>
    bool Agrees(Phrase phrase, int clause, out double share)
    {
        var agrees = true;
        share = 0;
        for (var part = phrase.Parts > 1 ? 0 : -1; part < (phrase.Parts > 1 ? phrase.Parts : 0); part++)
        {
            var sense = _comparison.Compare(phrase, clause, part);
            share = sense.Share;
            if (!sense.Turned)
                continue;
            agrees = false;
            if (Contradicts(phrase, clause, sense) && sense.Share > _against[clause])
                (_against[clause], _againstBy[clause]) = (sense.Share, phrase);
        }

        if (agrees && phrase.Parts > 1)
            share = _comparison.Compare(phrase, clause, part: -1).Share;
        return agrees;
    }

    /// <summary>What is right of one of the things compared, said of another, contradicts it: "NACLs are stateful".</summary>
    void NoteSwap(Phrase phrase, int clause)
    {
        var spoken = grid.Clauses[clause];
        if (!phrase.MayContradict || phrase.Subjects.Length == 0 || spoken.Mentions.Length == 0 || spoken.IsList || spoken.Clause.IsTangled)
            return;
        for (var part = 0; part < phrase.Parts; part++)
        {
            var sense = _comparison.Compare(phrase, clause, part, strict: true, withoutSubject: true);
            if (!sense.Turned && sense.Missed <= sense.Words / Tuning.WordsForOneMissed && sense.Share >= Tuning.SwappedShare && sense.Beside >= Tuning.WordsBeside && sense.Share > _against[clause])
                (_against[clause], _againstBy[clause]) = (sense.Share, phrase);
        }
    }

    /// <summary>
    /// Whether a turned clause is plainly about the phrasing: nearly all of it is there. A single turned word is enough only
    /// where the clause names its subject.
    /// </summary>
    bool Contradicts(Phrase phrase, int clause, Sense sense)
    {
        if (!phrase.MayContradict)
            return false;
        if (sense.Confused)
            return sense.Beside >= Tuning.WordsBeside && sense.Share >= Tuning.NegatedShare;
        if (sense.ByOpposite)
            return sense.Missed <= sense.Words / Tuning.WordsForOneMissed && sense.Share >= (sense.Beside > 0 ? Tuning.OppositeShare : 1) && (sense.Beside > 0 || grid.Clauses[clause].Subject is not null || phrase.Subjects.Length == 0);
        return grid.Clauses[clause].Clause.Denies && sense.Weight >= Tuning.NegatedWeight && sense.Share >= Tuning.NegatedShare && sense.Beside >= (phrase.Subjects.Length > 0 ? 1 : Tuning.WordsBeside) && !phrase.Words.Any(word => word.Negated);
    }

    void Reject(Phrase phrase)
    {
        if (!grid.Touches(phrase))
            return;
        for (var clause = 0; clause < grid.Clauses.Length; clause++)
        {
            var spoken = grid.Clauses[clause];
            if (!IsVisible(phrase, spoken) || spoken.IsList || spoken.Clause.IsTangled || !grid.Touches(phrase, clause))
                continue;
            if (phrase.Quantifiers.HasFlag(Quantifiers.Only) != spoken.Quantifiers.HasFlag(Quantifiers.Only))
                continue;
            if (!Reject(phrase, clause, _comparison.Compare(phrase, clause, part: -1, strict: true)) && clause + 1 < grid.Clauses.Length && grid.Clauses[clause + 1].Clause.Sentence == spoken.Clause.Sentence
                && IsVisible(phrase, grid.Clauses[clause + 1]) && grid.Touches(phrase, clause + 1))
                Reject(phrase, clause, _comparison.Compare(phrase, clause, part: -1, strict: true, last: clause + 1), together: true);
        }
    }

    /// <summary>Notes what a clause, or two together, make of a rejected phrasing; true when they are it or deny it.</summary>
    bool Reject(Phrase phrase, int clause, Sense sense, bool together = false)
    {
        if (sense.MissesNumber || sense.Confused || sense.Own == 0)
            return false;
        // With the same words as what is right ("a zone contains Regions") it is their order that is wrong.
        if (!phrase.Tells && together && phrase.Words.Count(word => word.Kind == TokenKind.Name) > 1)
            return false;
        var byOrder = !phrase.Tells && InOrder(phrase, clause);
        if (!sense.Turned && phrase.MayContradict && sense.TellingMissed == 0)
            _rejected[clause] = Math.Max(_rejected[clause], sense.Share);
        if (sense.Share < Tuning.RejectedShare || sense.Missed > sense.Words / Tuning.WordsForOneMissed)
            return false;
        if (sense.Turned)
            Offer(sense.Share * Tuning.DeniedRejection, clause, clause);
        else if (phrase.MayContradict && sense.Share > _against[clause])
            (_against[clause], _againstBy[clause]) = (byOrder ? sense.Share + Tuning.OrderEdge : sense.Share, phrase);
        return true;
    }

    /// <summary>Whether a clause begins with what the phrasing begins with, as far as it has it.</summary>
    bool InOrder(Phrase phrase, int clause)
    {
        var before = 0;
        foreach (ref readonly var word in phrase.Words.AsSpan())
        {
            var place = grid.At(word.Word, clause).Place;
            if (place > 0 && place < before)
                return false;
            before = Math.Max(before, place);
        }

        return true;
    }
}
