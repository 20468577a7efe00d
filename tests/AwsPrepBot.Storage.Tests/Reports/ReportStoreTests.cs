using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.TestKit.Storage;
using NodaTime;

namespace AwsPrepBot.Storage.Tests.Reports;

public sealed class ReportStoreTests : IAsyncLifetime
{
    static readonly TeamId Elsewhere = new("discord:2");

    static CancellationToken Token => TestContext.Current.CancellationToken;

    TestDatabase _database = null!;
    Schedule _schedule = null!;
    Round _round = null!;

    IReportStore Reports => _database.Reports;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.StartAsync(Token);
        _schedule = await _database.SaveAsync(Some.Schedule());
        _round = await _database.PostAsync(Some.Round(_schedule));
        await _database.Rounds.SubmitAsync(Some.Answer(_round, "ann", "b"), Token);
        await _database.Rounds.SubmitAsync(Some.Answer(_round, "bob", "c"), Token);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_report_keeps_what_was_answered_and_what_counted_as_right_when_it_was_made()
    {
        var report = await ReportAsync("bob");
        await _database.Rounds.SubmitAsync(Some.Answer(_round, "bob", "a"), Token);
        await CloseAsync();
        await AcceptAsync(await ReportAsync("ann"), ReKey("a"));

        var kept = (await Reports.FindAsync(Some.Team, report.Id, Token))!;
        Assert.Equal(("c", "b", "It is wrong.", ReportState.Corrected), (kept.OptionId, Assert.Single(kept.Key), kept.Reason, kept.State));
        Assert.Null(kept.Written);
        Assert.Equal((_round.Id, _round.Question.Id, Some.Now), (kept.Round!.Value, kept.Question, kept.At));
    }

    [Fact]
    public async Task A_report_on_an_open_question_keeps_what_was_written()
    {
        var open = await _database.PostAsync(Some.Round(_schedule) with { Kind = RoundKind.Extra, Question = Some.OpenQuestion("efs") });
        await _database.OpenAnswers.SubmitAsync(Some.Written(open, "bob", 40, "Only the last one."), Token);
        var kept = (await Reports.FindAsync(Some.Team, (await ReportAsync("bob", open)).Id, Token))!;
        Assert.Equal(("Only the last one.", null), (kept.Written, kept.OptionId));
        Assert.Empty(kept.Key);
    }

    [Fact]
    public async Task A_second_open_report_of_the_same_member_on_the_same_question_is_not_kept()
    {
        var first = await ReportAsync("bob");
        Assert.IsType<ReportResult.OpenAlready>(await AddAsync(Some.Report(_round, "bob") with { Reason = "again" }));
        Assert.Equal(first.Id, Assert.Single(await Reports.OpenAsync(Some.Team, Token)).Id);
    }

    [Fact]
    public async Task A_report_delivered_twice_is_kept_once()
    {
        var request = Some.Request();
        Assert.IsType<ReportResult.Kept>(await AddAsync(Some.Report(_round, "bob"), request));
        Assert.IsType<ReportResult.Duplicate>(await AddAsync(Some.Report(_round, "bob"), request));
        Assert.Single(await Reports.OpenAsync(Some.Team, Token));
    }

    [Fact]
    public async Task The_third_member_withholds_the_question_and_the_fourth_changes_nothing()
    {
        Assert.Equal(new ReportResult.Kept(false), await AddAsync(Some.Report(_round, "ann")));
        Assert.Equal(new ReportResult.Kept(false), await AddAsync(Some.Report(_round, "bob")));
        Assert.Empty(await Reports.WithheldAsync(Some.Team, Token));
        Assert.Equal(new ReportResult.Kept(true), await AddAsync(Some.Report(_round, "cho")));
        Assert.Equal(new ReportResult.Kept(false), await AddAsync(Some.Report(_round, "dan")));

        Assert.Equal([_round.Question.Id], await Reports.WithheldAsync(Some.Team, Token));
        Assert.True(Assert.Single(await Reports.WithholdingsAsync(Some.Team, Token)).ByItself);
        Assert.Empty(await Reports.WithheldAsync(Elsewhere, Token));
    }

