using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>"Either this or that", "maybe this, or that": who says both ways has not answered.</summary>
static class Hedge
{
    /// <summary>Whether the clause, or the one it is joined to by "or", leaves open which holds.</summary>
    public static bool IsIn(ReadText text, int at)
    {
        var clause = text.Clauses[at];
        var (wavers, or) = Look(text.Tokens, clause);
        if (wavers && or)
            return true;
        if (at + 1 < text.Clauses.Count && IsAlternative(text, at + 1))
        {
            var (nextWavers, _) = Look(text.Tokens, text.Clauses[at + 1]);
            if (wavers || nextWavers)
                return true;
        }

        return at > 0 && IsAlternative(text, at) && (wavers || Look(text.Tokens, text.Clauses[at - 1]).Wavers);
    }

    static bool IsAlternative(ReadText text, int at) =>
        text.Clauses[at].Sentence == text.Clauses[Math.Max(0, at - 1)].Sentence && text.Tokens[text.Clauses[at].First].Text is "or" or "but";

    static (bool Wavers, bool Or) Look(IReadOnlyList<Token> tokens, Clause clause)
    {
        bool wavers = false, or = false;
        for (var i = clause.First; i < clause.End; i++)
        {
            wavers |= tokens[i].Spelled is "either" or "maybe" or "perhaps" or "possibly" or "might";
            or |= tokens[i].Text == "or";
        }

        return (wavers, or);
    }
}
