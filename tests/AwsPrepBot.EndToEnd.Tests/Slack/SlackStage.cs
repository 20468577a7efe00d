using AwsPrepBot.EndToEnd.Tests.Days;
using AwsPrepBot.TestKit.Slack;

namespace AwsPrepBot.EndToEnd.Tests.Slack;

/// <summary>A Slack workspace.</summary>
sealed class SlackStage : Town
{
    const string Edit = "chat.update";

    readonly Dictionary<string, FakeSlackUser> _people = [];

    SlackStage(FakeSlack slack)
    {
        Slack = slack;
        Channel = slack.AddChannel();
        foreach (var name in (string[])["dora", "ana", "ben", "cho", "dee"])
            _people[name] = slack.AddUser(name, admin: name == "dora");
    }

    public FakeSlack Slack { get; }

    public FakeSlackChannel Channel { get; }

    public override int Messages => Slack.Messages(Channel).Count;

    public override int Mark => Slack.Requests.Count;

    protected override IReadOnlyDictionary<string, string> Settings => SettingsOf(Slack, Slack.BotToken);

    public static async Task<SlackStage> OpenAsync() => new(await FakeSlack.StartAsync(new FakeSlackOptions { Patience = Patience }, Cancel));

    /// <summary>What the program is told of the fake; the bot's token may be another.</summary>
    public static Dictionary<string, string> SettingsOf(FakeSlack slack, string botToken) =>
        new() { ["Slack__BotToken"] = botToken, ["Slack__AppToken"] = slack.AppToken, ["Slack__ApiUrl"] = slack.ApiUrl.ToString() };

    /// <summary>Waits until the program has looked so often whether its message is there: only then it knows when the question closes.</summary>
    public Task LookedForAsync(int times) => Slack.UntilAsync(
        () => Slack.Requests.Count(request => request is { Method: "conversations.history", Outcome: "ok" }) >= times, "the program finding its message", Cancel);

    public override Task<Act> SayAsync(string who, string subcommand, params (string Name, string Value)[] options) => Task.FromResult<Act>(new Interaction(
        Slack, Slack.Command(_people[who], Channel, $"/prep {subcommand} {string.Join(' ', options.Select(option => $"{option.Name}={option.Value}"))}")));

    public override Task<Act> PressAsync(string who, PostedQuestion question, string label) =>
        Task.FromResult<Act>(new Interaction(Slack, Slack.Press(_people[who], ((Question)question).Message, label)));

    public override async Task<PostedQuestion> QuestionAsync(int number) => new Question(Slack, await Slack.MessageAsync(Channel, number, Cancel));

    public override IDisposable HoldResults() => Slack.Hold(Edit, IsResult);

    public override Task ResultOnItsWayAsync(int since) => Slack.UntilAsync(
        () => Slack.Requests.Skip(since).Any(request => request.Method == Edit && IsResult(request.Body)), "the result on its way", Cancel);

    /// <summary>What is lost with a socket or a process is nobody's fault here: Slack tells the person.</summary>
    public override IReadOnlyList<string> Violations(int excused) => [.. Slack.Violations.Select(violation => $"{violation}")];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Slack.DisposeAsync();
    }

    protected override bool IsReachable => Slack.SocketCount > 0;

    protected override Func<bool> Awaiting()
    {
        var before = Slack.SocketsOpened;
        return () => Slack.SocketsOpened >= before + 2;
    }

    protected override Task UntilAsync(Func<bool> condition, string what) => Slack.UntilAsync(condition, what, Cancel);

    protected override void ClearFaults() => Slack.ClearFaults();

    static bool IsResult(string body) => body.Contains(" closed", StringComparison.Ordinal);

    sealed class Interaction(FakeSlack slack, FakeSlackInteraction done) : Act
    {
        public override string Who => done.User.Name;

        public override bool Failed => done.Failed is not null;

        public override Receipt? Receipt
        {
            get
            {
                if (done.Messages is not [var message, ..])
                    return null;
                Assert.Equal(done.User, message.OnlyFor);
                return new Receipt(message.Text, [.. message.Buttons.Select(button => button.Label)]);
            }
        }

        public override Task SettledAsync(Func<bool> isGone) =>
            slack.UntilAsync(() => Failed || done.Messages.Count > 0 || (done.IsAcknowledged && isGone()), $"an answer to {Who}", Cancel);

        public override Task DeliverAgainAsync()
        {
            slack.Redeliver(done, anew: true);
            return Task.CompletedTask;
        }
    }

    sealed class Question(FakeSlack slack, FakeSlackMessage message) : PostedQuestion
    {
        public FakeSlackMessage Message => message;

        public override string Text => message.Text;

        public override IReadOnlyList<string> Versions => [.. message.Versions.Select(SlackText.Of)];

        public override IReadOnlyList<string> Buttons => [.. message.Buttons.Select(button => button.Label)];

        public override Task ClosedAsync() => slack.EditedAsync(message, edited => edited.Text.Contains(" closed", StringComparison.Ordinal), Cancel);
    }
}
