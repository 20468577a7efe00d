using AwsPrepBot.Engine.Rounds;
using NodaTime;

namespace AwsPrepBot.Engine.Reports;

/// <summary>
/// Where reports are kept, and what a team withholds. What a method reports is durable when it returns. A
/// <see cref="RequestId"/> makes the act it belongs to happen once.
/// </summary>
public interface IReportStore
{
    /// <summary>The questions a team is not asked for now, by schedules and quizzes alike.</summary>
    Task<IReadOnlySet<QuestionId>> WithheldAsync(TeamId team, CancellationToken cancellationToken);

    /// <summary>The same with what is known of them, oldest first.</summary>
    Task<IReadOnlyList<Withholding>> WithholdingsAsync(TeamId team, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps a report with what the member answered in its round, unless the member has an open one on this question.
    /// Withholds the question when <paramref name="enough"/> members have one now that is younger than the last time the
    /// question was given back.
    /// </summary>
    /// <param name="report">The report; its answer is read from the round.</param>
    /// <param name="displayName">The name the reporter goes by.</param>
    /// <param name="enough">How many members it takes.</param>
    /// <param name="request">The act.</param>
    /// <param name="cancellationToken">Ends it before it begins.</param>
    Task<ReportResult> AddAsync(Report report, string displayName, int enough, RequestId request, CancellationToken cancellationToken);

    /// <summary>The report, if it is this team's.</summary>
    Task<Report?> FindAsync(TeamId team, ReportId report, CancellationToken cancellationToken);

    /// <summary>The team's open reports, oldest first.</summary>
    Task<IReadOnlyList<Report>> OpenAsync(TeamId team, CancellationToken cancellationToken);

    /// <summary>The rounds in which a team was or is asked a question, oldest first; void ones and those not posted do not count.</summary>
    Task<IReadOnlyList<Round>> RoundsAsync(TeamId team, QuestionId question, CancellationToken cancellationToken);

    /// <summary>
    /// Accepts an open report and all others on its question, withholds the question, settles each round of it that is
    /// not void, and asks for a line in each channel on the latest round settled there: all in one transaction.
    /// </summary>
    Task<DecisionResult> AcceptAsync(TeamId team, ReportId report, Acceptance acceptance, RequestId request, CancellationToken cancellationToken);

    /// <summary>Rejects an open report, it alone.</summary>
    Task<DecisionResult> RejectAsync(TeamId team, ReportId report, string word, RequestId request, CancellationToken cancellationToken);

    /// <summary>Ends a withholding: the question may be asked again.</summary>
    Task<GiveBackResult> GiveBackAsync(TeamId team, WithholdingId withholding, RequestId request, CancellationToken cancellationToken);

    /// <summary>The reporter knows what became of it.</summary>
    Task ToldAsync(TeamId team, ReportId report, CancellationToken cancellationToken);

    /// <summary>A member's reports decided since then of which the member was not told, oldest first.</summary>
    Task<IReadOnlyList<Report>> UntoldAsync(TeamId team, MemberId member, Instant since, CancellationToken cancellationToken);
}

/// <summary>What became of a report on its way to the store.</summary>
public abstract record ReportResult
{
    /// <summary>It is kept. <paramref name="Withholds"/>: with it there were enough, the question is withheld.</summary>
    public sealed record Kept(bool Withholds) : ReportResult;

    /// <summary>The member has an open report on this question already, which stays as it is.</summary>
    public sealed record OpenAlready : ReportResult;

    /// <summary>The same request again.</summary>
    public sealed record Duplicate : ReportResult;
}

/// <summary>What became of a decision.</summary>
public abstract record DecisionResult
{
    /// <summary>It is in force, for these reports; the rounds were settled so.</summary>
    public sealed record Decided(IReadOnlyList<Report> Reports, IReadOnlyList<Settlement> Settlements) : DecisionResult;

    /// <summary>Somebody decided before; nothing changed.</summary>
    public sealed record DecidedBefore(Report Report) : DecisionResult;

    /// <summary>No such report; nothing changed.</summary>
    public sealed record Unknown : DecisionResult;

    /// <summary>The same request again; nothing changed.</summary>
    public sealed record Duplicate : DecisionResult;
}

/// <summary>What became of giving a question back.</summary>
public abstract record GiveBackResult
{
    /// <summary>It may be asked again.</summary>
    public sealed record GivenBack(QuestionId Question) : GiveBackResult;

    /// <summary>It was not withheld, or not so any more.</summary>
    public sealed record NotWithheld : GiveBackResult;

    /// <summary>The same request again.</summary>
    public sealed record Duplicate : GiveBackResult;
}
