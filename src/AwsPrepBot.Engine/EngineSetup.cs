using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Members;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Engine.Scores;
using AwsPrepBot.Engine.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace AwsPrepBot.Engine;

/// <summary>The engine's wiring.</summary>
public static class EngineSetup
{
    /// <summary>
    /// Adds every rule. The container must also have a <see cref="TimeProvider"/>, a <see cref="Questions.CurrentBank"/>,
    /// the stores, <see cref="IAlarms"/> and at least one <see cref="IChatPlatform"/>.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="admins">Whom the operator names as admins, <c>platform:team:member</c> each.</param>
    public static IServiceCollection AddEngine(this IServiceCollection services, IEnumerable<string> admins) => services
        .AddSingleton(new Admins(admins))
        .AddSingleton<IdSource>()
        .AddSingleton<IAnswerGrader, OfflineGrader>()
        .AddSingleton<Outbox>()
        .AddSingleton<RoundCards>().AddSingleton<RoundService>()
        .AddSingleton<DailyQuestions>().AddSingleton<Sweep>()
        .AddSingleton<DirectMessages>().AddSingleton<AdminNotices>().AddSingleton<BotPauses>().AddSingleton<TeamLife>().AddSingleton<PlatformEnd>()
        .AddSingleton<TodayCommand>().AddSingleton<LeaderboardCommand>().AddSingleton<ScheduleCommand>().AddSingleton<SetupCommand>()
        .AddSingleton<PauseCommand>().AddSingleton<ResumeCommand>().AddSingleton<PostCommand>().AddSingleton<CloseCommand>()
        .AddSingleton<AnswerSheets>().AddSingleton<AnswerHandler>().AddSingleton<WriteHandler>().AddSingleton<HintHandler>()
        .AddSingleton<ReportCards>().AddSingleton<ReportNews>().AddSingleton<ReportCommand>().AddSingleton<ReportsCommand>()
        .AddSingleton<StatsCommand>().AddSingleton<TopicsCommand>().AddSingleton<AwayCommand>().AddSingleton<PrivacyCommand>()
        .AddSingleton<QuizQuestions>().AddSingleton<PrivateQuizzes>().AddSingleton<ChannelQuizzes>().AddSingleton<QuizPresses>()
        .AddSingleton<QuizCommand>().AddSingleton<MockCommand>().AddSingleton<QuizMessenger>()
        .AddSingleton<Suggestions>().AddSingleton<PrepCommands>().AddSingleton<IPrepBot, PrepBot>()
        .AddSingleton<NoticeMessenger>().AddSingleton<RoundMessenger>().AddHostedService<DeliveryWorker>();
}
