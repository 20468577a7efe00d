using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Quizzes;

public sealed class SoloQuizTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_quiz_moves_on_from_question_to_verdict_to_the_end()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        var first = await bot.PrepAsync("ana", "quiz", "count=2");
        Assert.StartsWith("Quiz · S3 · junior · 1 of 2\n", CardText.Of(first), StringComparison.Ordinal);
        Assert.EndsWith("[A] [B] [C] [D] [Hint] [Stop]", CardText.Of(first), StringComparison.Ordinal);

        var verdict = await bot.AnswerAsync("ana", first, rightly: true);
        Assert.Contains("Right.", CardText.Of(verdict), StringComparison.Ordinal);
        Assert.Contains("Why: it is so", CardText.Of(verdict), StringComparison.Ordinal);
        Assert.Contains("Source: Versioning", CardText.Of(verdict), StringComparison.Ordinal);
        Assert.EndsWith("[Next] [Stop]", CardText.Of(verdict), StringComparison.Ordinal);

        var second = await bot.PressAsync("ana", verdict, "Next");
        Assert.StartsWith("Quiz · S3 · junior · 2 of 2\n", CardText.Of(second), StringComparison.Ordinal);
        var (right, wrong) = await bot.LettersAsync(second);
        var end = await bot.PressAsync("ana", second, wrong);
        Assert.Contains($"Not this time. You said {wrong}, right is {right}.", CardText.Of(end), StringComparison.Ordinal);
        Assert.Contains($"Not {wrong}: ", CardText.Of(end), StringComparison.Ordinal);
        Assert.Contains("1 of 2. Look again at: Versioning.", CardText.Of(end), StringComparison.Ordinal);
        Assert.EndsWith("[Again] [Review the one you missed]", CardText.Of(end), StringComparison.Ordinal);
        Assert.Empty(bot.Chat.Messages);
        Assert.Contains("1 of 2.", CardText.Of(await bot.PressAsync("ana", verdict, "Next")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hint_is_whispered_and_changes_nothing()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        var first = await bot.PrepAsync("ana", "quiz");
        Assert.StartsWith("Hint: Think of ", CardText.Of(await bot.PressAsync("ana", first, "Hint")), StringComparison.Ordinal);
        Assert.Equal(PressResponse.Whisper, ActionId.Parse(Quizzing.IdOf(first, "Hint"))!.Response);
        Assert.Equal(PressResponse.Replace, ActionId.Parse(Quizzing.IdOf(first, "A"))!.Response);
        Assert.Empty(bot.Database.Query<string>("SELECT member FROM quiz_answers"));
    }

    [Fact]
    public async Task An_unfinished_quiz_is_offered_after_a_restart_and_goes_on_where_it_stood()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        await bot.AnswerAsync("ana", await bot.PrepAsync("ana", "quiz", "count=3"), rightly: true);
        await bot.StopAsync();
        await bot.StartAgainAsync();

        var offer = await bot.PrepAsync("ana", "quiz");
        Assert.Equal("Your quiz waits: 1 of 3 answered.\n[Go on] [Start anew]", CardText.Of(offer));
        Assert.EndsWith("Your quiz waits: 1 of 3 answered.\n[Go on]", CardText.Of(await bot.PrepAsync("ana", "today")), StringComparison.Ordinal);
        Assert.DoesNotContain("quiz waits", CardText.Of(await bot.PrepAsync("ben", "today")), StringComparison.Ordinal);
        var card = await bot.PressAsync("ana", offer, "Go on");
        Assert.StartsWith("Quiz · S3 · junior · 2 of 3\n", CardText.Of(card), StringComparison.Ordinal);
        card = await bot.AnswerAsync("ana", card, rightly: true);
        card = await bot.AnswerAsync("ana", await bot.PressAsync("ana", card, "Next"), rightly: true);
        Assert.Contains("3 of 3. Strong: S3.", CardText.Of(card), StringComparison.Ordinal);
        Assert.EndsWith("[Again]", CardText.Of(card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starting_anew_gives_the_old_one_up_with_what_was_asked_for_now()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        var old = await bot.PrepAsync("ana", "quiz", "count=3");
        var offer = await bot.PrepAsync("ana", "quiz", "count=7", "topic=s3", "level=junior");
        var card = await bot.PressAsync("ana", offer, "Start anew");
        Assert.StartsWith("Quiz · S3 · junior · 1 of 7\n", CardText.Of(card), StringComparison.Ordinal);
        Assert.StartsWith("You gave that quiz up for another.", CardText.Of(await bot.PressAsync("ana", old, "A")), StringComparison.Ordinal);
        Assert.Equal(["Your junior S3 quiz waits: 0 of 7 answered."], (await bot.PressAsync("ana", offer, "Start anew"))!.Blocks.OfType<TextBlock>().Select(block => block.Text.ToString()));
        Assert.Equal(["abandoned", "running"], bot.Database.Query<string>("SELECT state FROM quizzes ORDER BY state"));
    }

    [Fact]
    public async Task After_half_an_hour_it_is_parked_and_goes_on_when_asked_to()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        var card = await bot.PrepAsync("ana", "quiz", "count=2");
        bot.Time.Advance(TimeSpan.FromMinutes(30));
        var refusal = await bot.PressAsync("ana", card, "A");
        Assert.Equal(CardTone.Refusal, refusal!.Tone);
        Assert.StartsWith("This quiz was left alone for 30 minutes and is parked at 0 of 2. Nothing is lost.", CardText.Of(refusal), StringComparison.Ordinal);
        await bot.GoToAsync(Instant.FromDateTimeOffset(bot.Time.GetUtcNow()));
        Assert.Equal(["parked"], bot.Database.Query<string>("SELECT state FROM quizzes"));
        Assert.Empty(bot.Database.Query<string>("SELECT member FROM quiz_answers"));
        card = await bot.PressAsync("ana", refusal, "Go on");
        Assert.Contains("Right.", CardText.Of(await bot.AnswerAsync("ana", card, rightly: true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Presses_that_do_not_belong_are_told_so_and_change_nothing()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        var first = await bot.PrepAsync("ana", "quiz", "count=2");
        Assert.StartsWith("That is somebody else's quiz.", CardText.Of(await bot.PressAsync("ben", first, "A")), StringComparison.Ordinal);
        var (right, _) = await bot.LettersAsync(first);
        var verdict = await bot.PressAsync("ana", first, right);
        var past = await bot.PressAsync("ana", first, "A");
        Assert.Equal($"You answered that one already: {right}, which was right. The quiz is at 2 of 2 now.\n[Go on]", CardText.Of(past));
        Assert.StartsWith("That is somebody else's quiz.", CardText.Of(await bot.PressAsync("ben", verdict, "Next")), StringComparison.Ordinal);
        Assert.StartsWith("That is somebody else's quiz.", CardText.Of(await bot.PressAsync("ben", past, "Go on")), StringComparison.Ordinal);

        var stopped = await bot.PressAsync("ana", verdict, "Stop");
        Assert.Contains("1 of 1. Stopped with 1 question to go. Strong: S3.", CardText.Of(stopped), StringComparison.Ordinal);
        Assert.StartsWith("This quiz is finished. 1 of 1.", CardText.Of(await bot.PressAsync("ana", first, "A")), StringComparison.Ordinal);
        Assert.StartsWith("This quiz is finished.", CardText.Of(await bot.PressAsync("ana", past, "Go on")), StringComparison.Ordinal);
        var id = (await bot.QuizOfAsync(first)).Id;
        foreach (var forged in new[] { $"quiz:choose:{id}:7:A", "quiz:choose:99:0:A", "quiz:go:99", "quiz:missed:99:0", "quiz:mine:99", $"quiz:mine:{id}", "quiz:nonsense" })
            Assert.Equal(CardTone.Refusal, (await bot.DoAsync("ana", new PressInput(forged)))!.Tone);
        Assert.Single(bot.Database.Query<string>("SELECT member FROM quiz_answers"));
    }

    [Fact]
    public async Task The_second_delivery_of_any_act_says_nothing_and_changes_nothing()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        var start = new CommandInput("quiz", new Dictionary<string, string> { ["count"] = "2" }, []);
        var first = await bot.DoAsync("ana", start, new RequestId("start"));
        Assert.Null(await bot.DoAsync("ana", start, new RequestId("start")));
        var verdict = await bot.PressAsync("ana", first, "A", new RequestId("answer"));
        Assert.Null(await bot.PressAsync("ana", first, "A", new RequestId("answer")));
        Assert.NotNull(await bot.PressAsync("ana", verdict, "Next", new RequestId("next")));
        Assert.Null(await bot.PressAsync("ana", verdict, "Next", new RequestId("next")));
        Assert.NotNull(await bot.PressAsync("ana", verdict, "Stop", new RequestId("stop")));
        Assert.Null(await bot.PressAsync("ana", verdict, "Stop", new RequestId("stop")));
        Assert.Single(bot.Database.Query<string>("SELECT state FROM quizzes"));
    }

    [Fact]
    public async Task What_was_missed_can_be_reviewed_at_once_and_again_begins_another()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        var first = await bot.PrepAsync("ana", "quiz", "count=1");
        var asked = (await bot.QuizOfAsync(first)).Questions[0].Id;
        var end = await bot.AnswerAsync("ana", first, rightly: false);
        var review = await bot.PressAsync("ana", end, "Review the one you missed");
        Assert.StartsWith("Review · S3 · junior · 1 of 1\n", CardText.Of(review), StringComparison.Ordinal);
        Assert.Equal(asked, (await bot.QuizOfAsync(review)).Questions[0].Id);
        Assert.Contains("1 of 1. Strong: S3.", CardText.Of(await bot.AnswerAsync("ana", review, rightly: true)), StringComparison.Ordinal);
        var again = await bot.PressAsync("ana", end, "Again");
        Assert.NotEqual(asked, (await bot.QuizOfAsync(again)).Questions[0].Id);
    }

    [Fact]
    public async Task The_next_five_of_a_schedule_and_the_open_question_stay_out()
    {
        await using var bot = await BotFixture.StartAsync(Token, Builders.Bank(9));
        await bot.PrepAsync("admin", "setup", "time=09:00", "timezone=UTC");
        await bot.GoToAsync(Instant.FromUtc(2026, 11, 24, 9, 0));
        var first = await bot.PrepAsync("ana", "quiz", "count=20");
        Assert.StartsWith("There are only 3 such questions just now.\nQuiz · S3 · junior · 1 of 3", CardText.Of(first), StringComparison.Ordinal);
        var asked = (await bot.QuizOfAsync(first)).Questions.Select(question => question.Id.Value).ToList();
        for (var day = 24; day < 29; day++)
            await bot.GoToAsync(Instant.FromUtc(2026, 11, 24, 9, 0) + Duration.FromDays(day - 23));
        Assert.Empty(bot.Database.Query<string>("SELECT question_id FROM rounds ORDER BY id LIMIT 6").Intersect(asked));
    }

    [Fact]
    public async Task Questions_not_asked_lately_come_first()
    {
        await using var bot = await BotFixture.StartAsync(Token, Builders.Bank(6));
        var first = await bot.PrepAsync("ana", "quiz", "count=4");
        var asked = (await bot.QuizOfAsync(first)).Questions.Select(question => question.Id).ToList();
        var card = await bot.AnswerAsync("ana", first, rightly: true);
        for (var position = 1; position < 4; position++)
            card = await bot.AnswerAsync("ana", await bot.PressAsync("ana", card, "Next"), rightly: true);
        var again = (await bot.QuizOfAsync(await bot.PrepAsync("ana", "quiz", "count=2"))).Questions.Select(question => question.Id);
        Assert.Empty(again.Intersect(asked));
    }

    [Fact]
    public async Task A_level_without_questions_on_the_topic_offers_the_nearest_that_has()
    {
        var bank = new QuestionBank([
            Builders.Question("j1"), Builders.Question("s1", Level.Senior), Builders.Question("s2", Level.Senior), Builders.Question("a1", Level.Architect, "vpc"),
        ]);
        await using var bot = await BotFixture.StartAsync(Token, bank);
        var refusal = await bot.PrepAsync("ana", "quiz", "s3", "architect", "count=3");
        Assert.Equal("There is no architect S3 question for a quiz just now. Nearest: 2 senior S3 questions or 1 architect question.\n[Quiz: senior S3] [Quiz: architect]", CardText.Of(refusal));
        Assert.Contains("Quiz · S3 · senior · 1 of 2", CardText.Of(await bot.PressAsync("ana", refusal, "Quiz: senior S3")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("count=0", "\"0\" is no count. Use a number from 1 to 20, for example count=5.")]
    [InlineData("count=many", "\"many\" is no count. Use a number from 1 to 20, for example count=5.")]
    [InlineData("count=21", "\"21\" is no count. Use a number from 1 to 20, for example count=5.")]
    [InlineData("seconds=30", "Alone you have all the time you want. seconds is for mode=channel.")]
    [InlineData("seconds=1", "\"1\" is no time for a question. Use 5 to 300 seconds, for example seconds=30.")]
    [InlineData("mode=duel", "\"duel\" is no mode. Use solo or channel.")]
    public async Task A_wrong_value_is_refused_with_what_would_be_right(string option, string refusal)
    {
        await using var bot = await BotFixture.StartAsync(Token);
        Assert.Equal(refusal, CardText.Of(await bot.PrepAsync("ana", "quiz", option)));
        Assert.Empty(bot.Database.Query<string>("SELECT state FROM quizzes"));
    }
}
