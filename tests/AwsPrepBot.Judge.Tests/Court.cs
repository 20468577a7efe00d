using System.Text.Json.Nodes;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AwsPrepBot.Judge.Tests;

/// <summary>The judge as the program wires it, over a real store, a clock of the test's and a <see cref="FakeModel"/>.</summary>
sealed class Court : IAsyncDisposable
{
    readonly TestDatabase _database;
    readonly ServiceProvider _services;

    readonly LogLines _lines;

    Court(TestDatabase database, FakeModel model, ServiceProvider services, LogLines lines) => (_database, Model, _services, _lines) = (database, model, services, lines);

    public static TeamId Team { get; } = new("fake:one");

    /// <summary>Two points of like weight: every version is kept; a delete adds a marker.</summary>
    public static OpenQuestion Question { get; } = OpenQuestion.From(Builders.OpenQuestion("q1"));

    public FakeModel Model { get; }

    public FakeTimeProvider Time => _database.Time;

    public IJudgeBudget Budget => _services.GetRequiredService<IJudgeBudget>();

    public IDoctorCheck Doctor => _services.GetServices<IDoctorCheck>().Single();

    /// <summary>All that was logged, exceptions included.</summary>
    public string Logged => string.Join('\n', _lines.At(LogLevel.Trace));

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Court> OpenAsync(string provider = "openai", params (string Key, string Value)[] settings)
    {
        var model = await FakeModel.StartAsync();
        var database = await TestDatabase.StartAsync(Token);
        var lines = new LogLines();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Judge:Provider"] = provider, ["Judge:Endpoint"] = model.EndpointOf(provider), ["Judge:Model"] = FakeModel.Model, ["Judge:ApiKey"] = FakeModel.Key,
        }.Concat(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).GroupBy(pair => pair.Key).ToDictionary(pairs => pairs.Key, pairs => pairs.Last().Value)).Build();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(lines).SetMinimumLevel(LogLevel.Trace))
            .AddSingleton<TimeProvider>(database.Time)
            .AddSingleton(new CurrentBank(Builders.OpenBank(1)))
            .AddSingleton(database.Services.GetRequiredService<IJudgeBudget>())
            .AddJudge(configuration);
        return new Court(database, model, services.BuildServiceProvider(), lines);
    }

    public ValueTask<Verdict> GradeAsync(string answer, TeamId? team = null) =>
        _services.GetRequiredService<IAnswerGrader>().GradeAsync(team ?? Team, Question, answer, Token);

    /// <summary>The built-in grader's verdict, to compare with.</summary>
    public Verdict Offline(string answer) => _services.GetRequiredService<OfflineGrader>().Grade(Question, answer);

    /// <summary>What a model would reply.</summary>
    public static string Marks(params (string Coverage, string Quotation)[] points) => new JsonObject
    {
        ["points"] = new JsonArray([.. points.Select((point, at) => new JsonObject { ["number"] = at + 1, ["coverage"] = point.Coverage, ["quotation"] = point.Quotation })]),
    }.ToJsonString();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Model.DisposeAsync();
        await _database.DisposeAsync();
    }
}
