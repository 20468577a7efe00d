using AwsPrepBot.Engine.Grading.Matching;

namespace AwsPrepBot.Engine.Grading;

/// <summary>The words of an answer that show something, exactly as typed.</summary>
static class Quotation
{
    /// <summary>Characters: two lines on a phone.</summary>
    public const int Longest = 100;

    /// <param name="grid">The answer.</param>
    /// <param name="first">The first clause of the grid.</param>
    /// <param name="last">The last one.</param>
    public static string Of(AnswerGrid grid, int first, int last)
    {
        var tokens = grid.Answer.Tokens;
        var from = tokens[grid.Clauses[first].Clause.First].Start;
        var end = tokens[grid.Clauses[last].Clause.End - 1].End;
        if (end - from > Longest)
            end = Cut(grid, from, first, last);
        return grid.Answer.Source[from..end];
    }

    static int Cut(AnswerGrid grid, int from, int first, int last)
    {
        // After a whole word; a single word that is longer is cut where it must be, but not inside a character.
        var end = from;
        for (var clause = first; clause <= last; clause++)
        {
            for (var at = grid.Clauses[clause].Clause.First; at < grid.Clauses[clause].Clause.End; at++)
            {
                if (grid.Answer.Tokens[at].End - from <= Longest)
                    end = Math.Max(end, grid.Answer.Tokens[at].End);
            }
        }

        if (end > from)
            return end;
        return char.IsHighSurrogate(grid.Answer.Source[from + Longest - 1]) ? from + Longest - 1 : from + Longest;
    }
}
