using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Engine.Schedules;

/// <summary>Which schedule's days and streaks a person means who asks in some channel.</summary>
internal static class NearestSchedule
{
    /// <summary>This channel's, else the team's first; null when it has none.</summary>
    public static async Task<Schedule?> NearestAsync(this IScheduleStore schedules, ChatRequest request, CancellationToken cancellationToken) =>
        await schedules.FindAsync(request.Team, request.Channel, cancellationToken)
        ?? (await schedules.OfTeamAsync(request.Team, cancellationToken) is [var first, ..] ? first : null);
}
