using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Teams;
using AwsPrepBot.Storage.Members;
using AwsPrepBot.Storage.Writing;
using Dapper;
using NodaTime;

namespace AwsPrepBot.Storage;

internal sealed class TeamStore(Readers readers, Writer writer, TimeProvider time) : ITeamStore
{
    const string HasLeft = "left_at <= @leftBy";

    public Task<bool> ClaimGreetingAsync(TeamId team, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        return writer.WriteAsync(
            connection =>
            {
                Teams.Remember(connection, team, now);
                return connection.Execute(
                    "UPDATE teams SET greeted_at = ?2 WHERE id = ?1 AND greeted_at IS NULL", team.Value, now.ToUnixTimeMilliseconds()) == 1;
            },
            cancellationToken);
    }

    public Task MarkLeftAsync(TeamId team, Instant at, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            connection => connection.Execute(
                "UPDATE teams SET left_at = ?2 WHERE id = ?1 AND left_at IS NULL", team.Value, at.ToUnixTimeMilliseconds()),
            cancellationToken);

    public async Task MarkPresentAsync(TeamId team, CancellationToken cancellationToken)
    {
        // Told of every team at each start: the usual answer costs no write.
        var hasLeft = await readers.ReadAsync(
            connection => connection.ExecuteScalar<bool>(
                "SELECT EXISTS (SELECT 1 FROM teams WHERE id = @team AND left_at IS NOT NULL)", new { team = team.Value }),
            cancellationToken);
        if (hasLeft)
            await writer.WriteAsync(connection => connection.Execute("UPDATE teams SET left_at = NULL WHERE id = ?1", team.Value), cancellationToken);
    }

    public Task<IReadOnlyList<TeamId>> PresentAsync(string platform, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<TeamId>>(
            connection => [.. connection
                .Query<string>("SELECT id FROM teams WHERE left_at IS NULL AND substr(id, 1, length(@platform) + 1) = @platform || ':'", new { platform })
                .Select(id => new TeamId(id))],
            cancellationToken);

    public async Task<IReadOnlyList<TeamId>> ForgetLeftAsync(Instant leftBy, CancellationToken cancellationToken)
    {
        var values = new { leftBy = leftBy.ToUnixTimeMilliseconds() };
        var left = await readers.ReadAsync(
            connection => connection.Query<string>($"SELECT id FROM teams WHERE {HasLeft}", values).AsList(), cancellationToken);
        var forgotten = new List<TeamId>();
        foreach (var team in left.Select(id => new TeamId(id)))
        {
            if (await writer.WriteAsync(connection => Forget(connection, team, values.leftBy), cancellationToken))
                forgotten.Add(team);
        }

        return forgotten;
    }

    static bool Forget(WriteConnection connection, TeamId team, long leftBy)
    {
        // It may be back since it was looked for.
        if (!connection.Sqlite.ExecuteScalar<bool>($"SELECT EXISTS (SELECT 1 FROM teams WHERE id = @team AND {HasLeft})", new { team = team.Value, leftBy }))
            return false;
        Forgetting.Team(connection.Sqlite, team);
        return true;
    }
}
