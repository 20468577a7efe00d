using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Quizzes;

/// <summary>Mock interviews, from the command to the scorecard.</summary>
public sealed class MockTests
{
    const string Versions = "Buckets keep every version.";
    const string Markers = "Deletes add a marker.";
    const string Everything = $"{Versions} {Markers}";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static Task<BotFixture> StartAsync(QuestionBank? bank = null) =>
        BotFixture.StartAsync(Token, bank ?? Builders.OpenBank(12), services => services.AddSingleton<IAnswerGrader, LiteralGrader>());

    static async Task<Card> SayAsync(BotFixture bot, Card? card, string text) => (await bot.SendAsync("ana", (await bot.PressAsync("ana", card, "Answer"))!, text))!;

    static Task<Card?> PressAsync(BotFixture bot, Card? card, string label) => bot.PressAsync("ana", card, label);

    static void AssertSound(BotFixture bot) => Assert.Empty(Database.From(bot.Database.Configuration).Check(progress: null, Token));

    [Fact]
    public async Task An_interview_from_the_first_question_to_the_scorecard()
    {
        await using var bot = await StartAsync();
        var first = await bot.PrepAsync("ana", "mock", "junior", "s3", "count=3");
        Assert.StartsWith("Mock interview · S3 · junior · 1 of 3\nTell me about q", CardText.Of(first), StringComparison.Ordinal);
        Assert.EndsWith("[Answer] [Hint] [Skip] [Stop]", CardText.Of(first), StringComparison.Ordinal);

        // All said: the verdict at once, no follow-up.
        var verdict = await SayAsync(bot, first, Everything);
        Assert.Contains("100 / 100 · 2 of 2 points covered", CardText.Of(verdict), StringComparison.Ordinal);
        Assert.EndsWith("[Next] [Stop]", CardText.Of(verdict), StringComparison.Ordinal);

        // Half said: what is missing is asked for before it is told.
        var followUp = await SayAsync(bot, await PressAsync(bot, verdict, "Next"), Markers);
        Assert.Equal(
            """
            Mock interview · S3 · junior · 2 of 3
            50 / 100 so far · 1 of 2 points covered
            ✓: Deletes add a marker. “Deletes add a marker”
            Follow-up: What can you say about buckets?
            It can only add to your score. Skip shows the whole verdict.
            [Answer] [Hint] [Skip] [Stop]
            """, CardText.Of(followUp));
        AssertSound(bot);
        verdict = await SayAsync(bot, followUp, "I mean that buckets keep every version");
        Assert.Contains("100 / 100 · 2 of 2 points covered", CardText.Of(verdict), StringComparison.Ordinal);
        Assert.Contains("Your follow-up earned 50 more. Next time say it before you are asked.", CardText.Of(verdict), StringComparison.Ordinal);

        // Skipped: straight on, here to the end.
        var scorecard = await PressAsync(bot, await PressAsync(bot, verdict, "Next"), "Skip");
        var lines = CardText.Of(scorecard).Split('\n');
        Assert.Equal(["Mock interview · scorecard", "67 of 100 over 3 questions. A good base to build on. Close the gaps below, then try again."], lines[..2]);
        Assert.Matches(@"^1: 100 · S3 · Tell me about q\d+\.$", lines[2]);
        Assert.Matches(@"^2: 100 · S3 · Tell me about q\d+\. \(50 by the follow-up\)$", lines[3]);
        Assert.Matches(@"^3: skipped · S3 · Tell me about q\d+\.$", lines[4]);
        Assert.Equal(
            [
                "Strongest: question 1, S3 (100) · Weakest: question 3, S3 (0)", "Read next:", "Versioning · question 3",
                "Only you see this. It counts in your own statistics, not on the leaderboard.", "[Again] [Review the one you missed]",
            ], lines[5..]);
        Assert.Equal(["mock ended 3"], bot.Database.Query<string>("SELECT mode || ' ' || state || ' ' || position FROM quizzes"));
        Assert.Equal([100L, 100L], bot.Database.Query<long>("SELECT score FROM quiz_answers ORDER BY position"));
        Assert.Empty(bot.Database.Query<string>("SELECT member FROM ledger"));
        AssertSound(bot);
        var refusal = await PressAsync(bot, first, "Stop");
        Assert.Equal("This mock interview is finished. 67 of 100 over 3 questions.\n[Scorecard] [Again] [Review the one you missed]", CardText.Of(refusal));
        Assert.Equal(CardText.Of(scorecard), CardText.Of(await PressAsync(bot, refusal, "Scorecard")));

        // The same filter again.
        var again = await bot.QuizOfAsync(await PressAsync(bot, scorecard, "Again"));
        Assert.Equal((QuizMode.Mock, 3, Level.Junior, "s3"), (again.Mode, again.Questions.Count, again.Filter.Level, again.Filter.Topic));
    }

