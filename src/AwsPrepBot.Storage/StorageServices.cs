using AwsPrepBot.Engine;
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
using AwsPrepBot.Storage.Delivery;
using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.Storage.Members;
using AwsPrepBot.Storage.Quizzes;
using AwsPrepBot.Storage.Reports;
using AwsPrepBot.Storage.Rounds;
using AwsPrepBot.Storage.Schedules;
using AwsPrepBot.Storage.Scores;
using AwsPrepBot.Storage.Writing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AwsPrepBot.Storage;

/// <summary>The wiring.</summary>
public static class StorageServices
{
    /// <summary>
    /// The stores, over the database of <c>Storage:ConnectionString</c>. Before any hosted service starts, the database is
    /// locked against a second <c>run</c>, migrated and opened; after all have stopped, what is queued is written and it is closed.
    /// </summary>
    /// <exception cref="StorageException">At the host's start: the database is in use, newer than the program or cannot be used.</exception>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Configure(options => StorageOptions.Read(options, configuration))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IdSource>();
        services.AddSingleton(provider => new SqliteFile(provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.AddSingleton<Readers>();
        services.AddSingleton<Writer>();
        services.AddSingleton<IHostedService, StorageLifetime>();
        services.AddSingleton<IDoctorCheck, StorageDoctor>();
        services.AddSingleton<IHealthPart, StorageHealth>();

        services.AddSingleton<IRoundStore, RoundStore>();
        services.AddSingleton<IQuizStore, QuizStore>();
        services.AddSingleton<IReportStore, ReportStore>();
        services.AddSingleton<IOpenAnswerStore, OpenAnswerStore>();
        services.AddSingleton<IScheduleStore, ScheduleStore>();
        services.AddSingleton<IScoreStore, ScoreStore>();
        services.AddSingleton<IDeliveryStore, DeliveryStore>();
        services.AddSingleton<IMemberStore, MemberStore>();
        services.AddSingleton<ITeamStore, TeamStore>();
        services.AddSingleton<ISessionBudget, SessionBudget>();
        services.AddSingleton<IJudgeBudget, JudgeBudget>();
        return services;
    }

    /// <summary>
    /// Locks, migrates and opens the database before the host starts, where a refusal is the caller's to report; without it
    /// the host's start does so.
    /// </summary>
    /// <exception cref="StorageException">The database is in use, newer than the program or cannot be used.</exception>
    public static Task OpenStorageAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetServices<IHostedService>().OfType<StorageLifetime>().Single().StartingAsync(cancellationToken);
}
