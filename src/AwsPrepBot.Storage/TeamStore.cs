using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Teams;
using AwsPrepBot.Storage.Writing;

namespace AwsPrepBot.Storage;

internal sealed class TeamStore(Writer writer, TimeProvider time) : ITeamStore
{
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
}
