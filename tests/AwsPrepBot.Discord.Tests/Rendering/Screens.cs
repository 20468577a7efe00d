using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using NodaTime;

namespace AwsPrepBot.Discord.Tests.Rendering;

/// <summary>One message as a person sees it. <paramref name="Command"/> is what was typed before it, if anything.</summary>
internal sealed record Screen(string Name, Card Card, Instant At, bool IsPublic, string? Command = null);

/// <summary>What people see in two weeks with the bot: the engine's own cards, from the questions of this repository.</summary>
internal sealed partial class Screens
{
    static readonly string[] People = ["ana", "ben", "cho", "dee", "eli", "fay", "gus", "hal", "ivy", "jon", "kim", "lea", "max"];

    readonly List<Screen> _all = [];
    readonly BotFixture _bot;

    Screens(BotFixture bot) => _bot = bot;

    Instant Now => Instant.FromDateTimeOffset(_bot.Time.GetUtcNow());

    FakeMessage Latest => _bot.Chat.Messages[^1];

    public static async Task<IReadOnlyList<Screen>> AllAsync(CancellationToken cancellationToken)
    {
        await using var bot = await BotFixture.StartAsync(cancellationToken, PublishedBank.Load());
        var screens = new Screens(bot);
        await screens.BeginningAsync();
        await screens.FirstDayAsync();
        await screens.FirstWeekAsync();
        await screens.MembersAsync();
        await screens.SecondWeekAsync();
        await screens.RefusalsAsync();
        await screens.ReportsAsync();
        await screens.QuizzesAsync();
        screens.HostileNames();
        return screens._all;
    }

    async Task BeginningAsync()
    {
        await PrepAsync("help", "ana", "help");
        await PrepAsync("today-nothing", "ana", "today");
        await PrepAsync("schedule-nothing", "ana", "schedule");
        await PrepAsync("setup", "admin", "setup", "time=09:30", "timezone=Europe/Berlin");
        await PrepAsync("setup-far", "admin", "setup", "timezone=America/New_York", "level=senior");
        await PressAsync("setup-undone", "admin", "Undo", _all[^1].Card);
        await PrepAsync("setup-small-bank", "admin", "setup", "topic=s3");
        await PressAsync("setup-undone-again", "admin", "Undo", _all[^1].Card);
        await PrepAsync("leaderboard-nobody", "ana", "leaderboard");
    }

    async Task FirstDayAsync()
    {
        await _bot.GoToAsync(Instant.FromUtc(2026, 11, 24, 8, 30));
        Add("question-first", Latest.Card, isPublic: true);
        await PrepAsync("today-open", "ana", "today");
        await PrepAsync("leaderboard-open", "ana", "leaderboard");
        var (right, wrong) = await _bot.LettersAsync();
        await PressAsync("receipt-first", "ana", right);
        await PressAsync("receipt-change", "ana", wrong);
        await PressAsync("receipt-same", "ana", wrong);
        await PressAsync("hint", "ben", "Hint");
        await PrepAsync("today-answered", "ana", "today");
        await _bot.PressAsync("ana", right);
        await _bot.PressAsync("ben", wrong);
        await PrepAsync("post-refused", "admin", "post");
        await _bot.GoToAsync(Now + Duration.FromHours(8));
        Add("question-answered", Latest.Card, isPublic: true);
        await _bot.GoToAsync(Instant.FromUtc(2026, 11, 25, 8, 0));
        Add("result-two", Latest.Card, isPublic: true);
        await PressAsync("late-right", "cho", right, Latest.States[0]);
        await PressAsync("late-wrong", "cho", wrong, Latest.States[0]);
        await PrepAsync("today-closed", "ana", "today");
    }

    async Task FirstWeekAsync()
    {
        for (var day = 25; day <= 27; day++)
        {
            await _bot.GoToAsync(Instant.FromUtc(2026, 11, day, 8, 30));
            Add($"question-{day}", Latest.Card, isPublic: true);
            var (right, wrong) = await _bot.LettersAsync();
            for (var person = 0; person < People.Length - 1; person++)
                await _bot.PressAsync(People[person], person % 4 < day - 24 ? right : wrong);
        }

        await _bot.GoToAsync(Instant.FromUtc(2026, 11, 28, 8, 0));
        Add("result-many", Latest.Card, isPublic: true);
        await PrepAsync("leaderboard-leader", "ana", "leaderboard");
        await PrepAsync("leaderboard-last", "lea", "leaderboard");
        await PrepAsync("leaderboard-s3", "ana", "leaderboard", "period=month", "topic=s3");
    }

