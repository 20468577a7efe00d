using AwsPrepBot.Engine.Chat;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Engine.Schedules;

/// <summary>
/// Tells the admin who last changed a schedule what only a person can mend. Best effort and at most once: what is said is
/// also to be seen in <c>/prep schedule</c> or in the log.
/// </summary>
public sealed partial class AdminNotices(DirectMessages messages, ILogger<AdminNotices> logger)
{
    /// <summary>Says it, where somebody is known to say it to. Throws only for cancellation.</summary>
    public async Task TellAsync(Schedule schedule, RichText notice, CancellationToken cancellationToken)
    {
        if (schedule.ChangedBy is not { } admin)
            return;
        if (await messages.TellAsync(schedule.Team, admin, Card.Plain(notice), cancellationToken))
            Log.Told(logger, schedule.Id);
        else
            Log.NotTold(logger, schedule.Id);
    }

    static partial class Log
    {
        [LoggerMessage(1121, LogLevel.Information, "The admin of schedule {Schedule} was told")]
        public static partial void Told(ILogger logger, ScheduleId schedule);

        [LoggerMessage(1122, LogLevel.Warning, "The admin of schedule {Schedule} could not be told")]
        public static partial void NotTold(ILogger logger, ScheduleId schedule);
    }
}
