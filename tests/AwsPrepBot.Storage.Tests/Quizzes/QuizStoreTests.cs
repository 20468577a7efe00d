using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.TestKit.Storage;
using NodaTime;

namespace AwsPrepBot.Storage.Tests.Quizzes;

public sealed class QuizStoreTests : IAsyncLifetime
{
    TestDatabase _database = null!;

    IQuizStore Store => _database.Quizzes;

    CancellationToken Token => _database.Token;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    Task<StartResult> StartAsync(Quiz quiz, QuizId? replaces = null, RequestId? request = null) =>
        Store.StartAsync(quiz, "Ann", replaces, quiz.IsPrivate ? null : Some.Delivery(), request ?? Some.Request(), Token);

    [Fact]
    public async Task What_is_begun_is_read_back_as_it_was()
    {
        foreach (var quiz in new[] { Some.Quiz(), Some.ChannelQuiz() })
        {
            await StartAsync(quiz);
            var read = (await Store.FindAsync(quiz.Team, quiz.Id, Token))!.Quiz;
            Assert.Equal(quiz with { Questions = [], Filter = read.Filter }, read with { Questions = [] });
            Assert.Equal(quiz.Filter, read.Filter);
            Assert.Equal(quiz.Questions.Select(question => question.Id), read.Questions.Select(question => question.Id));
            Assert.Null(await Store.FindAsync(new TeamId("discord:2"), quiz.Id, Token));
        }
    }

    [Fact]
    public async Task A_member_has_one_unfinished_quiz_and_the_same_request_begins_no_second()
    {
        var first = Some.Quiz();
        var request = Some.Request();
        Assert.IsType<StartResult.Started>(await StartAsync(first, request: request));
        Assert.IsType<StartResult.Duplicate>(await StartAsync(Some.Quiz(), request: request));
        Assert.Equal(first.Id, Assert.IsType<StartResult.Taken>(await StartAsync(Some.Quiz())).Other.Id);
        Assert.IsType<StartResult.Started>(await StartAsync(Some.Quiz("bob")));
        Assert.IsType<StartResult.Started>(await StartAsync(Some.ChannelQuiz()));

        var second = Some.Quiz();
        Assert.IsType<StartResult.Started>(await StartAsync(second, replaces: first.Id));
        Assert.Equal(QuizState.Abandoned, (await Store.FindAsync(first.Team, first.Id, Token))!.Quiz.State);
        Assert.Equal(second.Id, (await Store.UnfinishedOfAsync(second.Team, second.Member, Token))!.Id);
        // Who gives up a quiz that is over already still has another one to be asked about.
        Assert.Equal(second.Id, Assert.IsType<StartResult.Taken>(await StartAsync(Some.Quiz(), replaces: first.Id)).Other.Id);
    }

