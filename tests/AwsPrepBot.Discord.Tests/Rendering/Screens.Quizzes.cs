using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Discord.Tests.Rendering;

internal sealed partial class Screens
{
    Card LastShown => _all[^1].Card;

    async Task QuizzesAsync()
    {
        await AloneAsync();
        await InOnesOwnWordsAsync();
        await InterviewAsync();
        await TogetherAsync();
        await PrepAsync("schedule-admin", "admin", "schedule");
        await PressAsync("quizzes-off", "admin", "Switch channel quizzes off", LastShown);
        await PrepAsync("quiz-channel-off", "ana", "quiz", "mode=channel");
    }

    async Task AloneAsync()
    {
        await PrepAsync("quiz-first", "ana", "quiz", "topic=s3", "count=3");
        var first = LastShown;
        await PressAsync("quiz-hint", "ana", "Hint", first);
        await PressAsync("quiz-not-yours", "ben", "A", first);
        await AnswerQuizAsync("quiz-right", "ana", first, rightly: true);
        var verdict = LastShown;
        await PressAsync("quiz-past", "ana", "A", first);
        await PressAsync("quiz-next", "ana", "Next", verdict);
        await AnswerQuizAsync("quiz-wrong", "ana", LastShown, rightly: false);
        await PrepAsync("quiz-offer", "ana", "quiz");
        await PrepAsync("today-quiz", "ana", "today");
        await PressAsync("quiz-gone-on", "ana", "Go on", LastShown);
        await AnswerQuizAsync("quiz-end", "ana", LastShown, rightly: false);
        await PressAsync("quiz-finished", "ana", "A", first);
        await PrepAsync("review", "ana", "review");
        await PressAsync("quiz-stopped", "ana", "Stop", LastShown);
        await PrepAsync("review-nothing", "nobody", "review");
        await PrepAsync("quiz-nothing-fits", "ana", "quiz", "topic=cloudtrail", "level=junior");
        await PrepAsync("quiz-count", "ana", "quiz", "count=99");
    }

    async Task InOnesOwnWordsAsync()
    {
        await PrepAsync("quiz-open", "cho", "quiz", "kind=open", "count=1");
        var form = await _bot.PressAsync("cho", LastShown, "Answer");
        Add("quiz-open-verdict", (await _bot.SendAsync("cho", form!, "It is stateful, so return traffic is allowed, and encrypted with KMS."))!, isPublic: false);
    }

    async Task InterviewAsync()
    {
        await PrepAsync("mock-first", "dee", "mock", "level=mid", "count=4");
        await WriteAsync("mock-follow-up", "dee", "It depends on the traffic: start with the metrics and logs, then look at the security group, which is stateful.");
        await WriteAsync("mock-verdict", "dee", "I would look at who may use it, and at what it costs.");
        await PrepAsync("mock-offer", "dee", "mock", "topic=s3");
        await PressAsync("mock-gone-on", "dee", "Go on", LastShown);
        var asked = (await _bot.Services.GetRequiredService<IQuizStore>().UnfinishedOfAsync(BotFixture.Team, new("dee"), TestContext.Current.CancellationToken))!.Present!;
        await WriteAsync("mock-good-answer", "dee", asked.Rubric!.Answers[0]);
        await PressAsync("mock-next", "dee", LastShown.Actions.Any(action => action.Label == "Next") ? "Next" : "Skip", LastShown);
        if (LastShown.Actions.Any(action => action.Label == "Next"))
            await PressAsync("mock-third", "dee", "Next", LastShown);
        await PressAsync("mock-skipped", "dee", "Skip", LastShown);
        await PressAsync("mock-scorecard", "dee", "Skip", LastShown);
        await PressAsync("mock-stopped", "eli", "Stop", (await _bot.PrepAsync("eli", "mock"))!);
        await PrepAsync("mock-nothing-fits", "dee", "mock", "topic=cloudtrail", "level=junior");
    }

    /// <summary>Answers the latest question in one's own words.</summary>
    async Task WriteAsync(string name, string member, string text)
    {
        var form = await _bot.PressAsync(member, LastShown, "Answer");
        Add(name, (await _bot.SendAsync(member, form!, text))!, isPublic: false);
    }

    async Task TogetherAsync()
    {
        await PrepAsync("quiz-channel-started", "admin", "quiz", "mode=channel", "count=2");
        await _bot.DeliverAsync();
        Add("quiz-channel-first", Latest.Card, isPublic: true);
        await PrepAsync("quiz-channel-running", "ben", "quiz", "mode=channel");
        var (right, wrong) = await QuizLettersAsync(Latest.Card);
        await PressAsync("quiz-channel-receipt", "ana", right, Latest.Card);
        foreach (var person in People.Take(6))
            await _bot.PressAsync(person, Latest.Card, person[0] < 'd' ? right : wrong);
        await _bot.GoToAsync(Now + Duration.FromSeconds(30));
        Add("quiz-channel-second", Latest.Card, isPublic: true);
        (right, wrong) = await QuizLettersAsync(Latest.Card);
        foreach (var person in People.Take(6))
        {
            _bot.Time.Advance(TimeSpan.FromSeconds(2));
            await _bot.PressAsync(person, Latest.Card, person[0] < 'e' ? right : wrong);
        }

        var second = Latest.Card;
        await PressAsync("quiz-channel-stop-refused", "ben", "Stop", second);
        await _bot.GoToAsync(Now + Duration.FromSeconds(20));
        Add("quiz-channel-end", Latest.Card, isPublic: true);
        await PressAsync("quiz-channel-late", "ana", right, second);
        await PressAsync("quiz-channel-mine", "eli", "My result", Latest.Card);
        await PrepAsync("quiz-channel-too-soon", "ben", "quiz", "mode=channel");
    }

    async Task AnswerQuizAsync(string name, string member, Card card, bool rightly)
    {
        var (right, wrong) = await QuizLettersAsync(card);
        await PressAsync(name, member, rightly ? right : wrong, card);
    }

    Task<(string Right, string Wrong)> QuizLettersAsync(Card card) => LettersOfQuizAsync(_bot, card);

    /// <summary>The letter of the right option of the question of a quiz that a card shows, and of a wrong one.</summary>
    internal static async Task<(string Right, string Wrong)> LettersOfQuizAsync(BotFixture bot, Card card)
    {
        var id = card.Actions.OfType<ButtonAction>().Select(action => ActionId.Parse(action.Id)).OfType<QuizAction.Stop>().Single().Quiz;
        var account = await bot.Services.GetRequiredService<IQuizStore>().FindAsync(BotFixture.Team, id, TestContext.Current.CancellationToken);
        var question = account!.Quiz.Present!;
        var letters = question.Options.Select(option => (Letter: question.LetterOf(option.Id).ToString(), Right: question.IsRight(option.Id))).ToList();
        return (letters.First(letter => letter.Right).Letter, letters.First(letter => !letter.Right).Letter);
    }
}
