using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Engine.Scores;
using AwsPrepBot.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace AwsPrepBot.TestKit.Storage;

/// <summary>
/// The real store over a new database file of its own, at the newest version, on a clock that stands still until it is
/// told to move. Disposing it deletes the file.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    readonly DirectoryInfo _folder;
    ServiceProvider? _services;

    TestDatabase(DirectoryInfo folder, FakeTimeProvider time, CancellationToken token) => (_folder, Time, Token) = (folder, time, token);

    /// <summary>Ends whatever the test still waits for.</summary>
    public CancellationToken Token { get; }

    /// <summary>Begins on Tuesday 24 November 2026, 08:00 UTC, unless the test brought its own.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>The file.</summary>
    public string File => Path.Combine(_folder.FullName, "prepbot.db");

    /// <summary>As <c>Storage:ConnectionString</c> has it.</summary>
    public string ConnectionString => $"Data Source={File}";

    /// <summary>The configuration that leads to this database.</summary>
    public IConfiguration Configuration => new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Storage:ConnectionString", ConnectionString)])
        .Build();

    /// <summary>Everything <c>AddStorage</c> registers.</summary>
    public IServiceProvider Services => _services ?? throw new InvalidOperationException("The store is stopped.");

    /// <summary>The store of rounds.</summary>
    public IRoundStore Rounds => Services.GetRequiredService<IRoundStore>();

    /// <summary>The store of answers in people's own words.</summary>
    public IOpenAnswerStore OpenAnswers => Services.GetRequiredService<IOpenAnswerStore>();

    /// <summary>The store of quizzes.</summary>
    public IQuizStore Quizzes => Services.GetRequiredService<IQuizStore>();

    /// <summary>The store of reports.</summary>
    public IReportStore Reports => Services.GetRequiredService<IReportStore>();

    /// <summary>The store of schedules.</summary>
    public IScheduleStore Schedules => Services.GetRequiredService<IScheduleStore>();

    /// <summary>The store of scores.</summary>
    public IScoreStore Scores => Services.GetRequiredService<IScoreStore>();

    /// <summary>The outbox.</summary>
    public IDeliveryStore Deliveries => Services.GetRequiredService<IDeliveryStore>();

    /// <summary>A started store.</summary>
    public static async Task<TestDatabase> StartAsync(CancellationToken cancellationToken)
    {
        var database = Empty(cancellationToken);
        try
        {
            await database.StartStoreAsync();
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>A place for a database; there is no file yet and no store.</summary>
    public static TestDatabase Empty(CancellationToken cancellationToken, FakeTimeProvider? time = null) => new(
        Directory.CreateTempSubdirectory("prepbot-"), time ?? new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero)), cancellationToken);

    /// <summary>Starts the store as the host would.</summary>
    public async Task StartStoreAsync()
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddStorage(Configuration)
            .BuildServiceProvider();
        try
        {
            services.GetRequiredService<Microsoft.Extensions.Options.IStartupValidator>().Validate();
            foreach (var lifetime in services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
                await lifetime.StartingAsync(Token);
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
        _services = services;
    }

    /// <summary>Stops the store as the host would: what is queued is written, the file is let go.</summary>
    public async Task StopStoreAsync()
    {
        if (_services is not { } services)
            return;
        _services = null;
        foreach (var lifetime in services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
            await lifetime.StoppedAsync(CancellationToken.None);
        await services.DisposeAsync();
    }

    /// <summary>Keeps the store from writing, as a disk that hangs would, until what it returns is disposed. Reading goes on.</summary>
    public IDisposable Stall()
    {
        var connection = Open();
        connection.Execute("BEGIN IMMEDIATE");
        return connection;
    }

    /// <summary>Runs SQL behind the store's back. Foreign keys are not enforced, so that anything can be broken.</summary>
    public void Execute(string sql, object? values = null)
    {
        using var connection = Open();
        connection.Execute(sql, values);
    }

    /// <summary>What a query finds, past the store.</summary>
    public IReadOnlyList<T> Query<T>(string sql, object? values = null)
    {
        using var connection = Open();
        return connection.Query<T>(sql, values).AsList();
    }

    /// <summary>Spoils the first page of a table, as a bad disk does. The store must be stopped.</summary>
    public void Damage(string table)
    {
        var page = Query<long>("SELECT rootpage FROM sqlite_schema WHERE name = @table", new { table })[0];
        using var file = new FileStream(File, FileMode.Open);
        file.Position = (page - 1) * 4096;
        file.Write(new byte[512]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopStoreAsync();
        _folder.Delete(recursive: true);
    }

    SqliteConnection Open()
    {
        var connection = new SqliteConnection($"{ConnectionString};Pooling=False;Foreign Keys=False");
        connection.Open();
        return connection;
    }
}
