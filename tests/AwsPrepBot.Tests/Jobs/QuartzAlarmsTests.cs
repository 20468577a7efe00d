using AwsPrepBot.Engine;
using AwsPrepBot.Jobs;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Quartz;

namespace AwsPrepBot.Tests.Jobs;

public sealed class QuartzAlarmsTests
{
    sealed class EndedScheduler : ISchedulerFactory
    {
        public ValueTask<List<IScheduler>> GetAllSchedulers(CancellationToken cancellationToken = default) => throw new SchedulerException("it has been shut down");

        public ValueTask<IScheduler> GetScheduler(CancellationToken cancellationToken = default) => throw new SchedulerException("it has been shut down");

        public ValueTask<IScheduler?> LookupScheduler(string schedulerName, CancellationToken cancellationToken = default) => throw new SchedulerException("it has been shut down");
    }

    [Fact]
    public async Task An_alarm_is_not_missed_by_a_program_that_stops_and_is_by_one_that_runs()
    {
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        var alarms = new QuartzAlarms(new EndedScheduler(), lifetime);
        Task SetAsync() => alarms.SetCloseAsync(new TeamId("fake:one"), new RoundId(1), Instant.FromUtc(2026, 11, 24, 8, 0), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<SchedulerException>(SetAsync);
        lifetime.StopApplication();
        await SetAsync();
    }
}
