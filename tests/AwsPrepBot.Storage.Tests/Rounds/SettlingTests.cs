using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Engine.Scores;
using AwsPrepBot.TestKit.Storage;
using NodaTime;

namespace AwsPrepBot.Storage.Tests.Rounds;

public sealed class SettlingTests : IAsyncLifetime
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    TestDatabase _database = null!;
    Schedule _schedule = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.StartAsync(Token);
        _schedule = await _database.SaveAsync(Some.Schedule());
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Closing_books_what_each_answer_is_worth()
    {
        var round = await PostAsync(("ann", "b"), ("bob", "a"));

        var settlement = await _database.SettleAsync(round, RoundState.Closed);

        Assert.Equal(2, settlement!.Entries.Count);
        Assert.Equal(
            ["ann 20 1 1 closed 2026-11-24", "bob 0 0 1 closed 2026-11-24"],
            _database.Query<string>("SELECT member||' '||points||' '||rights||' '||answered||' '||reason||' '||local_date FROM ledger ORDER BY member"));
        var stored = await FindAsync(round);
        Assert.Equal(RoundState.Closed, stored.State);
        Assert.Equal(Some.Now, stored.ClosedAt);
    }

    [Fact]
    public async Task The_account_has_the_round_its_answers_and_what_is_booked()
    {
        var round = await PostAsync(("ann", "b"), ("bob", "a"));
        await _database.SettleAsync(round, RoundState.Closed);

        RoundAccount? seen = null;
        var nothing = await _database.Rounds.SettleAsync(
            round.Team, round.Id,
            account =>
            {
                seen = account;
                return null;
            },
            null, Token);

        Assert.Null(nothing);
        Assert.Equal(RoundState.Closed, seen!.Round.State);
        Assert.Equal(["ann", "bob"], seen.Answers.Select(answer => answer.Member.Value));
        Assert.Equal(new Score(20, 1, 1), seen.Booked[new MemberId("ann")]);
        Assert.Equal(new Score(0, 0, 1), seen.Booked[new MemberId("bob")]);
    }

    [Fact]
    public async Task Deciding_that_nothing_is_to_be_done_writes_nothing_and_leaves_the_request_free()
    {
        var round = await PostAsync(("ann", "b"));
        var request = Some.Request();

        Assert.Null(await _database.Rounds.SettleAsync(round.Team, round.Id, _ => null, request, Token));
        Assert.Equal(RoundState.Open, (await FindAsync(round)).State);

        Assert.NotNull(await _database.Rounds.SettleAsync(
            round.Team, round.Id, account => Some.Settle(account, RoundState.Closed, Some.Now), request, Token));
    }

    [Fact]
    public async Task A_request_to_settle_delivered_twice_settles_once()
    {
        var round = await PostAsync(("ann", "b"));
        var request = Some.Request();
        Task<Settlement?> SettleAsync(RoundState state) => _database.Rounds.SettleAsync(
            round.Team, round.Id, account => Some.Settle(account, state, Some.Now), request, Token);

        Assert.NotNull(await SettleAsync(RoundState.Closed));
        Assert.Null(await SettleAsync(RoundState.Void));
        Assert.Equal(RoundState.Closed, (await FindAsync(round)).State);
    }

    [Fact]
    public async Task A_round_of_another_team_cannot_be_settled()
    {
        var round = await PostAsync();

        Assert.Null(await _database.Rounds.SettleAsync(
            new TeamId("discord:2"), round.Id, account => Some.Settle(account, RoundState.Void, Some.Now), null, Token));
        Assert.Equal(RoundState.Open, (await FindAsync(round)).State);
    }

    [Fact]
    public async Task A_decision_that_throws_changes_nothing_and_reaches_its_caller()
    {
        var round = await PostAsync(("ann", "b"));

        var thrown = await Assert.ThrowsAsync<DivideByZeroException>(() => _database.Rounds.SettleAsync(
            round.Team, round.Id, _ => throw new DivideByZeroException("by design"), Some.Request(), Token));

        Assert.Equal("by design", thrown.Message);
        Assert.Equal(RoundState.Open, (await FindAsync(round)).State);
    }

    [Fact]
    public async Task A_settlement_with_another_rounds_entries_is_refused_whole()
    {
        var round = await PostAsync(("ann", "b"));

        await Assert.ThrowsAsync<ArgumentException>(() => _database.Rounds.SettleAsync(
            round.Team, round.Id,
            account =>
            {
                var settlement = Some.Settle(account, RoundState.Closed, Some.Now);
                return settlement with { Entries = [.. settlement.Entries.Select(entry => entry with { Round = new RoundId(1) })] };
            },
            null, Token));

        Assert.Equal(RoundState.Open, (await FindAsync(round)).State);
        Assert.Empty(_database.Query<long>("SELECT id FROM ledger"));
    }

    [Fact]
    public async Task Closing_a_posted_round_asks_for_an_edit()
    {
        var round = await PostAsync();
        await _database.SettleAsync(round, RoundState.Closed);

        var edit = Assert.Single(await TakeAsync());
        Assert.Equal((DeliveryKind.Edit, round.Id, 1), (edit.Kind, edit.Round, edit.Revision));
    }

    [Fact]
    public async Task Edits_of_one_message_collapse_to_the_latest()
    {
        var round = await PostAsync(("ann", "b"));
        await _database.SettleAsync(round, RoundState.Closed);
        await _database.SettleAsync(round, RoundState.Closed, right: ["c"]);
        await _database.SettleAsync(round, RoundState.Void);

        Assert.Equal(4, Assert.Single(await TakeAsync()).Revision); // the answer's count is the first
    }

    [Fact]
    public async Task Voiding_a_round_that_was_never_posted_cancels_its_post()
    {
        var round = await _database.OpenAsync(Some.Round(_schedule));
        await _database.SettleAsync(round, RoundState.Void);

        Assert.Empty(await TakeAsync());
        Assert.Null(await _database.Deliveries.NextDueAsync("discord", Token));
        Assert.Equal(["post cancelled its round was no longer open"], _database.Query<string>("SELECT kind||' '||state||' '||reason FROM deliveries"));
    }

    [Fact]
    public async Task A_round_voided_while_its_post_is_on_the_way_is_edited_once_it_is_there()
    {
        var round = await _database.OpenAsync(Some.Round(_schedule));
        var post = await _database.TakePostAsync(round);
        await _database.SettleAsync(round, RoundState.Void);
        Assert.Empty(await TakeAsync());

        await _database.Deliveries.PostedAsync(post, Some.Message(round), Some.Now, Some.Now + round.OpenFor, Token);

        var edit = Assert.Single(await TakeAsync());
        Assert.Equal((DeliveryKind.Edit, round.Id), (edit.Kind, edit.Round));
        Assert.NotNull((await FindAsync(round)).Message);
    }

    [Fact]
    public async Task Correcting_an_open_round_whose_post_waits_needs_no_edit()
    {
        var round = await _database.OpenAsync(Some.Round(_schedule));
        await _database.Rounds.SettleAsync(
            round.Team, round.Id,
            account => new Settlement(account.Round with { Question = account.Round.Question with { Right = ["c"] } }, []),
            null, Token);

        Assert.Equal(DeliveryKind.Post, Assert.Single(await TakeAsync()).Kind);
        Assert.Equal(["c"], (await FindAsync(round)).Question.Right);
    }

    async Task<Round> PostAsync(params (string Member, string Option)[] answers)
    {
        var round = await _database.PostAsync(Some.Round(_schedule));
        foreach (var (member, option) in answers)
            await _database.Rounds.SubmitAsync(Some.Answer(round, member, option), Token);
        return round;
    }

    async Task<Round> FindAsync(Round round) => (await _database.Rounds.FindAsync(round.Team, round.Id, Token))!;

    Task<IReadOnlyList<PendingDelivery>> TakeAsync() => _database.Deliveries.TakeAsync("discord", Some.Now, 10, Token);
}
