using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.TestKit.Storage;
using NodaTime;

namespace AwsPrepBot.Storage.Tests.Rounds;

public sealed class RoundStoreTests : IAsyncLifetime
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    TestDatabase _database = null!;
    Schedule _schedule = null!;

    IRoundStore Rounds => _database.Rounds;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.StartAsync(Token);
        _schedule = await _database.SaveAsync(Some.Schedule());
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_round_is_read_back_as_it_was_written()
    {
        var round = Some.Round(_schedule) with { Cycle = 3, IsReview = true, Kind = RoundKind.Extra };
        await _database.OpenAsync(round);

        var found = await Rounds.FindAsync(round.Team, round.Id, Token);

        Assert.Equivalent(round, found, strict: true);
        Assert.Equal(round.Question.Options, found!.Question.Options);
    }

    [Fact]
    public async Task Where_a_round_is_open_nobody_opens_an_extra_one_even_if_it_was_not_seen()
    {
        var open = await _database.PostAsync(Some.Round(_schedule));
        var extra = Some.Round(_schedule) with { Kind = RoundKind.Extra };

        Assert.Equal(OpenResult.AlreadyClaimed, await Rounds.OpenAsync(extra, new DeliveryId(71), new RequestId("one"), Token));
        await _database.SettleAsync(open, RoundState.Closed);
        Assert.Equal(OpenResult.Opened, await Rounds.OpenAsync(extra, new DeliveryId(71), new RequestId("one"), Token));
    }

    [Fact]
    public async Task A_posted_round_knows_its_message_and_when_it_closes()
    {
        var round = await _database.PostAsync(Some.Round(_schedule));

        Assert.Equal(Some.Message(round), round.Message);
        Assert.Equal(Some.Now, round.PostedAt);
        Assert.Equal(Some.Now + Duration.FromHours(23), round.ClosesAt);
    }

    [Fact]
    public async Task A_question_without_a_hint_and_a_message_without_an_address_are_kept()
    {
        var round = Some.Round(_schedule);
        round = round with { Question = round.Question with { Hint = null } };
        await _database.OpenAsync(round);
        await _database.Deliveries.PostedAsync(
            await _database.TakePostAsync(round), Some.Message(round) with { Link = null }, Some.Now, Some.Now + round.OpenFor, Token);

        var found = await Rounds.FindAsync(round.Team, round.Id, Token);

        Assert.Null(found!.Question.Hint);
        Assert.Null(found.Message!.Link);
    }

    [Fact]
    public async Task A_round_of_another_team_is_not_found()
    {
        var round = await _database.OpenAsync(Some.Round(_schedule));

        Assert.Null(await Rounds.FindAsync(new TeamId("discord:2"), round.Id, Token));
        Assert.Empty(await Rounds.AnswersAsync(new TeamId("discord:2"), round.Id, Token));
    }

    [Fact]
    public async Task A_schedule_has_one_daily_round_a_day()
    {
        var first = await _database.OpenAsync(Some.Round(_schedule));

        Assert.Equal(OpenResult.AlreadyClaimed, await Rounds.OpenAsync(Some.Round(_schedule), Some.Delivery(), null, Token));
        Assert.Equal(OpenResult.Opened, await Rounds.OpenAsync(
            Some.Round(_schedule) with { LocalDate = Some.Today.PlusDays(1) }, Some.Delivery(), null, Token));
        Assert.Equal(first.Id, (await Rounds.FindDailyAsync(_schedule.Id, Some.Today, Token))!.Id);
    }

    [Fact]
    public async Task A_void_daily_round_still_holds_its_day()
    {
        var first = await _database.OpenAsync(Some.Round(_schedule));
        await _database.SettleAsync(first, RoundState.Void);

        Assert.Equal(OpenResult.AlreadyClaimed, await Rounds.OpenAsync(Some.Round(_schedule), Some.Delivery(), null, Token));
    }

    [Fact]
    public async Task Any_number_of_extra_rounds_may_be_asked_on_a_day()
    {
        await _database.OpenAsync(Some.Round(_schedule));
        await _database.OpenAsync(Some.Round(_schedule) with { Kind = RoundKind.Extra });
        await _database.OpenAsync(Some.Round(_schedule) with { Kind = RoundKind.Extra });

        Assert.Equal(3, (await Rounds.OpenInAsync(Some.Team, Some.Channel, Token)).Count);
    }

    [Fact]
    public async Task Of_many_replicas_that_claim_a_day_at_once_one_wins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ =>
            Task.Run(() => Rounds.OpenAsync(Some.Round(_schedule), Some.Delivery(), null, Token), Token)));

        Assert.Single(results, OpenResult.Opened);
        Assert.Equal(31, results.Count(result => result == OpenResult.AlreadyClaimed));
        Assert.Single(_database.Query<long>("SELECT id FROM deliveries"));
    }

    [Fact]
    public async Task A_request_to_open_delivered_twice_opens_one_round()
    {
        var request = Some.Request();
        var extra = Some.Round(_schedule) with { Kind = RoundKind.Extra };
        Assert.Equal(OpenResult.Opened, await Rounds.OpenAsync(extra, Some.Delivery(), request, Token));

        Assert.Equal(OpenResult.Duplicate, await Rounds.OpenAsync(extra with { Id = new RoundId(Some.Id()) }, Some.Delivery(), request, Token));
    }

    [Fact]
    public async Task A_request_that_lost_the_day_can_still_open_an_extra_round()
    {
        var daily = await _database.PostAsync(Some.Round(_schedule));
        var request = Some.Request();
        Assert.Equal(OpenResult.AlreadyClaimed, await Rounds.OpenAsync(Some.Round(_schedule), Some.Delivery(), request, Token));
        await _database.SettleAsync(daily, RoundState.Closed);

        Assert.Equal(OpenResult.Opened, await Rounds.OpenAsync(
            Some.Round(_schedule) with { Kind = RoundKind.Extra }, Some.Delivery(), request, Token));
    }

    [Fact]
    public async Task Open_rounds_come_oldest_first_and_without_those_that_ended()
    {
        var second = await _database.OpenAsync(Some.Round(_schedule) with { Kind = RoundKind.Extra, OpenedAt = Some.Now + Duration.FromMinutes(2) });
        var first = await _database.OpenAsync(Some.Round(_schedule) with { Kind = RoundKind.Extra, OpenedAt = Some.Now + Duration.FromMinutes(1) });
        var elsewhere = await _database.OpenAsync(Some.Round(_schedule) with { Kind = RoundKind.Extra, Channel = new ChannelId("elsewhere"), OpenedAt = Some.Now + Duration.FromMinutes(3) });
        await _database.SettleAsync(await _database.OpenAsync(Some.Round(_schedule)), RoundState.Void);

        Assert.Equal([first.Id, second.Id], (await Rounds.OpenInAsync(Some.Team, Some.Channel, Token)).Select(round => round.Id));
        Assert.Equal([first.Id, second.Id, elsewhere.Id], (await Rounds.AllOpenAsync(Token)).Select(round => round.Id));
    }

    [Fact]
    public async Task The_last_closed_round_of_a_channel_is_not_a_void_one()
    {
        var early = await _database.PostAsync(Some.Round(_schedule) with { Kind = RoundKind.Extra });
        var late = await _database.PostAsync(Some.Round(_schedule) with { Kind = RoundKind.Extra });
        var withdrawn = await _database.PostAsync(Some.Round(_schedule) with { Kind = RoundKind.Extra });
        Assert.Null(await Rounds.LastClosedAsync(Some.Team, Some.Channel, Token));

        await _database.SettleAsync(early, RoundState.Closed);
        _database.Time.Advance(TimeSpan.FromMinutes(1));
        await _database.SettleAsync(late, RoundState.Closed);
        _database.Time.Advance(TimeSpan.FromMinutes(1));
        await _database.SettleAsync(withdrawn, RoundState.Void);

        Assert.Equal(late.Id, (await Rounds.LastClosedAsync(Some.Team, Some.Channel, Token))!.Id);
    }

    [Fact]
    public async Task What_was_asked_tells_how_many_were_wrong_once_it_is_closed()
    {
        var day = 0;
        async Task<Round> AskAsync(string question, params string[] options)
        {
            var round = await _database.PostAsync(Some.Round(_schedule) with
            {
                Question = Some.Question(question),
                LocalDate = Some.Today.PlusDays(day),
                OpenedAt = Some.Now + Duration.FromDays(day++),
            });
            foreach (var (index, option) in options.Index())
                await Rounds.SubmitAsync(Some.Answer(round, $"member{index}", option) with { At = round.OpenedAt }, Token);
            return round;
        }

        await _database.SettleAsync(await AskAsync("three-of-four-wrong", "a", "b", "c", "a"), RoundState.Closed);
        await _database.SettleAsync(await AskAsync("nobody-answered"), RoundState.Closed);
        await _database.SettleAsync(await AskAsync("withdrawn-after-it-was-seen", "a"), RoundState.Void);
        await AskAsync("still-open", "a");
        await _database.SettleAsync(
            await _database.OpenAsync(Some.Round(_schedule) with { LocalDate = Some.Today.PlusDays(9), Question = Some.Question("never-delivered") }),
            RoundState.Void);
        await _database.OpenAsync(Some.Round(_schedule) with
        {
            LocalDate = Some.Today.PlusDays(10), OpenedAt = Some.Now + Duration.FromDays(10), Cycle = 2, Question = Some.Question("on-its-way"),
        });

        Assert.Equal(
            [
                new AskedQuestion(new QuestionId("three-of-four-wrong"), 1, 0.75),
                new AskedQuestion(new QuestionId("nobody-answered"), 1, null),
                new AskedQuestion(new QuestionId("withdrawn-after-it-was-seen"), 1, null),
                new AskedQuestion(new QuestionId("still-open"), 1, null),
                new AskedQuestion(new QuestionId("on-its-way"), 2, null),
            ],
            await Rounds.AskedAsync(_schedule.Id, Token));
    }

    [Fact]
    public async Task A_corrected_key_counts_in_what_was_asked()
    {
        var round = await _database.PostAsync(Some.Round(_schedule));
        await Rounds.SubmitAsync(Some.Answer(round, "ann", "c"), Token);
        await _database.SettleAsync(round, RoundState.Closed);
        await _database.SettleAsync(round, RoundState.Closed, right: ["c"]);

        Assert.Equal(0, Assert.Single(await Rounds.AskedAsync(_schedule.Id, Token)).WrongShare);
    }

    [Fact]
    public async Task Answers_come_in_the_order_of_the_members_ids()
    {
        var round = await _database.PostAsync(Some.Round(_schedule));
        foreach (var member in new[] { "cid", "ann", "bob" })
            await Rounds.SubmitAsync(Some.Answer(round, member, "a"), Token);

        Assert.Equal(["ann", "bob", "cid"], (await Rounds.AnswersAsync(round.Team, round.Id, Token)).Select(answer => answer.Member.Value));
    }
}
