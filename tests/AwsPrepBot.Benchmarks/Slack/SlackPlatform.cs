using AwsPrepBot.Benchmarks.Served;
using AwsPrepBot.TestKit.Slack;

namespace AwsPrepBot.Benchmarks.Slack;

/// <summary>A Slack of our own.</summary>
sealed class SlackPlatform : FakePlatform
{
    /// <summary>The hidden verb that answers every press with the same few words.</summary>
    public const string Empty = "empty-answers";

    readonly FakeSlack _slack;
    readonly FakeSlackChannel _channel;
    readonly FakeSlackUser _admin;
    readonly List<FakeSlackUser> _members;
    FakeSlackMessage? _question;
    FakeSlackButton[] _letters = [];

    SlackPlatform(FakeSlack slack, int members)
    {
        _slack = slack;
        _channel = slack.AddChannel();
        _admin = slack.AddUser("admin", admin: true);
        _members = [.. Enumerable.Range(0, members).Select(number => slack.AddUser($"member-{number}"))];
    }

    public override int Members => _members.Count;

    public override IReadOnlyList<string> Letters => [.. _letters.Select(button => button.Label)];

    public override string? Violation => _slack.Violations is [var violation, ..] ? $"{violation}" : null;

    public static async Task<FakePlatform> OpenAsync(int members) => new SlackPlatform(
        await FakeSlack.StartAsync(new FakeSlackOptions { EnforceLimits = false, KeepsHistory = false, Patience = TimeSpan.FromSeconds(30) }), members);

    public override Task<ServedProcess> StartBotAsync(string program, string folder)
    {
        var opened = _slack.SocketsOpened;
        return ServedProcess.StartAsync(
            program, [], folder, Quiet(("Slack__BotToken", _slack.BotToken), ("Slack__AppToken", _slack.AppToken), ("Slack__ApiUrl", _slack.ApiUrl.ToString())),
            () => _slack.UntilAsync(() => _slack.SocketsOpened > opened, "the program online"),
            () => _slack.OnlineAsync());
    }

    public override Task<ServedProcess> StartEmptyRepliesAsync(string folder)
    {
        var opened = _slack.SocketsOpened;
        return ServedProcess.StartAsync(
            Environment.ProcessPath!, [Empty, _slack.ApiUrl.ToString(), _slack.AppToken], folder, [],
            () => _slack.UntilAsync(() => _slack.SocketsOpened > opened, "the program online"));
    }

    public override async Task AskAsync()
    {
        await _slack.Command(_admin, _channel, "/prep setup timezone=Europe/Berlin").FirstMessage;
        await _slack.Command(_admin, _channel, "/prep post").FirstMessage;
        _question = await _slack.MessageAsync(_channel);
        _letters = [.. _question.Buttons.Where(button => button.Label.Length == 1)];
    }

    public override async Task<string> PressAsync(int member, int letter) =>
        (await _slack.Press(_members[member], _question!, _letters[letter]).FirstMessage.WaitAsync(_slack.Options.Patience, TimeProvider.System)).Fallback;

    public override ValueTask DisposeAsync() => _slack.DisposeAsync();
}