    [Fact]
    public async Task A_follow_up_that_is_skipped_or_missed_costs_nothing_and_then_the_whole_verdict_is_shown()
    {
        await using var bot = await StartAsync();
        var followUp = await SayAsync(bot, await bot.PrepAsync("ana", "mock", "count=2"), Versions);
        Assert.Contains("Follow-up: What can you say about deletes?", CardText.Of(followUp), StringComparison.Ordinal);
        Assert.DoesNotContain("add a marker", CardText.Of(followUp), StringComparison.Ordinal);
        var verdict = await PressAsync(bot, followUp, "Skip");
        Assert.Contains("50 / 100 · 1 of 2 points covered", CardText.Of(verdict), StringComparison.Ordinal);
        Assert.Contains("✗: Deletes add a marker.", CardText.Of(verdict), StringComparison.Ordinal);

        followUp = await SayAsync(bot, await PressAsync(bot, verdict, "Next"), "only the latest version stays");
        Assert.Contains("Follow-up: You wrote “only the latest version stays”. Are you sure about that? Take me through it once more.", CardText.Of(followUp), StringComparison.Ordinal);
        verdict = await SayAsync(bot, followUp, "Yes, quite sure.");
        Assert.Contains("0 / 100 · 0 of 2 points covered", CardText.Of(verdict), StringComparison.Ordinal);
        Assert.EndsWith("[Scorecard]", CardText.Of(verdict), StringComparison.Ordinal);
        Assert.Contains("25 of 100 over 2 questions. There is work to do", CardText.Of(await PressAsync(bot, verdict, "Scorecard")), StringComparison.Ordinal);
        AssertSound(bot);
    }

