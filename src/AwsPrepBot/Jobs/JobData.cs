using AwsPrepBot.Engine;
using Quartz;

namespace AwsPrepBot.Jobs;

/// <summary>What a job is told: the team and one id. It re-reads everything else from the tables.</summary>
internal static class JobData
{
    public const string Team = "team";
    public const string Id = "id";

    public static TeamId TeamOf(IJobExecutionContext context) => new(context.MergedJobDataMap.GetString(Team)!);

    public static long IdOf(IJobExecutionContext context) => context.MergedJobDataMap.GetLong(Id);
}
