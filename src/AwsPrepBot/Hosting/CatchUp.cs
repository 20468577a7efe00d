using AwsPrepBot.Engine.Schedules;
using Microsoft.Extensions.Hosting;

namespace AwsPrepBot.Hosting;

/// <summary>At start: does what came due while the program was away, and sets the alarms that ended with the last process.</summary>
internal sealed class CatchUp(Sweep sweep) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await sweep.RunAsync(cancellationToken);
        await sweep.SetAlarmsAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
