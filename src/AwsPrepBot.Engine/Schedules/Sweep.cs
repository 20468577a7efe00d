using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Teams;
using NodaTime;

namespace AwsPrepBot.Engine.Schedules;

/// <summary>Finds due work that no alarm announced. Runs at start, where it also sets every alarm, and each minute.</summary>
public sealed class Sweep(
    IRoundStore roundStore, IScheduleStore schedules, RoundService rounds, DailyQuestions daily, ChannelQuizzes quizzes, TeamLife teams, IAlarms alarms,
    TimeProvider time)
{
    /// <summary>Closes what is due, then opens what is due: so that the new question can tell yesterday's answer.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        foreach (var round in await roundStore.AllOpenAsync(cancellationToken))
        {
            if (round.ClosesAt <= now)
                await rounds.CloseAsync(round.Team, round.Id, null, cancellationToken);
        }

        foreach (var schedule in await schedules.AllAsync(cancellationToken))
            await daily.PostDueAsync(schedule, cancellationToken);
        await quizzes.SweepAsync(cancellationToken);
        await teams.ForgetLeftAsync(cancellationToken);
    }

    /// <summary>Sets the alarms that the last process took with it.</summary>
    public async Task SetAlarmsAsync(CancellationToken cancellationToken)
    {
        foreach (var round in await roundStore.AllOpenAsync(cancellationToken))
        {
            if (round.ClosesAt is { } closesAt)
                await alarms.SetCloseAsync(round.Team, round.Id, closesAt, cancellationToken);
        }

        foreach (var schedule in await schedules.AllAsync(cancellationToken))
            await daily.SetAlarmAsync(schedule, cancellationToken);
        await quizzes.SetAlarmsAsync(cancellationToken);
    }
}
