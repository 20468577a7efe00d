using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.TestKit;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task The_longest_scorecard_fits_whatever_signs_it_is_made_of()
    {
        string[] pieces = ["x", "*", "_", "`", "<@1>", "**b** ", "| ", "\u05D0 ", "&lt;", "# "];
        var questions = Enumerable.Range(0, QuizRules.MostQuestions).Select(number => Builders.OpenQuestion($"q{number}") with
        {
            Topics = [$"{number}{new string('t', 30)}"],
            Prompt = "w" + string.Concat(Enumerable.Repeat(pieces[number % pieces.Length], MessageLimits.Prompt))[..(MessageLimits.Prompt - 1)],
            References = [.. Enumerable.Range(0, 3).Select(page => new Uri($"https://docs.aws.amazon.com/{number}{page}{new string('(', 100)}{new string('*', 100)}.html"))],
        });
        await using var bot = await BotFixture.StartAsync(Token, new QuestionBank(questions), services => services.AddSingleton<IAnswerGrader, LiteralGrader>());
        var card = await bot.PrepAsync("ana", "mock", "count=20");
        for (var position = 0; position < QuizRules.MostQuestions; position++)
        {
            FittingTests.AssertFits(card!);
            card = await WriteAsync(bot, card!, "Buckets keep every version.");
            FittingTests.AssertFits(card);
            card = await WriteAsync(bot, card, position % 2 == 0 ? "Deletes add a marker." : "So it is.");
            FittingTests.AssertFits(card);
            card = await bot.PressAsync("ana", card, position < QuizRules.MostQuestions - 1 ? "Next" : "Scorecard");
        }

        Assert.Contains("by the follow-up", FittingTests.AssertFits(card!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_question_of_the_bank_fits_in_an_interview()
    {
        await using var bot = await BotFixture.StartAsync(Token, PublishedBank.Load());
        // Each interview takes what was not asked yet.
        for (var interview = 0; interview < 3; interview++)
        {
            var card = await bot.PrepAsync("ana", "mock", "count=20");
            for (var position = 0; position < QuizRules.MostQuestions; position++)
            {
                FittingTests.AssertFits(card!);
                var id = card!.Actions.OfType<ButtonAction>().Select(action => ActionId.Parse(action.Id)).OfType<QuizAction.Stop>().Single().Quiz;
                var asked = (await bot.Services.GetRequiredService<IQuizStore>().FindAsync(BotFixture.Team, id, Token))!.Quiz.Present!;
                card = await WriteAsync(bot, card, asked.Rubric!.Answers[0].Split(". ")[0]);
                FittingTests.AssertFits(card);
                if (card.Tone == CardTone.Question)
                    FittingTests.AssertFits(card = await WriteAsync(bot, card, asked.Rubric.Points[^1].Point));
                card = await bot.PressAsync("ana", card, position < QuizRules.MostQuestions - 1 ? "Next" : "Scorecard");
            }

            FittingTests.AssertFits(card!);
        }
    }

    static async Task<Card> WriteAsync(BotFixture bot, Card card, string text) => (await bot.SendAsync("ana", (await bot.PressAsync("ana", card, "Answer"))!, text))!;

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
