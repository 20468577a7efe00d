namespace AwsPrepBot.Engine.Chat;

/// <summary>
/// Remembers what was delivered, across restarts and replicas: for platforms that may deliver the same thing twice, to
/// different processes. What a request changes happens once without it; this is for what it answers.
/// </summary>
public interface IInbox
{
    /// <summary>Durable when it returns: true for the one caller who brings this first. Forgotten after a week.</summary>
    /// <param name="team">Whose.</param>
    /// <param name="delivered">What it is known by when it is delivered again.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<bool> TryTakeAsync(TeamId team, RequestId delivered, CancellationToken cancellationToken);
}
