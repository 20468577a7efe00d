using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.TestKit.Storage;
using NodaTime;

namespace AwsPrepBot.Storage.Tests.Delivery;

public sealed class DeliveryStoreTests : IAsyncLifetime
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static readonly Duration Minute = Duration.FromMinutes(1);

    TestDatabase _database = null!;
    Schedule _schedule = null!;

    IDeliveryStore Deliveries => _database.Deliveries;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.StartAsync(Token);
        _schedule = await _database.SaveAsync(Some.Schedule());
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_post_is_due_at_once_and_taken_once()
    {
        var round = Some.Round(_schedule);
        var id = Some.Delivery();
        await _database.Rounds.OpenAsync(round, id, null, Token);
        Assert.Equal(Some.Now, await Deliveries.NextDueAsync("discord", Token));

        var post = Assert.Single(await TakeAsync());

        Assert.Equal(new PendingDelivery(id, round.Team, round.Id, DeliveryKind.Post, 1, 0, Some.Now, MaybeSent: false), post);
        Assert.Empty(await TakeAsync());
        Assert.Null(await Deliveries.NextDueAsync("discord", Token));
    }

    [Fact]
    public async Task Each_platform_takes_its_own_teams_deliveries()
    {
        var slack = await _database.SaveAsync(Some.Schedule() with { Team = new TeamId("slack:T1") });
        await _database.OpenAsync(Some.Round(_schedule));
        var round = await _database.OpenAsync(Some.Round(slack));

        Assert.Equal(round.Id, Assert.Single(await Deliveries.TakeAsync("slack", Some.Now, 10, Token)).Round);
        Assert.Null(await Deliveries.NextDueAsync("slack", Token));
        Assert.Equal(Some.Now, await Deliveries.NextDueAsync("discord", Token));
        Assert.Empty(await Deliveries.TakeAsync("disc", Some.Now, 10, Token));
    }

    [Fact]
    public async Task The_oldest_are_taken_first_and_no_more_than_asked_for()
    {
        var rounds = new List<Round>();
        for (var i = 0; i < 5; i++)
        {
            rounds.Add(await _database.OpenAsync(Some.Round(_schedule) with { Kind = RoundKind.Extra }));
            _database.Time.Advance(TimeSpan.FromSeconds(1));
        }
        var now = _database.Time.GetInstant();

        Assert.Equal(rounds.Take(3).Select(round => round.Id), (await Deliveries.TakeAsync("discord", now, 3, Token)).Select(post => post.Round));
        Assert.Equal(rounds.Skip(3).Select(round => round.Id), (await Deliveries.TakeAsync("discord", now, 3, Token)).Select(post => post.Round));
    }

    [Fact]
    public async Task A_retry_waits_for_its_time_and_counts_the_attempts()
    {
        await _database.OpenAsync(Some.Round(_schedule));
        var post = Assert.Single(await TakeAsync());

        await Deliveries.RetryAsync(post, Some.Now + Minute, maybeSent: false, "rate limit", Token);

        Assert.Empty(await TakeAsync());
        Assert.Equal(Some.Now + Minute, await Deliveries.NextDueAsync("discord", Token));
        Assert.Equal(post with { Attempts = 1 }, Assert.Single(await Deliveries.TakeAsync("discord", Some.Now + Minute, 10, Token)));
    }

    [Fact]
    public async Task A_retry_of_unknown_outcome_has_to_be_looked_for_until_that_is_known()
    {
        await _database.OpenAsync(Some.Round(_schedule));
        await Deliveries.RetryAsync(Assert.Single(await TakeAsync()), Some.Now, maybeSent: true, "connection lost", Token);

        var again = Assert.Single(await TakeAsync());
        Assert.True(again.MaybeSent);

        await Deliveries.RetryAsync(again, Some.Now, maybeSent: false, "it was not there; rate limit", Token);
        Assert.False(Assert.Single(await TakeAsync()).MaybeSent);
    }

    [Fact]
    public async Task What_was_being_sent_when_the_process_ended_is_due_again_and_has_to_be_looked_for()
    {
        await _database.OpenAsync(Some.Round(_schedule));
        var post = Assert.Single(await TakeAsync());
        await _database.StopStoreAsync();
        await _database.StartStoreAsync();
        Assert.Empty(await TakeAsync());

        await Deliveries.RecoverAsync("slack", Token);
        Assert.Empty(await TakeAsync());
        await Deliveries.RecoverAsync("discord", Token);

        Assert.Equal(post with { Attempts = 1, MaybeSent = true }, Assert.Single(await TakeAsync()));
    }

    [Fact]
    public async Task The_first_report_of_a_post_is_the_one_that_counts()
    {
        var round = await _database.OpenAsync(Some.Round(_schedule));
        var post = Assert.Single(await TakeAsync());
        await Deliveries.PostedAsync(post, Some.Message(round), Some.Now, Some.Now + round.OpenFor, Token);

        await Deliveries.PostedAsync(
            post, Some.Message(round) with { Id = "another" }, Some.Now + Minute, Some.Now + Minute + round.OpenFor, Token);

        var stored = (await _database.Rounds.FindAsync(round.Team, round.Id, Token))!;
        Assert.Equal((Some.Message(round), Some.Now), (stored.Message, stored.PostedAt));
        Assert.Equal(["sent"], States());
    }

    [Fact]
    public async Task An_edit_waits_for_its_message()
    {
        var round = await _database.OpenAsync(Some.Round(_schedule));
        var post = Assert.Single(await TakeAsync());
        await _database.SettleAsync(round, RoundState.Void);

        Assert.Empty(await TakeAsync());
        Assert.Null(await Deliveries.NextDueAsync("discord", Token));
        await Deliveries.PostedAsync(post, Some.Message(round), Some.Now, Some.Now + round.OpenFor, Token);

        Assert.Equal(Some.Now, await Deliveries.NextDueAsync("discord", Token));
        Assert.Equal(DeliveryKind.Edit, Assert.Single(await TakeAsync()).Kind);
    }

    [Fact]
    public async Task An_edit_that_is_there_is_not_due_again()
    {
        var edit = await TakeEditAsync();
        await Deliveries.EditedAsync(edit, Some.Now, Token);

        Assert.Empty(await TakeAsync());
        Assert.Equal(["sent", "sent"], States());
    }

    [Fact]
    public async Task An_edit_asked_for_while_another_is_on_its_way_is_due_when_that_is_there()
    {
        var edit = await TakeEditAsync();
        await _database.Rounds.SettleAsync(
            edit.Team, edit.Round, account => Some.Settle(account, RoundState.Void, Some.Now), null, Token);
        Assert.Empty(await TakeAsync());

        await Deliveries.EditedAsync(edit, Some.Now, Token);

        var next = Assert.Single(await TakeAsync());
        Assert.Equal((edit.Id, 2), (next.Id, next.Revision));
        await Deliveries.EditedAsync(next, Some.Now, Token);
        Assert.Empty(await TakeAsync());
    }

    [Fact]
    public async Task A_sent_edit_is_due_again_when_the_round_changes_again()
    {
        var edit = await TakeEditAsync();
        await Deliveries.EditedAsync(edit, Some.Now, Token);
        await _database.Rounds.SettleAsync(
            edit.Team, edit.Round, account => Some.Settle(account, RoundState.Void, Some.Now), null, Token);

        var next = Assert.Single(await TakeAsync());

        Assert.Equal((edit.Id, 2, 0), (next.Id, next.Revision, next.Attempts));
    }

    [Fact]
    public async Task An_edit_that_a_platform_put_off_is_not_hurried_by_another()
    {
        var edit = await TakeEditAsync();
        await Deliveries.RetryAsync(edit, Some.Now + Minute, maybeSent: false, "rate limit", Token);
        await _database.Rounds.SettleAsync(
            edit.Team, edit.Round, account => Some.Settle(account, RoundState.Void, Some.Now), null, Token);

        Assert.Empty(await TakeAsync());
        Assert.Equal(2, Assert.Single(await Deliveries.TakeAsync("discord", Some.Now + Minute, 10, Token)).Revision);
    }

    [Theory]
    [InlineData(DeliveryState.Cancelled, "cancelled")]
    [InlineData(DeliveryState.Ambiguous, "ambiguous")]
    public async Task A_post_can_be_given_up(DeliveryState state, string word)
    {
        await _database.OpenAsync(Some.Round(_schedule));

        await Deliveries.EndAsync(Assert.Single(await TakeAsync()), state, "no permission", Token);

        Assert.Empty(await TakeAsync());
        Assert.Equal([word], States());
    }

    [Fact]
    public async Task A_delivery_cannot_be_ended_as_sent()
    {
        await _database.OpenAsync(Some.Round(_schedule));
        var post = Assert.Single(await TakeAsync());

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Deliveries.EndAsync(post, DeliveryState.Sent, "?", Token));
    }

    [Fact]
    public async Task Giving_up_a_post_gives_up_the_edit_that_waited_for_it()
    {
        var round = await _database.OpenAsync(Some.Round(_schedule));
        var post = Assert.Single(await TakeAsync());
        await _database.SettleAsync(round, RoundState.Void);

        await Deliveries.EndAsync(post, DeliveryState.Cancelled, "channel deleted", Token);

        Assert.Equal(["cancelled", "cancelled"], States());
    }

    [Fact]
    public async Task A_refused_edit_does_not_take_along_the_one_asked_for_meanwhile()
    {
        var edit = await TakeEditAsync();
        await _database.Rounds.SettleAsync(
            edit.Team, edit.Round, account => Some.Settle(account, RoundState.Void, Some.Now), null, Token);

        await Deliveries.EndAsync(edit, DeliveryState.Cancelled, "refused", Token);

        var next = Assert.Single(await TakeAsync());
        await Deliveries.EndAsync(next, DeliveryState.Cancelled, "refused", Token);
        Assert.Equal(["cancelled", "sent"], States());
    }

    [Fact]
    public async Task A_post_put_off_until_its_round_had_ended_is_cancelled_when_it_comes_up()
    {
        var round = await _database.OpenAsync(Some.Round(_schedule));
        var post = Assert.Single(await TakeAsync());
        await _database.SettleAsync(round, RoundState.Void);
        await Deliveries.RetryAsync(post, Some.Now, maybeSent: false, "outage", Token);

        Assert.Empty(await TakeAsync());
        Assert.Equal(["cancelled", "cancelled"], States());
    }

    [Fact]
    public async Task A_post_that_may_be_there_is_handed_out_to_be_looked_for_even_when_its_round_has_ended()
    {
        var round = await _database.OpenAsync(Some.Round(_schedule));
        await Deliveries.RetryAsync(Assert.Single(await TakeAsync()), Some.Now, maybeSent: true, "connection lost", Token);
        await _database.SettleAsync(round, RoundState.Void);

        var post = Assert.Single(await TakeAsync());
        Assert.Equal((DeliveryKind.Post, true), (post.Kind, post.MaybeSent));
        await Deliveries.PostedAsync(post, Some.Message(round), Some.Now, Some.Now + round.OpenFor, Token);

        Assert.Equal(DeliveryKind.Edit, Assert.Single(await TakeAsync()).Kind);
    }

    async Task<PendingDelivery> TakeEditAsync()
    {
        var round = await _database.PostAsync(Some.Round(_schedule));
        await _database.SettleAsync(round, RoundState.Closed);
        return Assert.Single(await TakeAsync());
    }

    Task<IReadOnlyList<PendingDelivery>> TakeAsync() => Deliveries.TakeAsync("discord", Some.Now, 10, Token);

    IReadOnlyList<string> States() => _database.Query<string>("SELECT state FROM deliveries ORDER BY key");
}
