using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace AwsPrepBot.Jobs;

/// <summary>Quartz with its tables in memory: the store knows what is due, triggers only wake us in time.</summary>
internal static class JobsSetup
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<IAlarms, QuartzAlarms>().AddSingleton<IHealthPart, SchedulerHealth>();
        services.AddQuartz(quartz => quartz
            .AddJob<SweepJob>(job => job.WithIdentity(SweepJob.Key).StoreDurably())
            .AddTrigger(trigger => trigger.ForJob(SweepJob.Key).StartAt(DateTimeOffset.UnixEpoch).WithSimpleSchedule(SweepJob.Once))); // long past by any clock: at once
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}
