using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.TestKit.Storage;

namespace AwsPrepBot.Storage.Tests.Reports;

/// <summary>What must be true of reports, broken in one way after another; each time <c>db check</c> says so.</summary>
public sealed class ReportCheckTests : IAsyncLifetime
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.StartAsync(Token);
        var schedule = await _database.SaveAsync(Some.Schedule());
        var withdrawn = await _database.PostAsync(Some.Round(schedule));
        await _database.SettleAsync(withdrawn, RoundState.Closed);
        var report = Some.Report(withdrawn, "ann");
        await AddAsync(report);
        _database.Time.Advance(TimeSpan.FromMinutes(1));
        await _database.Reports.AcceptAsync(
            report.Team, report.Id, new Acceptance(ReportState.Voided, account => Scoring.Void(account, Some.Now)), Some.Request(), Token);
        var reported = await _database.PostAsync(Some.Round(schedule) with { Kind = RoundKind.Extra, Question = Some.Question("ebs-types") });
        foreach (var member in new[] { "ann", "bob", "cho" })
            await AddAsync(Some.Report(reported, member));
        Assert.Empty(Check());
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("reports", "UPDATE reports SET question_id = 'another' WHERE state = 'voided'", "on another, its round: discord:1 on s3-versioning")]
    [InlineData("reports", "UPDATE reports SET team = 'discord:2' WHERE state = 'voided'", "discord:2 on s3-versioning, its round: discord:1")]
    [InlineData("reports", "UPDATE reports SET right = 'b' WHERE state = 'voided'", "what counted as right cannot be read")]
    [InlineData("reports", "DROP INDEX reports_open; UPDATE reports SET member = 'ann'", "discord:1: 3 open reports of ann on ebs-types")]
    [InlineData("reports", "UPDATE rounds SET state = 'closed' WHERE state = 'void'", "made s3-versioning count for nothing, and round")]
    [InlineData("withheld questions", "DELETE FROM withheld WHERE question_id = 's3-versioning'", "on s3-versioning of discord:1 was accepted, and nothing is withheld")]
    [InlineData("withheld questions", "DELETE FROM withheld WHERE question_id = 'ebs-types'", "discord:1: 3 open reports on ebs-types, and it is not withheld")]
    [InlineData("withheld questions", "UPDATE withheld SET given_back_at = 1 WHERE question_id = 'ebs-types'", "discord:1: 3 open reports on ebs-types, and it is not withheld")]
    [InlineData("notices", "UPDATE rounds SET state = 'open', closed_at = NULL WHERE state = 'void'", ":void-1 is sent, its round is open")]
    [InlineData("references", "DELETE FROM members WHERE id = 'cho'", "reports row")]
    public void What_is_broken_is_found(string check, string sql, string example)
    {
        _database.Execute(sql);
        var finding = Assert.Single(Check(), finding => finding.Check == check);
        Assert.Contains(finding.Examples, line => line.Contains(example, StringComparison.Ordinal));
    }

    [Fact]
    public void A_question_given_back_after_its_reports_is_in_order()
    {
        _database.Execute("UPDATE withheld SET given_back_at = since + 60000");
        Assert.Empty(Check());
    }

    IReadOnlyList<CheckFinding> Check() => Database.From(_database.Configuration).Check(progress: null, Token);

    async Task AddAsync(Report report) => Assert.IsType<ReportResult.Kept>(
        await _database.Reports.AddAsync(report, $"Name of {report.Member}", ReportRules.EnoughToWithhold, Some.Request(), Token));
}
