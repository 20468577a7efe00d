using AwsPrepBot.Engine.Grading.Matching;
using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Guarding;

/// <summary>"I don't know", alone or with little beside it.</summary>
static class Ignorance
{
    /// <summary>Takes such clauses out; true when nothing else is left.</summary>
    public static bool Mark(ReadText answer, ClauseWorth[] worth)
    {
        var found = false;
        var left = 0;
        for (var at = 0; at < worth.Length; at++)
        {
            var clause = answer.Clauses[at];
            if (worth[at] == ClauseWorth.Nothing)
                continue;
            if (Says(answer.Tokens, clause))
            {
                worth[at] = ClauseWorth.Nothing;
                found = true;
                continue;
            }

            for (var i = clause.First; i < clause.End; i++)
                left += answer.Tokens[i].IsContent && answer.Tokens[i].Text is not ("sorri" or "pass" or "skip" or "honestli" or "pleas" or "thank" or "question") ? 1 : 0;
        }

        return found && left < Tuning.FewestWords;
    }

    static bool Says(Token[] tokens, Clause clause)
    {
        var content = 0;
        var says = false;
        for (var at = clause.First; at < clause.End; at++)
        {
            content += tokens[at].IsContent ? 1 : 0;
            says |= tokens[at].Text is "idk" or "dunno"
                || (tokens[at].Negated && tokens[at].Text is "know" or "sure" or "rememb" or "recal" && IsOwn(tokens, clause))
                || (tokens[at].Text is "idea" or "clue" && at > clause.First && tokens[at - 1].Kind == TokenKind.Negator)
                || (tokens[at].Text is "pass" or "skip" && clause.End - clause.First <= 2);
        }

        return says && content <= Tuning.FewestWords;
    }

    /// <summary>Whether the author speaks of themselves: "you would not know how much" is an answer.</summary>
    static bool IsOwn(Token[] tokens, Clause clause)
    {
        if (tokens[clause.First].Text is "not" or "do" or "no" or "never")
            return true;
        for (var at = clause.First; at < Math.Min(clause.End, clause.First + 3); at++)
        {
            if (tokens[at].Text is "i" or "we")
                return true;
        }

        return false;
    }
}
