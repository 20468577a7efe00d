using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace AwsPrepBot.Engine.Tests.Quizzes;

/// <summary>What people do in quizzes, by the buttons they see.</summary>
static class Quizzing
{
    /// <summary>What the button with that label sends.</summary>
    public static string IdOf(Card? card, string label) => card!.Actions.OfType<ButtonAction>().Single(action => action.Label == label).Id;

    /// <summary>The quiz a card's buttons belong to.</summary>
    public static async Task<Quiz> QuizOfAsync(this BotFixture bot, Card? card)
    {
        var id = card!.Actions.OfType<ButtonAction>().Select(action => ActionId.Parse(action.Id)).OfType<QuizAction.Stop>().Single().Quiz;
        return (await bot.Services.GetRequiredService<IQuizStore>().FindAsync(BotFixture.Team, id, TestContext.Current.CancellationToken))!.Quiz;
    }

    /// <summary>The letter of the right option of the question a card shows, and of a wrong one.</summary>
    public static async Task<(string Right, string Wrong)> LettersAsync(this BotFixture bot, Card? card)
    {
        var question = (await bot.QuizOfAsync(card)).Present!;
        var letters = question.Options.Select(option => (Letter: question.LetterOf(option.Id).ToString(), Right: question.IsRight(option.Id))).ToList();
        return (letters.First(letter => letter.Right).Letter, letters.First(letter => !letter.Right).Letter);
    }

    /// <summary>Answers the question a card shows, rightly or not; what is shown then.</summary>
    public static async Task<Card?> AnswerAsync(this BotFixture bot, string member, Card? card, bool rightly, RequestId? request = null)
    {
        var (right, wrong) = await bot.LettersAsync(card);
        return await bot.PressAsync(member, card, rightly ? right : wrong, request);
    }
}