    [Fact]
    public async Task The_scorecard_waits_until_it_was_seen()
    {
        await using var bot = await StartAsync();
        var verdict = await SayAsync(bot, await bot.PrepAsync("ana", "mock", "count=1"), Everything);
        AssertSound(bot);
        Assert.Equal("The scorecard of your mock interview waits.\n[Go on] [Start anew]", CardText.Of(await bot.PrepAsync("ana", "mock")));
        var offer = await bot.PrepAsync("ana", "today");
        Assert.EndsWith("The scorecard of your mock interview waits.\n[Go on]", CardText.Of(offer), StringComparison.Ordinal);
        Assert.StartsWith("Mock interview · scorecard\n100 of 100 over 1 question. That would go well", CardText.Of(await PressAsync(bot, offer, "Go on")), StringComparison.Ordinal);
        Assert.DoesNotContain("interview", CardText.Of(await bot.PrepAsync("ana", "today")), StringComparison.Ordinal);
        Assert.StartsWith("Mock interview · scorecard", CardText.Of(await PressAsync(bot, verdict, "Scorecard")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_waiting_interview_is_offered_with_its_follow_up_or_given_up_for_a_new_one()
    {
        await using var bot = await StartAsync();
        var first = await bot.PrepAsync("ana", "mock", "count=2");
        await SayAsync(bot, first, Markers);
        await bot.GoToAsync(Instant.FromDateTimeOffset(bot.Time.GetUtcNow()) + Duration.FromMinutes(40));
        Assert.Equal(["parked"], bot.Database.Query<string>("SELECT state FROM quizzes"));
        Assert.StartsWith("This mock interview was left alone for 30 minutes and is parked at 0 of 2.", CardText.Of(await PressAsync(bot, first, "Stop")), StringComparison.Ordinal);
        await bot.StopAsync();
        await bot.StartAgainAsync();
        var offer = await bot.PrepAsync("ana", "mock");
        Assert.Equal("Your mock interview waits: 0 of 2 done.\n[Go on] [Start anew]", CardText.Of(offer));
        Assert.Contains("Follow-up: What can you say about buckets?", CardText.Of(await PressAsync(bot, offer, "Go on")), StringComparison.Ordinal);
        Assert.StartsWith("Mock interview · S3 · junior · 1 of 5\n", CardText.Of(await PressAsync(bot, offer, "Start anew")), StringComparison.Ordinal);
        Assert.Equal(["abandoned", "running"], bot.Database.Query<string>("SELECT state FROM quizzes ORDER BY state"));
        AssertSound(bot);
    }

    [Fact]
    public async Task Stopping_at_a_follow_up_keeps_the_answer_and_stopping_at_a_question_leaves_it_out()
    {
        await using var bot = await StartAsync();
        var followUp = await SayAsync(bot, await bot.PrepAsync("ana", "mock", "count=3"), Markers);
        Assert.StartsWith("Mock interview · scorecard\n50 of 100 over 1 question. Stopped with 2 questions to go.", CardText.Of(await PressAsync(bot, followUp, "Stop")), StringComparison.Ordinal);
        AssertSound(bot);
        var question = await bot.PrepAsync("ana", "mock", "count=3");
        Assert.Equal("Mock interview · scorecard\nStopped before the first answer. Nothing was counted.\n[Again]", CardText.Of(await PressAsync(bot, question, "Stop")));
        AssertSound(bot);
    }

    [Fact]
    public async Task Buttons_of_a_step_before_are_told_so_and_change_nothing()
    {
        await using var bot = await StartAsync();
        var first = await bot.PrepAsync("ana", "mock", "count=2");
        var form = await PressAsync(bot, first, "Answer");
        var forged = Quizzing.IdOf(first, "Skip") + ":f";
        Assert.Equal(CardTone.Refusal, (await bot.DoAsync("ana", new PressInput(forged)))!.Tone);
        var followUp = await SayAsync(bot, first, Markers);
        Assert.StartsWith("You answered that one already: 50 of 100.", CardText.Of(await bot.SendAsync("ana", form!, Everything)), StringComparison.Ordinal);
        Assert.StartsWith("You answered that one already: 50 of 100.", CardText.Of(await PressAsync(bot, first, "Skip")), StringComparison.Ordinal);
        Assert.StartsWith("That is somebody else's", CardText.Of(await bot.PressAsync("ben", followUp, "Skip")), StringComparison.Ordinal);
        Assert.StartsWith("Hint: ", CardText.Of(await PressAsync(bot, followUp, "Hint")), StringComparison.Ordinal);
        Assert.StartsWith("Not recorded: nothing was written.", CardText.Of(await SayAsync(bot, followUp, " ")), StringComparison.Ordinal);
        Assert.Equal("form Follow-up: Your answer: a sentence or two", CardText.Of(await PressAsync(bot, followUp, "Answer")));
        var late = await PressAsync(bot, followUp, "Answer");
        await SayAsync(bot, followUp, Versions);
        Assert.StartsWith("You answered that one already: 100 of 100.", CardText.Of(await bot.SendAsync("ana", late!, "once more")), StringComparison.Ordinal);
        Assert.StartsWith("You answered that one already: 100 of 100.", CardText.Of(await PressAsync(bot, followUp, "Skip")), StringComparison.Ordinal);
        Assert.Equal([100L], bot.Database.Query<long>("SELECT score FROM quiz_answers"));

        var solo = await bot.PrepAsync("ben", "quiz", "kind=open");
        var id = (await bot.QuizOfAsync(solo)).Id;
        Assert.DoesNotContain("Skip", CardText.Of(solo), StringComparison.Ordinal);
        Assert.Equal(CardTone.Refusal, (await bot.DoAsync("ben", new PressInput($"quiz:skip:{id}:0")))!.Tone);
    }

    [Fact]
    public async Task The_scorecard_names_topics_strongest_and_weakest_and_what_to_read()
    {
        Question On(string topic, string page) => Builders.OpenQuestion(topic) with
        {
            Topics = [topic], References = [new Uri($"https://docs.aws.amazon.com/{page}.html"), new Uri("https://docs.aws.amazon.com/shared.html")],
        };
        await using var bot = await StartAsync(new QuestionBank([On("s3", "versioning"), On("vpc", "endpoints"), On("iam", "roles")]));
        var card = await bot.PrepAsync("ana", "mock", "count=3");
        for (var position = 0; position < 3; position++)
        {
            var topic = (await bot.QuizOfAsync(card)).Present!.Topics[0];
            card = topic switch
            {
                "s3" => await SayAsync(bot, card, Everything),
                "vpc" => await PressAsync(bot, await SayAsync(bot, card, Versions), "Skip"),
                _ => await PressAsync(bot, card, "Skip"),
            };
            card = card!.Actions.FirstOrDefault(action => action.Label is "Next" or "Scorecard") is { } on ? await PressAsync(bot, card, on.Label) : card;
        }

        var text = CardText.Of(card);
        Assert.Contains("\nBy topic: S3 100 · VPC 50 · IAM 0\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\nStrongest: question \d, S3 \(100\) · Weakest: question \d, IAM \(0\)\nRead next:\nRoles · question \d\nEndpoints · question \d\nShared · questions \d and \d\n", text);
        Assert.EndsWith("[Again] [Review the 2 you missed]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fits_nothing_or_is_no_count_is_told_with_what_would_be_right()
    {
        await using var bot = await StartAsync(new QuestionBank([.. Builders.OpenBank(9).All, Builders.OpenQuestion("m", Level.Mid), Builders.Question("closed", topic: "iam")]));
        Assert.Equal("\"0\" is no count. Use a number from 1 to 20, for example count=5.", CardText.Of(await bot.PrepAsync("ana", "mock", "count=0")));
        var none = await bot.PrepAsync("ana", "mock", "senior", "s3");
        Assert.StartsWith("There is no senior S3 question for a mock interview just now. Nearest: 1 mid S3 question", CardText.Of(none), StringComparison.Ordinal);
        var begun = await bot.QuizOfAsync(await PressAsync(bot, none, "Interview: mid S3"));
        Assert.Equal((QuizMode.Mock, Level.Mid), (begun.Mode, begun.Filter.Level));
    }
}
