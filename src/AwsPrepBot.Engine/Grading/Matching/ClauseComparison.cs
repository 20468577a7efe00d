using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>What a clause of an answer makes of a phrasing.</summary>
/// <param name="Share">How much of the phrasing it is about, 0 to 1; the mean with and without the prompt's words.</param>
/// <param name="Turned">It says the opposite.</param>
/// <param name="ByOpposite">A word's opposite, or a wrong number, stands in its place.</param>
/// <param name="Confused">A name easily taken for another stands in its place.</param>
/// <param name="MissesNumber">A number of the phrasing is not there.</param>
/// <param name="Beside">Words it has beside those that are turned, the prompt's left out.</param>
/// <param name="Missed">Words it does not have.</param>
/// <param name="Words">Words that were looked for.</param>
/// <param name="Own">Of these, how many the prompt does not have.</param>
/// <param name="Weight">What the words it has weigh.</param>
/// <param name="TellingMissed">Words it does not have that tell the phrasing from what is right.</param>
readonly record struct Sense(double Share, bool Turned, bool ByOpposite, bool Confused, bool MissesNumber, int Beside, int Missed, int Words, int Own, double Weight, int TellingMissed);

/// <summary>Compares phrasings of a point with clauses of an answer.</summary>
readonly struct ClauseComparison(PreparedQuestion question, PreparedPoint point, AnswerGrid grid)
{
    /// <summary>How far a clause has a word at all. What it only leaves out ("without keys") it does not have where the phrasing wants it.</summary>
    public static float Same(in Cell cell, in PhraseWord word, GridClause clause)
    {
        var said = Math.Max(cell.Said, cell.Aside);
        return word.Negated || clause.Speaks ? Math.Max(said, cell.Denied) : said;
    }

    /// <summary>
    /// How much of a phrasing (or one clause of it) a clause of the answer is about, and whether it says the opposite: an odd
    /// number of opposites and negations between them.
    /// </summary>
    /// <param name="phrase">The phrasing.</param>
    /// <param name="stretch">What of it.</param>
    /// <param name="clause">The clause.</param>
    /// <param name="strict">Whether a word that is only like another is none.</param>
    /// <param name="last">The clause that is taken together with it; -1 for none.</param>
    public Sense Compare(Phrase phrase, in Stretch stretch, int clause, bool strict = false, int last = -1)
    {
        double all = 0, unasked = 0, same = 0, turned = 0, weight = 0;
        int flips = 0, turnedWords = 0, met = 0, count = stretch.Counting, missed = stretch.Words, tellingMissed = stretch.Telling;
        bool confused = false, missesNumber = false, wrongNumber = false;
        var spoken = grid.Clauses[clause];
        var row = grid.Row(clause);
        var beside = last < 0 ? default : grid.Row(last);
        for (var at = stretch.First; at < stretch.End; at++)
        {
            var number = phrase.Numbers[at];
            var touches = row.Touches(number) || (last >= 0 && beside.Touches(number));
            if (!touches && !stretch.HasNumber)
                continue;
            if (stretch.WithoutSubject && phrase.IsSubject(at))
                continue;
            ref readonly var word = ref phrase.Words[at];
            if (!touches && word.Kind != TokenKind.Number)
                continue;
            var together = last < 0 ? default : Cell.Of(row.At(number), beside.At(number));
            ref readonly var cell = ref (last < 0 ? ref row.At(number) : ref together);
            double about = Same(cell, word, spoken);
            if (strict && about < Tuning.Misspelled)
                about = 0;
            var denied = cell.Denied > cell.Said || (cell.Said > 0 && cell.Denied > 0 && word.Negated);
            var votes = cell.Denied > 0 || (cell.Said > 0 && !word.IsAside);
            if (about == 0 && Math.Max(cell.OppositeSaid, cell.OppositeDenied) is > 0 and var opposite && word.CanTurn)
            {
                about = opposite;
                denied = cell.OppositeDenied > cell.OppositeSaid;
                votes = true;
                flips++;
                turnedWords++;
            }
            else if (about == 0 && cell.Confused && !SpeaksOfBoth(clause))
            {
                about = 1;
                confused = true;
                flips++;
                turnedWords++;
            }
            else if (about == 0 && word.Kind == TokenKind.Number)
            {
                missesNumber = true;
                wrongNumber |= grid.HasWrongNumber(clause, word.Unit, point);
            }

            if (about == 0)
                continue;
            all += about;
            if (!word.IsUnderstood || !phrase.IsSubject(at))
            {
                missed--;
                tellingMissed -= word.Tells ? 1 : 0;
            }

            if (word.IsUnderstood)
                count++;
            if (!word.IsAsked)
            {
                unasked += about;
                weight += word.Weight * about;
                met++;
            }

            if (!votes || word.IsUnderstood)
                continue;
            if (denied == word.Negated)
                same += about;
            else
                turned += about;
        }

        if (count == 0 || (stretch.Own > 0 && unasked == 0))
            return default;
        var share = stretch.Own == 0 ? all / count : ((all / count) + (unasked / stretch.Own)) / 2;
        // Another number turns the meaning only where all else is there: "some 70 percent off" is no slip for 72.
        if (wrongNumber && missed <= 1 && met - turnedWords >= Tuning.WordsBeside)
        {
            flips++;
            missed--;
            share = Math.Max(share, Tuning.OppositeShare);
        }

        var odd = (flips + (turned > same ? 1 : 0)) % 2 == 1;
        return new(share, odd, flips > 0, confused, missesNumber, met - turnedWords, missed, stretch.Words, stretch.Own, weight, tellingMissed);
    }

    /// <summary>A name the question itself brings up is no slip for another.</summary>
    bool SpeaksOfBoth(int clause)
    {
        var range = grid.Clauses[clause].Clause;
        for (var at = range.First; at < range.End; at++)
        {
            if (grid.Answer.Tokens[at] is { Kind: TokenKind.Name } name && question.Spoken.Contains(name.Text))
                return true;
        }

        return false;
    }
}
