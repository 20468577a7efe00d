using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using static AwsPrepBot.Engine.Tests.Stories.OpenDayScene;

namespace AwsPrepBot.Engine.Tests.Stories;

/// <summary>Days whose question is answered in one's own words, through the real engine, store and outbox.</summary>
public sealed class OpenDayTests
{
    [Fact]
    public async Task An_open_question_is_posted_answered_graded_closed_and_scored()
    {
        await using var bot = await OpenQuestionAsync();
        var message = Assert.Single(bot.Chat.Messages);
        Contains("DAILY QUESTION · S3 · junior · 10 points", message.Card);
        Contains("Answer in your own words", message.Card);
        Contains("[Answer] [Hint] [Report]", message.Card);

        var verdict = await bot.WriteAsync("ana", One);
        Contains("50 / 100 · 1 of 2 points covered", verdict);
        Contains("✓: Buckets keep every version. “Buckets keep every version”", verdict);
        Contains("✗: Deletes add a marker.", verdict);
        Contains("Next time add: Deletes add a marker.", verdict);
        Contains("Recorded. You can improve it once until the question closes", verdict);
        Contains("[Improve once]", verdict);
        Contains("100 / 100 · 2 of 2 points covered", await bot.WriteAsync("ben", Both));
        await bot.WriteAsync("cho", Nothing);
        await bot.GoToAsync(Tuesday + Duration.FromHours(2));
        Contains("3 answered · closes", bot.Chat.Messages[0].Card);

        await bot.GoToAsync(Tuesday + Duration.FromHours(25));
        var result = bot.Chat.Messages[0].Card;
        Contains("closed", result);
        Contains("3 answered · 50 of 100 on average · Ben (+10), Ana (+5)", result);
        Contains("Why: a complete answer says that\nBuckets keep every version.\nDeletes add a marker.", result);
        Contains("For example: A bucket with versioning keeps every version", result);
        Contains("Source: ", result);
        Assert.DoesNotContain("Cho", CardText.Of(result), StringComparison.Ordinal);
        Contains("1 Ben 10 1 of 1 streak 1\n2 Ana 5 0 of 1 streak 1 you\n3 Cho 0 0 of 1 streak 1", await bot.PrepAsync("ana", "leaderboard"));
        Assert.StartsWith("Yesterday: 3 answered · 50 of 100 on average · see the answer", CardText.Of(bot.Chat.Messages[1].Card), StringComparison.Ordinal);
        Contains("Last question (Tue 24 Nov): 50 of 100, +5 points.", await bot.PrepAsync("ana", "today"));
    }

    [Fact]
    public async Task What_the_real_grader_says_is_kept_as_it_was_said()
    {
        await using var bot = await OpenQuestionAsync(new OfflineGrader(new CurrentBank(Builders.OpenBank(1))));
        var verdict = await bot.WriteAsync("ana", "Buckets keep every version of each object, and deletes only add a marker.");
        var stored = await bot.Services.GetRequiredService<IOpenAnswerStore>().FindAsync(
            BotFixture.Team, (await bot.Services.GetRequiredService<IRoundStore>().OpenInAsync(BotFixture.Team, BotFixture.Channel, Token))[0].Id, new MemberId("ana"), Token);
        Assert.Equal(2, stored!.Verdict.Points.Count);
        Contains($"{stored.Verdict.Score} / 100", verdict);
    }

    [Fact]
    public async Task A_better_second_try_counts_and_there_is_no_third()
    {
        await using var bot = await OpenQuestionAsync();
        var first = await bot.WriteAsync("ana", One);
        var form = await bot.PressAsync("ana", first!, "Improve once");
        Contains($"form Improve your answer: Your second try: it counts only if better ({One})", form);

        var second = await bot.SendAsync("ana", form!, Both);
        Contains("Recorded: your second try counts, 100 instead of 50.", second);
        Assert.Empty(second!.Actions);
        Assert.Equal($"ana | 2 | 2 | 100 | {Both} | 50 | {One}", await StoredAsync(bot));

        Contains("You have had both tries; the better one counts.", await bot.PressAsync("ana", first!, "Improve once"));
        Contains("You have had both tries; the better one counts.", await bot.SendAsync("ana", form!, "Something else."));
        Assert.Equal($"ana | 2 | 2 | 100 | {Both} | 50 | {One}", await StoredAsync(bot));
        Contains("Your answer earns 100 of 100.", await bot.PrepAsync("ana", "today"));
    }

    [Theory]
    [InlineData(Nothing, "Your second try is worse than your first: the first goes on counting, 50 / 100.", 0)]
    [InlineData("Deletes add a marker.", "Your second try is no better than your first: the first goes on counting, 50 / 100.", 50)]
    public async Task A_second_try_that_is_no_better_leaves_the_first_and_says_so(string second, string said, int score)
    {
        await using var bot = await OpenQuestionAsync();
        await bot.WriteAsync("ana", One);
        Contains(said, await bot.WriteAsync("ana", second));
        Assert.Equal($"ana | 2 | 1 | 50 | {One} | {score} | {second}", await StoredAsync(bot));
        await bot.PrepAsync("admin", "close");
        await bot.DeliverAsync();
        Contains("1 answered · 50 of 100 on average · Ana (+5)", bot.Chat.Messages[0].Card);
    }

    [Fact]
    public async Task The_same_text_again_takes_up_no_second_try()
    {
        await using var bot = await OpenQuestionAsync();
        await bot.WriteAsync("ana", One);
        var same = await bot.WriteAsync("ana", $"  {One}\n");
        Contains("That is your answer already, word for word.", same);
        Contains("[Improve once]", same);
        Contains("100 instead of 50", await bot.WriteAsync("ana", Both));
    }

