using AwsPrepBot.Engine.Rounds;
using NodaTime;

namespace AwsPrepBot.Engine.Reports;

/// <summary>What became of a report.</summary>
public enum ReportState
{
    /// <summary>Waits for an admin.</summary>
    Open,
    /// <summary>Accepted: the question is withheld, points stay.</summary>
    Withheld,
    /// <summary>Accepted: the question is withheld and counts for nothing wherever it was asked.</summary>
    Voided,
    /// <summary>Accepted: the question is withheld and its right answer corrected wherever it was asked.</summary>
    Corrected,
    /// <summary>Not accepted.</summary>
    Rejected,
}

/// <summary>
/// Somebody's word that a question is wrong, with what an admin needs to judge it: it holds what was so when it was
/// made, whatever happens to question and round later.
/// </summary>
public sealed record Report
{
    /// <summary>Its id; ids sort by time.</summary>
    public required ReportId Id { get; init; }

    /// <summary>The tenant.</summary>
    public required TeamId Team { get; init; }

    /// <summary>What is reported.</summary>
    public required QuestionId Question { get; init; }

    /// <summary>Where the reporter met it; null when the team was never asked it.</summary>
    public RoundId? Round { get; init; }

    /// <summary>Who reports.</summary>
    public required MemberId Member { get; init; }

    /// <summary>The option the reporter had chosen in <see cref="Round"/>; null without one.</summary>
    public string? OptionId { get; init; }

    /// <summary>What the reporter had written in <see cref="Round"/>; null without it.</summary>
    public string? Written { get; init; }

    /// <summary>The ids of the options that counted as right; none for a question in one's own words.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Why, as typed by a person: never trusted, at most <see cref="ReportRules.LongestReason"/> characters.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant At { get; init; }

    /// <summary>Where it stands.</summary>
    public ReportState State { get; init; }

    /// <summary>What the admin who rejected it says to that; typed by a person.</summary>
    public string? Word { get; init; }
}

/// <summary>A question that a team is not asked for now.</summary>
/// <param name="Id">This withholding: withheld again after it was given back, it has another.</param>
/// <param name="Question">The question.</param>
/// <param name="Since">Since when.</param>
/// <param name="ByItself">Enough members reported it; no admin has looked yet.</param>
public sealed record Withholding(WithholdingId Id, QuestionId Question, Instant Since, bool ByItself);

/// <summary>What an admin decides on a report and with it on every other open one on the same question.</summary>
/// <param name="State">One of the accepted states.</param>
/// <param name="Settle">What follows for a round that asked the question; null for nothing. Pure.</param>
public sealed record Acceptance(ReportState State, Func<RoundAccount, Settlement?> Settle);

/// <summary>The numbers.</summary>
public static class ReportRules
{
    /// <summary>The longest reason and the longest word to a reporter, in UTF-16 characters.</summary>
    public const int LongestReason = 500;

    /// <summary>So many open reports of different members withhold a question by themselves.</summary>
    public const int EnoughToWithhold = 3;

    /// <summary>For so long <c>today</c> says what became of a report, where the reporter could not be told.</summary>
    public static readonly Duration NewsKept = Duration.FromDays(7);
}
