using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Schedules;
using Quartz;

namespace AwsPrepBot.Jobs;

/// <summary>A schedule's set time has come.</summary>
internal sealed class PostDailyQuestionJob(DailyQuestions daily) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await daily.PostDueAsync(JobData.TeamOf(context), new ScheduleId(JobData.IdOf(context)), cancellationToken);
}
