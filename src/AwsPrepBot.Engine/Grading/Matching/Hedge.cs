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

    /// <summary>For each clause, the most of a phrasing that it can show: 1 unless its sentence leaves open which of two things holds.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="question">What its author says himself with "or" ("rules allow or deny") is no hedge.</param>
    public static double[] Mark(ReadText text, PreparedQuestion question)
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

        // Who leaves sentence after sentence open means no other alternative either, and knows none of it.
        var throughout = open >= Tuning.OpenSentences && open >= Tuning.OpenShare * sentences;
        return [.. doubts.Select(doubt => doubt switch
        {
            Doubt.None => 1,
            Doubt.Some when !throughout => 1,
            _ => throughout ? Tuning.HedgedThroughoutShare : Tuning.HedgedShare,
        })];
    }

    static Doubt DoubtOf(Token[] tokens, int first, int end, PreparedQuestion question)
    {
        var wavers = 0;
        bool or = false, either = false, whether = false;
        for (var at = first; at < end; at++)
        {
            wavers += tokens[at].Spelled switch
            {
                "maybe" or "perhaps" or "possibly" or "probably" or "might" or "otherwise" => 2,
                "may" or "could" or "unless" => 1,
                _ => 0,
            };
            either |= tokens[at].Text == "either";
            whether |= tokens[at].Spelled is "whether" or "regardless" or "matter";
            if ((or && tokens[at].Text == "either") || (or && at + 1 == end && tokens[at].Spelled is "depends" or "depending" or "whichever") || CannotTell(tokens, at, end)
                || (!whether && tokens[at].Spelled == AnswerReader.OrNot))
                return Doubt.LeavesOpen;
            if (tokens[at].Text != "or")
                continue;
            or = true;
            // "Either they limit or they also grant": two statements. "Either NAT or endpoints": two things.
            if ((JoinedOpposites(tokens, first, at, end, question.Reader.Vocabulary) is { } joined && !question.Joins(joined)) || IsOpenEnd(tokens, at, end, whether)
                || ((either || tokens[at].Before == Break.Clause) && at + 1 < end && tokens[at + 1].Text is "it" or "they" or "you" or "not"))
                return Doubt.LeavesOpen;
        }

        if ((or && wavers > 1) || wavers > 2)
            return Doubt.LeavesOpen;
        return or || wavers > 0 ? Doubt.Some : Doubt.None;
    }

    /// <summary>"… or maybe", "… or it does not", "one or the other", "or none".</summary>
    static bool IsOpenEnd(Token[] tokens, int or, int end, bool whether)
    {
        string Word(int offset) => or + offset < end ? tokens[or + offset].Spelled : "";
        if (Word(1) is "else" or "maybe" or "perhaps" or "possibly" or "neither" or "none" || (Word(1), Word(2)) is ("the", "other") or ("by", "the"))
            return true;
        // "Or it doesn't", "or may not" end there; "or it doesn't scale" says something.
        var negator = Word(1) is "not" ? 1 : Word(2) is "not" ? 2 : Word(3) is "not" ? 3 : 0;
        return !whether && negator > 0 && (or + negator + 1 == end || tokens[or + negator + 1].Before != Break.None);
    }

    /// <summary>"I can't say which", "hard to say", "I'm not sure which".</summary>
    static bool CannotTell(Token[] tokens, int at, int end)
    {
        if (tokens[at].Spelled is not ("say" or "tell" or "sure" or "know" or "certain"))
            return false;
        var last = at + 1 == end || tokens[at + 1].Before != Break.None;
        if (!last && tokens[at + 1].Spelled is not ("which" or "whether"))
            return false;
        for (var before = at - 1; before >= Math.Max(0, at - 4); before--)
        {
            if (tokens[before].Kind == TokenKind.Negator || tokens[before].Spelled is "hard" or "who" or "unsure" or "difficult")
                return true;
        }

        return false;
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
