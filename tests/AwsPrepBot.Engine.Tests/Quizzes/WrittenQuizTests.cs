using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace AwsPrepBot.Engine.Tests.Quizzes;

public sealed class WrittenQuizTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static Task<BotFixture> StartAsync() =>
        BotFixture.StartAsync(Token, Builders.OpenBank(12), services => services.AddSingleton<IAnswerGrader, LiteralGrader>());

    [Fact]
    public async Task An_answer_in_ones_own_words_gets_its_verdict_at_once_and_moves_the_quiz_on()
    {
        await using var bot = await StartAsync();
        var first = await bot.PrepAsync("ana", "quiz", "kind=open", "count=2");
        Assert.EndsWith("[Answer] [Hint] [Stop]", CardText.Of(first), StringComparison.Ordinal);
        var form = await bot.PressAsync("ana", first, "Answer");
        Assert.NotNull(form!.Form);
        Assert.Equal(PressResponse.Form, ActionId.Parse(Quizzing.IdOf(first, "Answer"))!.Response);
        Assert.Equal(PressResponse.Replace, ActionId.Parse(form.Form.Id)!.Response);

        var verdict = await bot.SendAsync("ana", form, "nothing of it");
        Assert.Contains("Quiz · S3 · junior · 1 of 2\n0 / 100", CardText.Of(verdict), StringComparison.Ordinal);
        Assert.EndsWith("[Next] [Stop]", CardText.Of(verdict), StringComparison.Ordinal);
        Assert.Equal("You answered that one already: 0 of 100. The quiz is at 2 of 2 now.\n[Go on]", CardText.Of(await bot.SendAsync("ana", form, "once more")));
        Assert.Equal(CardTone.Refusal, (await bot.PressAsync("ana", first, "Answer"))!.Tone);

        var second = await bot.PressAsync("ana", verdict, "Next");
        form = await bot.PressAsync("ana", second, "Answer");
        Assert.Equal("That is somebody else's quiz.", CardText.Of(await bot.SendAsync("ben", form!, "mine"))[..29]);
        Assert.StartsWith("Not recorded: nothing was written.", CardText.Of(await bot.SendAsync("ana", form!, " \n ")), StringComparison.Ordinal);
        Assert.StartsWith("Not recorded: your answer has 3001 characters", CardText.Of(await bot.SendAsync("ana", form!, new string('x', 3001))), StringComparison.Ordinal);
        await bot.StopAsync();
        await bot.StartAgainAsync();
        var points = string.Join(". ", (await bot.QuizOfAsync(second)).Present!.Rubric!.Points.Select(point => point.Point));
        Assert.Contains("1 of 2.", CardText.Of(await bot.SendAsync("ana", form!, points)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mixed_quiz_asks_now_one_way_now_the_other()
    {
        await using var bot = await StartAsync();
        var quiz = await bot.QuizOfAsync(await bot.PrepAsync("ana", "quiz", "kind=mixed", "count=12"));
        Assert.Contains(quiz.Questions, question => question.Rubric is null);
        Assert.Contains(quiz.Questions, question => question.Rubric is not null);
    }

    [Fact]
    public async Task A_letter_is_no_answer_to_an_open_question_nor_a_text_to_one_with_letters()
    {
        await using var bot = await StartAsync();
        var open = await bot.QuizOfAsync(await bot.PrepAsync("ana", "quiz", "kind=open"));
        var choice = await bot.QuizOfAsync(await bot.PrepAsync("ben", "quiz"));
        Assert.Equal(CardTone.Refusal, (await bot.DoAsync("ana", new PressInput($"quiz:choose:{open.Id}:0:A")))!.Tone);
        Assert.Equal(CardTone.Refusal, (await bot.DoAsync("ben", new FormInput($"quiz:written:{choice.Id}:0", "text")))!.Tone);
        Assert.Equal(CardTone.Refusal, (await bot.DoAsync("ben", new FormInput($"quiz:go:{choice.Id}", "text")))!.Tone);
        Assert.Empty(bot.Database.Query<string>("SELECT member FROM quiz_answers"));
    }
}
