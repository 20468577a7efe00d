using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>What one clause of the answer says of one word of the question's; each 0 (nothing) to 1.</summary>
struct Cell
{
    /// <summary>The word itself, asserted.</summary>
    public float Said;

    /// <summary>The word itself, negated.</summary>
    public float Denied;

    /// <summary>The word itself, beside a negation that does not reach it.</summary>
    public float Aside;

    /// <summary>Its opposite, asserted.</summary>
    public float OppositeSaid;

    /// <summary>Its opposite, negated.</summary>
    public float OppositeDenied;

    /// <summary>A name that is easily taken for it.</summary>
    public bool Confused;

    /// <summary>The token after the first that has to do with it; 0 when none has.</summary>
    public int Place;

    /// <summary>What two clauses say together.</summary>
    public static Cell Of(in Cell one, in Cell other) => new()
    {
        Said = Math.Max(one.Said, other.Said),
        Denied = Math.Max(one.Denied, other.Denied),
        Aside = Math.Max(one.Aside, other.Aside),
        OppositeSaid = Math.Max(one.OppositeSaid, other.OppositeSaid),
        OppositeDenied = Math.Max(one.OppositeDenied, other.OppositeDenied),
        Confused = one.Confused || other.Confused,
        Place = one.Place > 0 ? one.Place : other.Place,
    };
}

/// <summary>A clause of an answer, as points look at it.</summary>
/// <param name="Clause">Where it is.</param>
/// <param name="Mentions">The question's rivals it names.</param>
/// <param name="Subject">The rival it is about: its own first, else the last one named before; null when none was, or both are meant.</param>
/// <param name="IsList">Whether it is part of a list of key words.</param>
/// <param name="Quantifiers">Which it contains.</param>
/// <param name="IsHedged">Whether it leaves open which of two things holds.</param>
/// <param name="Authored">The hash of its sentence where the question's authors wrote it (<see cref="AuthoredSentences"/>); null otherwise.</param>
sealed record GridClause(Clause Clause, string[] Mentions, string? Subject, bool IsList, Quantifiers Quantifiers, bool IsHedged, ulong? Authored);

/// <summary>Every word of a question against every clause of an answer.</summary>
sealed class AnswerGrid
{
    readonly PreparedQuestion _question;
    readonly ReadText _answer;
    readonly Cell[] _cells;
    readonly List<string>?[] _wrongNumbers;
    readonly HashSet<string> _names = new(StringComparer.Ordinal);
    readonly int _width;
    readonly ulong[] _touched;
    readonly ulong[] _touchedAnywhere;
    readonly float _aside;

    public AnswerGrid(PreparedQuestion question, ReadText answer, IReadOnlyList<ClauseWorth> worth)
    {
        _question = question;
        _answer = answer;
        _cells = new Cell[question.Index.Count * answer.Clauses.Length];
        _width = (question.Index.Count >> 6) + 1;
        _touched = new ulong[_width * answer.Clauses.Length];
        _touchedAnywhere = new ulong[_width];
        _wrongNumbers = new List<string>?[answer.Clauses.Length];
        var hedged = Hedge.Mark(answer, question);
        string? subject = null;
        var clauses = new List<GridClause>(answer.Clauses.Length);
        var authored = worth.Contains(ClauseWorth.Authored) ? AuthoredSentences.HashesOf(answer, worth) : null;
        // Where nearly every statement is denied, agreeing with what stands beside the denials is agreeing with nothing.
        _aside = answer.Clauses.Count(clause => clause.Denies && !clause.IsTangled) >= Tuning.DenialShare * answer.Clauses.Length && answer.Clauses.Length >= Tuning.FewestDenials ? (float)Tuning.AsideShare : 1;
        for (var at = 0; at < answer.Clauses.Length; at++)
        {
            if (worth[at] == ClauseWorth.Nothing)
                continue;
            var clause = answer.Clauses[at];
            Fill(clause, clauses.Count);
            var mentions = Mentions(clause);
            subject = mentions.Length > 0 ? mentions[0] : MeansAll(clause) || BeginsAnew(at) ? null : subject;
            clauses.Add(new(clause, mentions, subject, worth[at] == ClauseWorth.List, Phrase.QuantifiersOf(answer.Tokens, clause.First, clause.End), hedged[at], authored?[at]));
        }

        Clauses = [.. clauses];
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

    public ReadText Answer => _answer;

    public ref readonly Cell At(int word, int clause) => ref _cells[(word * _answer.Clauses.Length) + clause];

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

    void Fill(Clause clause, int column)
    {
        for (var at = clause.First; at < clause.End; at++)
        {
            var token = _answer.Tokens[at];
            if (!token.IsContent)
                continue;
            if (token.Kind == TokenKind.Name)
                _names.Add(token.Text);
            if (token.Kind == TokenKind.Number)
                (_wrongNumbers[column] ??= []).Add(token.Text);
            foreach (var hit in _question.Index.Find(token))
            {
                if (clause.IsTangled && hit.Relation == Relation.Opposite)
                    continue;
                var bit = 1UL << (hit.Word & 63);
                _touched[(column * _width) + (hit.Word >> 6)] |= bit;
                _touchedAnywhere[hit.Word >> 6] |= bit;
                ref var cell = ref _cells[(hit.Word * _answer.Clauses.Length) + column];
                cell.Place = cell.Place == 0 ? at + 1 : cell.Place;
                Note(ref cell, hit, token);
            }
        }
    }

    void Note(ref Cell cell, Hit hit, Token token)
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
            var token = _answer.Tokens[at];
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
        if (at == 0 || _answer.Clauses[at].Sentence == _answer.Clauses[at - 1].Sentence)
            return false;
        var first = _answer.Tokens[_answer.Clauses[at].First];
        if (first.Labelled || first.Text is "it" or "they" or "its" or "their" or "this" or "these" or "those" or "that" or "he" or "and" or "also" or "but")
            return false;
        var end = at;
        while (end < _answer.Clauses.Length && _answer.Clauses[end].Sentence == _answer.Clauses[at].Sentence)
            end++;
        return _answer.Clauses[end - 1].End - _answer.Clauses[at].First > Tuning.Fragment;
    }

    bool MeansAll(Clause clause)
    {
        for (var at = clause.First; at < clause.End; at++)
        {
            if (_answer.Tokens[at].Text is "both" or "neither")
                return true;
        }

        return false;
    }
}
