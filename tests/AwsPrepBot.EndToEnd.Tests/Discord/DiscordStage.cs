using AwsPrepBot.EndToEnd.Tests.Days;
using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.EndToEnd.Tests.Discord;

/// <summary>A Discord server.</summary>
sealed class DiscordStage : Town
{
    readonly Dictionary<string, FakeMember> _people = [];

    DiscordStage(FakeDiscord discord)
    {
        Discord = discord;
        var guild = discord.AddGuild();
        Channel = discord.AddChannel(guild);
        (Dora, Ana, Ben, Cho, Dee) = (discord.AddMember(guild, "dora", admin: true), discord.AddMember(guild, "ana"), discord.AddMember(guild, "ben"),
            discord.AddMember(guild, "cho"), discord.AddMember(guild, "dee"));
        foreach (var member in new[] { Dora, Ana, Ben, Cho, Dee })
            _people[member.User.Name] = member;
    }

    public FakeDiscord Discord { get; }

    public FakeChannel Channel { get; }

    public FakeMember Dora { get; }

    public FakeMember Ana { get; }

    public FakeMember Ben { get; }

    public FakeMember Cho { get; }

    public FakeMember Dee { get; }

    public override int Messages => Discord.Messages(Channel).Count;

    public override int Mark => Discord.Requests.Count;

    protected override IReadOnlyDictionary<string, string> Settings => SettingsOf(Discord, Discord.Token);

    public static async Task<DiscordStage> OpenAsync() =>
        // Short beats, so that some fall into each of the program's short lives.
        new(await FakeDiscord.StartAsync(new FakeDiscordOptions { Patience = Patience, HeartbeatInterval = TimeSpan.FromSeconds(5) }, Cancel));

    /// <summary>What the program is told of the fake; the token may be another.</summary>
    public static Dictionary<string, string> SettingsOf(FakeDiscord discord, string token) =>
        new() { ["Discord__Token"] = token, ["Discord__ApiUrl"] = discord.ApiUrl.ToString() };

    public override async Task<Act> SayAsync(string who, string subcommand, params (string Name, string Value)[] options) => new Interaction(
        Discord, await Discord.CommandAsync(_people[who], Channel, "prep", subcommand, [.. options.Select(option => (option.Name, (object)option.Value))]));

    public override async Task<Act> PressAsync(string who, PostedQuestion question, string label) =>
        new Interaction(Discord, await Discord.PressLabelAsync(_people[who], ((Question)question).Message, label));

    public override async Task<PostedQuestion> QuestionAsync(int number) => new Question(Discord, await Discord.MessageAsync(Channel, number, Cancel));

    public override IDisposable HoldResults() => Discord.Hold(FakeRoutes.EditMessage, IsResult);

    public override Task ResultOnItsWayAsync(int since) => Discord.UntilAsync(
        () => Discord.Requests.Skip(since).Any(request => request.Route == FakeRoutes.EditMessage && IsResult(request.Body!)), "the result on its way", Cancel);

    public override IReadOnlyList<string> Violations(int excused)
    {
        var violations = Discord.Violations;
        var unanswered = violations.Count(violation => violation.Kind == FakeViolations.Unanswered);
        return [.. violations.Where(violation => violation.Kind != FakeViolations.Unanswered).Select(violation => $"{violation}"),
            .. unanswered == excused ? Enumerable.Empty<string>() : [$"{unanswered} unanswered, {excused} excused"]];
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Discord.DisposeAsync();
    }

    /// <summary>The program looks at its commands when it has learned of its session.</summary>
    protected override Func<bool> Awaiting()
    {
        var before = Sessions();
        return () => Sessions() > before && Discord.Registrations > 0;
    }

    protected override Task UntilAsync(Func<bool> condition, string what) => Discord.UntilAsync(condition, what, Cancel);

    protected override void ClearFaults() => Discord.ClearFaults();

    int Sessions() => Discord.Requests.Count(request => request is { Route: FakeRoutes.GetCommands, Status: 200 });

    static bool IsResult(string body) => body.Contains(" closed", StringComparison.Ordinal);

    /// <summary>Discord's Markdown as it is read, line by line.</summary>
    static string Read(string markdown) => markdown.Replace("**", "").Replace("### ", "").Replace("-# ", "").Replace("\\", "");

    sealed class Interaction(FakeDiscord discord, FakeInteraction done) : Act
    {
        public override string Who => done.User.Name;

        public override bool Failed => done.Failed;

        public override Receipt? Receipt
        {
            get
            {
                if (done.Messages is not [var message, ..])
                    return null;
                Assert.Equal(done.User, message.OnlyFor);
                Assert.True(done.AnswerType is 4 or 5, $"an answer of type {done.AnswerType}");
                return new Receipt(Read(message.Text), [.. message.Buttons.Select(button => button.Label)]);
            }
        }

        public override Task SettledAsync(Func<bool> isGone) =>
            discord.UntilAsync(() => done.Failed || done.Messages.Count > 0 || (done.AnswerType == 5 && isGone()), $"an answer to {Who}", Cancel);

        public override Task DeliverAgainAsync() => discord.RedeliverAsync(done);
    }

    sealed class Question(FakeDiscord discord, FakeMessage message) : PostedQuestion
    {
        public FakeMessage Message => message;

        public override string Text => Read(message.Text);

        public override IReadOnlyList<string> Versions => [.. message.Versions.Select(FakeMessage.TextOf)];

        public override IReadOnlyList<string> Buttons => [.. message.Buttons.Select(button => button.Label)];

        public override Task ClosedAsync() => discord.EditedAsync(message, edited => edited.Text.Contains(" closed", StringComparison.Ordinal), Cancel);
    }
}
