using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>"Either this or that", "maybe this, or that", "this or its opposite": who says both ways has not answered.</summary>
static class Hedge
{
    enum Doubt : byte
    {
        None,
        /// <summary>One word of doubt or one alternative, as in any good answer.</summary>
        Some,
        /// <summary>It leaves open which of two things holds.</summary>
        LeavesOpen,
    }

    /// <summary>For each clause, whether its sentence leaves open which of two things holds.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="question">What its author says himself with "or" ("rules allow or deny") is no hedge.</param>
    public static bool[] Mark(ReadText text, PreparedQuestion question)
    {
        var doubts = new Doubt[text.Clauses.Length];
        int sentences = 0, open = 0;
        for (var first = 0; first < doubts.Length;)
        {
            var end = first + 1;
            while (end < doubts.Length && text.Clauses[end].Sentence == text.Clauses[first].Sentence)
                end++;
            var doubt = DoubtOf(text.Tokens, text.Clauses[first].First, text.Clauses[end - 1].End, question);
            doubts.AsSpan(first, end - first).Fill(doubt);
            sentences++;
            open += doubt == Doubt.LeavesOpen ? 1 : 0;
            first = end;
        }

        // Who leaves sentence after sentence open means no other alternative either.
        var throughout = open >= Tuning.OpenSentences && open >= Tuning.OpenShare * sentences;
        return [.. doubts.Select(doubt => doubt == Doubt.LeavesOpen || (throughout && doubt == Doubt.Some))];
    }

    static Doubt DoubtOf(Token[] tokens, int first, int end, PreparedQuestion question)
    {
        var wavers = 0;
        bool or = false, either = false;
        for (var at = first; at < end; at++)
        {
            wavers += tokens[at].Spelled switch
            {
                "maybe" or "perhaps" or "possibly" or "probably" or "might" or "otherwise" => 2,
                "may" or "could" or "unless" => 1,
                _ => 0,
            };
            either |= tokens[at].Text == "either";
            if (or && tokens[at].Text == "either")
                return Doubt.LeavesOpen;
            if (tokens[at].Text != "or")
                continue;
            or = true;
            // "Either they limit or they also grant": two statements. "Either NAT or endpoints": two things.
            if ((JoinedOpposites(tokens, first, at, end, question.Reader.Vocabulary) is { } joined && !question.Joins(joined)) || (at + 1 < end && tokens[at + 1].Spelled is "else" or "maybe" or "perhaps" or "possibly")
                || ((either || tokens[at].Before == Break.Clause) && at + 1 < end && tokens[at + 1].Text is "it" or "they" or "you" or "not"))
                return Doubt.LeavesOpen;
        }

        if ((or && wavers > 1) || wavers > 2)
            return Doubt.LeavesOpen;
        return or || wavers > 0 ? Doubt.Some : Doubt.None;
    }

    /// <summary>"Stateful or stateless": the pair, one on each side of the word.</summary>
    static (string, string)? JoinedOpposites(Token[] tokens, int first, int or, int end, Vocabulary vocabulary)
    {
        for (var left = Math.Max(first, or - 3); left < or; left++)
        {
            if (!vocabulary.HasOpposite(tokens[left].Text))
                continue;
            for (var right = or + 1; right < Math.Min(end, or + 4); right++)
            {
                if (vocabulary.AreOpposite(tokens[left].Text, tokens[right].Text))
                    return (tokens[left].Text, tokens[right].Text);
            }
        }

        return null;
    }

    /// <summary>Every pair of opposites that a text joins with "or".</summary>
    public static IEnumerable<(string, string)> Joined(ReadText text, Vocabulary vocabulary)
    {
        for (var at = 0; at < text.Tokens.Length; at++)
        {
            if (text.Tokens[at].Text == "or" && JoinedOpposites(text.Tokens, 0, at, text.Tokens.Length, vocabulary) is { } pair)
                yield return pair;
        }
    }
}
