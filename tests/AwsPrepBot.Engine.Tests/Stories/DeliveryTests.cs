using AwsPrepBot.Engine.Chat;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories;

public sealed class DeliveryTests
{
    static readonly Instant Tuesday = Instant.FromUtc(2026, 11, 24, 8, 0);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static async Task<BotFixture> ScheduledAsync()
    {
        var bot = await BotFixture.StartAsync(Token);
        await bot.PrepAsync("admin", "setup", "time=10:00");
        return bot;
    }

    [Fact]
    public async Task A_post_whose_answer_was_lost_is_looked_for_and_not_made_twice()
    {
        await using var bot = await ScheduledAsync();
        bot.Chat.LoseNextAnswer();
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        await bot.GoToAsync(Tuesday + Duration.FromHours(1) + Duration.FromSeconds(10));
        Assert.Single(bot.Chat.Messages);
        Assert.Equal(1, bot.Chat.Finds);
        Assert.Contains("Recorded", CardText.Of(await bot.PressAsync("ana", "A")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_on_a_message_that_is_not_known_to_be_posted_yet_counts_and_tells_nothing()
    {
        await using var bot = await ScheduledAsync();
        bot.Chat.LoseNextAnswer();
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        Assert.Equal("Recorded: A.", CardText.Of(await bot.PressAsync("ana", "A")).Trim());
        await bot.GoToAsync(Tuesday + Duration.FromHours(1) + Duration.FromSeconds(10));
        Assert.Contains("Changed from A to B", CardText.Of(await bot.PressAsync("ana", "B")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_was_not_there_when_looked_for_is_made()
    {
        await using var bot = await ScheduledAsync();
        bot.Chat.NextPost(new SendResult.Unknown("timeout"));
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        await bot.GoToAsync(Tuesday + Duration.FromHours(1) + Duration.FromSeconds(10));
        Assert.Single(bot.Chat.Messages);
    }

    [Fact]
    public async Task Where_it_cannot_be_looked_for_nothing_is_posted_again()
    {
        await using var bot = await ScheduledAsync();
        bot.Chat.NextPost(new SendResult.Unknown("timeout"));
        bot.Chat.NextFind(new FindResult.CannotLook("no permission to read the history"));
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        await bot.GoToAsync(Tuesday + Duration.FromHours(2));
        Assert.Empty(bot.Chat.Messages);
        Assert.Equal("ambiguous", bot.Database.Query<string>("SELECT state FROM deliveries").Single());
    }

    [Fact]
    public async Task A_platform_that_is_down_gets_the_post_when_it_is_back()
    {
        await using var bot = await ScheduledAsync();
        bot.Chat.NextPost(new SendResult.Later(Duration.FromMinutes(5), "down"));
        bot.Chat.NextPost(new SendResult.Later(Duration.FromMinutes(5), "down"));
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        await bot.GoToAsync(Tuesday + Duration.FromHours(1) + Duration.FromMinutes(5));
        Assert.Empty(bot.Chat.Messages);
        await bot.GoToAsync(Tuesday + Duration.FromHours(1) + Duration.FromMinutes(10));
        Assert.Single(bot.Chat.Messages);
    }

    [Fact]
    public async Task A_post_that_cannot_be_delivered_in_four_hours_is_cancelled_its_round_void_and_the_day_noted()
    {
        await using var bot = await ScheduledAsync();
        bot.Chat.NextPost(new SendResult.Later(Duration.FromHours(5), "down"));
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        await bot.GoToAsync(Tuesday + Duration.FromHours(7));
        Assert.Empty(bot.Chat.Messages);
        Assert.Equal("void", bot.Database.Query<string>("SELECT state FROM rounds").Single());
        Assert.Contains("Tue 24 Nov was skipped: it could not be posted in time.", CardText.Of(await bot.PrepAsync("ana", "schedule")), StringComparison.Ordinal);
        await bot.GoToAsync(Tuesday + Duration.FromHours(25));
        Assert.Single(bot.Chat.Messages);
    }

    [Fact]
    public async Task A_channel_that_is_gone_pauses_its_schedule_with_the_reason()
    {
        await using var bot = await ScheduledAsync();
        bot.Chat.Closed[BotFixture.Channel] = "the channel was deleted";
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        Assert.Contains("Paused by the bot: the channel was deleted.", CardText.Of(await bot.PrepAsync("ana", "schedule")), StringComparison.Ordinal);
        Assert.Equal("the channel was deleted", CardText.Of(await bot.PrepAsync("admin", "resume")));
        bot.Chat.Closed.Clear();
        Assert.StartsWith("Resumed.", CardText.Of(await bot.PrepAsync("admin", "resume")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_that_failed_is_made_later_and_shows_the_latest_state()
    {
        await using var bot = await ScheduledAsync();
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        bot.Chat.NextEdit(new SendResult.Later(Duration.FromMinutes(1), "down"));
        await bot.PrepAsync("admin", "close");
        await bot.DeliverAsync();
        Assert.Equal(CardTone.Question, bot.Chat.Messages[0].Card.Tone);
        await bot.GoToAsync(Tuesday + Duration.FromHours(1) + Duration.FromMinutes(2));
        Assert.Equal(CardTone.Result, bot.Chat.Messages[0].Card.Tone);
    }

    [Fact]
    public async Task What_was_being_sent_when_the_process_ended_is_looked_for_first()
    {
        await using var bot = await ScheduledAsync();
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        await bot.StopAsync();
        bot.Database.Execute("UPDATE deliveries SET state = 'sending'; UPDATE rounds SET posted_at = NULL, closes_at = NULL, message_id = NULL, message_link = NULL");
        await bot.StartAgainAsync();
        await bot.DeliverAsync();
        Assert.Single(bot.Chat.Messages);
        Assert.Equal(1, bot.Chat.Finds);
        Assert.Contains("Recorded", CardText.Of(await bot.PressAsync("ana", "A")), StringComparison.Ordinal);
    }
}
