using AwsPrepBot.EndToEnd.Tests.Discord;
using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.EndToEnd.Tests.Soak;

/// <summary>A Discord server.</summary>
sealed class DiscordWorld : IWorld
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What may be struck, and the requests that go there.</summary>
    static readonly string[] Routes = [FakeRoutes.Respond, FakeRoutes.Respond, FakeRoutes.EditMessage, FakeRoutes.CreateMessage, FakeRoutes.EditResponse, FakeRoutes.FollowUp, FakeRoutes.GetMessages];

    readonly FakeDiscord _discord;
    readonly FakeGuild _guild;
    readonly FakeChannel _channel;
    readonly HashSet<ulong> _posted = [];
    int _people, _violations;

    DiscordWorld(FakeDiscord discord)
    {
        _discord = discord;
        _guild = discord.AddGuild();
        _channel = discord.AddChannel(_guild);
        Settings = DiscordStage.SettingsOf(discord, discord.Token);
    }

    public string Name => "discord";

    public IReadOnlyDictionary<string, string> Settings { get; }

    public object? Question => _discord.Messages(_channel).LastOrDefault(message => message.Buttons.Any(button => button.Label == "A"));

    public static async Task<IWorld> OpenAsync() => new DiscordWorld(await FakeDiscord.StartAsync(new FakeDiscordOptions
    {
        Patience = Patience,
        HeartbeatInterval = TimeSpan.FromSeconds(5),
        // Many lives begin one right after the other; how the real spacing is kept has tests of its own.
        IdentifySpacing = TimeSpan.Zero, IdentifiesLeft = int.MaxValue,
    }, TestContext.Current.CancellationToken));

    public Person NewPerson(bool admin)
    {
        var member = _discord.AddMember(_guild, $"m{Interlocked.Increment(ref _people)}", admin);
        return new Person($"{member.User.Id}", member);
    }

    public async Task ServingAsync(PrepProcess process, CancellationToken gone)
    {
        // The program looks at its commands when it has learned of its session.
        var before = _discord.Answered(FakeRoutes.GetCommands);
        await _discord.UntilAsync(() => (_discord.Answered(FakeRoutes.GetCommands) > before && _discord.Registrations > 0) || process.HasEnded, "a session of the program's", gone);
        gone.ThrowIfCancellationRequested();
        if (process.HasEnded)
            throw new OperationCanceledException("It was gone before it had a session.");
    }

    public Task<Told?> PressAsync(Person who, object message, string label, CancellationToken gone)
    {
        try
        {
            return HearAsync(_discord.PressLabelAsync((FakeMember)who.Handle, (FakeMessage)message, label), gone);
        }
        catch (InvalidOperationException)
        {
            return Task.FromResult<Told?>(new Told("The button is gone.", null)); // edited away meanwhile: nobody can press it
        }
    }

    public Task<Told?> SayAsync(Person who, string subcommand, IReadOnlyList<(string Name, string Value)> options, CancellationToken gone) =>
        HearAsync(_discord.CommandAsync((FakeMember)who.Handle, _channel, "prep", subcommand, [.. options.Select(option => (option.Name, (object)option.Value))]), gone);

    public bool HasButton(Told told, string label) => told.Message is FakeMessage message && message.Buttons.Any(button => button.Label == label);

    public void Trouble(Random random)
    {
        var route = Routes[random.Next(Routes.Length)];
        switch (random.Next(12))
        {
            case 0 or 1:
                _discord.FailNext(route, random.Next(2) == 0 ? 500 : 502);
                break;
            case 2 or 3:
                _discord.RateLimitNext(route, TimeSpan.FromMilliseconds(random.Next(50, 500)));
                break;
            case 4 or 5:
                _discord.LoseAnswerOf(route);
                break;
            case 6:
                _discord.LoseRequestOf(route);
                break;
            case 7:
                _discord.Delay(route, TimeSpan.FromMilliseconds(random.Next(100, 1000)));
                break;
            case 8:
                _discord.Delay(FakeRoutes.CreateMessage, TimeSpan.FromMinutes(2)); // never, as far as this life goes
                break;
            case 9:
                _discord.CutConnections();
                break;
            case 10:
                _discord.AskToReconnect();
                break;
            default:
                _discord.InvalidateSessions(resumable: random.Next(2) == 0);
                break;
        }
    }

    public void Calm() => _discord.ClearFaults();

    public IEnumerable<string> Wrongs(Records records)
    {
        // Silence is judged by who knows whether the program was there; and what it knew of limits died with it.
        var violations = _discord.Violations.Where(violation => violation.Kind is not FakeViolations.Unanswered and not FakeViolations.RateLimit).ToList();
        foreach (var violation in violations.Skip(_violations))
            yield return $"{violation.Kind}: {violation.Detail}";
        _violations = violations.Count;

        var messages = _discord.Messages(_channel);
        foreach (var same in messages.GroupBy(ButtonOf).Where(same => same.Key is not null && same.Count() > 1))
            yield return $"there {same.Count()} times: {same.First().Text}";
        foreach (var message in messages.Where(message => ButtonOf(message) is not null))
            _posted.Add(message.Id);
        if (records.Undelivered() == 0 && records.Messages() is var known && _posted.FirstOrDefault(id => !known.Contains($"{id}")) is var stray and not 0)
            yield return $"no round and no quiz knows message {stray}";
    }

    public ValueTask DisposeAsync() => _discord.DisposeAsync();

    /// <summary>The first button that a round or a quiz was posted with: it has the id in it.</summary>
    static string? ButtonOf(FakeMessage message) => FakeMessage.ButtonIdsOf(message.Versions[0]).FirstOrDefault();

    async Task<Told?> HearAsync(Task<FakeInteraction> happening, CancellationToken gone)
    {
        var done = await happening;
        try
        {
            await _discord.UntilAsync(() => done.Failed || done.Messages.Count > 0, $"an answer to {done.User.Name}", gone);
        }
        catch (OperationCanceledException)
        {
            // The program was killed; what it said before counts.
        }
        return done.Messages is [var message, ..] ? new Told(message.Text.Replace("*", "", StringComparison.Ordinal), message) : null;
    }
}
