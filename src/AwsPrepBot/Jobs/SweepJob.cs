using AwsPrepBot.Engine.Schedules;
using Quartz;

namespace AwsPrepBot.Jobs;

/// <summary>Each minute: finds due work that no trigger fired.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(Sweep sweep) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await sweep.RunAsync(cancellationToken);
}
