using NodaTime;

namespace AwsPrepBot.Engine.Chat;

/// <summary>Remembers, across restarts, how often a session with a platform was started: some punish too many a day.</summary>
public interface ISessionBudget
{
    /// <summary>
    /// Counts one start, durably before it returns, unless <paramref name="limit"/> were counted in the last
    /// <paramref name="window"/>. Atomic: two callers never both take the last one.
    /// </summary>
    /// <returns>Null when it was counted; otherwise when the next one is free.</returns>
    Task<Instant?> TryTakeAsync(string platform, int limit, Duration window, CancellationToken cancellationToken);
}
