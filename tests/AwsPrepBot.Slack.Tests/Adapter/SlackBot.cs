using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Slack.WebApi;
using AwsPrepBot.Storage;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Slack;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack.Tests.Adapter;

/// <summary>
/// The whole bot in this process, talking to a <see cref="FakeSlack"/> over the wire, the real store below; both go by one
/// clock that stands still until it is told to move. It can be stopped and started again on the same database.
/// </summary>
sealed class SlackBot : IAsyncDisposable
{
    readonly TestDatabase database;
    readonly Action<IServiceCollection>? configure;
    IHost? host;

    SlackBot(FakeSlack slack, TestDatabase database, SignalTime time, Action<IServiceCollection>? configure)
    {
        (Slack, this.database, Time, this.configure) = (slack, database, time, configure);
        Channel = slack.AddChannel();
        Admin = slack.AddUser("Dora", admin: true);
        Ana = slack.AddUser("Ana");
        Ben = slack.AddUser("Ben");
    }

    public FakeSlack Slack { get; }

    /// <summary>Begins on Monday 23 November 2026, 09:00 UTC.</summary>
    public SignalTime Time { get; }

    public FakeSlackChannel Channel { get; }

    public FakeSlackUser Admin { get; }

    public FakeSlackUser Ana { get; }

    public FakeSlackUser Ben { get; }

    public TestDatabase Database => database;

    public LogLines Log { get; } = new();

    public TeamId Team => new($"slack:{Slack.Workspace.Id}");

    public IServiceProvider Services => host?.Services ?? throw new InvalidOperationException("The bot is stopped.");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A bot with both its sockets up.</summary>
    /// <param name="options">Another Slack than the usual one.</param>
    /// <param name="configure">Other parts than the usual ones.</param>
    public static async Task<SlackBot> StartAsync(Func<FakeSlackOptions, FakeSlackOptions>? options = null, Action<IServiceCollection>? configure = null)
    {
        var time = new SignalTime();
        var settings = new FakeSlackOptions { Time = time };
        var bot = new SlackBot(await FakeSlack.StartAsync(options?.Invoke(settings) ?? settings, Cancel), TestDatabase.Empty(Cancel, time), time, configure);
        await bot.StartAgainAsync();
        return bot;
    }

    /// <summary>Starts after <see cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Slack:BotToken"] = Slack.Options.BotToken, ["Slack:AppToken"] = Slack.Options.AppToken, ["Slack:ApiUrl"] = Slack.ApiUrl.ToString(),
            ["Storage:ConnectionString"] = database.ConnectionString,
        });
        builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(Time).AddSingleton(new CurrentBank(Builders.OpenBank(20))).AddSingleton<IAlarms, NoAlarms>()
            .AddStorage(builder.Configuration).AddEngine([]).AddSlack(builder.Configuration)
            .AddSingleton<ISlackApi>(services => new SlackWebApi(
                services.GetRequiredKeyedService<HttpMessageInvoker>("slack"), Slack.ApiUrl, new Secret(Slack.Options.BotToken), new Secret(Slack.Options.AppToken), Time,
                services.GetRequiredService<ILogger<SlackWebApi>>(), jitter: () => 0));
        configure?.Invoke(builder.Services);
        host = builder.Build();
        await host.StartAsync(Cancel);
        await Slack.OnlineAsync(cancellationToken: Cancel);
    }

    /// <summary>Stops as a well-behaved host does.</summary>
    public async Task StopAsync()
    {
        if (host is not { } running)
            return;
        host = null;
        await running.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)running).DisposeAsync();
    }

    /// <summary>What <c>/prep …</c> in the channel is answered with.</summary>
    public Task<FakeSlackMessage> AskAsync(FakeSlackUser user, string text) => Slack.Command(user, Channel, $"/prep {text}").MessageAsync(cancellationToken: Cancel);

    /// <summary>What a press on the button with that label is answered with.</summary>
    public Task<FakeSlackMessage> PressAsync(FakeSlackUser user, FakeSlackMessage message, string label) =>
        Slack.Press(user, message, label).MessageAsync(cancellationToken: Cancel);

    /// <summary>The question in the channel, set up and asked by the admin.</summary>
    public async Task<FakeSlackMessage> QuestionAsync(string kind = "choice")
    {
        await AskAsync(Admin, $"setup timezone=UTC kind={kind}");
        await AskAsync(Admin, "post");
        await DeliveredAsync();
        return Slack.Messages(Channel)[^1];
    }

    /// <summary>Lets everything that is due be sent.</summary>
    public Task DeliveredAsync() =>
        Services.GetRequiredService<IPrepBot>().WhenDeliveredAsync("slack", Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);

    /// <summary>The first thing a person was told directly.</summary>
    public async Task<string> ToldAsync(FakeSlackUser user) => (await Slack.MessageAsync(Slack.DirectMessages(user), 0, Cancel)).Text;

    /// <summary>The letter of the right answer to the open question, and of a wrong one.</summary>
    public async Task<(string Right, string Wrong)> LettersAsync()
    {
        var round = (await Services.GetRequiredService<IRoundStore>().OpenInAsync(Team, new ChannelId(Channel.Id), Cancel))[^1];
        var letters = round.Question.Options.Select(option => (Letter: round.Question.LetterOf(option.Id).ToString(), Right: round.Question.IsRight(option.Id))).ToList();
        return (letters.First(letter => letter.Right).Letter, letters.First(letter => !letter.Right).Letter);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Slack.DisposeAsync();
        await database.DisposeAsync();
    }
}
