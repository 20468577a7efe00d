using AwsPrepBot.Engine;
using AwsPrepBot.Storage.Writing;
using NodaTime;

namespace AwsPrepBot.Storage;

/// <summary>The tenants and the people in them.</summary>
internal static class Teams
{
    public static void Remember(WriteConnection connection, TeamId team, Instant now) => connection.Execute(
        "INSERT INTO teams (id, first_seen) VALUES (?1, ?2) ON CONFLICT DO NOTHING", team.Value, now.ToUnixTimeMilliseconds());

    /// <summary>Keeps the name a member last spoke under. The row is written only for a new name or once an hour.</summary>
    public static void RememberMember(WriteConnection connection, TeamId team, MemberId member, string displayName, Instant now) =>
        connection.Execute(
            """
            INSERT INTO members (team, id, display_name, first_seen, last_seen) VALUES (?1, ?2, ?3, ?4, ?4)
            ON CONFLICT (team, id) DO UPDATE SET display_name = excluded.display_name, last_seen = max(last_seen, excluded.last_seen)
            WHERE display_name <> excluded.display_name OR last_seen < excluded.last_seen - 3600000
            """,
            team.Value, member.Value, displayName, now.ToUnixTimeMilliseconds());
}
