namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>What an answer makes of one point.</summary>
/// <param name="Credit">0 to 1.</param>
/// <param name="Shown">The clauses that show it, first and last in the grid; null when none does.</param>
/// <param name="Against">The clause that contradicts it; null when none does.</param>
/// <param name="AgainstBy">The phrasing that shows it.</param>
readonly record struct PointResult(double Credit, (int First, int Last)? Shown, int? Against, Phrase? AgainstBy);

/// <summary>Compares one point with an answer. One object a point and answer; not for sharing.</summary>
sealed class PointReading
{
    readonly PreparedQuestion _question;
    readonly PreparedPoint _point;
    readonly AnswerGrid _grid;
    readonly ClauseComparison _comparison;
    readonly ClauseNotes _notes;
    readonly Showing _showing;
    readonly Contradictions _contradictions;

    /// <summary>Per accepted phrasing: the clauses that agree with it.</summary>
    readonly ClauseSet[] _agreeing;

    PointReading(PreparedQuestion question, PreparedPoint point, AnswerGrid grid)
    {
        (_question, _point, _grid) = (question, point, grid);
        _comparison = new ClauseComparison(question, point, grid);
        _notes = new ClauseNotes(grid.Clauses.Length);
        _showing = new Showing(grid, _notes);
        _contradictions = new Contradictions(question, grid, _comparison, _notes, _showing);
        _agreeing = new ClauseSet[point.Accepted.Length];
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

    /// <summary>First step: how near each clause is to an accepted and to a rejected phrasing; raises <paramref name="said"/> to the former.</summary>
    /// <param name="said">Per clause: the most that is said of any point.</param>
    /// <param name="against">Per clause: the most that speaks against any point.</param>
    void Weigh(double[] said, double[] against)
    {
        foreach (var phrase in _point.Rejected)
            _contradictions.Reject(phrase);
        for (var at = 0; at < _agreeing.Length; at++)
            _agreeing[at] = Weigh(_point.Accepted[at]);
        for (var clause = 0; clause < said.Length; clause++)
        {
            said[clause] = Math.Max(said[clause], _notes.Said[clause]);
            against[clause] = Math.Max(against[clause], _notes.Against[clause]);
        }
    }

    /// <summary>Notes how much of a phrasing each clause says by itself; gives the clauses that agree with it.</summary>
    ClauseSet Weigh(Phrase phrase)
    {
        var agreeing = default(ClauseSet);
        // What phrasings have in common is words without their sense: too little where all is denied.
        if (!_grid.Touches(phrase) || (phrase.IsCore && _grid.IsDenial))
            return agreeing;
        for (var clause = 0; clause < _grid.Clauses.Length; clause++)
        {
            if (!_grid.Touches(phrase, clause))
                continue;
            if (!_question.Sees(phrase, _grid.Clauses[clause]))
            {
                _contradictions.NoteSwap(phrase, clause);
                continue;
            }

            if (!Agrees(phrase, clause, out var share))
                continue;
            agreeing = agreeing.With(clause);
            if (!phrase.IsCore)
                _notes.NoteSaid(clause, share);
        }

        return agreeing;
    }

    /// <summary>Whether what a clause says of a phrasing says the same; notes how strongly it contradicts otherwise.</summary>
    bool Agrees(Phrase phrase, int clause, out double share)
    {
        if (phrase.Parts.Length == 1)
        {
            var sense = _comparison.Compare(phrase, phrase.Whole, clause);
            share = sense.Share;
            return !_contradictions.NoteTurned(phrase, clause, sense);
        }

        var agrees = true;
        foreach (ref readonly var part in phrase.Parts.AsSpan())
            agrees &= !_contradictions.NoteTurned(phrase, clause, _comparison.Compare(phrase, part, clause));
        share = agrees ? _comparison.Compare(phrase, phrase.Whole, clause).Share : 0;
        return agrees;
    }

    /// <summary>
    /// Second step. What is right of one point contradicts no other: a clause speaks against this one only if it is nearer to
    /// that than to anything accepted.
    /// </summary>
    /// <param name="said">Per clause, over all points.</param>
    /// <param name="contradicting">Per clause, over all points.</param>
    PointResult Conclude(double[] said, double[] contradicting)
    {
        var usable = default(ClauseSet);
        for (var clause = 0; clause < said.Length; clause++)
            usable = !_notes.IsRejected(clause) && contradicting[clause] <= said[clause] ? usable.With(clause) : usable;
        for (var at = 0; at < _agreeing.Length; at++)
            _showing.Take(_point.Accepted[at], _agreeing[at].And(usable));

        var credit = Math.Clamp((_showing.Best - Tuning.NoCredit) / (Tuning.FullCredit - Tuning.NoCredit), 0, 1);
        var shown = _showing.Clauses;
        // Said in the authors' own words it is said, whatever stands around it.
        if (_point.Hash is { } hash && Array.FindIndex(_grid.Clauses, clause => clause.Authored == hash) is >= 0 and var own)
            (credit, shown) = (1, (own, Array.FindLastIndex(_grid.Clauses, clause => clause.Authored == hash)));
        var against = -1;
        for (var clause = 0; clause < said.Length; clause++)
        {
            // What the authors wrote is right, whatever stands before it.
            if (_grid.Clauses[clause].Authored is null && _notes.Against[clause] > said[clause] && (against < 0 || _notes.Against[clause] > _notes.Against[against]))
                against = clause;
        }

        if (against < 0)
            return new(credit, credit > 0 ? shown : null, null, null);
        // Both ways: said in one place and its opposite in another. In one and the same place it is simply wrong.
        return credit >= Tuning.HedgedCredit && !(shown is { } place && against >= place.First && against <= place.Last)
            ? new(Tuning.HedgedCredit, shown, against, _notes.AgainstBy[against])
            : new(Math.Min(credit, Tuning.ContradictedCredit), shown, against, _notes.AgainstBy[against]);
    }
}
