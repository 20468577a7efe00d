using System.Text.Json.Nodes;
using AwsPrepBot.Discord.Rest;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Storage;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Discord;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord.Tests.Adapter;

/// <summary>
/// The whole bot in this process, talking to a <see cref="FakeDiscord"/> over the wire, the real store below; both go by
/// one clock that stands still until it is told to move. It can be stopped and started again on the same database.
/// </summary>
sealed class DiscordBot : IAsyncDisposable
{
    readonly TestDatabase database;
    readonly Action<IServiceCollection>? configure;
    IHost? host;

    DiscordBot(FakeDiscord discord, TestDatabase database, SignalTime time, Action<IServiceCollection>? configure)
    {
        (Discord, this.database, Time, this.configure, Token) = (discord, database, time, configure, discord.Token);
        Guild = discord.AddGuild();
        Channel = discord.AddChannel(Guild);
        Admin = discord.AddMember(Guild, "dora", admin: true);
        Ana = discord.AddMember(Guild, "ana");
        Ben = discord.AddMember(Guild, "ben");
    }

    public FakeDiscord Discord { get; }

    /// <summary>Begins on Monday 23 November 2026, 09:00 UTC.</summary>
    public SignalTime Time { get; }

    public FakeGuild Guild { get; }

    public FakeChannel Channel { get; }

    public FakeMember Admin { get; }

    public FakeMember Ana { get; }

    public FakeMember Ben { get; }

    public TestDatabase Database => database;

    public LogLines Log { get; } = new();

    /// <summary>What the bot believes its token to be.</summary>
    public string Token { get; set; }

    /// <summary>Whom the operator names, from the next start on.</summary>
    public IReadOnlyList<string> Admins { get; set; } = [];

    public TeamId Team => new($"discord:{Guild.Id}");

    public IServiceProvider Services => host?.Services ?? throw new InvalidOperationException("The bot is stopped.");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A bot that is online, its command registered.</summary>
    public static async Task<DiscordBot> StartAsync(Action<IServiceCollection>? configure = null, Func<FakeDiscordOptions, FakeDiscordOptions>? options = null)
    {
        var time = new SignalTime();
        var settings = new FakeDiscordOptions { Time = time };
        var bot = new DiscordBot(
            await FakeDiscord.StartAsync(options?.Invoke(settings) ?? settings, Cancel), TestDatabase.Empty(Cancel, time), time, configure);
        await bot.StartAgainAsync();
        return bot;
    }