    async Task MembersAsync()
    {
        await PrepAsync("stats", "ana", "stats");
        await PrepAsync("stats-other", "ana", "stats", "member=Ben");
        await PrepAsync("stats-nothing", "new", "stats");
        await PrepAsync("topics", "ana", "topics");
        await PrepAsync("topics-senior", "ana", "topics", "level=senior");
        await PrepAsync("away", "max", "away", "until=3d");
        await PrepAsync("away-ended", "max", "away");
        await PrepAsync("away-not", "max", "away");
        await PrepAsync("privacy", "ana", "privacy");
        await PrepAsync("privacy-nothing", "new", "privacy");
        await PrepAsync("privacy-hide", "lea", "privacy", "action=hide");
        await PrepAsync("stats-hidden", "ana", "stats", "member=Lea");
        await PrepAsync("privacy-unhide", "lea", "privacy", "action=unhide");
        await PrepAsync("privacy-export", "ana", "privacy", "action=export");
        await PrepAsync("privacy-delete", "max", "privacy", "action=delete");
        await PressAsync("privacy-deleted", "max", "Delete everything", _all[^1].Card);
    }

    async Task SecondWeekAsync()
    {
        await _bot.GoToAsync(Instant.FromUtc(2026, 11, 30, 8, 30));
        Add("question-monday", Latest.Card, isPublic: true);
        await PrepAsync("close", "admin", "close");
        await _bot.DeliverAsync();
        Add("result-nobody", Latest.Card, isPublic: true);
        await PrepAsync("post", "admin", "post");
        await _bot.DeliverAsync();
        Add("question-extra", Latest.Card, isPublic: true);
        await PrepAsync("pause-until", "admin", "pause", "until=2026-12-21");
        await PrepAsync("pause", "admin", "pause");
        await PrepAsync("schedule-paused", "ana", "schedule");
        await PrepAsync("resume", "admin", "resume");
        await PrepAsync("schedule", "ana", "schedule");
    }

    async Task RefusalsAsync()
    {
        await PrepAsync("refused-time", "admin", "setup", "time=25:99");
        await PrepAsync("refused-zone", "admin", "setup", "timezone=Europe/Berlln");
        await PrepAsync("refused-days", "admin", "setup", "days=mon-fry");
        await PrepAsync("refused-topic", "admin", "setup", "topic=@everyone **s3** <@1>");
        await PrepAsync("refused-member", "ana", "setup", "time=09:00");
        await PrepAsync("refused-command", "ana", "leaderbord");
        await DoAsync("refused-button", "ana", new PressInput("answer:1:A"), null);
    }

    async Task ReportsAsync()
    {
        var asked = _bot.Chat.Messages[3];
        await ReportAsync("report", "ben", asked, "Since 2023 the other one is right too, see the page on default encryption.");
        await ReportAsync("report-late", "cho", asked, "Two of these are the same. @everyone **look** `here` [x](https://evil.example)");
        await PressAsync("report-twice", "ben", "Report", asked.Card);
        await PrepAsync("reports", "admin", "reports");
        await PressAsync("reports-next", "admin", "Next", _all[^1].Card);
        await PressAsync("reports-accept", "admin", "Accept", _all[^1].Card);
        var letter = _all[^1].Card.Actions.First(action => action.Label.EndsWith("is right", StringComparison.Ordinal)).Label;
        await PressAsync("reports-accepted", "admin", letter, _all[^1].Card);
        Add("report-told", _bot.Chat.Told[^1].Card, isPublic: false);
        await _bot.DeliverAsync();
        Add("result-corrected", _bot.Chat.Messages[3].Card, isPublic: true);
        Add("notice-corrected", Latest.Card, isPublic: true);
        await PrepAsync("reports-withheld", "admin", "reports");
        await PressAsync("reports-given-back", "admin", "Give back", _all[^1].Card);
        await PrepAsync("reports-none", "admin", "reports");

        await ReportAsync("report-open", "dee", _bot.Chat.Messages[5], "No idea what it asks.");
        await PrepAsync("reports-open", "admin", "reports");
        await PressAsync("reports-open-accept", "admin", "Accept", _all[^1].Card);
        await PressAsync("reports-void", "admin", "Count for nothing", _all[^1].Card);
        await _bot.DeliverAsync();
        Add("result-withdrawn", _bot.Chat.Messages[5].Card, isPublic: true);
        Add("notice-withdrawn", Latest.Card, isPublic: true);
    }

