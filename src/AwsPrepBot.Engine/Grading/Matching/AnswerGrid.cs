using System.Numerics;
using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>A clause of an answer, as points look at it.</summary>
/// <param name="Clause">Where it is.</param>
/// <param name="Mentions">The question's rivals it names.</param>
/// <param name="Subject">The rival it is about: its own first, else the last one named before; null when none was, or both are meant.</param>
/// <param name="IsList">Whether it is part of a list of key words.</param>
/// <param name="Quantifiers">Which it contains.</param>
/// <param name="Most">The most of a phrasing that it can show: 1 unless it leaves open which of two things holds.</param>
/// <param name="Authored">The hash of its sentence where the question's authors wrote it (<see cref="AuthoredSentences"/>); null otherwise.</param>
sealed record GridClause(Clause Clause, string[] Mentions, string? Subject, bool IsList, Quantifiers Quantifiers, double Most, ulong? Authored)
{
    /// <summary>Whether what it denies is about a word all the same, and not only left out ("without keys").</summary>
    public bool Speaks { get; } = Clause.Denies || Clause.IsTangled;
}

/// <summary>Every word of a question against every clause of an answer. Only what has to do with each other takes room.</summary>
sealed class AnswerGrid
{
    readonly PreparedQuestion _question;
    readonly List<string>?[] _wrongNumbers;
    readonly HashSet<string> _names = new(StringComparer.Ordinal);
    readonly float _aside;

    // A bit for each word of the question, clause by clause: whether the clause has to do with it. The cells are those of the
    // bits that are set, in their order; _before counts the cells before each 64 bits.
    readonly int _width;
    readonly ulong[] _touched;
    readonly ulong[] _touchedAnywhere;
    readonly int[] _before;
    readonly Cell[] _cells;

    public AnswerGrid(PreparedQuestion question, ReadText answer, IReadOnlyList<ClauseWorth> worth)
    {
        _question = question;
        Answer = answer;
        _width = (question.Index.Count >> 6) + 1;
        _touched = new ulong[_width * answer.Clauses.Length];
        _touchedAnywhere = new ulong[_width];
        _before = new int[_touched.Length];
        _wrongNumbers = new List<string>?[answer.Clauses.Length];
        // Where nearly every statement is denied, agreeing with what stands beside the denials is agreeing with nothing.
        _aside = answer.Clauses.Length >= Tuning.FewestDenials && answer.Clauses.Count(clause => clause.Denies && !clause.IsTangled) >= Tuning.DenialShare * answer.Clauses.Length ? (float)Tuning.AsideShare : 1;
        Clauses = Read(worth);
        var hits = new Hit[answer.Tokens.Length][];
        for (var at = 0; at < Clauses.Length; at++)
            Touch(at, hits);
        _cells = new Cell[CountCells()];
        for (var at = 0; at < Clauses.Length; at++)
            Fill(at, hits);
    }

    /// <summary>Those that count for anything.</summary>
    public GridClause[] Clauses { get; }

    /// <summary>Whether one of these names is anywhere in the answer.</summary>
    public bool Mentions(string[] names)
    {
        foreach (var name in names)
        {
            if (_names.Contains(name))
                return true;
        }

        return false;
    }

    /// <summary>Whether nearly every statement in it is denied.</summary>
    public bool IsDenial => _aside < 1;

    /// <summary>Whether sentence after sentence leaves open which of two things holds.</summary>
    public bool LeavesOpen => Clauses.Any(clause => clause.Most == Tuning.HedgedThroughoutShare);

    public ReadText Answer { get; }

    /// <summary>A clause against every word of the question.</summary>
    public GridRow Row(int clause)
    {
        var first = clause * _width;
        return new(_touched.AsSpan(first, _width), _before.AsSpan(first, _width), _cells);
    }

