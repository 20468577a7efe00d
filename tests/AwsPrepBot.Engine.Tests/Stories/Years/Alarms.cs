using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories.Years;

/// <summary>An alarm that was set.</summary>
sealed record Alarm(TeamId Team, long Id, bool IsPost, Instant At);

/// <summary>Alarms as a process would have them: one for each due thing, gone with it.</summary>
sealed class Alarms : IAlarms
{
    readonly Dictionary<(TeamId Team, long Id, bool IsPost), Instant> _set = [];
    readonly Lock _lock = new();

    public Alarm? Next
    {
        get
        {
            lock (_lock)
                return _set.OrderBy(alarm => alarm.Value).Select(alarm => new Alarm(alarm.Key.Team, alarm.Key.Id, alarm.Key.IsPost, alarm.Value)).FirstOrDefault();
        }
    }

    public void Clear()
    {
        lock (_lock)
            _set.Clear();
    }

    public async Task GoOffAsync(Alarm alarm, IServiceProvider services, CancellationToken cancellationToken)
    {
        lock (_lock)
            _set.Remove((alarm.Team, alarm.Id, alarm.IsPost));
        if (alarm.IsPost)
            await services.GetRequiredService<DailyQuestions>().PostDueAsync(alarm.Team, new ScheduleId(alarm.Id), cancellationToken);
        else
            await services.GetRequiredService<RoundService>().CloseDueAsync(alarm.Team, new RoundId(alarm.Id), cancellationToken);
    }

    public Task SetPostAsync(TeamId team, ScheduleId schedule, Instant at, CancellationToken cancellationToken) => Set((team, schedule.Value, true), at);

    public Task SetCloseAsync(TeamId team, RoundId round, Instant at, CancellationToken cancellationToken) => Set((team, round.Value, false), at);

    public Task SetQuizAsync(TeamId team, QuizId quiz, Instant at, CancellationToken cancellationToken) => Task.CompletedTask;

    Task Set((TeamId, long, bool) key, Instant at)
    {
        lock (_lock)
            _set[key] = at;
        return Task.CompletedTask;
    }
}
