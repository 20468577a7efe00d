using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Engine.Scores;
using AwsPrepBot.Storage;
using AwsPrepBot.TestKit.Chat;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace AwsPrepBot.TestKit;

/// <summary>
/// The whole bot in this process, the real store and delivery included; only the edges are replaced: the chat platform,
/// the clock and, unless the test brings the real ones, the alarms. It can be stopped and started again on the same
/// database, as after a restart.
/// </summary>
public sealed class BotFixture : IAsyncDisposable
{
    readonly TestDatabase _database;
    readonly QuestionBank _bank;
    readonly Action<IServiceCollection>? _configure;
    IHost? _host;
    long _requests;

    BotFixture(TestDatabase database, QuestionBank bank, Action<IServiceCollection>? configure) =>
        (_database, _bank, _configure) = (database, bank, configure);

    /// <summary>The team all speak in.</summary>
    public static TeamId Team { get; } = new("fake:team");

    /// <summary>The channel all speak in.</summary>
    public static ChannelId Channel { get; } = new("general");

    /// <summary>What the people see.</summary>
    public FakeChat Chat { get; } = new();

    /// <summary>What it logged.</summary>
    public LogLines Log { get; } = new();

    /// <summary>The clock; begins on Tuesday 24 November 2026, 08:00 UTC.</summary>
    public FakeTimeProvider Time => _database.Time;

    /// <summary>The database past the store.</summary>
    public TestDatabase Database => _database;

    /// <summary>The running bot's services.</summary>
    public IServiceProvider Services => _host?.Services ?? throw new InvalidOperationException("The bot is stopped.");

    /// <summary>A started bot with a bank of its own; <paramref name="configure"/> adds or replaces services, and the clock may begin elsewhere.</summary>
    public static async Task<BotFixture> StartAsync(
        CancellationToken cancellationToken, QuestionBank? bank = null, Action<IServiceCollection>? configure = null, Instant? start = null)
    {
        var time = start is { } instant ? new FakeTimeProvider(instant.ToDateTimeOffset()) : null;
        var fixture = new BotFixture(TestDatabase.Empty(cancellationToken, time), bank ?? Builders.Bank(20), configure);
        await fixture.StartAgainAsync();
        return fixture;
    }

    /// <summary>Starts after <see cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(Time).AddSingleton(new CurrentBank(_bank)).AddSingleton<IChatPlatform>(Chat);
        builder.Services.TryAddSingleton<IAlarms, NoAlarms>();
        builder.Services.AddStorage(_database.Configuration).AddEngine([]);
        _configure?.Invoke(builder.Services);
        _host = builder.Build();
        await _host.StartAsync(_database.Token);
    }

    /// <summary>Stops as a well-behaved host does.</summary>
    public async Task StopAsync()
    {
        if (_host is not { } host)
            return;
        _host = null;
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }

    /// <summary>Someone says <c>/prep …</c>; options as <c>name=value</c>.</summary>
    public Task<Card?> PrepAsync(string member, string command, params string[] options) => DoAsync(member, new CommandInput(
        command, options.Select(option => option.Split('=', 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1]),
        [.. options.Where(option => !option.Contains('='))]));

    /// <summary>Someone presses the button with this label under the channel's latest message that has it.</summary>
    public Task<Card?> PressAsync(string member, string label, RequestId? request = null)
    {
        var button = Chat.Messages.SelectMany(message => message.States).SelectMany(card => card.Actions).OfType<ButtonAction>().Last(action => action.Label == label);
        return DoAsync(member, new PressInput(button.Id), request);
    }

    /// <summary>Someone presses the button with this label on a card that only they see.</summary>
    public Task<Card?> PressAsync(string member, Card? card, string label, RequestId? request = null) =>
        DoAsync(member, new PressInput(card!.Actions.OfType<ButtonAction>().Single(action => action.Label == label).Id), request);

    /// <summary>Someone writes into a form and sends it.</summary>
    public Task<Card?> SendAsync(string member, Card form, string text, RequestId? request = null) =>
        DoAsync(member, new FormInput((form.Form ?? throw new InvalidOperationException($"This is no form: {CardText.Of(form)}")).Id, text), request);

    /// <summary>Someone answers the channel's latest open question in their own words: the verdict.</summary>
    public async Task<Card?> WriteAsync(string member, string text) => await SendAsync(member, (await PressAsync(member, "Answer"))!, text);

    /// <summary>Someone does something. Members whose name begins with <c>admin</c> are admins.</summary>
    public Task<Card?> DoAsync(string member, ChatInput input, RequestId? request = null) => Services.GetRequiredService<IPrepBot>().HandleAsync(
        new ChatRequest(
            request ?? new RequestId($"r{Interlocked.Increment(ref _requests)}"), Team, Channel,
            new Speaker(new MemberId(member), char.ToUpperInvariant(member[0]) + member[1..], member.StartsWith("admin", StringComparison.Ordinal), "Europe/Berlin"), input),
        _database.Token);

    /// <summary>Lets everything that is due be sent.</summary>
    public Task DeliverAsync() => Services.GetRequiredService<IPrepBot>().WhenDeliveredAsync(Chat.Name, _database.Token).WaitAsync(TimeSpan.FromSeconds(30), _database.Token);

    /// <summary>Moves the clock to an instant, sweeps, and lets everything be sent.</summary>
    public async Task GoToAsync(Instant instant)
    {
        Time.SetUtcNow(instant.ToDateTimeOffset());
        await Services.GetRequiredService<Sweep>().RunAsync(_database.Token);
        await DeliverAsync();
    }

    /// <summary>The option that is right in the open round, by its letter, and one that is wrong.</summary>
    public async Task<(string Right, string Wrong)> LettersAsync()
    {
        var round = (await Services.GetRequiredService<IRoundStore>().OpenInAsync(Team, Channel, _database.Token))[^1];
        var letters = round.Question.Options.Select(option => (Letter: round.Question.LetterOf(option.Id).ToString(), Right: round.Question.IsRight(option.Id))).ToList();
        return (letters.First(letter => letter.Right).Letter, letters.First(letter => !letter.Right).Letter);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _database.DisposeAsync();
    }
}
