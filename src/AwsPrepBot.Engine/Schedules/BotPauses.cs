using AwsPrepBot.Engine.Chat;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Engine.Schedules;

/// <summary>Pauses a schedule that cannot be served until a person mends something, and tells the admin who set it up.</summary>
public sealed partial class BotPauses(IScheduleStore schedules, AdminNotices notices, ILogger<BotPauses> logger)
{
    /// <summary>How often somebody may change the schedule in between before this one gives way.</summary>
    const int MostConflicts = 5;

    /// <summary>
    /// Pauses it until somebody resumes it, and tells the admin: once, for only the call that paused it does. A schedule
    /// that is paused for good, or was taken back, stays as it is.
    /// </summary>
    /// <param name="team">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="reason">In words that fit after "paused:".</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task PauseAsync(TeamId team, ScheduleId id, string reason, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostConflicts; attempt++)
        {
            if (await schedules.FindAsync(team, id, cancellationToken) is not { Settings: not null, Pause: null or { Until: not null } } schedule)
                return;
            var paused = schedule with { Revision = schedule.Revision + 1, Pause = new SchedulePause(null, reason) };
            if (await schedules.SaveAsync(paused, null, cancellationToken) != SaveResult.Saved)
                continue;
            Log.Paused(logger, id, reason);
            await notices.TellAsync(
                paused,
                [
                    "I paused the questions in ", Span.Channel(paused.Channel), $": {reason}. When that is mended, say ", Span.Code("/prep resume"), " there.",
                ],
                cancellationToken);
            return;
        }
    }

    static partial class Log
    {
        [LoggerMessage(1111, LogLevel.Warning, "Schedule {Schedule} is paused: {Reason}")]
        public static partial void Paused(ILogger logger, ScheduleId schedule, string reason);
    }
}