    [Fact]
    public async Task Given_back_a_question_is_withheld_again_only_by_younger_reports()
    {
        foreach (var member in new[] { "ann", "bob", "cho" })
            await AddAsync(Some.Report(_round, member));
        var first = Assert.Single(await Reports.WithholdingsAsync(Some.Team, Token));
        Assert.Equal(new GiveBackResult.GivenBack(_round.Question.Id), await GiveBackAsync(first.Id));
        Assert.IsType<GiveBackResult.NotWithheld>(await GiveBackAsync(first.Id));

        _database.Time.Advance(TimeSpan.FromMinutes(1));
        var later = _database.Time.GetInstant();
        foreach (var member in new[] { "dan", "eva" })
            Assert.Equal(new ReportResult.Kept(false), await AddAsync(Some.Report(_round, member) with { At = later }));
        Assert.Equal(new ReportResult.Kept(true), await AddAsync(Some.Report(_round, "fay") with { At = later }));
        var second = Assert.Single(await Reports.WithholdingsAsync(Some.Team, Token));
        Assert.NotEqual(first.Id, second.Id);
        Assert.IsType<GiveBackResult.NotWithheld>(await GiveBackAsync(first.Id));
        Assert.Equal([_round.Question.Id], await Reports.WithheldAsync(Some.Team, Token));
    }

    [Fact]
    public async Task Giving_back_twice_with_one_request_and_from_another_team_does_nothing()
    {
        await CloseAsync();
        await AcceptAsync(await ReportAsync("bob"), Withhold);
        var withheld = Assert.Single(await Reports.WithholdingsAsync(Some.Team, Token));
        Assert.IsType<GiveBackResult.NotWithheld>(await Reports.GiveBackAsync(Elsewhere, withheld.Id, Some.Request(), Token));
        var request = Some.Request();
        Assert.IsType<GiveBackResult.GivenBack>(await Reports.GiveBackAsync(Some.Team, withheld.Id, request, Token));
        Assert.IsType<GiveBackResult.Duplicate>(await Reports.GiveBackAsync(Some.Team, withheld.Id, request, Token));
    }

    [Fact]
    public async Task Accepting_decides_for_every_open_report_on_the_question_settles_its_rounds_and_withholds_it()
    {
        var other = await _database.PostAsync(Some.Round(_schedule) with { Kind = RoundKind.Extra, Question = Some.Question("another") });
        var (bob, ann, stays) = (await ReportAsync("bob"), await ReportAsync("ann"), await ReportAsync("bob", other));
        await CloseAsync();

        var decided = Assert.IsType<DecisionResult.Decided>(await AcceptAsync(bob, ReKey("c")));

        Assert.Equal([bob.Id, ann.Id], decided.Reports.Select(report => report.Id));
        Assert.All(decided.Reports, report => Assert.Equal(ReportState.Corrected, report.State));
        Assert.Equal(_round.Id, Assert.Single(decided.Settlements).Round.Id);
        Assert.Equal(stays.Id, Assert.Single(await Reports.OpenAsync(Some.Team, Token)).Id);
        Assert.Equal([_round.Question.Id], await Reports.WithheldAsync(Some.Team, Token));
        Assert.Equal(["ann 0", "bob 20"], Points());
        Assert.Equal([$"notice:{_round.Id}:key-1 due"], Notices());
        Assert.Empty(Database.From(_database.Configuration).Check(progress: null, Token));
    }

    [Fact]
    public async Task A_decision_delivered_twice_or_made_by_two_admins_is_one()
    {
        await CloseAsync();
        var report = await ReportAsync("bob");
        var request = Some.Request();
        Assert.IsType<DecisionResult.Decided>(await AcceptAsync(report, ReKey("c"), request));
        Assert.IsType<DecisionResult.Duplicate>(await AcceptAsync(report, ReKey("c"), request));
        var before = Assert.IsType<DecisionResult.DecidedBefore>(await AcceptAsync(report, ReKey("d")));
        Assert.Equal(ReportState.Corrected, before.Report.State);
        Assert.IsType<DecisionResult.DecidedBefore>(await Reports.RejectAsync(Some.Team, report.Id, "no", Some.Request(), Token));
        Assert.IsType<DecisionResult.Unknown>(await Reports.RejectAsync(Elsewhere, report.Id, "no", Some.Request(), Token));
        Assert.Equal(["ann 0", "bob 20"], Points());
        Assert.Single(Notices());
    }

    [Fact]
    public async Task A_decision_that_fails_halfway_leaves_nothing_behind()
    {
        await CloseAsync();
        var report = await ReportAsync("bob");
        await Assert.ThrowsAsync<DivideByZeroException>(() => AcceptAsync(report, new Acceptance(ReportState.Corrected, _ => throw new DivideByZeroException("by design"))));
        Assert.Equal(report.Id, Assert.Single(await Reports.OpenAsync(Some.Team, Token)).Id);
        Assert.Empty(await Reports.WithheldAsync(Some.Team, Token));
        Assert.Equal(["ann 20", "bob 0"], Points());
        Assert.Empty(Notices());
    }

