using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories;

/// <summary>What tests of reports do again and again.</summary>
static class ReportScene
{
    public static readonly Instant Tuesday = Instant.FromUtc(2026, 11, 24, 8, 0);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A bot whose question was answered right by ana, and so by the key wrong by ben and cho, who chose the same, and is closed.</summary>
    public static async Task<(BotFixture Bot, string Key, string Other)> ClosedQuestionAsync(QuestionBank? bank = null)
    {
        var bot = await BotFixture.StartAsync(Token, bank);
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin");
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        var (key, other) = await bot.LettersAsync();
        await bot.PressAsync("ana", key);
        await bot.PressAsync("ben", other);
        await bot.PressAsync("cho", other);
        await bot.PrepAsync("admin", "close");
        await bot.DeliverAsync();
        return (bot, key, other);
    }

    public static async Task<string> ReportAsync(BotFixture bot, string member, string reason = "the key is wrong")
    {
        bot.Time.Advance(TimeSpan.FromSeconds(1));
        var form = (await bot.PressAsync(member, "Report"))?.Form;
        return form is null ? "no form" : CardText.Of(await bot.DoAsync(member, new FormInput(form.Id, reason)));
    }

    public static async Task<Card> PressAsync(BotFixture bot, string member, Card? on, string label) =>
        (await bot.DoAsync(member, new PressInput(on!.Actions.OfType<ButtonAction>().Single(button => button.Label == label).Id)))!;

    public static async Task<Card> AcceptAsync(BotFixture bot, string how, string admin = "admin") =>
        await PressAsync(bot, admin, await PressAsync(bot, admin, await bot.PrepAsync(admin, "reports"), "Accept"), how);

    public static string Question(BotFixture bot) => bot.Database.Query<string>("SELECT question_id FROM rounds ORDER BY id")[0];

    public static async Task<string> BoardAsync(BotFixture bot) => CardText.Of(await bot.PrepAsync("zoe", "leaderboard"));
}
