using AwsPrepBot.Engine;
using NodaTime;

namespace AwsPrepBot.Storage.Writing;

/// <summary>Makes a person's act happen once, however often its event is delivered.</summary>
internal static class Requests
{
    // Platforms deliver again within minutes; a week is far beyond what any of them does.
    static readonly Duration Kept = Duration.FromDays(7);

    /// <summary>What stands in place of a round for deliveries: no id is negative.</summary>
    const long Delivered = -1;

    const int PruneAtOnce = 2000;

    /// <summary>False when the act was carried out before. Claim it in the transaction that has the effect.</summary>
    public static bool Claim(WriteConnection connection, TeamId team, RequestId request, Instant now) =>
        Claim(connection, team, 0, request, now);

    /// <summary>The same for an answer to a round.</summary>
    public static bool Claim(WriteConnection connection, TeamId team, RoundId answered, RequestId request, Instant now) =>
        Claim(connection, team, answered.Value, request, now);

    /// <summary>The same for a delivery, which is beside what it asks for: taking one does not carry out the other.</summary>
    public static bool ClaimDelivery(WriteConnection connection, TeamId team, RequestId delivered, Instant now) =>
        Claim(connection, team, Delivered, delivered, now);

    public static bool IsClaimed(WriteConnection connection, TeamId team, RequestId request)
    {
        using var found = connection.Query("SELECT 1 FROM requests WHERE team = ?1 AND about = 0 AND id = ?2", team.Value, request.Value);
        return found.Read();
    }

    /// <summary>Removes some of the old ones.</summary>
    /// <returns>Whether that was all.</returns>
    public static bool Prune(WriteConnection connection, Instant now) =>
        connection.Execute(
            "DELETE FROM requests WHERE (team, about, id) IN (SELECT team, about, id FROM requests WHERE at < ?1 ORDER BY at LIMIT ?2)",
            (now - Kept).ToUnixTimeMilliseconds(), PruneAtOnce) < PruneAtOnce;

    static bool Claim(WriteConnection connection, TeamId team, long about, RequestId request, Instant now) =>
        connection.Execute(
            "INSERT INTO requests (team, about, id, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            team.Value, about, request.Value, now.ToUnixTimeMilliseconds()) == 1;
}