    [Fact]
    public async Task A_channel_has_one_running_quiz_whoever_begins_it()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => StartAsync(Some.ChannelQuiz($"m{number}"))));
        Assert.Single(results.OfType<StartResult.Started>());
        Assert.Equal(7, results.OfType<StartResult.Taken>().Count());
        Assert.Single(await Store.RunningInChannelsAsync(Token));
        Assert.IsType<StartResult.Started>(await StartAsync(Some.ChannelQuiz() with { Channel = new ChannelId("other") }));
    }

    [Fact]
    public async Task A_turn_is_taken_once_whatever_arrives_together()
    {
        var quiz = await _database.BeginAsync(Some.Quiz());
        var turns = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => _database.ChooseAsync(quiz, "ann", 0, 'C')));
        Assert.Single(turns.OfType<QuizTurn.Taken>());
        Assert.Equal(1, (await Store.FindAsync(quiz.Team, quiz.Id, Token))!.Quiz.Position);
        Assert.Single(_database.Query<string>("SELECT option_id FROM quiz_answers"));
    }

    [Fact]
    public async Task In_a_channel_everybody_answers_once_and_the_last_choice_counts()
    {
        var quiz = await _database.BeginAsync(Some.ChannelQuiz());
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => _database.ChooseAsync(quiz, $"m{number % 10}", 0, number < 10 ? 'A' : 'C')));
        Assert.Equal(10, _database.Query<string>("SELECT member FROM quiz_answers").Count);
        Assert.All((await Store.FindAsync(quiz.Team, quiz.Id, Token))!.Answers, answer => Assert.Equal("b", answer.OptionId));
    }

    [Fact]
    public async Task The_place_of_a_quiz_in_a_channel_knows_the_last_end_and_the_switch()
    {
        Assert.Equal(new QuizPlace(null, true), await Store.PlaceAsync(Some.Team, Some.Channel, Token));
        var quiz = await _database.BeginAsync(Some.ChannelQuiz());
        await Store.TakeTurnAsync(quiz.Team, quiz.Id, null, account => QuizRules.Stop(account, quiz.Member, false, 0, Some.Now), null, Token);
        var request = Some.Request();
        Assert.True(await Store.AllowAsync(Some.Team, Some.Channel, allowed: false, request, Token));
        Assert.False(await Store.AllowAsync(Some.Team, Some.Channel, allowed: true, request, Token));
        Assert.Equal(new QuizPlace(Some.Now, false), await Store.PlaceAsync(Some.Team, Some.Channel, Token));
        Assert.Equal(new QuizPlace(null, true), await Store.PlaceAsync(Some.Team, new ChannelId("other"), Token));
        Assert.True(await Store.AllowAsync(Some.Team, Some.Channel, allowed: true, Some.Request(), Token));
        Assert.Equal(new QuizPlace(Some.Now, true), await Store.PlaceAsync(Some.Team, Some.Channel, Token));
    }

    [Fact]
    public async Task A_question_that_is_shown_again_keeps_its_time_and_one_that_has_passed_gets_none()
    {
        var quiz = await _database.BeginAsync(Some.ChannelQuiz());
        Assert.Equal(Some.Now + Duration.FromSeconds(30), quiz.ClosesAt);
        _database.Time.Advance(TimeSpan.FromSeconds(30));
        var now = Some.Now + Duration.FromSeconds(30);
        await Store.TakeTurnAsync(quiz.Team, quiz.Id, null, account => QuizRules.Advance(account, now), null, Token);
        var edit = (await _database.Deliveries.TakeAsync("discord", now, 10, Token)).Single();
        Assert.Equal((DeliveryKind.Edit, (QuizId?)quiz.Id), (edit.Kind, edit.Quiz));

        // The message shows the question before: written down late, it opens nothing.
        Assert.Null(await Store.ShownAsync(edit, quiz, quiz.Message!, now, now + Duration.FromSeconds(30), Token));
        var next = (await Store.FindAsync(quiz.Team, quiz.Id, Token))!.Quiz;
        Assert.Equal((1, null), (next.Position, next.ClosesAt));
        Assert.Equal(now + Duration.FromSeconds(30), await Store.ShownAsync(edit, next, quiz.Message!, now, now + Duration.FromSeconds(30), Token));
        Assert.Equal(now + Duration.FromSeconds(30), await Store.ShownAsync(edit, next, quiz.Message!, now, now + Duration.FromSeconds(40), Token));
    }

    [Fact]
    public async Task A_delivery_given_up_takes_the_edits_that_wait_for_it_along()
    {
        var quiz = Some.ChannelQuiz();
        await StartAsync(quiz);
        var post = (await _database.Deliveries.TakeAsync("discord", Some.Now, 10, Token)).Single();
        await Store.TakeTurnAsync(quiz.Team, quiz.Id, null, account => QuizRules.Stop(account, quiz.Member, false, 0, Some.Now), null, Token);
        await _database.Deliveries.EndAsync(post, DeliveryState.Cancelled, "refused", Token);
        Assert.Equal(["cancelled", "cancelled"], _database.Query<string>("SELECT state FROM deliveries"));
        Assert.Null(await _database.Deliveries.NextDueAsync("discord", Token));
    }

    [Fact]
    public async Task Only_private_quizzes_that_were_left_alone_are_parked()
    {
        var old = await _database.BeginAsync(Some.Quiz());
        await _database.BeginAsync(Some.Quiz("bob") with { LastAt = Some.Now + Duration.FromSeconds(1) });
        await _database.BeginAsync(Some.ChannelQuiz());
        await Store.ParkAsync(Some.Now, Token);
        Assert.Equal([old.Id.Value], _database.Query<long>("SELECT id FROM quizzes WHERE state = 'parked'"));
        Assert.Equal(QuizState.Parked, (await Store.UnfinishedOfAsync(old.Team, old.Member, Token))!.State);
    }

    [Fact]
    public async Task What_is_secret_what_was_asked_and_what_was_answered_is_told_of_rounds_and_quizzes()
    {
        var schedule = await _database.SaveAsync(Some.Schedule());
        var closed = await _database.PostAsync(Some.Round(schedule) with { Question = Some.Question("closed") });
        await _database.Rounds.SubmitAsync(Some.Answer(closed, "ann", "a"), Token);
        await _database.SettleAsync(closed, RoundState.Closed);
        var open = await _database.PostAsync(Some.Round(schedule) with { LocalDate = Some.Today.PlusDays(1), Question = Some.Question("open") });
        await _database.Rounds.SubmitAsync(Some.Answer(open, "ann", "b"), Token);
        var alone = await _database.BeginAsync(Some.Quiz());
        await _database.ChooseAsync(alone, "ann", 0, 'C');
        var together = await _database.BeginAsync(Some.ChannelQuiz() with { Questions = [Some.Question("c1"), Some.Question("c2")] });
        await _database.ChooseAsync(together, "ann", 0, 'A');

        Assert.Equal(["c1", "c2", "open"], (await Store.SecretAsync(Some.Team, Token)).Select(id => id.Value).Order());
        Assert.Equal(["c1", "closed", "open", "q1"], (await Store.LastAskedAsync(Some.Team, new MemberId("ann"), null, Token)).Keys.Select(id => id.Value).Order());
        Assert.Equal(["closed", "open"], (await Store.LastAskedAsync(Some.Team, null, Some.Channel, Token)).Keys.Select(id => id.Value).Order());
        Assert.Equal(
            [("closed", false), ("q1", true)],
            (await Store.PastAnswersAsync(Some.Team, new MemberId("ann"), Token)).Select(answer => (answer.Question.Value, answer.IsRight)).Order());
        Assert.Empty(await Store.PastAnswersAsync(new TeamId("discord:2"), new MemberId("ann"), Token));

        // A correction of the round's key is a correction of what is to be reviewed.
        await _database.SettleAsync(closed, RoundState.Closed, right: ["a"]);
        Assert.All(await Store.PastAnswersAsync(Some.Team, new MemberId("ann"), Token), answer => Assert.True(answer.IsRight));
    }

    [Fact]
    public async Task Names_of_hidden_members_are_not_told()
    {
        var quiz = await _database.BeginAsync(Some.ChannelQuiz());
        await _database.ChooseAsync(quiz, "ann", 0, 'A');
        await _database.ChooseAsync(quiz, "bob", 0, 'A');
        _database.Execute("UPDATE members SET hidden = 1 WHERE id = 'bob'");
        var names = await Store.ShownNamesAsync(quiz.Team, [new MemberId("ann"), new MemberId("bob")], Token);
        Assert.Equal([new KeyValuePair<MemberId, string>(new MemberId("ann"), "Name of ann")], names);
    }
}
