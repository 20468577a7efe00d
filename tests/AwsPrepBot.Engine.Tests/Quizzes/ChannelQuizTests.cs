using AwsPrepBot.Engine.Chat;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Quizzes;

public sealed class ChannelQuizTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static async Task<BotFixture> StartedAsync(int count = 2)
    {
        var bot = await BotFixture.StartAsync(Token);
        Assert.Equal($"The quiz is on its way: {Words.Count(count, "question")}, 30 seconds each, for everyone here.", CardText.Of(await bot.PrepAsync("ana", "quiz", "mode=channel", $"count={count}")));
        await bot.DeliverAsync();
        return bot;
    }

    static Task PassAsync(BotFixture bot, int seconds) => bot.GoToAsync(Instant.FromDateTimeOffset(bot.Time.GetUtcNow()) + Duration.FromSeconds(seconds));

    static Card Shown(BotFixture bot) => bot.Chat.Messages[^1].Card;

    [Fact]
    public async Task One_message_asks_everyone_and_ends_in_a_podium()
    {
        await using var bot = await StartedAsync();
        Assert.StartsWith("Quiz · S3 · junior · 1 of 2\n", CardText.Of(Shown(bot)), StringComparison.Ordinal);
        Assert.Contains("closes 2026-11-24T08:00:30Z", CardText.Of(Shown(bot)), StringComparison.Ordinal);

        var (right, wrong) = await bot.LettersAsync(Shown(bot));
        Assert.Equal($"Recorded: {wrong}. You can change it until the question closes.", CardText.Of(await bot.PressAsync("ana", Shown(bot), wrong)));
        Assert.Equal($"{wrong} is already your answer.", CardText.Of(await bot.PressAsync("ana", Shown(bot), wrong)));
        Assert.Equal($"Changed from {wrong} to {right}.", CardText.Of(await bot.PressAsync("ana", Shown(bot), right)));
        await bot.PressAsync("ben", Shown(bot), right);
        await bot.PressAsync("cho", Shown(bot), wrong);

        await PassAsync(bot, 30);
        var second = Shown(bot);
        Assert.StartsWith($"1: {right} was right, 2 of 3 got it. it is so\nQuiz · S3 · junior · 2 of 2\n", CardText.Of(second), StringComparison.Ordinal);
        bot.Time.Advance(TimeSpan.FromSeconds(5));
        await bot.AnswerAsync("ben", second, rightly: true);
        bot.Time.Advance(TimeSpan.FromSeconds(5));
        await bot.AnswerAsync("ana", second, rightly: true);

        await PassAsync(bot, 20);
        var end = CardText.Of(Shown(bot));
        Assert.Single(bot.Chat.Messages);
        Assert.Equal(3, bot.Chat.Messages[0].States.Count);
        Assert.Contains("Quiz · finished", end, StringComparison.Ordinal);
        Assert.Contains("1 Ben 20 2 of 2 streak 0\n2 Ana 20 2 of 2 streak 0\n3 Cho 0 0 of 2 streak 0", end, StringComparison.Ordinal);
        Assert.Contains("3 took part · equal points, so the faster one is ahead · not counted on the leaderboard\n[My result]", end, StringComparison.Ordinal);

        var mine = await bot.PressAsync("cho", Shown(bot), "My result");
        Assert.Equal("0 of 2. Look again at: Versioning.\n[Review the 2 you missed]", CardText.Of(mine));
        Assert.StartsWith("Review · S3 · junior · 1 of 2", CardText.Of(await bot.PressAsync("cho", mine, "Review the 2 you missed")), StringComparison.Ordinal);
        Assert.StartsWith("You did not answer in that quiz.", CardText.Of(await bot.PressAsync("dan", Shown(bot), "My result")), StringComparison.Ordinal);
        Assert.Empty(bot.Database.Query<string>("SELECT member FROM ledger"));
    }

    [Fact]
    public async Task Speed_decides_nothing_but_ties()
    {
        await using var bot = await StartedAsync(count: 1);
        var (right, wrong) = await bot.LettersAsync(Shown(bot));
        await bot.PressAsync("ben", Shown(bot), wrong);
        bot.Time.Advance(TimeSpan.FromSeconds(29));
        await bot.PressAsync("ana", Shown(bot), right);
        await PassAsync(bot, 1);
        Assert.Contains("1 Ana 10 1 of 1 streak 0\n2 Ben 0 0 of 1 streak 0", CardText.Of(Shown(bot)), StringComparison.Ordinal);
        Assert.DoesNotContain("faster", CardText.Of(Shown(bot)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_before_the_close_tells_whether_an_answer_is_right()
    {
        await using var bot = await StartedAsync();
        var (right, wrong) = await bot.LettersAsync(Shown(bot));
        var one = await bot.PressAsync("ana", Shown(bot), right);
        var other = await bot.PressAsync("ben", Shown(bot), wrong);
        Assert.Equal(one!.Tone, other!.Tone);
        Assert.Equal(CardText.Of(one).Replace(right, "?", StringComparison.Ordinal), CardText.Of(other).Replace(wrong, "?", StringComparison.Ordinal));
        Assert.Equal(CardTone.Question, Shown(bot).Tone);
        Assert.Equal("Hint: Think of", CardText.Of(await bot.PressAsync("ana", Shown(bot), "Hint"))[..14]);
    }

    [Fact]
    public async Task Late_presses_presses_elsewhere_and_presses_after_the_end_change_nothing()
    {
        await using var bot = await StartedAsync();
        var first = Shown(bot);
        bot.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.StartsWith("That question has closed.", CardText.Of(await bot.PressAsync("ana", first, "A")), StringComparison.Ordinal);
        await PassAsync(bot, 0);
        Assert.StartsWith("That question has closed.", CardText.Of(await bot.PressAsync("ana", first, "A")), StringComparison.Ordinal);
        await PassAsync(bot, 30);
        Assert.Equal("This quiz is over.", CardText.Of(await bot.PressAsync("ana", first, "A")));
        Assert.Contains("Nobody answered", CardText.Of(Shown(bot)), StringComparison.Ordinal);
        Assert.Empty(Shown(bot).Actions);
        Assert.Empty(bot.Database.Query<string>("SELECT member FROM quiz_answers"));
    }

    [Fact]
    public async Task One_at_a_time_and_ten_minutes_between_two()
    {
        await using var bot = await StartedAsync(count: 1);
        Assert.Equal("A quiz is running here, at 1 of 1. Join in.", CardText.Of(await bot.PrepAsync("ben", "quiz", "mode=channel")));
        await PassAsync(bot, 30);
        Assert.Equal("The last quiz here has just ended. The next one can start 2026-11-24T08:10:30Z.", CardText.Of(await bot.PrepAsync("ben", "quiz", "mode=channel")));
        await PassAsync(bot, 600);
        Assert.StartsWith("The quiz is on its way: 5 questions", CardText.Of(await bot.PrepAsync("ben", "quiz", "mode=channel")), StringComparison.Ordinal);
        await bot.DeliverAsync();
        Assert.Equal(2, bot.Chat.Messages.Count);
    }

    [Fact]
    public async Task Only_who_began_it_or_an_admin_stops_it_and_the_podium_shows_what_was_asked()
    {
        await using var bot = await StartedAsync(count: 3);
        await bot.AnswerAsync("ben", Shown(bot), rightly: true);
        Assert.Equal("Only who began this quiz or an admin can stop it.", CardText.Of(await bot.PressAsync("ben", Shown(bot), "Stop")));
        Assert.StartsWith("Stopped.", CardText.Of(await bot.PressAsync("admin", Shown(bot), "Stop")), StringComparison.Ordinal);
        await bot.DeliverAsync();
        Assert.Contains("1 Ben 10 1 of 1 streak 0\n1 took part · ended after 1 of 3", CardText.Of(Shown(bot)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Admins_switch_them_off_and_on_from_the_schedule()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        Assert.Empty((await bot.PrepAsync("ana", "schedule"))!.Actions);
        var off = await bot.PrepAsync("admin", "schedule");
        Assert.Equal("Only admins can do that.", CardText.Of(await bot.PressAsync("ana", off, "Switch channel quizzes off"))[..24]);
        var on = await bot.PressAsync("admin", off, "Switch channel quizzes off");
        Assert.StartsWith("Quizzes for everyone are switched off here.", CardText.Of(await bot.PrepAsync("ana", "quiz", "mode=channel")), StringComparison.Ordinal);
        Assert.Contains("1 of 5", CardText.Of(await bot.PrepAsync("ana", "quiz")), StringComparison.Ordinal);
        await bot.PressAsync("admin", on, "Switch channel quizzes on");
        Assert.StartsWith("The quiz is on its way", CardText.Of(await bot.PrepAsync("ana", "quiz", "mode=channel")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_start_again_starts_no_second_quiz_and_says_nothing()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        var start = new CommandInput("quiz", new Dictionary<string, string> { ["mode"] = "channel" }, []);
        Assert.NotNull(await bot.DoAsync("ana", start, new RequestId("start")));
        Assert.Null(await bot.DoAsync("ana", start, new RequestId("start")));
        await bot.DeliverAsync();
        Assert.Single(bot.Chat.Messages);
    }

    [Fact]
    public async Task A_platform_that_is_slow_takes_nobodys_time()
    {
        await using var bot = await StartedAsync();
        bot.Chat.NextEdit(new SendResult.Later(Duration.FromSeconds(20), "busy"));
        await PassAsync(bot, 30);
        Assert.Contains("1 of 2", CardText.Of(Shown(bot)), StringComparison.Ordinal);
        await PassAsync(bot, 20);
        Assert.Contains("closes 2026-11-24T08:01:20Z", CardText.Of(Shown(bot)), StringComparison.Ordinal);
        await PassAsync(bot, 29);
        Assert.StartsWith("Recorded", CardText.Of(await bot.PressAsync("ana", Shown(bot), "A")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_whose_answer_was_lost_is_looked_for_and_one_that_cannot_be_made_is_given_up()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        bot.Chat.LoseNextAnswer();
        await bot.PrepAsync("ana", "quiz", "mode=channel", "count=1");
        await bot.DeliverAsync();
        await PassAsync(bot, 5);
        Assert.Single(bot.Chat.Messages);
        await PassAsync(bot, 31);
        Assert.Contains("finished", CardText.Of(Shown(bot)), StringComparison.Ordinal);

        await PassAsync(bot, 600);
        bot.Chat.NextPost(new SendResult.Refused("not allowed"));
        await bot.PrepAsync("ana", "quiz", "mode=channel", "count=1");
        await bot.DeliverAsync();
        Assert.Equal("I called off the quiz in #general: not allowed.", CardText.Of(Assert.Single(bot.Chat.Told).Card));
        Assert.Equal(["abandoned", "ended"], bot.Database.Query<string>("SELECT state FROM quizzes ORDER BY state"));
        Assert.StartsWith("The quiz is on its way", CardText.Of(await bot.PrepAsync("ana", "quiz", "mode=channel")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_may_stand_there_and_cannot_be_looked_for_is_called_off_and_its_buttons_say_so()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        bot.Chat.LoseNextAnswer();
        bot.Chat.NextFind(new FindResult.CannotLook("I may not read there"));
        await bot.PrepAsync("ana", "quiz", "mode=channel", "count=1");
        await bot.DeliverAsync();
        await PassAsync(bot, 5);
        Assert.Equal(
            "I called off the quiz in #general: I may not read there. If its message stands there, its buttons do nothing: delete it.",
            CardText.Of(Assert.Single(bot.Chat.Told).Card));
        Assert.Equal("This quiz was called off: I lost sight of its message.", CardText.Of(await bot.PressAsync("ben", Shown(bot), "A")));
    }

    [Fact]
    public async Task After_a_long_absence_of_the_bot_it_ends_with_what_was_asked()
    {
        await using var bot = await StartedAsync(count: 3);
        await bot.AnswerAsync("ana", Shown(bot), rightly: true);
        await bot.StopAsync();
        bot.Time.Advance(TimeSpan.FromHours(1));
        await bot.StartAgainAsync();
        await PassAsync(bot, 0);
        Assert.Contains("1 Ana 10 1 of 1 streak 0\n1 took part · ended after 1 of 3", CardText.Of(Shown(bot)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_who_hide_are_counted_but_not_named()
    {
        await using var bot = await StartedAsync(count: 1);
        await bot.AnswerAsync("ana", Shown(bot), rightly: true);
        await bot.AnswerAsync("ben", Shown(bot), rightly: true);
        bot.Database.Execute("UPDATE members SET hidden = 1 WHERE id = 'ana'");
        await PassAsync(bot, 30);
        Assert.DoesNotContain("Ana", CardText.Of(Shown(bot)), StringComparison.Ordinal);
        Assert.Contains("1 Ben 10 1 of 1 streak 0\n2 took part", CardText.Of(Shown(bot)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_channel_answers_are_letters()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        Assert.Equal("A quiz in the channel is multiple choice. Leave kind out, or take mode=solo.", CardText.Of(await bot.PrepAsync("ana", "quiz", "mode=channel", "kind=open")));
    }
}