    [Fact]
    public async Task The_second_delivery_of_a_form_changes_nothing_and_says_nothing()
    {
        await using var bot = await OpenQuestionAsync();
        var form = await bot.PressAsync("ana", "Answer");
        var request = new RequestId("form-1");
        Assert.NotNull(await bot.SendAsync("ana", form!, One, request));
        Assert.Null(await bot.SendAsync("ana", form!, One, request));
        Assert.Null(await bot.SendAsync("ana", form!, Both, request));
        await bot.StopAsync();
        await bot.StartAgainAsync();
        Assert.Null(await bot.SendAsync("ana", form!, Both, request));
        Assert.Equal($"ana | 1 | 1 | 50 | {One}", await StoredAsync(bot));
    }

    [Fact]
    public async Task A_try_survives_a_restart_and_can_still_be_improved()
    {
        await using var bot = await OpenQuestionAsync();
        var first = await bot.WriteAsync("ana", One);
        await bot.StopAsync();
        await bot.StartAgainAsync();
        var form = await bot.PressAsync("ana", first!, "Improve once");
        Assert.Equal(One, form!.Form!.Fields[0].Text);
        Contains("100 instead of 50", await bot.SendAsync("ana", form, Both));
    }

    [Fact]
    public async Task A_late_press_gets_no_form_and_a_late_text_is_told_that_it_is_closed()
    {
        await using var bot = await OpenQuestionAsync();
        var form = await bot.PressAsync("ana", "Answer");
        var first = await bot.WriteAsync("ben", One);
        await bot.GoToAsync(Tuesday + Duration.FromHours(24));

        Contains("This question closed", await bot.PressAsync("ana", "Answer"));
        var late = await bot.SendAsync("ana", form!, Both);
        Contains("This question closed 2026-11-25T08:00:00Z. Late answers score no points; yours would have earned 100 of 100.", late);
        Assert.Equal(CardTone.Refusal, late!.Tone);
        Contains("Late answers score no points.", await bot.PressAsync("ben", first!, "Improve once"));
        Assert.Equal($"ben | 1 | 1 | 50 | {One}", await StoredAsync(bot));
    }

    [Fact]
    public async Task A_text_at_the_closing_instant_is_late_even_if_nothing_has_closed_the_round_yet()
    {
        await using var bot = await OpenQuestionAsync();
        var form = await bot.PressAsync("ana", "Answer");
        bot.Time.SetUtcNow((Tuesday + Duration.FromHours(24)).ToDateTimeOffset());
        Contains("This question closed", await bot.SendAsync("ana", form!, Both));
        Contains("This question closed", await bot.PressAsync("ana", "Answer"));
        Assert.Equal("", await StoredAsync(bot));
    }

    [Fact]
    public async Task A_round_that_closes_while_an_answer_is_graded_takes_it_no_more()
    {
        var grader = new SlowGrader();
        await using var bot = await OpenQuestionAsync(grader);
        var form = await bot.PressAsync("ana", "Answer");
        var sent = bot.SendAsync("ana", form!, Both);
        await grader.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await bot.PrepAsync("admin", "close");
        grader.GoOn.SetResult();
        Contains("This question closed", await sent);
        Assert.Equal("", await StoredAsync(bot));
    }

    [Fact]
    public async Task Nothing_before_the_close_shows_the_model_answer()
    {
        await using var bot = await OpenQuestionAsync();
        var first = await bot.WriteAsync("ana", One);
        var shown = string.Join('\n', new[]
        {
            CardText.Of(bot.Chat.Messages[0].Card), CardText.Of(first), CardText.Of(await bot.PressAsync("ben", "Answer")), CardText.Of(await bot.PressAsync("ben", "Hint")),
            CardText.Of(await bot.PressAsync("ana", first!, "Improve once")), CardText.Of(await bot.PrepAsync("ana", "today")), CardText.Of(await bot.WriteAsync("ana", Both)),
            CardText.Of(await bot.WriteAsync("cho", Nothing)), CardText.Of(await bot.PrepAsync("ana", "schedule")),
        });
        Assert.DoesNotContain("For example", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("only adds a marker", shown, StringComparison.Ordinal);
        var publicly = CardText.Of(bot.Chat.Messages[0].Card) + CardText.Of(await bot.PrepAsync("dee", "today")) + CardText.Of(await bot.PrepAsync("dee", "leaderboard"));
        Assert.DoesNotContain("keep every version", publicly, StringComparison.Ordinal);
        Assert.DoesNotContain("of 100", publicly, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_who_answer_at_once_are_each_counted_once_and_nobody_has_three_tries()
    {
        await using var bot = await OpenQuestionAsync();
        var form = (await bot.PressAsync("ana", "Answer"))!;
        await Task.WhenAll(Enumerable.Range(0, 60).Select(number => Task.Run(() => bot.SendAsync($"m{number % 15}", form, number % 2 == 0 ? $"{One} {number}" : $"{Both} {number}"))));
        Assert.Equal([15], bot.Database.Query<long>("SELECT COUNT(*) FROM open_answers WHERE tries = 2 AND score = max(score, other_score)"));
        await bot.PrepAsync("admin", "close");
        await bot.DeliverAsync();
        Contains("15 answered · ", bot.Chat.Messages[0].Card);
        Contains(" and 5 more", bot.Chat.Messages[0].Card);
    }

    /// <summary>Grades when it is told to.</summary>
    sealed class SlowGrader : IAnswerGrader
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<Verdict> GradeAsync(TeamId team, OpenQuestion question, string answer, CancellationToken cancellationToken)
        {
            Begun.SetResult();
            await GoOn.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
            return await new LiteralGrader().GradeAsync(team, question, answer, cancellationToken);
        }
    }
}
