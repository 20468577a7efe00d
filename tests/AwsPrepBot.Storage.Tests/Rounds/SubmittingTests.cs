using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.TestKit.Storage;
using NodaTime;

namespace AwsPrepBot.Storage.Tests.Rounds;

public sealed class SubmittingTests : IAsyncLifetime
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    TestDatabase _database = null!;
    Round _round = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.StartAsync(Token);
        _round = await _database.PostAsync(Some.Round(await _database.SaveAsync(Some.Schedule())));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_first_answer_is_stored()
    {
        Assert.IsType<SubmitResult.First>(await SubmitAsync(Some.Answer(_round, "ann", "b")));

        var answer = Assert.Single(await AnswersAsync());
        Assert.Equal(new Answer(new MemberId("ann"), "b", Some.Now), answer);
    }

    [Fact]
    public async Task A_second_answer_before_closing_replaces_the_first()
    {
        await SubmitAsync(Some.Answer(_round, "ann", "b"));

        var changed = Assert.IsType<SubmitResult.Changed>(await SubmitAsync(Some.Answer(_round, "ann", "c")));

        Assert.Equal("b", changed.PreviousOptionId);
        Assert.Equal("c", Assert.Single(await AnswersAsync()).OptionId);
    }

    [Fact]
    public async Task The_same_answer_again_changes_nothing()
    {
        await SubmitAsync(Some.Answer(_round, "ann", "b"));

        Assert.IsType<SubmitResult.Same>(await SubmitAsync(Some.Answer(_round, "ann", "b") with { At = Some.Now + Duration.FromMinutes(1) }));

        Assert.Equal(Some.Now, Assert.Single(await AnswersAsync()).At);
    }

    [Fact]
    public async Task A_request_delivered_twice_is_carried_out_once()
    {
        var first = Some.Answer(_round, "ann", "b");
        await SubmitAsync(first);
        await SubmitAsync(Some.Answer(_round, "ann", "c"));

        Assert.IsType<SubmitResult.Duplicate>(await SubmitAsync(first));

        Assert.Equal("c", Assert.Single(await AnswersAsync()).OptionId);
    }

    [Fact]
    public async Task A_request_of_another_team_with_the_same_id_is_another_request()
    {
        var otherSchedule = await _database.SaveAsync(Some.Schedule() with { Team = new TeamId("discord:2") });
        var other = await _database.PostAsync(Some.Round(otherSchedule));
        var here = Some.Answer(_round, "ann", "b");

        await SubmitAsync(here);

        Assert.IsType<SubmitResult.First>(await SubmitAsync(Some.Answer(other, "ann", "b") with { Request = here.Request }));
    }

    [Fact]
    public async Task A_round_that_is_not_known_to_be_posted_yet_takes_answers_for_who_presses_has_its_message()
    {
        var waiting = await _database.OpenAsync(Some.Round(Schedule) with { Kind = RoundKind.Extra });

        Assert.IsType<SubmitResult.First>(await SubmitAsync(Some.Answer(waiting, "ann", "b")));
    }

    [Fact]
    public async Task A_round_takes_answers_until_the_instant_it_closes()
    {
        var closesAt = _round.ClosesAt!.Value;

        Assert.IsType<SubmitResult.First>(await SubmitAsync(Some.Answer(_round, "ann", "b") with { At = closesAt - Duration.FromMilliseconds(1) }));
        Assert.IsType<SubmitResult.NotOpen>(await SubmitAsync(Some.Answer(_round, "bob", "b") with { At = closesAt }));

        Assert.Equal("ann", Assert.Single(await AnswersAsync()).Member.Value);
    }

    [Theory]
    [InlineData(RoundState.Closed)]
    [InlineData(RoundState.Void)]
    public async Task A_round_that_has_ended_takes_no_answers(RoundState state)
    {
        await _database.SettleAsync(_round, state);

        Assert.IsType<SubmitResult.NotOpen>(await SubmitAsync(Some.Answer(_round, "ann", "b")));
        Assert.Empty(await AnswersAsync());
    }

    [Fact]
    public async Task A_late_press_delivered_twice_is_a_duplicate_so_that_it_gets_no_second_response()
    {
        await _database.SettleAsync(_round, RoundState.Closed);
        var late = Some.Answer(_round, "ann", "b");
        await SubmitAsync(late);

        Assert.IsType<SubmitResult.Duplicate>(await SubmitAsync(late));
    }

    [Fact]
    public async Task A_round_of_another_team_takes_no_answers()
    {
        Assert.IsType<SubmitResult.NotOpen>(await SubmitAsync(Some.Answer(_round, "ann", "b") with { Team = new TeamId("discord:2") }));
    }

    [Fact]
    public async Task The_last_name_a_member_spoke_under_is_kept()
    {
        await SubmitAsync(Some.Answer(_round, "ann", "b") with { DisplayName = "Ann" });
        await SubmitAsync(Some.Answer(_round, "ann", "c") with { DisplayName = "Ann the Great" });

        var names = await _database.Scores.NamesAsync(Some.Team, [new MemberId("ann"), new MemberId("nobody")], Token);

        Assert.Equal("Ann the Great", names[new MemberId("ann")]);
        Assert.Single(names);
    }

    [Fact]
    public async Task Answers_survive_a_restart()
    {
        await SubmitAsync(Some.Answer(_round, "ann", "b"));

        await _database.StopStoreAsync();
        await _database.StartStoreAsync();

        Assert.Equal("b", Assert.Single(await AnswersAsync()).OptionId);
    }

    Engine.Schedules.Schedule Schedule => Some.Schedule() with { Id = _round.Schedule };

    Task<SubmitResult> SubmitAsync(Submission submission) => _database.Rounds.SubmitAsync(submission, Token);

    Task<IReadOnlyList<Answer>> AnswersAsync() => _database.Rounds.AnswersAsync(Some.Team, _round.Id, Token);
}
