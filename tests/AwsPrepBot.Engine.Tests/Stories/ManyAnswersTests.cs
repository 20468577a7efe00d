using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories;

/// <summary>A round is read once, not for every answer; what may change is asked of the store each time.</summary>
public sealed class ManyAnswersTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static async Task<(BotFixture Bot, Round Round)> OpenQuestionAsync()
    {
        var bot = await BotFixture.StartAsync(Token);
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin");
        await bot.PrepAsync("admin", "post");
        await bot.DeliverAsync();
        return (bot, (await bot.Services.GetRequiredService<IRoundStore>().OpenInAsync(BotFixture.Team, BotFixture.Channel, Token))[0]);
    }

    [Fact]
    public async Task The_second_answer_does_not_read_the_question_again()
    {
        var (bot, _) = await OpenQuestionAsync();
        await using var _ = bot;
        await bot.PressAsync("ana", "A");
        bot.Database.Execute("UPDATE rounds SET question = 'no longer readable'");

        Assert.StartsWith("Recorded: B. You can change it until", CardText.Of(await bot.PressAsync("ben", "B")), StringComparison.Ordinal);
        Assert.StartsWith("Changed from A to C.", CardText.Of(await bot.PressAsync("ana", "C")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_remembered_round_takes_no_answer_from_another_team_or_channel()
    {
        var (bot, round) = await OpenQuestionAsync();
        await using var _ = bot;
        await bot.PressAsync("ana", "A");

        var prepBot = bot.Services.GetRequiredService<IPrepBot>();
        var press = new PressInput(new ActionId.Answer(round.Id, 'B').ToString());
        var eve = new Speaker(new MemberId("eve"), "Eve", IsAdmin: false);
        foreach (var (team, channel) in new[] { (new TeamId("fake:other"), BotFixture.Channel), (BotFixture.Team, new ChannelId("other")) })
        {
            var refusal = await prepBot.HandleAsync(new ChatRequest(Some.Request(), team, channel, eve, press), Token);
            Assert.StartsWith("That button belongs to no question here.", CardText.Of(refusal), StringComparison.Ordinal);
        }
        Assert.Single(await bot.Services.GetRequiredService<IRoundStore>().AnswersAsync(BotFixture.Team, round.Id, Token));
    }

    [Fact]
    public async Task A_press_before_the_message_is_there_is_not_what_later_presses_go_by()
    {
        await using var database = await TestDatabase.StartAsync(Token);
        var round = await database.OpenAsync(Some.Round(await database.SaveAsync(Some.Schedule())));
        var sheets = new AnswerSheets(database.Rounds);
        Assert.Null((await sheets.FindAsync(round.Team, round.Id, Token))!.ClosesAt);

        var closesAt = round.OpenedAt + Duration.FromHours(23);
        await database.Deliveries.PostedAsync(await database.TakePostAsync(round), Some.Message(round), round.OpenedAt, closesAt, Token);
        Assert.Equal(closesAt, (await sheets.FindAsync(round.Team, round.Id, Token))!.ClosesAt);
    }
}
