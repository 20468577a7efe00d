using NodaTime;

namespace AwsPrepBot.Engine.Grading;

/// <summary>What judging a team's answers cost on one day.</summary>
/// <param name="Answers">Answers the judge was asked about.</param>
/// <param name="InputTokens">Tokens sent, as far as the model reported them.</param>
/// <param name="OutputTokens">Tokens received, as far as the model reported them.</param>
public sealed record JudgeUse(int Answers, long InputTokens, long OutputTokens)
{
    /// <summary>Nothing was asked.</summary>
    public static JudgeUse None { get; } = new(0, 0, 0);
}

/// <summary>Counts, across restarts and replicas, what a judge that costs money was used for: by team and date in UTC.</summary>
public interface IJudgeBudget
{
    /// <summary>
    /// Counts one answer, durably before it returns, unless <paramref name="limit"/> of the team were counted on that date.
    /// Atomic: two callers never both take the last one.
    /// </summary>
    /// <returns>Whether it was counted.</returns>
    Task<bool> TryTakeAsync(TeamId team, LocalDate date, int limit, CancellationToken cancellationToken);

    /// <summary>Adds the tokens of an answer that was counted.</summary>
    Task SpendAsync(TeamId team, LocalDate date, long inputTokens, long outputTokens, CancellationToken cancellationToken);

    /// <summary>What all teams together used on a date.</summary>
    Task<JudgeUse> UsedAsync(LocalDate date, CancellationToken cancellationToken);
}
