using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.TestKit.Storage;
using NodaTime;

namespace AwsPrepBot.Storage.Tests.Delivery;

/// <summary>The open message tells how many have answered, and is edited for that now and then, not with every answer.</summary>
public sealed class CountTests : IAsyncLifetime
{
    static readonly Duration Pause = Outbox.CountPause;

    TestDatabase _database = null!;
    Round _round = null!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.StartAsync(Token);
        _round = await _database.PostAsync(Some.Round(await _database.SaveAsync(Some.Schedule())));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_first_answer_asks_for_an_edit_at_once_and_others_go_along_with_it()
    {
        Assert.Equal(new SubmitResult.First(AsksForEdit: true), await AnswerAsync("ann"));
        Assert.Equal(new SubmitResult.First(AsksForEdit: false), await AnswerAsync("ben"));

        Assert.Equal(_round.Id, Assert.Single(await TakeAsync(Some.Now)).Round);
    }

    [Fact]
    public async Task A_changed_answer_is_one_answer_still_and_asks_for_nothing()
    {
        await AnswerAsync("ann");
        await SentAsync(Some.Now);

        Assert.IsType<SubmitResult.Changed>(await AnswerAsync("ann", option: "c"));
        Assert.IsType<SubmitResult.Same>(await AnswerAsync("ann", option: "c"));

        Assert.Empty(await TakeAsync(Some.Now + Pause));
    }

    [Fact]
    public async Task The_next_edit_waits_until_the_pause_after_the_last_is_over()
    {
        await AnswerAsync("ann");
        await SentAsync(Some.Now);

        Assert.Equal(new SubmitResult.First(AsksForEdit: true), await AnswerAsync("ben", Some.Now + Duration.FromSeconds(1)));

        Assert.Equal(Some.Now + Pause, await _database.Deliveries.NextDueAsync("discord", Token));
        Assert.Empty(await TakeAsync(Some.Now + Pause - Duration.FromMilliseconds(1)));
        Assert.Single(await TakeAsync(Some.Now + Pause));
    }

    [Fact]
    public async Task After_a_long_silence_an_answer_is_shown_at_once()
    {
        await AnswerAsync("ann");
        await SentAsync(Some.Now);
        var later = Some.Now + Duration.FromHours(1);

        await AnswerAsync("ben", later);

        Assert.Single(await TakeAsync(later));
    }

    [Fact]
    public async Task An_answer_while_an_edit_is_on_its_way_is_shown_by_another_after_the_pause()
    {
        await AnswerAsync("ann");
        var edit = Assert.Single(await TakeAsync(Some.Now));

        Assert.Equal(new SubmitResult.First(AsksForEdit: true), await AnswerAsync("ben"));
        await _database.Deliveries.EditedAsync(edit, Some.Now + Duration.FromSeconds(1), Token);

        Assert.Empty(await TakeAsync(Some.Now + Duration.FromSeconds(1)));
        Assert.Equal(edit.Id, Assert.Single(await TakeAsync(Some.Now + Pause)).Id);
    }

    [Fact]
    public async Task The_result_does_not_wait_for_a_count_that_waits()
    {
        await AnswerAsync("ann");
        await SentAsync(Some.Now);
        await AnswerAsync("ben");
        Assert.Empty(await TakeAsync(Some.Now));

        await _database.SettleAsync(_round, RoundState.Closed);

        Assert.Single(await TakeAsync(Some.Now));
    }

    [Fact]
    public async Task The_result_does_not_wait_for_the_pause_after_a_count_that_is_on_its_way()
    {
        await AnswerAsync("ann");
        var edit = Assert.Single(await TakeAsync(Some.Now));
        await AnswerAsync("ben");
        await _database.SettleAsync(_round, RoundState.Closed);

        await _database.Deliveries.EditedAsync(edit, Some.Now, Token);

        Assert.Single(await TakeAsync(Some.Now));
    }

    [Fact]
    public async Task A_count_that_a_platform_put_off_is_not_hurried_by_the_result()
    {
        await AnswerAsync("ann");
        var edit = Assert.Single(await TakeAsync(Some.Now));
        await _database.Deliveries.RetryAsync(edit, Some.Now + Duration.FromMinutes(2), maybeSent: false, "rate limit", Token);
        await _database.SettleAsync(_round, RoundState.Closed);

        Assert.Empty(await TakeAsync(Some.Now + Duration.FromMinutes(1)));
        Assert.Single(await TakeAsync(Some.Now + Duration.FromMinutes(2)));
    }

    Task<SubmitResult> AnswerAsync(string member, Instant? at = null, string option = "b") =>
        _database.Rounds.SubmitAsync(Some.Answer(_round, member, option) with { At = at ?? Some.Now }, Token);

    Task<IReadOnlyList<PendingDelivery>> TakeAsync(Instant now) => _database.Deliveries.TakeAsync("discord", now, 10, Token);

    async Task SentAsync(Instant at) => await _database.Deliveries.EditedAsync(Assert.Single(await TakeAsync(at)), at, Token);
}
