namespace AwsPrepBot.Engine.Teams;

/// <summary>What is kept of a team as a whole. What a method reports is durable when it returns.</summary>
public interface ITeamStore
{
    /// <summary>True once in a team's life: whoever gets it may greet the team, nobody after.</summary>
    Task<bool> ClaimGreetingAsync(TeamId team, CancellationToken cancellationToken);
}
