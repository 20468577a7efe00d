using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Rounds;
using Quartz;

namespace AwsPrepBot.Jobs;

/// <summary>A round's closing time has come.</summary>
internal sealed class CloseRoundJob(RoundService rounds) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await rounds.CloseDueAsync(JobData.TeamOf(context), new RoundId(JobData.IdOf(context)), cancellationToken);
}
