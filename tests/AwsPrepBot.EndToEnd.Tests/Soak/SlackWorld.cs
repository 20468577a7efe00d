using AwsPrepBot.EndToEnd.Tests.Slack;
using AwsPrepBot.TestKit.Slack;

namespace AwsPrepBot.EndToEnd.Tests.Soak;

/// <summary>A Slack workspace.</summary>
sealed class SlackWorld : IWorld
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What may be struck, and the requests that go there.</summary>
    static readonly string[] Methods = ["response_url", "response_url", "chat.update", "chat.postMessage", "chat.postMessage", "conversations.history"];

    readonly FakeSlack _slack;
    readonly FakeSlackChannel _channel;
    readonly HashSet<string> _posted = [];
    int _people, _violations;

    SlackWorld(FakeSlack slack)
    {
        _slack = slack;
        _channel = slack.AddChannel();
        Settings = SlackStage.SettingsOf(slack, slack.BotToken);
    }

    public string Name => "slack";

    public IReadOnlyDictionary<string, string> Settings { get; }

    public object? Question => _slack.Messages(_channel).LastOrDefault(message => message.Buttons.Any(button => button.Label == "A"));

    public static async Task<IWorld> OpenAsync() => new SlackWorld(await FakeSlack.StartAsync(new FakeSlackOptions { Patience = Patience }, TestContext.Current.CancellationToken));

    public Person NewPerson(bool admin)
    {
        var user = _slack.AddUser($"m{Interlocked.Increment(ref _people)}", admin: admin);
        return new Person(user.Id, user);
    }

    public async Task ServingAsync(PrepProcess process, CancellationToken gone)
    {
        var before = _slack.SocketsOpened;
        await _slack.UntilAsync(() => _slack.SocketsOpened > before || process.HasEnded, "a socket of the program's", gone);
        gone.ThrowIfCancellationRequested();
        if (process.HasEnded)
            throw new OperationCanceledException("It was gone before it had a socket.");
    }

    public Task<Told?> PressAsync(Person who, object message, string label, CancellationToken gone) => ActAsync(() =>
    {
        try
        {
            return _slack.Press((FakeSlackUser)who.Handle, (FakeSlackMessage)message, label);
        }
        catch (InvalidOperationException)
        {
            return null; // edited away meanwhile: nobody can press it
        }
    }, gone);

    public Task<Told?> SayAsync(Person who, string subcommand, IReadOnlyList<(string Name, string Value)> options, CancellationToken gone) => ActAsync(
        () => _slack.Command((FakeSlackUser)who.Handle, _channel, $"/prep {subcommand} {string.Join(' ', options.Select(option => $"{option.Name}={option.Value}"))}"), gone);

    public bool HasButton(Told told, string label) => told.Message is FakeSlackMessage message && message.Buttons.Any(button => button.Label == label);

    public void Trouble(Random random)
    {
        var method = Methods[random.Next(Methods.Length)];
        switch (random.Next(11))
        {
            case 0 or 1:
                _slack.FailNext(method, random.Next(2) == 0 ? 500 : 502);
                break;
            case 2 or 3:
                _slack.RateLimitNext(method, 1);
                break;
            case 4 or 5:
                _slack.LoseAnswerOf(method);
                break;
            case 6:
                // A receipt that may stand there is not sent again: the person would be left without a word, and presses again.
                _slack.LoseRequestOf(method == "response_url" ? "chat.update" : method);
                break;
            case 7:
                _slack.HoldNext("chat.postMessage", Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));
                break;
            case 8:
                _slack.CutSockets();
                break;
            case 9:
                _slack.CutOneSocket();
                break;
            default:
                _slack.Announce(random.Next(2) == 0 ? "warning" : "refresh_requested");
                break;
        }
    }

    public void Calm() => _slack.ClearFaults();

    public IEnumerable<string> Wrongs(Records records)
    {
        // Envelopes die unacknowledged with the program, and so does what it knew of limits.
        var violations = _slack.Violations.Where(violation => violation.Kind is not FakeSlackViolations.Acknowledgement and not FakeSlackViolations.RateLimit).ToList();
        foreach (var violation in violations.Skip(_violations))
            yield return $"{violation}";
        _violations = violations.Count;

        var messages = _slack.Messages(_channel);
        foreach (var same in messages.GroupBy(ButtonOf).Where(same => same.Key is not null && same.Count() > 1))
            yield return $"there {same.Count()} times: {same.First().Text}";
        foreach (var message in messages.Where(message => ButtonOf(message) is not null))
            _posted.Add(message.Ts);
        if (records.Undelivered() == 0 && records.Messages() is var known && _posted.FirstOrDefault(id => !known.Contains(id)) is { } stray)
            yield return $"no round and no quiz knows message {stray}";
    }

    public ValueTask DisposeAsync() => _slack.DisposeAsync();

    /// <summary>The first button that a round or a quiz was posted with: it has the id in it.</summary>
    static string? ButtonOf(FakeSlackMessage message) =>
        SlackText.ButtonsOf(message.Versions[0]["blocks"] as System.Text.Json.Nodes.JsonArray) is [var button, ..] ? $"{button.ActionId} {button.Value}" : null;

    async Task<Told?> ActAsync(Func<FakeSlackInteraction?> act, CancellationToken gone)
    {
        FakeSlackInteraction? done = null;
        try
        {
            // Slack itself says at once that nobody is there; people try again a moment later.
            await _slack.UntilAsync(() => _slack.SocketCount > 0, "a socket", gone);
            done = act();
            if (done is null)
                return new Told("The button is gone.", null);
            await _slack.UntilAsync(() => done.Failed is not null || done.Messages.Count > 0, $"an answer to {done.User.Name}", gone);
        }
        catch (OperationCanceledException)
        {
            // The program was killed; what it said before counts.
        }
        return done?.Messages is [var message, ..] ? new Told(message.Text.Replace("*", "", StringComparison.Ordinal), message) : null;
    }
}
