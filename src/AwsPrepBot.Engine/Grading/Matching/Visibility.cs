namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>Which clauses a phrasing is looked for in: not in those that are about a rival of what it is about.</summary>
static class Visibility
{
    /// <summary>Whether a phrasing may be looked for in a clause.</summary>
    public static bool Sees(this PreparedQuestion question, Phrase phrase, GridClause clause)
    {
        if (phrase.Subjects.Length == 0)
            return true;
        if (clause.Mentions.Length == 0)
            return clause.Subject is { } subject ? phrase.Topics.Contains(subject) || !question.HasRival(phrase.Subjects, subject) : !phrase.IsShort;
        var shared = false;
        foreach (var mention in clause.Mentions)
        {
            if (phrase.Topics.Contains(mention) || (phrase.Subjects.Contains(mention) && !question.HasUnnamedRival(phrase.Topics, mention, clause)))
                shared = true;
            else if (question.HasUnnamedRival(phrase.Subjects, mention, clause))
                return false;
        }

        return shared;
    }

    static bool HasRival(this PreparedQuestion question, string[] names, string name)
    {
        foreach (var own in names)
        {
            if (question.AreRivals(own, name))
                return true;
        }

        return false;
    }

    /// <summary>Whether a clause names this where the phrasing names what is easily taken for it.</summary>
    static bool HasUnnamedRival(this PreparedQuestion question, string[] names, string mention, GridClause clause)
    {
        foreach (var name in names)
        {
            if (!clause.Mentions.Contains(name) && question.AreRivals(mention, name))
                return true;
        }

        return false;
    }
}
