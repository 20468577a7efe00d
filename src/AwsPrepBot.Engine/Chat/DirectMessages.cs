using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Engine.Chat;

/// <summary>Says something to one member, outside any channel. Best effort: what must not be missed is also to be seen elsewhere.</summary>
public sealed partial class DirectMessages(IEnumerable<IChatPlatform> platforms, ILogger<DirectMessages> logger)
{
    /// <summary>Says it. Throws only for cancellation.</summary>
    /// <returns>Whether it is there for certain.</returns>
    public async Task<bool> TellAsync(TeamId team, MemberId member, Card card, CancellationToken cancellationToken)
    {
        if (platforms.FirstOrDefault(platform => platform.Name == team.Platform) is not { } platform)
            return false;
        try
        {
            var told = await platform.TellAsync(team, member, card, cancellationToken);
            if (told is SendResult.Sent)
                return true;
            Log.NotTold(logger, team, told.ToString());
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception, team);
        }

        return false;
    }

    static partial class Log
    {
        [LoggerMessage(1131, LogLevel.Warning, "A member of {Team} could not be told something: {Why}")]
        public static partial void NotTold(ILogger logger, TeamId team, string why);

        [LoggerMessage(1132, LogLevel.Error, "A member of {Team} could not be told something")]
        public static partial void Failed(ILogger logger, Exception exception, TeamId team);
    }
}