    ref Cell CellOf(int word, int clause)
    {
        var block = (clause * _width) + (word >> 6);
        return ref _cells[_before[block] + BitOperations.PopCount(_touched[block] & ((1UL << (word & 63)) - 1))];
    }

    /// <summary>Whether the clause has a number of that unit which none of the point's phrasings has.</summary>
    public bool HasWrongNumber(int clause, string unit, PreparedPoint point)
    {
        if (unit.Length == 0 || _wrongNumbers[clause] is not { } numbers)
            return false;
        foreach (var number in numbers)
        {
            if (!point.Numbers.Contains(number) && Quantities.UnitOf(number).SequenceEqual(unit))
                return true;
        }

        return false;
    }

    /// <summary>Whether a clause has anything to do with a phrasing.</summary>
    public bool Touches(Phrase phrase, int clause) => Touches(phrase, _touched.AsSpan(clause * _width, _width));

    /// <summary>Whether any clause has.</summary>
    public bool Touches(Phrase phrase) => Touches(phrase, _touchedAnywhere);

    /// <summary>Whether a clause, or with it the one after, has enough of a rejected phrasing to be it: all that tells, or nearly all.</summary>
    public bool MayBe(Phrase rejected, int clause)
    {
        var (first, next) = (clause * _width, (clause + 1 < Clauses.Length ? clause + 1 : clause) * _width);
        var missed = 0;
        var tells = true;
        for (var at = 0; at < rejected.WantedMask.Length; at++)
        {
            var lacks = ~(_touched[first + at] | _touched[next + at]);
            missed += BitOperations.PopCount(rejected.WantedMask[at] & lacks);
            tells &= (rejected.TellingMask[at] & lacks) == 0;
        }

        return tells || missed <= rejected.Whole.Words / Tuning.WordsForOneMissed;
    }

    static bool Touches(Phrase phrase, ReadOnlySpan<ulong> touched)
    {
        var mask = phrase.Mask;
        for (var at = 0; at < mask.Length; at++)
        {
            if ((mask[at] & touched[at]) != 0)
                return true;
        }

        return false;
    }

    GridClause[] Read(IReadOnlyList<ClauseWorth> worth)
    {
        var hedged = Hedge.Mark(Answer, _question);
        var authored = worth.Contains(ClauseWorth.Authored) ? AuthoredSentences.HashesOf(Answer, worth) : null;
        var clauses = new List<GridClause>(Answer.Clauses.Length);
        string? subject = null;
        for (var at = 0; at < Answer.Clauses.Length; at++)
        {
            if (worth[at] == ClauseWorth.Nothing)
                continue;
            var clause = Answer.Clauses[at];
            var mentions = Mentions(clause);
            // "A Region (e.g. Ireland) is the area that holds those zones": what follows the verb is not what it is about.
            if (subject is not null && mentions.Length > 0 && at > 0 && Answer.Clauses[at - 1].Sentence == clause.Sentence && BeginsWithVerb(clause) && !mentions.Contains(subject))
                mentions = [subject, .. mentions];
            subject = mentions.Length > 0 ? mentions[0] : MeansAll(clause) || BeginsAnew(at) ? null : subject;
            clauses.Add(new(clause, mentions, subject, worth[at] == ClauseWorth.List, Phrase.QuantifiersOf(Answer.Tokens, clause.First, clause.End), hedged[at], authored?[at]));
        }

        return [.. clauses];
    }

    /// <summary>Finds the words of the question that a clause has to do with.</summary>
    void Touch(int column, Hit[][] hits)
    {
        var clause = Clauses[column].Clause;
        for (var at = clause.First; at < clause.End; at++)
        {
            ref readonly var token = ref Answer.Tokens[at];
            if (!token.IsContent)
                continue;
            if (token.Kind == TokenKind.Name)
                _names.Add(token.Text);
            if (token.Kind == TokenKind.Number)
                (_wrongNumbers[column] ??= []).Add(token.Text);
            hits[at] = _question.Index.Find(token);
            foreach (var hit in hits[at])
            {
                if (!Counts(hit, clause))
                    continue;
                var bit = 1UL << (hit.Word & 63);
                _touched[(column * _width) + (hit.Word >> 6)] |= bit;
                _touchedAnywhere[hit.Word >> 6] |= bit;
            }
        }
    }

