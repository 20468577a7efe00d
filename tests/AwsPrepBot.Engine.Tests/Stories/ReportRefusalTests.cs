using AwsPrepBot.Engine.Chat;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.DependencyInjection;
using static AwsPrepBot.Engine.Tests.Stories.ReportScene;

namespace AwsPrepBot.Engine.Tests.Stories;

/// <summary>What may be reported, how, and who sees and decides it.</summary>
public sealed class ReportRefusalTests
{
    [Fact]
    public async Task A_question_reported_by_its_id_or_without_one_is_found()
    {
        var (bot, _, _) = await ClosedQuestionAsync();
        await using var __ = bot;
        var asked = Question(bot);
        Assert.StartsWith($"Reported: {asked}. Admins see your name, your reason and what you answered.", CardText.Of(await bot.PrepAsync("ben", "report", "reason=wrong")), StringComparison.Ordinal);
        var other = asked == "q7" ? "q8" : "q7";
        bot.Time.Advance(TimeSpan.FromSeconds(1)); // reports of one instant have no order
        Assert.StartsWith($"Reported: {other}. Admins see your name and reason.", CardText.Of(await bot.PrepAsync("ben", "report", $"question={other.ToUpperInvariant()}", "reason=wrong")), StringComparison.Ordinal);

        var second = await PressAsync(bot, "admin", await bot.PrepAsync("admin", "reports"), "Next");
        Assert.Contains($"REPORT 2 of 2 · S3 · junior · {other}", CardText.Of(second), StringComparison.Ordinal);
        Assert.Contains("Ben had not answered; ", CardText.Of(second), StringComparison.Ordinal);
        var choice = await PressAsync(bot, "admin", second, "Accept");
        Assert.Equal(["Withhold it", "Back"], choice.Actions.Select(action => action.Label));
        Assert.Equal($"{other}: accepted. It is not asked any more; points stay as they are.\n[Next]", CardText.Of(await PressAsync(bot, "admin", choice, "Withhold it")));
    }

    [Theory]
    [InlineData("There is no question \"q77\". Did you mean q17?", "question=q77", "reason=x")]
    [InlineData("There is no question \"ünknown\". Leave it out to report the latest question here.", "question=ünknown", "reason=x")]
    [InlineData("What is wrong with it? Say it too, for example /prep report question=q7 reason=\"B is right too\", or press Report under the question.", "question=q7")]
    [InlineData("No question was asked here yet. Say which one is wrong, for example /prep report question=s3-versioning.", "reason=x")]
    public async Task What_cannot_be_reported_is_said_in_a_line(string answer, params string[] options)
    {
        await using var bot = await BotFixture.StartAsync(Token);
        Assert.Equal(answer, CardText.Of(await bot.PrepAsync("ana", "report", options)));
        Assert.Empty(bot.Database.Query<long>("SELECT id FROM reports"));
    }

    [Fact]
    public async Task A_reason_is_shown_as_one_line_of_text_and_a_long_or_empty_one_is_refused()
    {
        var (bot, _, _) = await ClosedQuestionAsync();
        await using var __ = bot;
        Assert.StartsWith("The reason is empty.", await ReportAsync(bot, "ben", " \n "), StringComparison.Ordinal);
        Assert.Equal("A reason may have 500 characters; this one has 1,501.", await ReportAsync(bot, "ben", new string('x', 1501)));
        await ReportAsync(bot, "ben", "@everyone \u202E**bold**\n# and\u200B a [link](https://evil.example)");
        Assert.Contains("\"@everyone **bold** # and a [link](https://evil.example)\"", CardText.Of(await bot.PrepAsync("admin", "reports")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_admins_see_and_decide_and_no_other_team_can()
    {
        var (bot, _, other) = await ClosedQuestionAsync();
        await using var __ = bot;
        await ReportAsync(bot, "ben");
        Assert.StartsWith("Only admins", CardText.Of(await bot.PrepAsync("ben", "reports")), StringComparison.Ordinal);
        var report = new ReportId(bot.Database.Query<long>("SELECT id FROM reports").Single());
        ActionId[] works =
        [
            new ActionId.ShowReport(1), new ActionId.AcceptReport(report), new ActionId.WithholdQuestion(report), new ActionId.VoidQuestion(report),
            new ActionId.ReKeyQuestion(report, other[0]), new ActionId.RejectReport(report), new ActionId.GiveBack(new WithholdingId(1)),
        ];
        foreach (var work in works)
        {
            Assert.StartsWith("Only admins", CardText.Of(await bot.DoAsync("ben", new PressInput(work.ToString()))), StringComparison.Ordinal);
            var elsewhere = await bot.Services.GetRequiredService<IPrepBot>().HandleAsync(
                new ChatRequest(new RequestId($"x-{work}"), new TeamId("fake:other"), BotFixture.Channel, new Speaker(new MemberId("boss"), "Boss", true), new PressInput(work.ToString())), Token);
            Assert.Contains(CardText.Of(elsewhere), (string[])
            [
                "No report waits, and no question is withheld.", "There is no such report any more. /prep reports shows what waits.",
                "That question is not withheld any more. /prep reports shows what is.",
            ]);
        }

        Assert.Equal("open", bot.Database.Query<string>("SELECT state FROM reports").Single());
        Assert.Equal(
            "That button belongs to no question here. /prep today shows the one that is open.",
            CardText.Of(await bot.DoAsync("ben", new FormInput(new ActionId.ReportQuestion(new RoundId(1)).ToString(), "x"))));
    }
}
