using AwsPrepBot.Engine.Chat;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using NodaTime;
using static AwsPrepBot.Engine.Tests.Stories.ReportScene;

namespace AwsPrepBot.Engine.Tests.Stories;

/// <summary>A correction reaches its channel once, whatever the platform does.</summary>
public sealed class ReportNewsTests
{
    [Fact]
    public async Task A_line_in_the_channel_whose_answer_was_lost_or_whose_bot_was_killed_is_there_once()
    {
        var (bot, _, other) = await ClosedQuestionAsync();
        await using var __ = bot;
        await ReportAsync(bot, "ben");
        bot.Chat.LoseNextAnswer();
        await AcceptAsync(bot, $"{other} is right");
        await bot.DeliverAsync();
        await bot.GoToAsync(Tuesday + Duration.FromHours(1) + Duration.FromMinutes(1));
        Assert.Equal(2, bot.Chat.Messages.Count);

        await bot.StopAsync();
        bot.Database.Execute("UPDATE deliveries SET state = 'sending', ended_at = NULL WHERE kind = 'notice'");
        await bot.StartAgainAsync();
        await bot.DeliverAsync();
        Assert.Equal(2, bot.Chat.Messages.Count);
        Assert.Equal("sent", bot.Database.Query<string>("SELECT state FROM deliveries WHERE kind = 'notice'").Single());
    }

    [Fact]
    public async Task A_correction_made_while_the_platform_is_down_is_told_once_it_is_back_even_after_a_restart()
    {
        var (bot, _, other) = await ClosedQuestionAsync();
        await using var __ = bot;
        await ReportAsync(bot, "ben");
        bot.Chat.NextPost(new SendResult.Later(Duration.FromMinutes(10), "down"));
        bot.Chat.NextEdit(new SendResult.Later(Duration.FromMinutes(10), "down"));
        await AcceptAsync(bot, $"{other} is right");
        await bot.DeliverAsync();
        Assert.Single(bot.Chat.Messages);
        await bot.StopAsync();
        await bot.StartAgainAsync();
        await bot.GoToAsync(Tuesday + Duration.FromHours(1) + Duration.FromMinutes(11));
        Assert.Equal(2, bot.Chat.Messages.Count);
        Assert.Contains("corrected", CardText.Of(bot.Chat.Messages[0].Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_may_or_may_not_be_there_is_not_posted_again_and_an_admin_is_told()
    {
        var (bot, _, other) = await ClosedQuestionAsync();
        await using var __ = bot;
        await ReportAsync(bot, "ben");
        bot.Chat.NextPost(new SendResult.Unknown("timeout"));
        bot.Chat.NextFind(new FindResult.CannotLook("I may not read there"));
        await AcceptAsync(bot, $"{other} is right");
        await bot.DeliverAsync();
        await bot.GoToAsync(Tuesday + Duration.FromHours(1) + Duration.FromMinutes(1));
        Assert.Single(bot.Chat.Messages);
        Assert.Equal("ambiguous", bot.Database.Query<string>("SELECT state FROM deliveries WHERE kind = 'notice'").Single());
        Assert.Contains("The points are right either way.", CardText.Of(bot.Chat.Told.Single(told => told.Member.Value == "admin").Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_asked_again_and_again_is_corrected_everywhere_and_each_channel_reads_one_line()
    {
        await using var bot = await BotFixture.StartAsync(Token, Builders.Bank(1));
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin");
        for (var day = 0; day < 3; day++)
        {
            await bot.GoToAsync(Tuesday + Duration.FromHours((24 * day) + 1));
            var (_, other) = await bot.LettersAsync();
            await bot.PressAsync("ben", other);
        }

        await bot.PrepAsync("admin", "close");
        await bot.DeliverAsync();
        await ReportAsync(bot, "ben");
        var choice = await PressAsync(bot, "admin", await bot.PrepAsync("admin", "reports"), "Accept");
        Assert.Contains("It was asked 3 times and answered by 3 people.", CardText.Of(choice), StringComparison.Ordinal);
        // Each round has letters of its own: what is made right is the option.
        var letter = choice.Actions.Select(action => action.Label).First(label => label.EndsWith("is right", StringComparison.Ordinal));
        await PressAsync(bot, "admin", choice, letter);
        await bot.DeliverAsync();
        Assert.Equal(4, bot.Chat.Messages.Count);
        Assert.StartsWith("Corrected: the question of Thu 26 Nov", CardText.Of(bot.Chat.Messages[3].Card), StringComparison.Ordinal);
        Assert.Single(bot.Database.Query<string>("SELECT DISTINCT question ->> '$.right[0]' FROM rounds"));
        Assert.All(bot.Chat.Messages.Take(3), message => Assert.Contains("closed · corrected", CardText.Of(message.Card), StringComparison.Ordinal));
    }
}