    async Task ReportAsync(string name, string member, FakeMessage on, string reason)
    {
        var form = await _bot.PressAsync(member, on.Card, "Report") ?? throw new InvalidOperationException($"{name} was not answered");
        await DoAsync(name, member, new FormInput(form.Form!.Id, reason), null);
    }

    void HostileNames()
    {
        string[] names =
        [
            "@everyone", "**bold** ||x|| `c`", "<@123> <#4>", "[win](https://evil.example)", "\u202Eexe.gnp", "\u05D3\u05E0\u05D4 \u05DB\u05D4\u05DF",
            "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034Ealgo", "```\n# big\n```", new string('W', 4000), "\u200B\u3164",
        ];
        Add("hostile-board", new Card
        {
            Title = [Span.Strong("This week")],
            Blocks = [new BoardBlock([.. names.Select((name, index) => new BoardLine(index + 1, Words.Name(name), index == 5, 80, 4, 4, 6))])],
        }, isPublic: false);
        var result = _all.Single(screen => screen.Name == "result-two").Card;
        IEnumerable<Span> who = names.SelectMany(name => new Span[] { Words.Name(name), " (+20, 6 days), " });
        Add("hostile-result", result with { Blocks = [.. result.Blocks.Take(3), new TextBlock(new RichText(["10 answered · right: ", .. who])), .. result.Blocks.Skip(4)] }, isPublic: true);
        Add("hostile-question", _all.Single(screen => screen.Name == "question-monday").Card with
        {
            Lead = new RichText(["Friday: B was right, 3 of 5 got it · Last week: ", .. names.Take(4).SelectMany(name => new Span[] { Words.Name(name), " (60), " })]),
        }, isPublic: true);
    }

    Task PrepAsync(string name, string member, string command, params string[] options) => DoAsync(
        name, member,
        new CommandInput(command, options.Select(option => option.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]), []),
        $"/prep {command} {string.Join(' ', options)}".Trim());

    Task PressAsync(string name, string member, string label, Card? on = null) =>
        DoAsync(name, member, new PressInput((on ?? Latest.Card).Actions.OfType<ButtonAction>().Single(action => action.Label == label).Id), null);

    async Task DoAsync(string name, string member, ChatInput input, string? command) =>
        Add(name, await _bot.DoAsync(member, input) ?? throw new InvalidOperationException($"{name} was not answered"), isPublic: false, command);

    void Add(string name, Card card, bool isPublic, string? command = null) => _all.Add(new Screen(name, Placed(card), Now, isPublic, command));

    /// <summary>The fake platform's channel and links as Discord's.</summary>
    static Card Placed(Card card) => card with
    {
        Lead = Placed(card.Lead),
        Title = Placed(card.Title),
        Footer = Placed(card.Footer),
        Blocks = [.. card.Blocks.Select(block => block switch
        {
            TextBlock text => new TextBlock(Placed(text.Text)!),
            ListBlock list => new ListBlock([.. list.Items.Select(item => Placed(item)!)]),
            _ => block,
        })],
    };

    static RichText? Placed(RichText? text) => text is null ? null : new RichText([.. text.Select(span => span switch
    {
        ChannelSpan => new ChannelSpan(new ChannelId("100000000000000009")),
        LinkSpan { Address.Host: "chat.example" } link => link with { Address = new Uri("https://discord.com/channels/100000000000000001/100000000000000009/100000000000000020") },
        _ => span,
    })]);
}
