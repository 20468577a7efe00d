using AwsPrepBot.Engine.Chat;
using NodaTime;

namespace AwsPrepBot.Discord;

/// <summary>The count of Identifies, kept by the store.</summary>
internal sealed class StoredIdentifyBudget(ISessionBudget sessions) : IIdentifyBudget
{
    public async Task<DateTimeOffset?> TryTakeAsync(int limit, TimeSpan window, CancellationToken cancellationToken) =>
        (await sessions.TryTakeAsync(DiscordTeams.Platform, limit, Duration.FromTimeSpan(window), cancellationToken))?.ToDateTimeOffset();
}
