using AwsPrepBot.Engine.Rounds;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AwsPrepBot.Engine.Schedules;

/// <summary>
/// Posts what is due: exactly one daily round for each expected local day, posted late within
/// <see cref="RoundService.PostWindow"/>, else skipped with a note; never yesterday's question.
/// </summary>
public sealed partial class DailyQuestions(
    IScheduleStore schedules, RoundService rounds, IAlarms alarms, TimeProvider time, ILogger<DailyQuestions> logger)
{
    /// <summary>Missed days older than this are not noted any more.</summary>
    static readonly Duration Memory = Duration.FromDays(31);

    /// <summary>Opens the schedule's daily round if it is due, notes missed days, and sets the next alarm.</summary>
    public async Task PostDueAsync(TeamId team, ScheduleId id, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(team, id, cancellationToken) is { } schedule)
        {
            await PostDueAsync(schedule, cancellationToken);
            await SetAlarmAsync(schedule, cancellationToken);
        }
    }

    /// <summary>As above without the alarm, for the sweep.</summary>
    internal async Task PostDueAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        if (schedule.Settings is not { } settings)
            return;
        var now = time.GetInstant();
        var since = Instant.Max(schedule.EffectiveFrom, now - Memory);
        var due = Occurrences.After(settings, schedule.Pause, since).TakeWhile(occurrence => occurrence.At <= now).ToList();
        if (due.Count == 0)
            return;
        var handled = await schedules.HandledAsync(schedule.Id, due[0].Date, cancellationToken);
        foreach (var occurrence in due.Where(occurrence => !handled.Contains(occurrence.Date)))
        {
            if (now - occurrence.At > RoundService.PostWindow)
                await SkipAsync(schedule, occurrence, now, cancellationToken);
            else
                await rounds.OpenAsync(schedule, RoundKind.Daily, occurrence.Date, occurrence.At, null, cancellationToken);
        }
    }

    /// <summary>
    /// Today's round now if this is one of the schedule's days and it was not posted yet (then nothing more comes at the
    /// set time), otherwise an extra round. A day that was skipped counts as not posted only with
    /// <paramref name="evenIfSkipped"/>.
    /// </summary>
    public async Task<OpenOutcome> PostNowAsync(Schedule schedule, bool evenIfSkipped, RequestId? request, CancellationToken cancellationToken)
    {
        var settings = schedule.Settings ?? throw new ArgumentException("A schedule that was taken back asks nothing.", nameof(schedule));
        var today = time.GetToday(settings.TimeZone);
        var now = time.GetInstant();
        var isDailyDue = settings.Days.Contains(today.DayOfWeek) && schedule.PauseOn(today) is null;
        if (isDailyDue && !evenIfSkipped)
            isDailyDue = !(await schedules.HandledAsync(schedule.Id, today, cancellationToken)).Contains(today);
        var outcome = isDailyDue ? await rounds.OpenAsync(schedule, RoundKind.Daily, today, now, request, cancellationToken) : new OpenOutcome.AlreadyClaimed();
        if (outcome is OpenOutcome.AlreadyClaimed)
            outcome = await rounds.OpenAsync(schedule, RoundKind.Extra, today, now, request, cancellationToken);
        await SetAlarmAsync(schedule, cancellationToken);
        return outcome;
    }

    /// <summary>The next posts, as things stand: days already asked or skipped are left out.</summary>
    public async Task<IReadOnlyList<Occurrence>> NextAsync(Schedule schedule, int count, CancellationToken cancellationToken)
    {
        if (schedule.Settings is not { } settings)
            return [];
        var now = time.GetInstant();
        var after = Instant.Max(now, schedule.EffectiveFrom);
        var handled = await schedules.HandledAsync(schedule.Id, now.InZone(settings.TimeZone).Date, cancellationToken);
        return [.. Occurrences.After(settings, schedule.Pause, after).Where(occurrence => !handled.Contains(occurrence.Date)).Take(count)];
    }

    /// <summary>Sets the alarm for the schedule's next post.</summary>
    public async Task SetAlarmAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        if (await NextAsync(schedule, 1, cancellationToken) is [var next, ..])
            await alarms.SetPostAsync(schedule.Team, schedule.Id, next.At, cancellationToken);
    }

    async Task SkipAsync(Schedule schedule, Occurrence occurrence, Instant now, CancellationToken cancellationToken)
    {
        var zone = schedule.Settings!.TimeZone;
        var back = now.InZone(zone).LocalDateTime;
        var reason = back.Date == occurrence.Date
            ? $"nothing could be asked until {back:HH:mm}, more than {RoundService.PostWindow.Hours} hours late"
            : $"nothing could be asked that day within {RoundService.PostWindow.Hours} hours of the set time";
        await schedules.SkipAsync(schedule, new SkippedDay(occurrence.Date, reason), cancellationToken);
        Log.Skipped(logger, schedule.Id, occurrence.Date);
    }

    static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Warning, "Schedule {Schedule} skipped {Date}: its set time was more than 4 hours ago")]
        public static partial void Skipped(ILogger logger, ScheduleId schedule, LocalDate date);
    }
}
