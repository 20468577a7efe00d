using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Engine.Scores;
using AwsPrepBot.TestKit.Storage;
using NodaTime;

namespace AwsPrepBot.Storage.Tests.Scores;

public sealed class ScoreStoreTests : IAsyncLifetime
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
    public async Task Ties_share_a_rank_and_the_next_rank_counts_them_all()
    {
        await PlayAsync(Some.Today, Level.Senior, ("dee", true), ("ann", false), ("bob", true), ("cid", true));
        await PlayAsync(Some.Today, Level.Mid, ("cid", true), ("eve", true));

        Assert.Equal(
            ["1 cid 50 2/2", "2 bob 30 1/1", "2 dee 30 1/1", "4 eve 20 1/1", "5 ann 0 0/1"],
            Lines((await BoardAsync(BoardPeriod.Today, "ann")).Leaders));
    }

    [Fact]
    public async Task Among_the_same_points_more_right_answers_come_first_and_share_the_rank()
    {
        await PlayAsync(Some.Today, Level.Mid, ("ann", true));
        await PlayAsync(Some.Today, Level.Junior, ("bob", true));
        await PlayAsync(Some.Today, Level.Junior, ("bob", true));

        Assert.Equal(["1 bob 20 2/2", "1 ann 20 1/1"], Lines((await BoardAsync(BoardPeriod.Today, "ann")).Leaders));
    }

    [Fact]
    public async Task A_board_counts_the_rounds_of_its_span_by_their_local_date()
    {
        await PlayAsync(new LocalDate(2026, 10, 31), Level.Junior, ("ann", true));
        await PlayAsync(new LocalDate(2026, 11, 1), Level.Junior, ("ann", true));
        await PlayAsync(new LocalDate(2026, 11, 22), Level.Junior, ("ann", true));
        await PlayAsync(new LocalDate(2026, 11, 23), Level.Junior, ("ann", true));
        await PlayAsync(new LocalDate(2026, 11, 24), Level.Junior, ("ann", true));
        await PlayAsync(new LocalDate(2026, 11, 29), Level.Junior, ("ann", true));
        await PlayAsync(new LocalDate(2026, 11, 30), Level.Junior, ("ann", true));

        Assert.Equal(["1 ann 10 1/1"], Lines((await BoardAsync(BoardPeriod.Today, "ann")).Leaders));
        Assert.Equal(["1 ann 30 3/3"], Lines((await BoardAsync(BoardPeriod.Week, "ann")).Leaders));
        Assert.Equal(["1 ann 60 6/6"], Lines((await BoardAsync(BoardPeriod.Month, "ann")).Leaders));
        Assert.Equal(["1 ann 70 7/7"], Lines((await BoardAsync(BoardPeriod.All, "ann")).Leaders));
    }

    [Fact]
    public async Task A_board_of_a_time_without_answers_is_empty()
    {
        var board = await BoardAsync(BoardPeriod.Week, "ann");

        Assert.Empty(board.Leaders);
        Assert.Empty(board.AroundReader);
        Assert.Empty((await BoardAsync(BoardPeriod.Week, "ann", Level.Mid)).Leaders);
    }

    [Fact]
    public async Task Whoever_only_answered_a_round_made_void_is_not_on_the_board()
    {
        var round = await PlayAsync(Some.Today, Level.Junior, ("ann", true), ("bob", false));
        await PlayAsync(Some.Today, Level.Junior, ("bob", false));
        await _database.SettleAsync(round, RoundState.Void);

        Assert.Equal(["1 bob 0 0/1"], Lines((await BoardAsync(BoardPeriod.Today, "ann")).Leaders));
        Assert.Equal(["1 bob 0 0/1"], Lines((await BoardAsync(BoardPeriod.Today, "ann", Level.Junior)).Leaders));
    }

    [Fact]
    public async Task Hidden_members_are_absent_and_free_their_rank_but_see_themselves()
    {
        await PlayAsync(Some.Today, Level.Junior, ("ann", true), ("bob", true), ("cid", false));
        Hide("ann");

        Assert.Equal(["1 bob 10 1/1", "2 cid 0 0/1"], Lines((await BoardAsync(BoardPeriod.Today, "bob")).Leaders));
        Assert.Equal(["1 bob 10 1/1", "2 cid 0 0/1"], Lines((await BoardAsync(BoardPeriod.Today, "bob", Level.Junior)).Leaders));
        Assert.Equal(["1 ann 10 1/1", "1 bob 10 1/1", "3 cid 0 0/1"], Lines((await BoardAsync(BoardPeriod.Today, "ann")).Leaders));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Level.Junior)]
    public async Task A_reader_below_the_leaders_sees_one_above_and_one_below(Level? level)
    {
        // m00 has 20 times 10 points, m01 has 19 times, … m19 once.
        await PlayLadderAsync(20);

        var board = await BoardAsync(BoardPeriod.Today, "m14", level);

        Assert.Equal(10, board.Leaders.Count);
        Assert.Equal("10 m09 110 11/20", Lines(board.Leaders)[^1]);
        Assert.Equal(["14 m13 70 7/20", "15 m14 60 6/20", "16 m15 50 5/20"], Lines(board.AroundReader));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Level.Junior)]
    public async Task A_leader_is_not_shown_again_around_the_reader(Level? level)
    {
        await PlayLadderAsync(13);

        Assert.Equal(["11 m10 30 3/13", "12 m11 20 2/13"], Lines((await BoardAsync(BoardPeriod.Today, "m10", level)).AroundReader));
        Assert.Equal(["12 m11 20 2/13", "13 m12 10 1/13"], Lines((await BoardAsync(BoardPeriod.Today, "m12", level)).AroundReader));
        Assert.Empty((await BoardAsync(BoardPeriod.Today, "m09", level)).AroundReader);
        Assert.Empty((await BoardAsync(BoardPeriod.Today, "nobody", level)).AroundReader);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Level.Junior)]
    public async Task Members_with_equal_scores_stand_around_the_reader_in_the_order_of_their_names(Level? level)
    {
        await PlayAsync(Some.Today, Level.Junior, [.. Enumerable.Range(0, 16).Select(i => ($"m{i:00}", true))]);
        Hide("m12");

        Assert.Equal(["1 m11 10 1/1", "1 m13 10 1/1", "1 m14 10 1/1"], Lines((await BoardAsync(BoardPeriod.Today, "m13", level)).AroundReader));
    }

    [Fact]
    public async Task A_board_can_be_narrowed_to_a_level_and_a_topic()
    {
        await PlayAsync(Some.Today, Level.Junior, ["s3", "storage"], ("ann", true));
        await PlayAsync(Some.Today, Level.Senior, ["vpc"], ("ann", true), ("bob", true));
        await PlayAsync(Some.Today, Level.Senior, ["s3"], ("bob", false));

        Assert.Equal(["1 bob 30 1/2", "1 ann 30 1/1"], Lines((await BoardAsync(BoardPeriod.Week, "ann", Level.Senior)).Leaders).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["1 ann 10 1/1", "2 bob 0 0/1"], Lines((await BoardAsync(BoardPeriod.Week, "ann", null, "s3")).Leaders));
        Assert.Equal(["1 ann 10 1/1"], Lines((await BoardAsync(BoardPeriod.Week, "ann", null, "storage")).Leaders));
        Assert.Equal(["1 bob 0 0/1"], Lines((await BoardAsync(BoardPeriod.Week, "ann", Level.Senior, "s3")).Leaders));
        Assert.Empty((await BoardAsync(BoardPeriod.Week, "ann", null, "s")).Leaders);
    }

    [Fact]
    public async Task Another_teams_points_are_not_seen()
    {
        await PlayAsync(Some.Today, Level.Junior, ("ann", true));
        var query = new BoardQuery(new TeamId("discord:2"), BoardSpan.Of(BoardPeriod.All, Some.Today), null, null, new MemberId("ann"));

        Assert.Empty((await _database.Scores.BoardAsync(query, Token)).Leaders);
        Assert.Empty((await _database.Scores.BoardAsync(query with { Level = Level.Junior }, Token)).Leaders);
    }

    [Fact]
    public async Task A_streak_counts_the_closed_daily_rounds_answered_without_a_gap_right_or_wrong()
    {
        await PlayDaysAsync("ann bob", "ann bob", "bob", "ann bob", "ann bob", "ann");

        var streaks = await StreaksAsync("ann", "bob", "nobody");

        Assert.Equal(3, streaks["ann"]);
        Assert.Equal(0, streaks["bob"]);
        Assert.Equal(0, streaks["nobody"]);
    }

    [Fact]
    public async Task Whoever_never_missed_has_a_streak_of_all_rounds()
    {
        await PlayDaysAsync("ann", "ann", "ann cid", "ann cid");

        var streaks = await StreaksAsync("ann", "cid");

        Assert.Equal(4, streaks["ann"]);
        Assert.Equal(2, streaks["cid"]);
    }

    [Fact]
    public async Task Void_rounds_extra_rounds_open_rounds_and_other_schedules_do_not_touch_a_streak()
    {
        var rounds = await PlayDaysAsync("ann", "", "ann");
        await _database.SettleAsync(rounds[1], RoundState.Void);
        var other = await _database.SaveAsync(Some.Schedule() with { Channel = new ChannelId("other") });
        await PlayAsync(Some.Round(other) with { LocalDate = Some.Today }, ("bob", true));
        await PlayAsync(Some.Round(_schedule) with { LocalDate = Some.Today.PlusDays(2), Kind = RoundKind.Extra }, ("bob", true));
        await _database.PostAsync(Some.Round(_schedule) with { LocalDate = Some.Today.PlusDays(3) });

        Assert.Equal(2, (await StreaksAsync("ann"))["ann"]);
        Assert.Equal(0, (await StreaksAsync("bob"))["bob"]);
    }

    [Fact]
    public async Task A_streak_is_counted_back_from_the_date_asked_for()
    {
        await PlayDaysAsync("ann", "ann", "", "ann");

        async Task<int> UpToAsync(int day) => (await _database.Scores.StreaksAsync(
            Some.Team, _schedule.Id, Some.Today.PlusDays(day), [new MemberId("ann")], Token))[new MemberId("ann")];

        int[] found = [await UpToAsync(0), await UpToAsync(1), await UpToAsync(2), await UpToAsync(3), await UpToAsync(9)];

        Assert.Equal([1, 2, 0, 1, 1], found);
    }

    /// <summary>Plays a daily round a day, answered by those named.</summary>
    async Task<List<Round>> PlayDaysAsync(params string[] answeredBy)
    {
        var rounds = new List<Round>();
        foreach (var (day, members) in answeredBy.Index())
        {
            rounds.Add(await PlayAsync(
                Some.Round(_schedule) with { LocalDate = Some.Today.PlusDays(day) },
                [.. members.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((member, i) => (member, i % 2 == 0))]));
        }
        return rounds;
    }

    /// <summary>As many junior rounds as members; the first member is right in all of them, the last in one.</summary>
    async Task PlayLadderAsync(int members)
    {
        for (var round = 0; round < members; round++)
            await PlayAsync(Some.Today, Level.Junior, [.. Enumerable.Range(0, members).Select(member => ($"m{member:00}", member + round < members))]);
    }

    Task<Round> PlayAsync(LocalDate date, Level level, params (string Member, bool Right)[] answers) => PlayAsync(date, level, ["s3"], answers);

    Task<Round> PlayAsync(LocalDate date, Level level, string[] topics, params (string Member, bool Right)[] answers) => PlayAsync(
        Some.Round(_schedule) with { Kind = RoundKind.Extra, LocalDate = date, Question = Some.Question("q", level, topics) }, answers);

    async Task<Round> PlayAsync(Round round, params (string Member, bool Right)[] answers)
    {
        var posted = await _database.PostAsync(round);
        foreach (var (member, right) in answers)
            await _database.Rounds.SubmitAsync(Some.Answer(posted, member, right ? "b" : "a") with { DisplayName = member }, Token);
        await _database.SettleAsync(posted, RoundState.Closed);
        return posted;
    }

    void Hide(string member) => _database.Execute("UPDATE members SET hidden = 1 WHERE id = @member", new { member });

    Task<Board> BoardAsync(BoardPeriod period, string reader, Level? level = null, string? topic = null) =>
        _database.Scores.BoardAsync(
            new BoardQuery(Some.Team, BoardSpan.Of(period, Some.Today), level, topic, new MemberId(reader)), Token);

    async Task<Dictionary<string, int>> StreaksAsync(params string[] members) =>
        (await _database.Scores.StreaksAsync(
            Some.Team, _schedule.Id, Some.Today.PlusDays(30), [.. members.Select(member => new MemberId(member))], Token))
        .ToDictionary(streak => streak.Key.Value, streak => streak.Value);

    static List<string> Lines(IEnumerable<Standing> standings) =>
        [.. standings.Select(line => $"{line.Rank} {line.DisplayName} {line.Score.Points} {line.Score.Right}/{line.Score.Answered}")];
}
