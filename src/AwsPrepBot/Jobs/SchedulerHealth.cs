using AwsPrepBot.Engine;
using Quartz;

namespace AwsPrepBot.Jobs;

/// <summary>Whether what is due will be noticed.</summary>
internal sealed class SchedulerHealth(ISchedulerFactory schedulers) : IHealthPart
{
    public string Name => "scheduler";

    public async ValueTask<string?> TroubleAsync(CancellationToken cancellationToken) =>
        await schedulers.GetScheduler(cancellationToken) is { Status: SchedulerStatus.Running } ? null : "not running";
}
