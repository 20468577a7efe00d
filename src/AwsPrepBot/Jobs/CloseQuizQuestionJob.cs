using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Quizzes;
using Quartz;

namespace AwsPrepBot.Jobs;

/// <summary>The closing time of a question in a channel's quiz has come.</summary>
internal sealed class CloseQuizQuestionJob(ChannelQuizzes quizzes) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await quizzes.AdvanceDueAsync(JobData.TeamOf(context), new QuizId(JobData.IdOf(context)), cancellationToken);
}
