using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Schedules;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Quartz;

namespace AwsPrepBot.Jobs;

/// <summary>
/// Alarms as one-shot Quartz triggers. A trigger's identity is the due thing's id, so setting it again moves it; one that is
/// late fires as soon as it can. Once the program stops none is set any more: the next start looks for all that is due.
/// </summary>
internal sealed class QuartzAlarms(ISchedulerFactory factory, IHostApplicationLifetime lifetime) : IAlarms
{
    public Task SetPostAsync(TeamId team, ScheduleId schedule, Instant at, CancellationToken cancellationToken) =>
        SetAsync<PostDailyQuestionJob>($"post-{schedule.Value}", team, schedule.Value, at, cancellationToken);

    public Task SetCloseAsync(TeamId team, RoundId round, Instant at, CancellationToken cancellationToken) =>
        SetAsync<CloseRoundJob>($"close-{round.Value}", team, round.Value, at, cancellationToken);

    public Task SetQuizAsync(TeamId team, QuizId quiz, Instant at, CancellationToken cancellationToken) =>
        SetAsync<CloseQuizQuestionJob>($"quiz-{quiz.Value}", team, quiz.Value, at, cancellationToken);

    async Task SetAsync<TJob>(string identity, TeamId team, long id, Instant at, CancellationToken cancellationToken) where TJob : IJob
    {
        var job = JobBuilder.Create<TJob>()
            .WithIdentity(identity)
            .UsingJobData(JobData.Team, team.Value)
            .UsingJobData(JobData.Id, id)
            .Build();
        var trigger = TriggerBuilder.Create()
            .WithIdentity(identity)
            .StartAt(at.ToDateTimeOffset())
            // The other instructions go by the machine's clock: under one of ours Quartz 4.7.3 would look for a late trigger's next
            // time for ever, in a loop that fills the memory.
            .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires))
            .Build();
        try
        {
            var scheduler = await factory.GetScheduler(cancellationToken);
            await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, cancellationToken);
        }
        catch (SchedulerException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The scheduler ends before the last message is delivered.
        }
    }
}