    [Fact]
    public async Task A_rejected_report_is_decided_alone_and_keeps_the_word()
    {
        var (bob, ann) = (await ReportAsync("bob"), await ReportAsync("ann"));
        var decided = Assert.IsType<DecisionResult.Decided>(await Reports.RejectAsync(Some.Team, bob.Id, "Read it again.", Some.Request(), Token));
        Assert.Equal((ReportState.Rejected, "Read it again."), (Assert.Single(decided.Reports).State, decided.Reports[0].Word));
        Assert.Equal(ann.Id, Assert.Single(await Reports.OpenAsync(Some.Team, Token)).Id);
        Assert.IsType<ReportResult.Kept>(await AddAsync(Some.Report(_round, "bob")));
    }

    [Fact]
    public async Task A_line_that_waits_is_overtaken_and_one_that_was_sent_is_followed()
    {
        await CloseAsync();
        await AcceptAsync(await ReportAsync("bob"), ReKey("c"));
        await AcceptAsync(await ReportAsync("bob"), ReKey("d"));
        Assert.Equal([$"notice:{_round.Id}:key-1 cancelled", $"notice:{_round.Id}:key-2 due"], Notices());

        foreach (var delivery in await _database.Deliveries.TakeAsync("discord", Some.Now, 10, Token))
            await _database.Deliveries.EditedAsync(delivery, Some.Now, Token);
        await AcceptAsync(await ReportAsync("bob"), new Acceptance(ReportState.Voided, account => Scoring.Void(account, Some.Now)));
        Assert.Equal($"notice:{_round.Id}:void-3 due", Notices()[^1]);
        Assert.Equal(
            [DeliveryKind.Edit, DeliveryKind.Notice],
            (await _database.Deliveries.TakeAsync("discord", Some.Now, 10, Token)).Select(delivery => delivery.Kind).Order());
    }

    [Fact]
    public async Task What_a_decision_does_not_change_is_not_told_in_the_channel()
    {
        await CloseAsync();
        await AcceptAsync(await ReportAsync("bob"), ReKey("b"));
        Assert.Empty(Notices());
    }

    [Fact]
    public async Task Only_decided_reports_of_which_the_member_was_not_told_are_news()
    {
        await CloseAsync();
        var report = await ReportAsync("bob");
        Assert.Empty(await UntoldAsync("bob"));
        await AcceptAsync(report, Withhold);
        Assert.Equal(report.Id, Assert.Single(await UntoldAsync("bob")).Id);
        Assert.Empty(await UntoldAsync("ann"));
        Assert.Empty(await Reports.UntoldAsync(Some.Team, new MemberId("bob"), Some.Now + Duration.FromDays(1), Token));
        await Reports.ToldAsync(Some.Team, report.Id, Token);
        Assert.Empty(await UntoldAsync("bob"));
    }

    static Acceptance Withhold { get; } = new(ReportState.Withheld, _ => null);

    static Acceptance ReKey(string option) => new(ReportState.Corrected, account => Scoring.Correct(account, [option], Some.Now));

    async Task<Report> ReportAsync(string member, Round? round = null)
    {
        var report = Some.Report(round ?? _round, member);
        Assert.IsType<ReportResult.Kept>(await AddAsync(report));
        return report;
    }

    Task<ReportResult> AddAsync(Report report, RequestId? request = null) =>
        Reports.AddAsync(report, $"Name of {report.Member}", ReportRules.EnoughToWithhold, request ?? Some.Request(), Token);

    Task<DecisionResult> AcceptAsync(Report report, Acceptance acceptance, RequestId? request = null) =>
        Reports.AcceptAsync(report.Team, report.Id, acceptance, request ?? Some.Request(), Token);

    Task<GiveBackResult> GiveBackAsync(WithholdingId withholding) => Reports.GiveBackAsync(Some.Team, withholding, Some.Request(), Token);

    Task<IReadOnlyList<Report>> UntoldAsync(string member) => Reports.UntoldAsync(Some.Team, new MemberId(member), Some.Now, Token);

    async Task CloseAsync() => await _database.SettleAsync(_round, RoundState.Closed);

    IReadOnlyList<string> Points() => _database.Query<string>("SELECT member || ' ' || SUM(points) FROM ledger GROUP BY member ORDER BY member");

    IReadOnlyList<string> Notices() => _database.Query<string>("SELECT key || ' ' || state FROM deliveries WHERE kind = 'notice' ORDER BY key");
}
