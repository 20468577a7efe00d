using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.TestKit;
using NodaTime;

namespace AwsPrepBot.Discord.Tests.Rendering;

/// <summary>Whatever question passes lint, its messages in quizzes are sent whole.</summary>
public sealed class QuizFittingTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_largest_questions_fit_in_private_quizzes_answered_rightly_or_not(bool rightly)
    {
        await using var bot = await BotFixture.StartAsync(Token, FittingTests.Largest());
        // Each quiz takes what was not asked yet: one question each, so that each is once the last one, with the end below it.
        foreach (var count in Enumerable.Repeat(1, 20).Append(20))
        {
            var card = await bot.PrepAsync("ana", "quiz", $"count={count}");
            for (var position = 0; position < count; position++)
            {
                FittingTests.AssertFits(card!);
                var (right, wrong) = await Screens.LettersOfQuizAsync(bot, card!);
                card = await bot.PressAsync("ana", card, rightly ? right : wrong);
                FittingTests.AssertFits(card!);
                if (position < count - 1)
                    card = await bot.PressAsync("ana", card, "Next");
            }
        }
    }

    [Fact]
    public async Task The_largest_questions_fit_in_a_channels_quiz_and_so_does_its_podium()
    {
        await using var bot = await BotFixture.StartAsync(Token, FittingTests.Largest());
        await bot.PrepAsync("ana", "quiz", "mode=channel", "count=20");
        await bot.DeliverAsync();
        for (var position = 0; position < 20; position++)
        {
            foreach (var person in Enumerable.Range(0, 4))
                await bot.PressAsync($"p{person}{new string("_*~|"[person], 4000)}", bot.Chat.Messages[^1].Card, "A");
            FittingTests.AssertFits(bot.Chat.Messages[^1].Card);
            await bot.GoToAsync(Instant.FromDateTimeOffset(bot.Time.GetUtcNow()) + Duration.FromSeconds(30));
        }

        Assert.Equal(21, bot.Chat.Messages[^1].States.Count);
        FittingTests.AssertFits(bot.Chat.Messages[^1].Card);
    }
}