    /// <summary>Starts after <see cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        Time.Advance(Discord.Options.IdentifySpacing); // a process takes a while to start
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Discord:Token"] = Token, ["Discord:ApiUrl"] = Discord.ApiUrl.ToString(), ["Storage:ConnectionString"] = database.ConnectionString,
        });
        builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(Time).AddSingleton(new CurrentBank(Builders.OpenBank(20))).AddSingleton<IAlarms, NoAlarms>()
            .AddStorage(builder.Configuration).AddEngine(Admins).AddDiscord(builder.Configuration)
            .AddSingleton<IDiscordApi>(services => new DiscordRest(
                services.GetRequiredKeyedService<HttpMessageInvoker>("discord"), Discord.ApiUrl, new Secret(Token), Time,
                services.GetRequiredService<ILogger<DiscordRest>>(), jitter: () => 0));
        configure?.Invoke(builder.Services);
        host = builder.Build();
        await host.StartAsync(Cancel);
        await Discord.OnlineAsync(Cancel);
        await Discord.UntilAsync(() => Discord.Registrations > 0, "the command registered", Cancel);
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

    /// <summary><c>/prep …</c> in the channel.</summary>
    public Task<FakeInteraction> PrepAsync(FakeMember member, string subcommand, params (string Name, object Value)[] options) =>
        Discord.CommandAsync(member, Channel, "prep", subcommand, options);

    /// <summary>What <c>/prep …</c> is answered with.</summary>
    public async Task<FakeMessage> AskAsync(FakeMember member, string subcommand, params (string Name, object Value)[] options) =>
        await (await PrepAsync(member, subcommand, options)).MessageAsync(Cancel);

    /// <summary>What an admin was told in private, oldest first; waits for the first.</summary>
    public async Task<string> ToldAsync(FakeMember member) =>
        (await Discord.MessageAsync(Discord.DirectMessages(member.User), 0, Cancel)).Text;

    /// <summary>What a press on the button with that label is answered with.</summary>
    public async Task<FakeMessage> PressAsync(FakeMember member, FakeMessage message, string label) =>
        await (await Discord.PressLabelAsync(member, message, label)).MessageAsync(Cancel);

    /// <summary>A press that was promised an answer since the store is stalled, and is not answered yet.</summary>
    public async Task<FakeInteraction> PromisedAsync(FakeMember member, FakeMessage message, string label, int type = 5)
    {
        var press = await Discord.PressLabelAsync(member, message, label);
        await Time.PassAsync(InteractionDesk.Direct);
        Assert.Equal(type, await press.AnsweredAsync(Cancel));
        return press;
    }

    /// <summary>What the bot tries to answer a forged interaction with; Discord, which never made it, does not take the answer.</summary>
    public async Task<string> RefusalAsync(JsonObject forged)
    {
        var before = Responses();
        Discord.Dispatch("INTERACTION_CREATE", forged);
        await RespondedAsync(before + 1);
        var request = Discord.Requests.Where(request => request.Route == FakeRoutes.Respond).Skip(before).First();
        Assert.Equal(404, request.Status);
        var data = JsonNode.Parse(request.Body!)!["data"]!;
        Assert.Equal(64, (int)data["flags"]!);
        return (string)data["content"]!;
    }

    /// <summary>Keeps the store from writing until what it returns is disposed.</summary>
    public IDisposable Stall() => database.Stall();

    /// <summary>How often the bot gave a first answer, or tried to.</summary>
    public int Responses() => Discord.Requests.Count(request => request.Route == FakeRoutes.Respond);

    /// <summary>Waits until it did so often.</summary>
    public Task RespondedAsync(int times) =>
        Discord.UntilAsync(() => Discord.Requests.Count(request => request.Route == FakeRoutes.Respond && request.Status != 0) >= times, $"{times} responses", Cancel);

    /// <summary>Waits until the bot has asked its host to stop.</summary>
    public async Task EndedAsync()
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = Get<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        await stopping.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    /// <summary>A service of the running bot.</summary>
    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>The letters stored for the only round, sorted.</summary>
    public async Task<IReadOnlyList<string>> StoredLettersAsync()
    {
        if (host is null)
            await StartAgainAsync();
        var rounds = Get<IRoundStore>();
        var round = (await rounds.OpenInAsync(Team, new ChannelId($"{Channel.Id}"), Cancel)).Single();
        return [.. (await rounds.AnswersAsync(Team, round.Id, Cancel)).Select(answer => round.Question.LetterOf(answer.OptionId!).ToString()).Order()];
    }

    /// <summary>The question in the channel, set up and asked by the admin.</summary>
    public async Task<FakeMessage> QuestionAsync(string kind = "choice")
    {
        await AskAsync(Admin, "setup", ("timezone", "UTC"), ("kind", kind));
        await AskAsync(Admin, "post");
        await DeliveredAsync();
        return Discord.Messages(Channel)[^1];
    }

    /// <summary>Lets everything that is due be sent.</summary>
    public Task DeliveredAsync() =>
        Services.GetRequiredService<IPrepBot>().WhenDeliveredAsync("discord", Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);

    /// <summary>The letter of the right answer to the open question, and of a wrong one.</summary>
    public async Task<(string Right, string Wrong)> LettersAsync()
    {
        var round = (await Services.GetRequiredService<IRoundStore>().OpenInAsync(Team, new ChannelId($"{Channel.Id}"), Cancel))[^1];
        var letters = round.Question.Options.Select(option => (Letter: round.Question.LetterOf(option.Id).ToString(), Right: round.Question.IsRight(option.Id))).ToList();
        return (letters.First(letter => letter.Right).Letter, letters.First(letter => !letter.Right).Letter);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Discord.DisposeAsync();
        await database.DisposeAsync();
    }
}
