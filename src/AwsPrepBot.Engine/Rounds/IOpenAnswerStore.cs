using AwsPrepBot.Engine.Grading;
using NodaTime;

namespace AwsPrepBot.Engine.Rounds;

/// <summary>
/// Where answers in people's own words are kept, apart from the chosen ones. What a method reports is durable when it
/// returns. A store that cannot write throws, and nothing has changed.
/// </summary>
public interface IOpenAnswerStore
{
    /// <summary>A member's answer to a round: the better of two tries; null when there is none.</summary>
    Task<OpenAnswer?> FindAsync(TeamId team, RoundId round, MemberId member, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps a graded answer if the round is open at <see cref="OpenSubmission.At"/>, and remembers the member's display
    /// name. The first counts until a second one is better; both are kept, there is no third.
    /// </summary>
    Task<OpenSubmitResult> SubmitAsync(OpenSubmission submission, CancellationToken cancellationToken);
}

/// <summary>What counts of a member's tries.</summary>
/// <param name="Text">As typed. Never for logs.</param>
/// <param name="Verdict">The grader's.</param>
/// <param name="Tries">1 or 2.</param>
/// <param name="At">When the try that counts was submitted.</param>
public sealed record OpenAnswer(string Text, Verdict Verdict, int Tries, Instant At)
{
    /// <summary>Without the text.</summary>
    public override string ToString() => $"an open answer of {Text.Length} characters, {Verdict.Score} / 100, {Tries} tries";
}

/// <summary>A graded answer on its way to the store.</summary>
/// <param name="Team">The tenant.</param>
/// <param name="Round">What it answers.</param>
/// <param name="Member">Who.</param>
/// <param name="DisplayName">The name others see.</param>
/// <param name="Text">As typed, at most <see cref="Chat.Form.LongestText"/> characters. Never for logs.</param>
/// <param name="Verdict">What it earns.</param>
/// <param name="At">When it was submitted.</param>
/// <param name="Request">The act, carried out once.</param>
public sealed record OpenSubmission(
    TeamId Team, RoundId Round, MemberId Member, string DisplayName, string Text, Verdict Verdict, Instant At, RequestId Request)
{
    /// <summary>Without the text.</summary>
    public override string ToString() => $"an open answer of {Text.Length} characters to round {Round}";
}

/// <summary>What became of an open submission.</summary>
public abstract record OpenSubmitResult
{
    /// <summary>The member's first try; one more has answered (see <see cref="SubmitResult.First"/>).</summary>
    public sealed record First(bool AsksForEdit) : OpenSubmitResult;

    /// <summary>The second try is better and counts from now on.</summary>
    public sealed record Improved(int PreviousScore) : OpenSubmitResult;

    /// <summary>The second try is no better; the first one goes on counting.</summary>
    public sealed record NotBetter(int ScoreThatCounts) : OpenSubmitResult;

    /// <summary>It is the first try again, word for word; it takes up no second one.</summary>
    public sealed record Same(OpenAnswer Answer) : OpenSubmitResult;

    /// <summary>Both tries were made; nothing was stored.</summary>
    public sealed record NoMoreTries(OpenAnswer Answer) : OpenSubmitResult;

    /// <summary>The round takes no answers; nothing was stored.</summary>
    public sealed record NotOpen : OpenSubmitResult;

    /// <summary>The same request again; nothing was stored.</summary>
    public sealed record Duplicate : OpenSubmitResult;
}
