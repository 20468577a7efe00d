using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Quizzes;

public sealed class ReviewTests
{
    static readonly Instant Tuesday = Instant.FromUtc(2026, 11, 24, 8, 0);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_missed_in_a_daily_question_and_in_a_quiz_comes_back_until_right_on_two_days()
    {
        await using var bot = await BotFixture.StartAsync(Token, Builders.Bank(30));
        Assert.Equal("Nothing to review. What you get wrong comes here, until you get it right on two different days.", CardText.Of(await bot.PrepAsync("ana", "review")));

        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin", "open-for=1h");
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        await bot.PressAsync("ana", (await bot.LettersAsync()).Wrong);
        Assert.StartsWith("Nothing to review.", CardText.Of(await bot.PrepAsync("ana", "review")), StringComparison.Ordinal);
        await bot.GoToAsync(Tuesday + Duration.FromHours(3));
        await bot.AnswerAsync("ana", await bot.PrepAsync("ana", "quiz", "count=1"), rightly: false);

        bot.Time.Advance(TimeSpan.FromMinutes(1));
        var missed = bot.Database.Query<string>("SELECT question_id FROM rounds UNION ALL SELECT question_id FROM quiz_answers");
        var card = await bot.PrepAsync("ana", "review");
        Assert.Equal(missed, (await bot.QuizOfAsync(card)).Questions.Select(question => question.Id.Value));
        card = await bot.AnswerAsync("ana", card, rightly: true);
        card = await bot.AnswerAsync("ana", await bot.PressAsync("ana", card, "Next"), rightly: true);
        Assert.Contains("2 of 2. Strong: S3.", CardText.Of(card), StringComparison.Ordinal);
        Assert.Equal("Nothing to review today. 2 questions you missed and then got right: once more from Wed 25 Nov on.", CardText.Of(await bot.PrepAsync("ana", "review")));

        bot.Time.Advance(TimeSpan.FromDays(1));
        card = await bot.PrepAsync("ana", "review");
        Assert.StartsWith("Review · S3 · junior · 1 of 2", CardText.Of(card), StringComparison.Ordinal);
        card = await bot.AnswerAsync("ana", card, rightly: true);
        card = await bot.AnswerAsync("ana", await bot.PressAsync("ana", card, "Next"), rightly: false);
        bot.Time.Advance(TimeSpan.FromDays(1));
        Assert.StartsWith("Review · S3 · junior · 1 of 1", CardText.Of(await bot.PrepAsync("ana", "review")), StringComparison.Ordinal);
        Assert.StartsWith("Nothing to review.", CardText.Of(await bot.PrepAsync("ben", "review")), StringComparison.Ordinal);
    }
}
