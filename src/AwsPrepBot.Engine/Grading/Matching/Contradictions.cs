using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>Finds what speaks against a point: rejected phrasings, turned ones, and what is right of something else.</summary>
sealed class Contradictions(PreparedQuestion question, AnswerGrid grid, ClauseComparison comparison, ClauseNotes notes, Showing showing)
{
    /// <summary>Looks for a rejected phrasing in each clause, and in each two of a sentence. Who denies it says something right.</summary>
    public void Reject(Phrase phrase)
    {
        if (!grid.Touches(phrase))
            return;
        for (var clause = 0; clause < grid.Clauses.Length; clause++)
        {
            var spoken = grid.Clauses[clause];
            if (spoken.IsList || spoken.Clause.IsTangled || !grid.Touches(phrase, clause) || !grid.MayBe(phrase, clause) || !question.Sees(phrase, spoken))
                continue;
            if (phrase.Quantifiers.HasFlag(Quantifiers.Only) != spoken.Quantifiers.HasFlag(Quantifiers.Only))
                continue;
            if (!Reject(phrase, clause, comparison.Compare(phrase, phrase.Whole, clause, strict: true)) && clause + 1 < grid.Clauses.Length && grid.Clauses[clause + 1].Clause.Sentence == spoken.Clause.Sentence
                && grid.Touches(phrase, clause + 1) && question.Sees(phrase, grid.Clauses[clause + 1]))
                Reject(phrase, clause, comparison.Compare(phrase, phrase.Whole, clause, strict: true, last: clause + 1), together: true);
        }
    }

    /// <summary>Notes what a clause, or two together, make of a rejected phrasing; true when they are it or deny it.</summary>
    bool Reject(Phrase phrase, int clause, Sense sense, bool together = false)
    {
        if (sense.MissesNumber || sense.Confused || sense.Own == 0)
            return false;
        // With the same words as what is right ("a zone contains Regions") it is their order that is wrong.
        if (together && phrase.Words.Count(word => word.Kind == TokenKind.Name) > 1)
            return false;
        if (!sense.Turned && phrase.MayContradict && sense.TellingMissed == 0)
            notes.NoteRejected(clause, sense.Share);
        if (sense.Share < Tuning.RejectedShare || sense.Missed > sense.Words / Tuning.WordsForOneMissed)
            return false;
        if (sense.Turned)
            showing.Offer(sense.Share * Tuning.DeniedRejection, clause, clause);
        else if (phrase.MayContradict)
            notes.NoteAgainst(clause, sense.Share, phrase, edge: IsInOrder(phrase, clause) ? Tuning.OrderEdge : 0);
        return true;
    }

    /// <summary>Whether a clause begins with what the phrasing begins with, as far as it has it.</summary>
    bool IsInOrder(Phrase phrase, int clause)
    {
        var row = grid.Row(clause);
        var before = 0;
        foreach (var word in phrase.Numbers)
        {
            var place = row.At(word).Place;
            if (place > 0 && place < before)
                return false;
            before = Math.Max(before, place);
        }

        return true;
    }

    /// <summary>What is right of one of the things compared, said of another, contradicts it: "NACLs are stateful".</summary>
    public void NoteSwap(Phrase phrase, int clause)
    {
        var spoken = grid.Clauses[clause];
        if (!phrase.MayContradict || phrase.Subjects.Length == 0 || spoken.Mentions.Length == 0 || spoken.IsList || spoken.Clause.IsTangled)
            return;
        foreach (ref readonly var part in phrase.PartsWithoutSubject.AsSpan())
        {
            var sense = comparison.Compare(phrase, part, clause, strict: true);
            if (!sense.Turned && sense.Missed <= sense.Words / Tuning.WordsForOneMissed && sense.Share >= Tuning.SwappedShare && sense.Beside >= Tuning.WordsBeside)
                notes.NoteAgainst(clause, sense.Share, phrase);
        }
    }

    /// <summary>Whether a clause says the opposite of a phrasing; notes it where it is plainly about the phrasing.</summary>
    public bool NoteTurned(Phrase phrase, int clause, Sense sense)
    {
        if (sense.Turned && Contradicts(phrase, clause, sense))
            notes.NoteAgainst(clause, sense.Share, phrase);
        return sense.Turned;
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
        return grid.Clauses[clause].Clause.Denies && sense.Weight >= Tuning.NegatedWeight && sense.Share >= Tuning.NegatedShare && sense.Beside >= (phrase.Subjects.Length > 0 ? 1 : Tuning.WordsBeside) && !phrase.Denies;
    }
}
