using AwsPrepBot.Engine.Schedules;
using Quartz;

namespace AwsPrepBot.Jobs;

/// <summary>
/// Each minute: finds due work that no trigger fired. It sets its own next trigger: a repeating one would, after a machine
/// slept, either fire for each minute missed or be moved by the machine's clock, whatever ours says.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(Sweep sweep, TimeProvider time) : IJob
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public static JobKey Key { get; } = new("sweep");

    /// <summary>One-shot, however late it is.</summary>
    public static void Once(SimpleScheduleBuilder schedule) => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await sweep.RunAsync(cancellationToken);
        }
        finally
        {
            var next = TriggerBuilder.Create().ForJob(Key).StartAt(time.GetUtcNow() + Every).WithSimpleSchedule(Once).Build();
            await context.Scheduler.ScheduleJob(next, cancellationToken: CancellationToken.None);
        }
    }
}
