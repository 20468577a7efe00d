using AwsPrepBot.Engine.Grading.Matching;
using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Guarding;

/// <summary>
/// Key words without sentences: strung together without function words, as a list of single words, or a shuffled text.
/// Telegraphic answers are none of these: their lines are short, or have labels and bullets, and say what belongs to what.
/// </summary>
static class KeywordLists
{
    /// <summary>Marks them; true when most of the answer is made of them.</summary>
    public static bool Mark(PreparedQuestion question, ReadText answer, ClauseWorth[] worth)
    {
        var listed = 0;
        var all = 0;
        var shuffled = WordOrder.IsShuffled(answer, worth, careful: question.Points.Count == 0);
        for (var first = 0; first < worth.Length;)
        {
            var end = first + 1;
            while (end < worth.Length && answer.Clauses[end].Sentence == answer.Clauses[first].Sentence)
                end++;
            MarkStrings(answer, worth, first, end);
            MarkLists(answer, worth, first, end);
            first = end;
        }

        for (var at = 0; at < worth.Length; at++)
        {
            if (worth[at] == ClauseWorth.Nothing)
                continue;
            if (shuffled && worth[at] != ClauseWorth.Authored)
                worth[at] = ClauseWorth.List;
            var length = answer.Clauses[at].End - answer.Clauses[at].First;
            all += length;
            listed += worth[at] == ClauseWorth.List ? length : 0;
        }

        return listed * 2 > all;
    }

    /// <summary>A long stretch without a mark and hardly a function word.</summary>
    static void MarkStrings(ReadText answer, ClauseWorth[] worth, int first, int end)
    {
        for (var from = first; from < end;)
        {
            // Clauses that were cut for their length or at a conjunction belong to one stretch.
            var to = from + 1;
            while (to < end && answer.Tokens[answer.Clauses[to].First].Before == Break.None)
                to++;
            int content = 0, glue = 0, labels = 0, numbers = 0;
            for (var at = answer.Clauses[from].First; at < answer.Clauses[to - 1].End; at++)
            {
                var token = answer.Tokens[at];
                content += token.Kind is TokenKind.Word or TokenKind.Name ? 1 : 0;
                glue += token.IsContent ? 0 : 1;
                numbers += token.Kind == TokenKind.Number ? 1 : 0;
                labels += token.Labelled && at > answer.Clauses[from].First ? 1 : 0;
            }

            if (content >= Tuning.KeywordString && numbers < content && glue + labels < content * Tuning.GlueShare)
                Fill(worth, from, to);
            from = to;
        }
    }

    /// <summary>Many pieces of a word or two, with hardly anything else in the sentence.</summary>
    static void MarkLists(ReadText answer, ClauseWorth[] worth, int first, int end)
    {
        var bare = 0;
        for (var at = first; at < end; at++)
            bare += IsBare(answer, answer.Clauses[at]) ? 1 : 0;
        if (bare >= Tuning.KeywordList && bare >= Tuning.BareShare * (end - first))
            Fill(worth, first, end);
    }

    static bool IsBare(ReadText answer, Clause clause)
    {
        if (clause.End - clause.First > Tuning.BarePiece)
            return false;
        for (var at = clause.First; at < clause.End; at++)
        {
            if (answer.Tokens[at].Kind is not (TokenKind.Word or TokenKind.Name) || answer.Tokens[at].Spelled.Length < Tuning.ShortestKeyword || (answer.Tokens[at].Labelled && answer.Tokens[at].Before == Break.None))
                return false;
        }

        return true;
    }

    static void Fill(ClauseWorth[] worth, int from, int to)
    {
        for (var at = from; at < to; at++)
            worth[at] = worth[at] is ClauseWorth.Nothing or ClauseWorth.Authored ? worth[at] : ClauseWorth.List;
    }
}
