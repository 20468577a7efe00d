using AwsPrepBot.Engine;
using NodaTime;

namespace AwsPrepBot.Storage.Writing;

/// <summary>Makes a person's act happen once, however often its event is delivered.</summary>
internal static class Requests
{
    // Platforms deliver again within minutes; a week is far beyond what any of them does.
    static readonly Duration Kept = Duration.FromDays(7);

    const int PruneAtOnce = 2000;

    /// <summary>False when the act was carried out before. Claim it in the transaction that has the effect.</summary>
    public static bool Claim(WriteConnection connection, TeamId team, RequestId request, Instant now) =>
        connection.Execute(
            "INSERT INTO requests (team, id, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            team.Value, request.Value, now.ToUnixTimeMilliseconds()) == 1;

    public static bool IsClaimed(WriteConnection connection, TeamId team, RequestId request)
    {
        using var found = connection.Query("SELECT 1 FROM requests WHERE team = ?1 AND id = ?2", team.Value, request.Value);
        return found.Read();
    }

    /// <summary>Removes some of the old ones.</summary>
    /// <returns>Whether that was all.</returns>
    public static bool Prune(WriteConnection connection, Instant now) =>
        connection.Execute(
            "DELETE FROM requests WHERE (team, id) IN (SELECT team, id FROM requests WHERE at < ?1 ORDER BY at LIMIT ?2)",
            (now - Kept).ToUnixTimeMilliseconds(), PruneAtOnce) < PruneAtOnce;
}
