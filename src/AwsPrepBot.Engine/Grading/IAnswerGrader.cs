namespace AwsPrepBot.Engine.Grading;

/// <summary>
/// Grades one free-text answer. A seam: a judge that asks a language model can stand before <see cref="OfflineGrader"/>,
/// which answers at once and whose verdict stands whenever the other fails. Thread-safe.
/// </summary>
public interface IAnswerGrader
{
    /// <summary>The verdict on what a person typed. Any text is graded; nothing in it makes this throw.</summary>
    /// <param name="team">Whose member wrote it; a judge that costs money has a budget for each team.</param>
    /// <param name="question">What was asked and what a complete answer covers; the bank's, or a round's own copy.</param>
    /// <param name="answer">As typed; of more than <see cref="OfflineGrader.LongestAnswer"/> characters the rest is not read.</param>
    /// <param name="cancellationToken">Stops a judge that waits for something.</param>
    ValueTask<Verdict> GradeAsync(TeamId team, OpenQuestion question, string answer, CancellationToken cancellationToken);
}
