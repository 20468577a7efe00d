using NodaTime;

namespace AwsPrepBot.Engine.Teams;

/// <summary>What is kept of a team as a whole. What a method reports is durable when it returns.</summary>
public interface ITeamStore
{
    /// <summary>True once in a team's life: whoever gets it may greet the team, nobody after.</summary>
    Task<bool> ClaimGreetingAsync(TeamId team, CancellationToken cancellationToken);

    /// <summary>The bot was sent away. The first instant counts until it is back; a team that was never known stays so.</summary>
    Task MarkLeftAsync(TeamId team, Instant at, CancellationToken cancellationToken);

    /// <summary>The bot is there: it was never sent away, or is back.</summary>
    Task MarkPresentAsync(TeamId team, CancellationToken cancellationToken);

    /// <summary>The teams of a platform that are not marked as left.</summary>
    Task<IReadOnlyList<TeamId>> PresentAsync(string platform, CancellationToken cancellationToken);

    /// <summary>Deletes everything of the teams that left at that instant or before.</summary>
    /// <returns>Those teams.</returns>
    Task<IReadOnlyList<TeamId>> ForgetLeftAsync(Instant leftBy, CancellationToken cancellationToken);
}
