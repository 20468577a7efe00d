namespace AwsPrepBot.Discord;

/// <summary>
/// Remembers how often the bot identified to the gateway, across restarts: at 1000 in 24 hours Discord takes the token away.
/// Kept by the store.
/// </summary>
public interface IIdentifyBudget
{
    /// <summary>
    /// Counts one Identify, durably before it returns, unless <paramref name="limit"/> were counted in the last
    /// <paramref name="window"/>. Atomic: two processes never both take the last one.
    /// </summary>
    /// <returns>Null when it was counted; otherwise the instant at which the next one is free.</returns>
    Task<DateTimeOffset?> TryTakeAsync(int limit, TimeSpan window, CancellationToken cancellationToken);
}
