namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>What is noted of each clause of an answer while it is compared with one point.</summary>
sealed class ClauseNotes(int clauses)
{
    /// <summary>The most that one phrasing finds said in it alone.</summary>
    public double[] Said { get; } = new double[clauses];

    /// <summary>How strongly it contradicts.</summary>
    public double[] Against { get; } = new double[clauses];

    /// <summary>The phrasing by which it does.</summary>
    public Phrase?[] AgainstBy { get; } = new Phrase?[clauses];

    /// <summary>How near it is to a rejected phrasing.</summary>
    public double[] Rejected { get; } = new double[clauses];

    /// <summary>Whether a clause is nearer to a rejected phrasing than to any accepted one: then it shows nothing.</summary>
    public bool IsRejected(int clause) => Rejected[clause] >= Tuning.DoubtfulShare && Rejected[clause] > Said[clause];

    public void NoteSaid(int clause, double share) => Said[clause] = Math.Max(Said[clause], share);

    public void NoteRejected(int clause, double share) => Rejected[clause] = Math.Max(Rejected[clause], share);

    /// <param name="clause">The clause.</param>
    /// <param name="share">How much of the phrasing it is about: the nearest one counts.</param>
    /// <param name="by">The phrasing.</param>
    /// <param name="edge">How much more it weighs than others as near.</param>
    public void NoteAgainst(int clause, double share, Phrase by, double edge = 0)
    {
        if (share > Against[clause])
            (Against[clause], AgainstBy[clause]) = (share + edge, by);
    }
}
