using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories;

/// <summary>A team's days through the real engine, store and outbox, on a clock that stands still.</summary>
public sealed class DayTests
{
    static readonly Instant Tuesday = Instant.FromUtc(2026, 11, 24, 8, 0);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A bot whose channel is asked at ten in Berlin, with today's question just posted.</summary>
    static async Task<BotFixture> OpenQuestionAsync()
    {
        var bot = await BotFixture.StartAsync(Token);
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin");
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        return bot;
    }

    [Fact]
    public async Task A_question_is_posted_answered_changed_closed_and_scored()
    {
        await using var bot = await OpenQuestionAsync();
        var (right, wrong) = await bot.LettersAsync();
        var message = Assert.Single(bot.Chat.Messages);
        Assert.Equal(CardTone.Question, message.Card.Tone);
        Assert.Contains("DAILY QUESTION · S3 · junior · 10 points", CardText.Of(message.Card), StringComparison.Ordinal);

        Assert.StartsWith($"Recorded: {right}. You can change it until", CardText.Of(await bot.PressAsync("ana", right)), StringComparison.Ordinal);
        Assert.StartsWith($"Recorded: {wrong}.", CardText.Of(await bot.PressAsync("ben", wrong)), StringComparison.Ordinal);
        Assert.Equal($"{wrong} is already your answer.", CardText.Of(await bot.PressAsync("ben", wrong)));
        Assert.Equal($"Changed from {wrong} to {right}.", CardText.Of(await bot.PressAsync("ben", right)));
        await bot.PressAsync("cho", wrong);

        await bot.GoToAsync(Tuesday + Duration.FromHours(25));
        var result = CardText.Of(bot.Chat.Messages[0].Card);
        Assert.Contains("closed", result, StringComparison.Ordinal);
        Assert.Contains("3 answered · right: Ana (+10), Ben (+10)", result, StringComparison.Ordinal);
        Assert.Contains($"{right} 67 %", result, StringComparison.Ordinal);
        Assert.Contains($"Not {wrong}: ", result, StringComparison.Ordinal);

        var board = CardText.Of(await bot.PrepAsync("cho", "leaderboard"));
        Assert.Contains("1 Ana 10 1 of 1 streak 1\n1 Ben 10 1 of 1 streak 1\n3 Cho 0 0 of 1 streak 1 you", board, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_receipt_before_the_close_tells_whether_the_answer_is_right()
    {
        await using var bot = await OpenQuestionAsync();
        var (right, wrong) = await bot.LettersAsync();
        var first = await bot.PressAsync("ana", right);
        var second = await bot.PressAsync("ben", wrong);
        Assert.Equal(first!.Tone, second!.Tone);
        Assert.Equal(CardText.Of(first).Replace(right, "?", StringComparison.Ordinal), CardText.Of(second).Replace(wrong, "?", StringComparison.Ordinal));
        var shown = CardText.Of(bot.Chat.Messages[0].Card) + CardText.Of(await bot.PrepAsync("ana", "today")) + CardText.Of(await bot.PressAsync("ana", "Hint"));
        Assert.DoesNotContain("✓", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Not ", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_press_is_told_so_and_whether_it_would_have_been_right()
    {
        await using var bot = await OpenQuestionAsync();
        var (right, wrong) = await bot.LettersAsync();
        await bot.GoToAsync(Tuesday + Duration.FromHours(24));
        Assert.Contains($"{right} would have been right, but late answers score no points.", CardText.Of(await bot.PressAsync("ana", right)), StringComparison.Ordinal);
        Assert.Contains($"{wrong} would not have been right: it was {right}.", CardText.Of(await bot.PressAsync("ben", wrong)), StringComparison.Ordinal);
        Assert.Equal(0, bot.Database.Query<long>("SELECT COUNT(*) FROM answers").Single());
    }

    [Fact]
    public async Task An_answer_after_the_closing_instant_is_late_even_if_nothing_has_closed_the_round_yet()
    {
        await using var bot = await OpenQuestionAsync();
        var (right, _) = await bot.LettersAsync();
        bot.Time.SetUtcNow((Tuesday + Duration.FromHours(24)).ToDateTimeOffset());
        Assert.Contains("late answers score no points", CardText.Of(await bot.PressAsync("ana", right)), StringComparison.Ordinal);
        Assert.Equal(0, bot.Database.Query<long>("SELECT COUNT(*) FROM answers").Single());
    }

    [Fact]
    public async Task The_second_delivery_of_a_press_changes_nothing_and_says_nothing()
    {
        await using var bot = await OpenQuestionAsync();
        var (right, wrong) = await bot.LettersAsync();
        var first = new RequestId("press-1");
        Assert.NotNull(await bot.PressAsync("ana", right, first));
        Assert.NotNull(await bot.PressAsync("ana", wrong, new RequestId("press-2")));
        Assert.Null(await bot.PressAsync("ana", right, first));
        await bot.GoToAsync(Tuesday + Duration.FromHours(25));
        Assert.Contains("1 answered · nobody got it this time", CardText.Of(bot.Chat.Messages[0].Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_question_opens_with_a_line_on_the_one_before_and_streaks_grow()
    {
        await using var bot = await OpenQuestionAsync();
        var (right, wrong) = await bot.LettersAsync();
        await bot.PressAsync("ana", right);
        await bot.PressAsync("ben", wrong);
        await bot.GoToAsync(Tuesday + Duration.FromHours(25));
        var second = bot.Chat.Messages[1];
        Assert.StartsWith($"Yesterday: {right} was right, 1 of 2 got it · see the answer", CardText.Of(second.Card), StringComparison.Ordinal);
        (right, _) = await bot.LettersAsync();
        await bot.PressAsync("ana", right);
        await bot.GoToAsync(Tuesday + Duration.FromHours(49));
        Assert.Contains("right: Ana (+10, 2 days)", CardText.Of(bot.Chat.Messages[1].Card), StringComparison.Ordinal);
        Assert.Equal(3, bot.Chat.Messages.Count);
        Assert.Equal(3, bot.Chat.Messages.Select(message => message.States[0].Blocks[0].ToString()).Distinct().Count());
    }

    [Fact]
    public async Task The_weeks_first_question_tells_last_weeks_top_three()
    {
        await using var bot = await OpenQuestionAsync();
        var (right, _) = await bot.LettersAsync();
        await bot.PressAsync("ana", right);
        for (var day = 1; day <= 6; day++)
            await bot.GoToAsync(Tuesday + Duration.FromHours((24 * day) + 1));
        Assert.Contains("Friday: ", CardText.Of(bot.Chat.Messages[^1].Card), StringComparison.Ordinal);
        Assert.Contains("· Last week: 1. Ana (10)", CardText.Of(bot.Chat.Messages[^1].Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_who_missed_a_day_starts_a_new_streak_and_void_days_do_not_count()
    {
        await using var bot = await OpenQuestionAsync();
        var rounds = bot.Services.GetRequiredService<IRoundStore>();
        async Task AnswerAsync() => await bot.PressAsync("ana", (await bot.LettersAsync()).Right);
        async Task NextDayAsync(int day) => await bot.GoToAsync(Tuesday + Duration.FromHours((24 * day) + 1));
        await AnswerAsync();
        await NextDayAsync(1);
        var missed = (await rounds.OpenInAsync(BotFixture.Team, BotFixture.Channel, Token))[0];
        await NextDayAsync(2);
        await AnswerAsync();
        await NextDayAsync(3);
        Assert.Contains("streak 1", CardText.Of(await bot.PrepAsync("ana", "leaderboard")), StringComparison.Ordinal);
        await bot.Services.GetRequiredService<RoundService>().VoidAsync(missed.Team, missed.Id, Token);
        Assert.Contains("streak 2", CardText.Of(await bot.PrepAsync("ana", "leaderboard")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hours_late_is_posted_and_five_hours_late_is_skipped_with_a_note()
    {
        await using var bot = await OpenQuestionAsync();
        await bot.StopAsync();
        bot.Time.SetUtcNow((Tuesday + Duration.FromHours(27)).ToDateTimeOffset());
        await bot.StartAgainAsync();
        await bot.GoToAsync(Tuesday + Duration.FromHours(27));
        Assert.Equal(2, bot.Chat.Messages.Count);

        await bot.StopAsync();
        await bot.StartAgainAsync();
        await bot.GoToAsync(Tuesday + Duration.FromHours(54));
        Assert.Equal(2, bot.Chat.Messages.Count);
        Assert.Contains("Thu 26 Nov was skipped: nothing could be asked until 15:00, more than 4 hours late.", CardText.Of(await bot.PrepAsync("ana", "schedule")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_posted_late_closes_when_the_next_one_comes()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin", "open-for=23h");
        await bot.GoToAsync(Tuesday + Duration.FromHours(4));
        await bot.GoToAsync(Tuesday + Duration.FromHours(25));
        Assert.Equal(CardTone.Result, bot.Chat.Messages[0].Card.Tone);
        Assert.StartsWith("Yesterday: ", CardText.Of(bot.Chat.Messages[1].Card), StringComparison.Ordinal);
    }
}
