namespace AwsPrepBot.Engine.Chat;

/// <summary>The one way in, for every adapter. All methods may be called side by side.</summary>
public interface IPrepBot
{
    /// <summary>
    /// Decides what a person's act means, stores what follows and says what to answer, for that person's eyes only.
    /// Never throws but for cancellation: a bug or a broken store is logged and becomes a card that says that nothing
    /// was recorded.
    /// </summary>
    /// <returns>The answer; null when this request was answered before and nothing is to be said.</returns>
    Task<Card?> HandleAsync(ChatRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// For a channel that needs no administrator: gives it a schedule in <paramref name="zone"/> if it has none, catches up
    /// on what came due while the bot was away and, if no question is open then, opens one whatever the hour.
    /// Like <see cref="HandleAsync"/> it never throws but for cancellation.
    /// </summary>
    /// <returns>What the people there should know first (a skipped day, an empty bank); null when all is as usual.</returns>
    Task<Card?> StartRoomAsync(TeamId team, ChannelId channel, string zone, CancellationToken cancellationToken);

    /// <summary>Completes when everything that is due on a platform has been sent or put off.</summary>
    Task WhenDeliveredAsync(string platform, CancellationToken cancellationToken);
}
