using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Storage;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AwsPrepBot.Benchmarks.Answers;

/// <summary>The engine and the real store in this process, on the real clock, with one question open. Only chat and alarms are not real.</summary>
sealed class RunningBot : IAsyncDisposable
{
    static readonly TeamId Team = new("fake:team");
    static readonly ChannelId Channel = new("general");

    readonly IHost _host;
    readonly IPrepBot _bot;
    readonly IRoundStore _rounds;
    readonly Round _round;
    readonly TimeProvider _time;
    readonly Member[] _members;
    long _requests;

    RunningBot(IHost host, Round round, int members)
    {
        (_host, _round) = (host, round);
        _bot = host.Services.GetRequiredService<IPrepBot>();
        _rounds = host.Services.GetRequiredService<IRoundStore>();
        _time = host.Services.GetRequiredService<TimeProvider>();
        _members = [.. Enumerable.Range(0, members).Select(number => new Member(new MemberId($"member-{number}"), $"Member {number}"))];
    }

    public static async Task<RunningBot> StartAsync(string folder, int members)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            [KeyValuePair.Create<string, string?>("Storage:ConnectionString", $"Data Source={Path.Combine(folder, "prepbot.db")}")]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(new CurrentBank(Builders.Bank(54)))
            .AddSingleton<IChatPlatform>(new FakeChat(Team.Platform)).AddSingleton<IAlarms, NoAlarms>()
            .AddStorage(builder.Configuration).AddEngine([]);
        var host = builder.Build();
        await host.StartAsync();

        var bot = host.Services.GetRequiredService<IPrepBot>();
        await bot.StartRoomAsync(Team, Channel, "Europe/Berlin", CancellationToken.None);
        await bot.WhenDeliveredAsync(Team.Platform, CancellationToken.None);
        var open = await host.Services.GetRequiredService<IRoundStore>().OpenInAsync(Team, Channel, CancellationToken.None);
        return new RunningBot(host, open.Single(), members);
    }

    /// <summary>The whole way: the press is understood, the round read, the answer stored, the receipt made.</summary>
    public async Task PressAsync(int member)
    {
        var letter = Next(member);
        var press = new PressInput(new ActionId.Answer(_round.Id, letter).ToString());
        var speaker = new Speaker(_members[member].Id, _members[member].Name, IsAdmin: false, "Europe/Berlin");
        var receipt = await _bot.HandleAsync(new ChatRequest(Request(), Team, Channel, speaker, press), CancellationToken.None);
        if (receipt is not { Tone: CardTone.Done })
            throw new InvalidOperationException($"The answer was not recorded: {CardText.Of(receipt)}");
        _members[member].Recorded = letter;
    }

    /// <summary>The store alone.</summary>
    public async Task SubmitAsync(int member)
    {
        var letter = Next(member);
        var submission = new Submission(
            Team, _round.Id, _members[member].Id, _members[member].Name, _round.Question.OptionAt(letter)!.Id, _time.GetInstant(), Request());
        if (await _rounds.SubmitAsync(submission, CancellationToken.None) is not (SubmitResult.First or SubmitResult.Changed))
            throw new InvalidOperationException("The answer was not stored.");
        _members[member].Recorded = letter;
    }

    /// <summary>Compares what the members were told with what a fresh look at the database finds.</summary>
    /// <returns>How many members' last answers are there.</returns>
    public async Task<int> CheckAsync()
    {
        var stored = (await _rounds.AnswersAsync(Team, _round.Id, CancellationToken.None)).ToDictionary(answer => answer.Member, answer => answer.OptionId!);
        foreach (var member in _members.Where(member => member.Recorded is not null))
        {
            if (stored.GetValueOrDefault(member.Id) is not { } option || _round.Question.LetterOf(option) != member.Recorded)
                throw new InvalidOperationException($"{member.Id} was told that {member.Recorded} is recorded, but it is not in the database.");
        }
        return stored.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    // Another letter each time, so that each answer is written.
    char Next(int member) => _members[member].Recorded == 'A' ? 'B' : 'A';

    RequestId Request() => new($"request-{Interlocked.Increment(ref _requests)}");

    sealed class Member(MemberId id, string name)
    {
        public MemberId Id => id;

        public string Name => name;

        /// <summary>The letter it was told is recorded.</summary>
        public char? Recorded { get; set; }
    }

    sealed class NoAlarms : IAlarms
    {
        public Task SetPostAsync(TeamId team, ScheduleId schedule, Instant at, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task SetCloseAsync(TeamId team, RoundId round, Instant at, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task SetQuizAsync(TeamId team, QuizId quiz, Instant at, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
