using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories;

/// <summary>How a channel's questions are answered: <c>setup kind=</c>, and what follows from it each day.</summary>
public sealed class QuestionKindTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static void Contains(string expected, Card? card) => Assert.Contains(expected, CardText.Of(card), StringComparison.Ordinal);

    static async Task<QuestionKind> KindAsync(BotFixture bot) =>
        (await bot.Services.GetRequiredService<IScheduleStore>().FindAsync(BotFixture.Team, BotFixture.Channel, Token))!.Settings!.Kind;

    [Fact]
    public async Task The_kind_is_set_said_kept_and_taken_back()
    {
        await using var bot = await BotFixture.StartAsync(Token, Builders.OpenBank(20));
        Contains("as multiple choice, open for", await bot.PrepAsync("admin", "setup"));
        Contains("in your own words, open for", await bot.PrepAsync("admin", "setup", "kind=open"));
        Contains("08:00 Europe/Berlin, Monday to Friday, all topics, all levels, in your own words, open for", await bot.PrepAsync("admin", "setup", "time=08:00"));
        Assert.Equal(QuestionKind.Open, await KindAsync(bot));

        var mixed = await bot.PrepAsync("admin", "setup", "kind=Mixed");
        Contains("as multiple choice or in your own words, open for", mixed);
        Contains("as multiple choice or in your own words", await bot.PrepAsync("ana", "schedule"));
        await bot.StopAsync();
        await bot.StartAgainAsync();
        Assert.Equal(QuestionKind.Mixed, await KindAsync(bot));
        Contains("Taken back. Questions come to #general at 08:00 Europe/Berlin, Monday to Friday, all topics, all levels, in your own words", await bot.PressAsync("admin", mixed!, "Undo"));
        Assert.Equal(QuestionKind.Open, await KindAsync(bot));
        Contains("\"essay\" is no kind. Use choice, open or mixed.", await bot.PrepAsync("admin", "setup", "kind=essay"));
    }

    [Fact]
    public async Task A_bank_without_rubrics_has_nothing_to_answer_in_ones_own_words()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        Contains("There is no question to answer in your own words.", await bot.PrepAsync("admin", "setup", "kind=open"));
        Assert.Null(await bot.Services.GetRequiredService<IScheduleStore>().FindAsync(BotFixture.Team, BotFixture.Channel, Token));
    }

    [Fact]
    public async Task A_mixed_schedule_asks_both_ways_and_each_day_is_answered_as_it_is_asked()
    {
        await using var bot = await BotFixture.StartAsync(Token, Builders.OpenBank(40), services => services.AddSingleton<AwsPrepBot.Engine.Grading.IAnswerGrader>(new LiteralGrader()));
        await bot.PrepAsync("admin", "setup", "timezone=UTC", "kind=mixed", "days=daily");
        var open = 0;
        for (var day = 24; day <= 30; day++)
        {
            await bot.GoToAsync(Instant.FromUtc(2026, 11, day, 9, 0));
            var isOpen = bot.Chat.Messages[^1].Card.Actions[0].Label == "Answer";
            open += isOpen ? 1 : 0;
            if (isOpen)
                await bot.WriteAsync("ana", "Buckets keep every version. Deletes add a marker.");
            else
                await bot.PressAsync("ana", (await bot.LettersAsync()).Right);
        }

        await bot.PrepAsync("admin", "close");
        Contains($"1 Ana 70 7 of 7 streak 7 you", await bot.PrepAsync("ana", "leaderboard", "period=all"));
        Assert.Equal([open], bot.Database.Query<long>("SELECT COUNT(*) FROM open_answers"));
        Assert.Equal([7L - open], bot.Database.Query<long>("SELECT COUNT(*) FROM answers"));
    }

    [Fact]
    public void What_a_mixed_schedule_asks_follows_from_the_rounds_id_alone_and_is_about_even()
    {
        var question = Builders.OpenQuestion("q");
        bool IsOpen(long id) => QuestionCopies.Of(question, QuestionKind.Mixed, id).Rubric is not null;
        var first = Enumerable.Range(1, 1000).Select(id => IsOpen(id << 22)).ToList();
        Assert.Equal(first, Enumerable.Range(1, 1000).Select(id => IsOpen(id << 22)));
        Assert.InRange(first.Count(isOpen => isOpen), 430, 570);
    }

    [Fact]
    public void A_question_with_one_way_only_is_asked_that_way_on_a_mixed_schedule()
    {
        var letters = Builders.Question("letters");
        var words = Builders.OpenQuestion("words") with { Choice = null };
        for (var id = 1; id <= 50; id++)
        {
            Assert.Null(QuestionCopies.Of(letters, QuestionKind.Mixed, id).Rubric);
            Assert.NotNull(QuestionCopies.Of(words, QuestionKind.Mixed, id).Rubric);
        }
    }

    [Fact]
    public void A_rounds_copy_holds_one_way_of_asking_only()
    {
        var question = Builders.OpenQuestion("q");
        var choice = QuestionCopies.Of(question, QuestionKind.Choice, 1);
        var open = QuestionCopies.Of(question, QuestionKind.Open, 1);
        Assert.Equal((question.Choice!.Prompt, 4, 1, null), (choice.Prompt, choice.Options.Count, choice.Right.Count, choice.Rubric));
        Assert.Equal((question.Prompt, 0, 0), (open.Prompt, open.Options.Count, open.Right.Count));
        Assert.Equal((question.Rubric, question.Answers), (open.Rubric!.Points, open.Rubric.Answers));
    }
}
