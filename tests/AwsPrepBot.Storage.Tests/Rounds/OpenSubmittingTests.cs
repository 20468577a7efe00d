using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Grading;
using AwsPrepBot.TestKit.Storage;
using NodaTime;

namespace AwsPrepBot.Storage.Tests.Rounds;

/// <summary>Answers in people's own words: kept durably, the better of two counts.</summary>
public sealed class OpenSubmittingTests : IAsyncLifetime
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    TestDatabase _database = null!;
    Engine.Schedules.Schedule _schedule = null!;
    Round _round = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.StartAsync(Token);
        _schedule = await _database.SaveAsync(Some.Schedule());
        _round = await _database.PostAsync(Some.Round(_schedule) with { Question = Some.OpenQuestion() });
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_first_try_is_kept_with_its_verdict_through_a_restart()
    {
        var written = Some.Written(_round, "ann", 67, "All versions stay: \"every\" one\nüé 漢字 '); DROP TABLE rounds --");
        Assert.IsType<OpenSubmitResult.First>(await SubmitAsync(written));
        await _database.StopStoreAsync();
        await _database.StartStoreAsync();

        var kept = (await FindAsync("ann"))!;
        Assert.Equal((written.Text, 1, Some.Now), (kept.Text, kept.Tries, kept.At));
        Assert.Equal(VerdictDocument.Write(written.Verdict), VerdictDocument.Write(kept.Verdict));
        Assert.Equal(new Answer(new MemberId("ann"), null, Some.Now, 67), Assert.Single(await AnswersAsync()));
        Assert.Null(await FindAsync("bob"));
        Assert.Null(await _database.OpenAnswers.FindAsync(new TeamId("discord:2"), _round.Id, new MemberId("ann"), Token));
    }

    [Fact]
    public async Task A_better_second_try_counts_from_then_on_and_the_first_is_kept()
    {
        await SubmitAsync(Some.Written(_round, "ann", 40, "first"));
        var second = Some.Written(_round, "ann", 41, "second") with { At = Some.Now + Duration.FromMinutes(1) };

        Assert.Equal(new OpenSubmitResult.Improved(40), await SubmitAsync(second));

        var kept = (await FindAsync("ann"))!;
        Assert.Equal(("second", 41, 2, second.At), (kept.Text, kept.Verdict.Score, kept.Tries, kept.At));
        Assert.Equal(["41 second 40 first 2"], Rows());
    }

    [Theory]
    [InlineData(39)]
    [InlineData(40)]
    public async Task A_second_try_that_is_no_better_is_kept_behind_the_first(int score)
    {
        await SubmitAsync(Some.Written(_round, "ann", 40, "first"));

        Assert.Equal(new OpenSubmitResult.NotBetter(40), await SubmitAsync(Some.Written(_round, "ann", score, "second") with { At = Some.Now + Duration.FromMinutes(1) }));

        var kept = (await FindAsync("ann"))!;
        Assert.Equal(("first", 40, 2, Some.Now), (kept.Text, kept.Verdict.Score, kept.Tries, kept.At));
        Assert.Equal([$"40 first {score} second 1"], Rows());
    }

    [Fact]
    public async Task There_is_no_third_try_however_good()
    {
        await SubmitAsync(Some.Written(_round, "ann", 40, "first"));
        await SubmitAsync(Some.Written(_round, "ann", 50, "second"));

        var refused = Assert.IsType<OpenSubmitResult.NoMoreTries>(await SubmitAsync(Some.Written(_round, "ann", 100, "third")));

        Assert.Equal(("second", 2), (refused.Answer.Text, refused.Answer.Tries));
        Assert.Equal(["50 second 40 first 2"], Rows());
    }

    [Fact]
    public async Task The_same_words_again_take_up_no_try()
    {
        await SubmitAsync(Some.Written(_round, "ann", 40, "first"));

        Assert.IsType<OpenSubmitResult.Same>(await SubmitAsync(Some.Written(_round, "ann", 90, "first")));

        Assert.Equal(1, (await FindAsync("ann"))!.Tries);
    }

    [Fact]
    public async Task A_request_delivered_twice_is_carried_out_once()
    {
        var first = Some.Written(_round, "ann", 40, "first");
        await SubmitAsync(first);

        Assert.IsType<OpenSubmitResult.Duplicate>(await SubmitAsync(first with { Text = "other", Verdict = Some.Verdict(99) }));

        Assert.Equal(1, (await FindAsync("ann"))!.Tries);
    }

    [Fact]
    public async Task A_round_takes_answers_until_the_instant_it_closes_and_a_late_one_delivered_twice_gets_no_second_response()
    {
        var closesAt = _round.ClosesAt!.Value;
        Assert.IsType<OpenSubmitResult.First>(await SubmitAsync(Some.Written(_round, "ann", 40) with { At = closesAt - Duration.FromMilliseconds(1) }));
        var late = Some.Written(_round, "bob", 40) with { At = closesAt };
        Assert.IsType<OpenSubmitResult.NotOpen>(await SubmitAsync(late));
        Assert.IsType<OpenSubmitResult.Duplicate>(await SubmitAsync(late));
        await _database.SettleAsync(_round, RoundState.Closed);
        Assert.IsType<OpenSubmitResult.NotOpen>(await SubmitAsync(Some.Written(_round, "cid", 40)));
        Assert.IsType<OpenSubmitResult.NotOpen>(await SubmitAsync(Some.Written(_round, "ann", 90, "second")));

        Assert.Equal("ann", Assert.Single(await AnswersAsync()).Member.Value);
        Assert.Equal(1, (await FindAsync("ann"))!.Tries);
    }

    [Fact]
    public async Task A_round_of_another_team_takes_no_answers() =>
        Assert.IsType<OpenSubmitResult.NotOpen>(await SubmitAsync(Some.Written(_round, "ann", 40) with { Team = new TeamId("discord:2") }));

    [Fact]
    public async Task Tries_that_arrive_together_leave_the_better_of_the_first_two()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => SubmitAsync(Some.Written(_round, "ann", number * 5, $"try {number}")), Token)));

        Assert.Single(results, result => result is OpenSubmitResult.First);
        Assert.Single(results, result => result is OpenSubmitResult.Improved or OpenSubmitResult.NotBetter);
        Assert.Equal(18, results.Count(result => result is OpenSubmitResult.NoMoreTries));
        Assert.Empty(Storage.Maintenance.Database.From(_database.Configuration).Check(progress: null, Token));
    }

    [Fact]
    public async Task The_close_books_points_by_score_and_the_boards_and_streaks_count_them()
    {
        await SubmitAsync(Some.Written(_round, "ann", 60));
        await SubmitAsync(Some.Written(_round, "bob", 59));
        await _database.SettleAsync(_round, RoundState.Closed);

        var board = await _database.Scores.BoardAsync(
            new Engine.Scores.BoardQuery(Some.Team, Engine.Scores.BoardSpan.Of(Engine.Scores.BoardPeriod.Week, Some.Today), null, null, default), Token);
        Assert.Equal([("ann", new Engine.Scores.Score(12, 1, 1)), ("bob", new Engine.Scores.Score(12, 0, 1))], board.Leaders.Select(line => (line.Member.Value, line.Score)));
        var streaks = await _database.Scores.StreaksAsync(Some.Team, _schedule.Id, Some.Today, [new MemberId("ann"), new MemberId("cid")], Token);
        Assert.Equal((1, 0), (streaks[new MemberId("ann")], streaks[new MemberId("cid")]));
        Assert.Equal(0.5, Assert.Single(await _database.Rounds.AskedAsync(_schedule.Id, Token)).WrongShare);
    }

    [Fact]
    public async Task An_open_question_comes_back_whole_and_one_written_before_there_were_any_is_still_read()
    {
        var found = (await _database.Rounds.FindAsync(Some.Team, _round.Id, Token))!.Question;
        Assert.Empty(found.Options);
        Assert.Equal(_round.Question.Rubric!.Answers, found.Rubric!.Answers);
        Assert.Equal(_round.Question.Rubric.Points.Select(Whole), found.Rubric.Points.Select(Whole));

        var choice = await _database.PostAsync(Some.Round(_schedule) with { Kind = RoundKind.Extra });
        Assert.Null(_database.Query<string>("SELECT question -> '$.rubric' FROM rounds WHERE id = @id", new { id = choice.Id.Value })[0]);
        Assert.Null((await _database.Rounds.FindAsync(Some.Team, choice.Id, Token))!.Question.Rubric);

        static string Whole(RubricPoint point) => $"{point.Point} {point.Weight} {string.Join('/', point.Accept)} {string.Join('/', point.Reject)}";
    }

    [Fact]
    public void Every_kind_of_verdict_is_read_back_as_it_was_written()
    {
        var verdict = new Verdict(
            33,
            [.. Enum.GetValues<Coverage>().Select(coverage => new PointVerdict($"point {coverage}", 1.5, coverage, coverage == Coverage.Missing ? null : "“words” \u202E"))],
            [.. Enum.GetValues<FlagKind>().Select(kind => new AnswerFlag(kind, $"flag {kind}"))], "Feedback.");

        var read = VerdictDocument.Read(VerdictDocument.Write(verdict));

        Assert.Equal((verdict.Score, verdict.Feedback), (read.Score, read.Feedback));
        Assert.Equal(verdict.Points, read.Points);
        Assert.Equal(verdict.Flags, read.Flags);
    }

    Task<OpenSubmitResult> SubmitAsync(OpenSubmission submission) => _database.OpenAnswers.SubmitAsync(submission, Token);

    Task<OpenAnswer?> FindAsync(string member) => _database.OpenAnswers.FindAsync(Some.Team, _round.Id, new MemberId(member), Token);

    Task<IReadOnlyList<Answer>> AnswersAsync() => _database.Rounds.AnswersAsync(Some.Team, _round.Id, Token);

    IReadOnlyList<string> Rows() => _database.Query<string>("SELECT concat_ws(' ', score, text, other_score, other_text, counts) FROM open_answers");
}
