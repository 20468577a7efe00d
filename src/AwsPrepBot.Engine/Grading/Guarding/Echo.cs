using AwsPrepBot.Engine.Grading.Matching;
using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Guarding;

/// <summary>Clauses that only say the question again.</summary>
static class Echo
{
    /// <summary>Takes them out; true when nothing else is left.</summary>
    public static bool Mark(PreparedQuestion question, ReadText answer, ClauseWorth[] worth)
    {
        // A point can be the prompt's words put right; a model answer alone leaves that to the likeness.
        if (question.Points.Count == 0)
            return false;
        var any = false;
        var left = 0;
        for (var at = 0; at < worth.Length; at++)
        {
            if (worth[at] == ClauseWorth.Nothing)
                continue;
            if (IsEcho(question, answer.Tokens, answer.Clauses[at]))
            {
                worth[at] = ClauseWorth.Nothing;
                any = true;
            }
            else
            {
                for (var i = answer.Clauses[at].First; i < answer.Clauses[at].End; i++)
                    left += answer.Tokens[i].IsContent && !question.IsAsked(answer.Tokens[i].Text) ? 1 : 0;
            }
        }

        return any && left < Tuning.FewestWords;
    }

    /// <summary>All of its content is the prompt's, and most of it in the prompt's order.</summary>
    static bool IsEcho(PreparedQuestion question, Token[] tokens, Clause clause)
    {
        if (clause.End - clause.First < Tuning.ShortestEcho)
            return false;
        for (var at = clause.First; at < clause.End; at++)
        {
            if (tokens[at].IsContent && !question.IsAsked(tokens[at].Text))
                return false;
        }

        var same = 0;
        for (var at = clause.First + 1; at < clause.End; at++)
            same += question.IsAsked(tokens[at - 1].Text, tokens[at].Text) ? 1 : 0;
        return same >= Tuning.EchoShare * (clause.End - clause.First - 1);
    }
}
