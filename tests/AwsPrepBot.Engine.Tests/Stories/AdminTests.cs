using AwsPrepBot.Engine.Chat;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories;

public sealed class AdminTests
{
    static readonly Instant Tuesday = Instant.FromUtc(2026, 11, 24, 8, 0);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Setup_says_when_what_and_the_next_five()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        var receipt = CardText.Of(await bot.PrepAsync("admin", "setup"));
        Assert.Contains("at 09:00 Europe/Berlin, Monday to Friday, all topics, all levels, as multiple choice, open for 23 hours.", receipt, StringComparison.Ordinal);
        Assert.Contains("Next: Wed 25 Nov 09:00 · Thu 26 Nov · Fri 27 Nov · Mon 30 Nov · Tue 1 Dec", receipt, StringComparison.Ordinal);
        Assert.Contains("20 questions: about 4 weeks, then the ones you missed come back.", receipt, StringComparison.Ordinal);
        Assert.Contains("[Undo]", receipt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_who_post_at_the_same_moment_one_opens_a_question_and_the_others_are_told()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        await bot.PrepAsync("admin", "setup");
        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => bot.PrepAsync($"admin{number}", "post"))));
        await bot.DeliverAsync();
        Assert.Single(bot.Chat.Messages);
        Assert.Single(told, card => CardText.Of(card).Contains("Today's question is on its way", StringComparison.Ordinal));
        Assert.Equal(7, told.Count(card => CardText.Of(card) is var text && (text.Contains("on its way to this channel already", StringComparison.Ordinal) || text.Contains("is open here until", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_room_that_is_opened_while_its_set_time_comes_is_asked_one_question()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        await bot.PrepAsync("admin", "setup", "timezone=UTC", "time=09:00");
        bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        var prep = bot.Services.GetRequiredService<IPrepBot>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => prep.StartRoomAsync(BotFixture.Team, BotFixture.Channel, "UTC", Token))));
        await bot.DeliverAsync();
        Assert.Single(bot.Chat.Messages);
    }

    [Fact]
    public async Task Options_not_given_keep_their_value_and_all_lifts_a_restriction()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        await bot.PrepAsync("admin", "setup", "time=17:30", "days=mon,wed", "level=junior", "topic=s3", "open-for=8h");
        var changed = CardText.Of(await bot.PrepAsync("admin", "setup", "days=daily"));
        Assert.Contains("17:30 Europe/Berlin, every day, on S3, junior level, as multiple choice, open for 8 hours.", changed, StringComparison.Ordinal);
        Assert.Contains("all topics, junior level", CardText.Of(await bot.PrepAsync("admin", "setup", "topic=all")), StringComparison.Ordinal);
        Assert.Contains("all topics, all levels", CardText.Of(await bot.PrepAsync("admin", "setup", "all")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time=25:99", "25:99 is no time of day. Use HH:mm, for example 09:00.")]
    [InlineData("timezone=Europe/Berlln", "I know no time zone \"Europe/Berlln\". Did you mean Europe/Berlin?")]
    [InlineData("level=senoir", "\"senoir\" is no level. Did you mean senior?")]
    [InlineData("topic=s4", "\"s4\" is no topic of the questions. Did you mean s3?")]
    [InlineData("kind=essay", "\"essay\" is no kind. Use choice, open or mixed.")]
    [InlineData("tiem=09:00", "/prep setup has no option \"tiem\". Did you mean time?")]
    [InlineData("days=mon-fru", "\"mon-fru\" is no day. Use mon-fri, single days as mon,wed,fri, or daily.")]
    [InlineData("level=senior", "There is no senior question. Change the level or topic with /prep setup.")]
    public async Task A_wrong_value_is_one_line_and_changes_nothing(string option, string answer)
    {
        await using var bot = await BotFixture.StartAsync(Token);
        await bot.PrepAsync("admin", "setup", "time=17:30");
        Assert.Equal(answer, CardText.Of(await bot.PrepAsync("admin", "setup", "open-for=8h", option)));
        Assert.Contains("17:30 Europe/Berlin, Monday to Friday", CardText.Of(await bot.PrepAsync("ana", "schedule")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("leaderbord", "There is no \"leaderbord\". Did you mean /prep leaderboard?")]
    [InlineData("dance", "There is no \"dance\". /prep help lists the commands.")]
    public async Task An_unknown_subcommand_is_answered_with_the_nearest(string command, string answer)
    {
        await using var bot = await BotFixture.StartAsync(Token);
        Assert.Equal(answer, CardText.Of(await bot.PrepAsync("ana", command)));
    }

    [Fact]
    public async Task Only_admins_change_anything()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        foreach (var command in new[] { "setup", "pause", "resume", "post", "close" })
            Assert.Contains("Only admins", CardText.Of(await bot.PrepAsync("ana", command)), StringComparison.Ordinal);
        var receipt = await bot.PrepAsync("admin", "setup");
        var undo = Assert.IsType<ButtonAction>(Assert.Single(receipt!.Actions));
        Assert.Contains("Only admins", CardText.Of(await bot.DoAsync("ana", new PressInput(undo.Id))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_takes_back_the_latest_change_and_only_that()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        async Task<string> UndoAsync(Card? card) => CardText.Of(await bot.DoAsync("admin", new PressInput(((ButtonAction)card!.Actions[0]).Id)));
        var first = await bot.PrepAsync("admin", "setup", "time=08:00");
        var second = await bot.PrepAsync("admin", "setup", "time=17:30");
        Assert.Contains("changed again after that", await UndoAsync(first), StringComparison.Ordinal);
        Assert.Contains("at 08:00 Europe/Berlin", await UndoAsync(second), StringComparison.Ordinal);
        Assert.Contains("changed again after that", await UndoAsync(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undoing_the_first_setup_leaves_no_schedule()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        var receipt = await bot.PrepAsync("admin", "setup");
        Assert.Contains("has no schedule any more", CardText.Of(await bot.DoAsync("admin", new PressInput(((ButtonAction)receipt!.Actions[0]).Id))), StringComparison.Ordinal);
        await bot.GoToAsync(Tuesday + Duration.FromDays(2));
        Assert.Empty(bot.Chat.Messages);
        Assert.Contains("Nothing is scheduled yet", CardText.Of(await bot.PrepAsync("ana", "schedule")), StringComparison.Ordinal);
        Assert.Contains("at 09:00", CardText.Of(await bot.PrepAsync("admin", "setup")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_makes_todays_question_early_then_extra_ones_and_refuses_while_one_is_open()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        Assert.Contains("Nothing is scheduled here yet", CardText.Of(await bot.PrepAsync("admin", "post")), StringComparison.Ordinal);
        await bot.PrepAsync("admin", "setup", "time=17:00");
        Assert.Contains("Today's question is on its way", CardText.Of(await bot.PrepAsync("admin", "post")), StringComparison.Ordinal);
        await bot.DeliverAsync();
        Assert.Contains("is open here until", CardText.Of(await bot.PrepAsync("admin", "post")), StringComparison.Ordinal);
        Assert.Contains("Closed with 0 answers", CardText.Of(await bot.PrepAsync("admin", "close")), StringComparison.Ordinal);
        Assert.Contains("An extra question", CardText.Of(await bot.PrepAsync("admin", "post")), StringComparison.Ordinal);
        await bot.DeliverAsync();
        await bot.PrepAsync("admin", "close");
        await bot.GoToAsync(Tuesday + Duration.FromHours(9));
        Assert.Equal(2, bot.Chat.Messages.Count);
        Assert.Equal("No question is open here.", CardText.Of(await bot.PrepAsync("admin", "close")));
    }

    [Fact]
    public async Task A_pause_stops_the_posts_until_its_date_or_until_resumed()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        await bot.PrepAsync("admin", "setup", "time=10:00");
        Assert.Contains("The next question comes Fri 27 Nov 10:00", CardText.Of(await bot.PrepAsync("admin", "pause", "until=3d")), StringComparison.Ordinal);
        await bot.GoToAsync(Tuesday + Duration.FromHours(50));
        Assert.Empty(bot.Chat.Messages);
        await bot.GoToAsync(Tuesday + Duration.FromHours(73));
        Assert.Single(bot.Chat.Messages);
        Assert.Contains("Paused until somebody says /prep resume", CardText.Of(await bot.PrepAsync("admin", "pause")), StringComparison.Ordinal);
        await bot.GoToAsync(Tuesday + Duration.FromDays(8));
        Assert.Single(bot.Chat.Messages);
        Assert.StartsWith("Resumed. Next: Wed 2 Dec 10:00", CardText.Of(await bot.PrepAsync("admin", "resume")), StringComparison.Ordinal);
        await bot.GoToAsync(Tuesday + Duration.FromDays(8) + Duration.FromHours(1));
        Assert.Equal(2, bot.Chat.Messages.Count);
    }
}
