using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Storage.Writing;
using NodaTime;

namespace AwsPrepBot.Storage;

internal sealed class SessionBudget(Writer writer, TimeProvider time) : ISessionBudget
{
    public Task<Instant?> TryTakeAsync(string platform, int limit, Duration window, CancellationToken cancellationToken)
    {
        var (now, length) = (time.GetInstant().ToUnixTimeMilliseconds(), (long)window.TotalMilliseconds);
        return writer.WriteAsync<Instant?>(
            connection =>
            {
                // A start that lies further ahead than the window is of a clock that was set back since.
                connection.Execute(
                    "DELETE FROM session_starts WHERE platform = ?1 AND (at <= ?2 OR at > ?3)", platform, now - length, now + length);
                if (NextFree(connection, platform, limit, length) is { } free)
                    return Words.Instant(free);
                connection.Execute("INSERT INTO session_starts (platform, at) VALUES (?1, ?2)", platform, now);
                return null;
            },
            cancellationToken);
    }

    /// <summary>Null when there is a place now.</summary>
    static long? NextFree(WriteConnection connection, string platform, int limit, long length)
    {
        using var counted = connection.Query(
            "SELECT at FROM session_starts WHERE platform = ?1 ORDER BY at DESC LIMIT 1 OFFSET ?2", platform, limit - 1);
        return counted.Read() ? counted.GetInt64(0) + length : null;
    }
}
