using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>"Either this or that", "maybe this, or that", "this or its opposite": who says both ways has not answered.</summary>
static class Hedge
{
    /// <summary>For each clause, whether its sentence leaves open which of two things holds.</summary>
    public static bool[] Mark(ReadText text, Vocabulary vocabulary)
    {
        var hedged = new bool[text.Clauses.Length];
        for (var first = 0; first < hedged.Length;)
        {
            var end = first + 1;
            while (end < hedged.Length && text.Clauses[end].Sentence == text.Clauses[first].Sentence)
                end++;
            if (LeavesOpen(text.Tokens, text.Clauses[first].First, text.Clauses[end - 1].End, vocabulary))
                hedged.AsSpan(first, end - first).Fill(true);
            first = end;
        }

        return hedged;
    }

    static bool LeavesOpen(Token[] tokens, int first, int end, Vocabulary vocabulary)
    {
        var wavers = 0;
        var or = false;
        for (var at = first; at < end; at++)
        {
            wavers += tokens[at].Spelled switch
            {
                "maybe" or "perhaps" or "possibly" or "probably" or "might" or "otherwise" or "either" => 2,
                "may" or "could" => 1,
                _ => 0,
            };
            if (tokens[at].Text != "or")
                continue;
            or = true;
            if (JoinsOpposites(tokens, first, at, end, vocabulary))
                return true;
        }

        return (or && wavers > 1) || wavers > 3;
    }

    /// <summary>"Stateful or stateless": one of a pair on each side of the word.</summary>
    static bool JoinsOpposites(Token[] tokens, int first, int or, int end, Vocabulary vocabulary)
    {
        for (var left = Math.Max(first, or - 3); left < or; left++)
        {
            if (!vocabulary.HasOpposite(tokens[left].Text))
                continue;
            for (var right = or + 1; right < Math.Min(end, or + 4); right++)
            {
                if (vocabulary.AreOpposite(tokens[left].Text, tokens[right].Text))
                    return true;
            }
        }

        return false;
    }
}
