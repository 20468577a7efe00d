using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.TestKit.Storage;

namespace AwsPrepBot.Storage.Tests.Maintenance;

/// <summary>A sound database is broken in one way after another; each time the check for it says so.</summary>
public sealed class CheckTests : IAsyncLifetime
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    TestDatabase _database = null!;
    Schedule _schedule = null!;
    Round _closed = null!, _open = null!, _void = null!, _words = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.StartAsync(Token);
        _schedule = await _database.SaveAsync(Some.Schedule());
        _closed = await _database.PostAsync(Some.Round(_schedule));
        await _database.Rounds.SubmitAsync(Some.Answer(_closed, "ann", "b"), Token);
        await _database.Rounds.SubmitAsync(Some.Answer(_closed, "bob", "a"), Token);
        await _database.SettleAsync(_closed, RoundState.Closed);
        _open = await _database.PostAsync(Some.Round(_schedule) with { LocalDate = Some.Today.PlusDays(1) });
        await _database.Rounds.SubmitAsync(Some.Answer(_open, "ann", "b"), Token);
        _void = await _database.PostAsync(Some.Round(_schedule) with { LocalDate = Some.Today.PlusDays(2) });
        await _database.Rounds.SubmitAsync(Some.Answer(_void, "ann", "b"), Token);
        await _database.SettleAsync(_void, RoundState.Closed);
        await _database.SettleAsync(_void, RoundState.Void);
        await _database.Schedules.SkipAsync(_schedule, new SkippedDay(Some.Today.PlusDays(3), "too late"), Token);
        _words = await _database.PostAsync(Some.Round(_schedule) with { Kind = RoundKind.Extra, Question = Some.OpenQuestion() });
        await _database.OpenAnswers.SubmitAsync(Some.Written(_words, "dan", 62, "first"), Token);
        await _database.OpenAnswers.SubmitAsync(Some.Written(_words, "dan", 50, "second"), Token);
        await _database.OpenAnswers.SubmitAsync(Some.Written(_words, "eve", 10, "first"), Token);
        await _database.OpenAnswers.SubmitAsync(Some.Written(_words, "eve", 40, "second"), Token);
        await _database.OpenAnswers.SubmitAsync(Some.Written(_words, "fay", 100), Token);
        await _database.SettleAsync(_words, RoundState.Closed);
        Assert.Empty(Check());
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("references", "DELETE FROM members WHERE id = 'bob'", "answers row ? names a missing row of members")]
    [InlineData("references", "DELETE FROM teams", "names a missing row of teams")]
    [InlineData("teams", "UPDATE answers SET team = 'discord:2' WHERE member = 'bob'", "answer of bob to round")]
    [InlineData("teams", "UPDATE ledger SET team = 'discord:2' WHERE member = 'bob'", "ledger entry")]
    [InlineData("teams", "UPDATE ledger SET local_date = '2026-11-01' WHERE member = 'bob'", "2026-11-01, its round: discord:1 2026-11-24")]
    [InlineData("teams", "UPDATE deliveries SET team = 'discord:2' WHERE kind = 'post'", "delivery")]
    [InlineData("teams", "DELETE FROM deliveries; UPDATE rounds SET team = 'discord:2' WHERE state = 'open'", "its schedule: discord:1")]
    [InlineData("teams", "UPDATE schedule_revisions SET team = 'discord:2'", "revision 1 of schedule")]
    [InlineData("teams", "UPDATE skipped_days SET team = 'discord:2'", "skipped day 2026-11-27")]
    [InlineData("schedules", "UPDATE schedules SET revision = 7", "has no revision 7")]
    [InlineData("daily rounds", "DROP INDEX rounds_daily; UPDATE rounds SET local_date = '2026-11-24' WHERE state = 'open'", "on 2026-11-24: 2 rounds")]
    [InlineData("questions", "UPDATE rounds SET question = 'broken' WHERE state = 'open'", "(s3-versioning)")]
    [InlineData("questions", "UPDATE rounds SET question_id = 'another' WHERE state = 'open'", "(another)")]
    [InlineData("questions", "UPDATE rounds SET level = 4 WHERE state = 'open'", "(s3-versioning)")]
    [InlineData("questions", "UPDATE rounds SET topics = '[\"vpc\"]' WHERE state = 'open'", "(s3-versioning)")]
    [InlineData("questions", "UPDATE rounds SET question = json_remove(question, '$.right') WHERE state = 'open'", "(s3-versioning)")]
    [InlineData("answers", "UPDATE answers SET at = at + 86400000 WHERE member = 'bob'", "which closed at 2026-11-25 07:00:00")]
    [InlineData("answers", "UPDATE rounds SET posted_at = NULL, closes_at = NULL, message_id = NULL WHERE state = 'closed'", "which was never posted")]
    [InlineData("answers", "UPDATE answers SET option_id = 'z' WHERE member = 'bob'", "there is no option z")]
    [InlineData("teams", "UPDATE open_answers SET team = 'discord:2' WHERE member = 'fay'", "open answer of fay to round")]
    [InlineData("questions", "UPDATE rounds SET question = json_remove(question, '$.rubric') WHERE kind = 'extra'", "(s3-versioning)")]
    [InlineData("questions", "UPDATE rounds SET question = json_set(question, '$.right', json('[\"b\"]')) WHERE kind = 'extra'", "(s3-versioning)")]
    [InlineData("answers", "UPDATE open_answers SET at = at + 86400000 WHERE member = 'fay'", "which closed at 2026-11-25 07:00:00")]
    [InlineData("answers", "UPDATE open_answers SET round = (SELECT id FROM rounds WHERE state = 'void') WHERE member = 'fay'", "which has no rubric")]
    [InlineData("open answers", "UPDATE open_answers SET score = 61 WHERE member = 'dan'", "its verdict does not say 61")]
    [InlineData("open answers", "UPDATE open_answers SET verdict = 'broken' WHERE member = 'fay'", "its verdict does not say 100")]
    [InlineData("open answers", "UPDATE open_answers SET other_score = 5 WHERE member = 'eve'", "the verdict on its other try does not say 5")]
    [InlineData("open answers", "UPDATE open_answers SET counts = 2 WHERE member = 'fay'", "its second try counts, and there is none")]
    [InlineData("open answers", "UPDATE open_answers SET score = other_score, verdict = other_verdict, other_score = score, other_verdict = verdict WHERE member = 'eve'", "10 counts, 40 was better or first")]
    [InlineData("ledger", "UPDATE open_answers SET score = 63 WHERE member = 'dan'", "dan: booked 12 points for 1 answers, worth 13 for 1")]
    [InlineData("ledger", "UPDATE ledger SET rights = 1 WHERE member = 'eve' AND points = 8", "eve: booked 8 points for 1 answers, worth 8 for 1")]
    [InlineData("ledger", "DELETE FROM ledger WHERE member = 'fay'", "fay: booked 0 points for 0 answers, worth 20 for 1")]
    [InlineData("ledger", "UPDATE ledger SET points = 10 WHERE member = 'ann' AND reason = 'closed' AND local_date = '2026-11-24'", "ann: booked 10 points for 1 answers, worth 20 for 1")]
    [InlineData("ledger", "DELETE FROM ledger WHERE member = 'bob'", "bob: booked 0 points for 0 answers, worth 0 for 1")]
    [InlineData("ledger", "DELETE FROM ledger WHERE reason = 'voided'", "ann: booked 20 points for 1 answers, worth 0 for 0")]
    [InlineData("ledger", "UPDATE answers SET option_id = 'b' WHERE member = 'bob'", "bob: booked 0 points for 1 answers, worth 20 for 1")]
    [InlineData("ledger", "UPDATE rounds SET state = 'open', closed_at = NULL WHERE local_date = '2026-11-24'", "ann: booked 20 points for 1 answers, worth 0 for 0")]
    [InlineData("standings by day", "UPDATE standings SET points = 1000 WHERE bucket = 'day' AND member = 'ann' AND start = '2026-11-24'", "discord:1 ann from 2026-11-24: shown 1000 points for 1 answers, ledger 20 for 1")]
    [InlineData("standings by week", "UPDATE standings SET rights = 0 WHERE bucket = 'week' AND member = 'ann'", "discord:1 ann from 2026-11-23: shown 20 points for 1 answers, ledger 20 for 1")]
    [InlineData("standings by month", "DELETE FROM standings WHERE bucket = 'month' AND member = 'bob'", "discord:1 bob from 2026-11-01: shown 0 points for 0 answers, ledger 0 for 1")]
    [InlineData("standings by all time", "INSERT INTO standings VALUES ('discord:1', 'all', '1970-01-01', 'ghost', 5, 1, 1)", "discord:1 ghost from 1970-01-01: shown 5 points for 1 answers, ledger 0 for 0")]
    [InlineData("forgotten answers", "INSERT INTO forgotten_answers (round, option_id, score, team, answers) SELECT id, 'a', 0, team, 3 FROM rounds WHERE state = 'open'", "3 forgotten answers of discord:1, it is open")]
    [InlineData("forgotten answers", "INSERT INTO forgotten_answers (round, option_id, score, team, answers) SELECT id, 'x', 0, team, 3 FROM rounds WHERE state = 'closed'", "forgotten answers for x")]
    [InlineData("absences", "INSERT INTO absences VALUES ('discord:1', 'ann', '2026-11-24', '2026-11-30'), ('discord:1', 'ann', '2026-11-26', '2026-11-27')", "ann of discord:1 from 2026-11-24 and from 2026-11-26")]
    [InlineData("posts", "DELETE FROM deliveries WHERE kind = 'post'", "was posted, its delivery is missing")]
    [InlineData("posts", "UPDATE deliveries SET state = 'due' WHERE kind = 'post'", "was posted, its delivery is due")]
    [InlineData("posts", "UPDATE rounds SET posted_at = NULL, closes_at = NULL, message_id = NULL WHERE state = 'void'", "was not posted, its delivery is sent")]
    [InlineData("ambiguous deliveries", "UPDATE deliveries SET state = 'ambiguous', reason = 'no permission to look' WHERE kind = 'edit'", "of discord:1: no permission to look")]
    [InlineData("edits", "DELETE FROM deliveries WHERE kind = 'edit'", "is closed")]
    public void What_is_broken_is_found(string check, string sql, string example)
    {
        _database.Execute(sql);

        var finding = Assert.Single(Check(), finding => finding.Check == check);

        Assert.Contains(finding.Examples, line => line.Contains(example, StringComparison.Ordinal));
        Assert.NotEmpty(finding.Meaning);
        Assert.NotEmpty(finding.Mend);
    }

    [Fact]
    public async Task A_damaged_file_is_found()
    {
        await _database.StopStoreAsync();
        _database.Damage("ledger");

        var findings = Check();

        Assert.Contains(findings, finding => finding.Check == "file" && finding.Mend.Contains("backup", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Check == "ledger" && finding.Examples.Contains("could not be checked to the end: the file is damaged"));
    }

    [Fact]
    public void A_standing_that_is_wrong_is_right_after_a_rebuild()
    {
        _database.Execute("UPDATE standings SET points = points + 7; DELETE FROM standings WHERE member = 'bob'");
        Assert.Equal(4, Check().Count);

        Database.RebuildStandings(progress: null, Token);

        Assert.Empty(Check());
    }

    [Fact]
    public void Many_of_a_kind_are_counted_and_the_first_few_shown()
    {
        _database.Execute(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
            INSERT INTO standings SELECT 'discord:1', 'all', '1970-01-01', 'ghost' || i, 5, 1, 1 FROM n
            """);

        var finding = Assert.Single(Check());

        Assert.Equal(100, finding.Count);
        Assert.Equal(3, finding.Examples.Count);
    }

    [Fact]
    public async Task A_delivery_on_its_way_and_one_given_up_are_no_defects()
    {
        var waiting = await _database.OpenAsync(Some.Round(_schedule) with { LocalDate = Some.Today.PlusDays(8) });
        Assert.Empty(Check());
        var post = await _database.TakePostAsync(waiting);
        Assert.Empty(Check());
        await _database.Deliveries.EndAsync(post, DeliveryState.Cancelled, "channel deleted", Token);
        await _database.SettleAsync(waiting, RoundState.Void);
        Assert.Empty(Check());
    }

    [Fact]
    public void A_cancelled_check_stops() =>
        Assert.Throws<OperationCanceledException>(() => Database.Check(progress: null, new CancellationToken(canceled: true)));

    Database Database => Database.From(_database.Configuration);

    IReadOnlyList<CheckFinding> Check() => Database.Check(progress: null, Token);
}