    int CountCells()
    {
        var count = 0;
        for (var block = 0; block < _touched.Length; block++)
        {
            _before[block] = count;
            count += BitOperations.PopCount(_touched[block]);
        }

        return count;
    }

    void Fill(int column, Hit[][] hits)
    {
        var clause = Clauses[column].Clause;
        for (var at = clause.First; at < clause.End; at++)
        {
            ref readonly var token = ref Answer.Tokens[at];
            if (!token.IsContent)
                continue;
            foreach (var hit in hits[at])
            {
                if (!Counts(hit, clause))
                    continue;
                ref var cell = ref CellOf(hit.Word, column);
                cell.Place = cell.Place == 0 ? at + 1 : cell.Place;
                Note(ref cell, hit, token);
            }
        }
    }

    /// <summary>In a tangled clause nobody can tell whether an opposite is meant.</summary>
    static bool Counts(Hit hit, Clause clause) => !clause.IsTangled || hit.Relation != Relation.Opposite;

    void Note(ref Cell cell, Hit hit, in Token token)
    {
        switch (hit.Relation)
        {
            case Relation.Same when token.Negated:
                cell.Denied = Math.Max(cell.Denied, hit.Alike);
                break;
            case Relation.Same when token.Aside:
                cell.Aside = Math.Max(cell.Aside, hit.Alike * _aside);
                break;
            case Relation.Same:
                cell.Said = Math.Max(cell.Said, hit.Alike);
                break;
            case Relation.Opposite when token.Negated:
                cell.OppositeDenied = Math.Max(cell.OppositeDenied, hit.Alike);
                break;
            case Relation.Opposite:
                cell.OppositeSaid = Math.Max(cell.OppositeSaid, hit.Alike);
                break;
            case Relation.Confused:
                cell.Confused = true;
                break;
        }
    }

    string[] Mentions(Clause clause)
    {
        if (_question.Rivals.Count == 0)
            return [];
        var mentions = new List<string>();
        for (var at = clause.First; at < clause.End; at++)
        {
            ref readonly var token = ref Answer.Tokens[at];
            if (token.Kind == TokenKind.Name && _question.Rivals.Contains(token.Text) && !mentions.Contains(token.Text))
                mentions.Add(token.Text);
        }

        return [.. mentions];
    }

    /// <summary>
    /// Whether a sentence leaves the subject of the one before: unless it begins with "it" or its like, or is a bullet or a
    /// fragment.
    /// </summary>
    bool BeginsAnew(int at)
    {
        if (at == 0 || Answer.Clauses[at].Sentence == Answer.Clauses[at - 1].Sentence)
            return false;
        var first = Answer.Tokens[Answer.Clauses[at].First];
        if (first.Labelled || first.Text is "it" or "they" or "its" or "their" or "this" or "these" or "those" or "that" or "he" or "and" or "also" or "but")
            return false;
        var end = at;
        while (end < Answer.Clauses.Length && Answer.Clauses[end].Sentence == Answer.Clauses[at].Sentence)
            end++;
        return Answer.Clauses[end - 1].End - Answer.Clauses[at].First > Tuning.Fragment;
    }

    bool BeginsWithVerb(Clause clause) => Answer.Tokens[clause.First].Text is "is" or "are" or "was" or "were" or "has" or "have" or "can" or "does" or "do" or "will" or "must" or "may";

    bool MeansAll(Clause clause)
    {
        for (var at = clause.First; at < clause.End; at++)
        {
            if (Answer.Tokens[at].Text is "both" or "neither")
                return true;
        }

        return false;
    }
}
