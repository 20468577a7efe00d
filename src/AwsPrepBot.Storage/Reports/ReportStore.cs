using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Rounds;
using AwsPrepBot.Storage.Writing;
using Dapper;
using NodaTime;

namespace AwsPrepBot.Storage.Reports;

internal sealed class ReportStore(Readers readers, Writer writer, IdSource ids, TimeProvider time) : IReportStore
{
    public Task<IReadOnlySet<QuestionId>> WithheldAsync(TeamId team, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlySet<QuestionId>>(
            connection => WithheldRow.Read(connection, team).Select(withholding => withholding.Question).ToHashSet(), cancellationToken);

    public Task<IReadOnlyList<Withholding>> WithholdingsAsync(TeamId team, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => WithheldRow.Read(connection, team), cancellationToken);

    public Task<ReportResult> AddAsync(Report report, string displayName, int enough, RequestId request, CancellationToken cancellationToken) =>
        writer.WriteAsync<ReportResult>(
            connection =>
            {
                if (!Requests.Claim(connection, report.Team, request, report.At))
                    return new ReportResult.Duplicate();
                Teams.Remember(connection, report.Team, report.At);
                Teams.RememberMember(connection, report.Team, report.Member, displayName, report.At);
                if (!ReportRow.Add(connection, report))
                    return new ReportResult.OpenAlready();
                var withholds = WithheldRow.Reporters(connection, report.Team, report.Question) >= enough
                    && WithheldRow.Withhold(connection, new WithholdingId(ids.Next()), report.Team, report.Question, byItself: true, report.At);
                return new ReportResult.Kept(withholds);
            },
            cancellationToken);

    public Task<Report?> FindAsync(TeamId team, ReportId report, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => ReportRow.Find(connection, team, report), cancellationToken);

    public Task<IReadOnlyList<Report>> OpenAsync(TeamId team, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => ReportRow.Read(connection, "WHERE team = @team AND state = 'open' ORDER BY id", new { team = team.Value }), cancellationToken);

    public Task<IReadOnlyList<Round>> RoundsAsync(TeamId team, QuestionId question, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => RoundRow.Read(
                connection,
                "WHERE team = @team AND question_id = @question AND state <> 'void' AND posted_at IS NOT NULL ORDER BY opened_at, id",
                new { team = team.Value, question = question.Value }),
            cancellationToken);

    public Task<DecisionResult> AcceptAsync(TeamId team, ReportId report, Acceptance acceptance, RequestId request, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        return writer.WriteAsync(connection => Deciding.Accept(connection, team, report, acceptance, request, ids, now), cancellationToken);
    }

    public Task<DecisionResult> RejectAsync(TeamId team, ReportId report, string word, RequestId request, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        return writer.WriteAsync(connection => Deciding.Reject(connection, team, report, word, request, now), cancellationToken);
    }

    public Task<GiveBackResult> GiveBackAsync(TeamId team, WithholdingId withholding, RequestId request, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        return writer.WriteAsync<GiveBackResult>(
            connection =>
            {
                if (!Requests.Claim(connection, team, request, now))
                    return new GiveBackResult.Duplicate();
                return WithheldRow.GiveBack(connection, team, withholding, now) is { } question
                    ? new GiveBackResult.GivenBack(question)
                    : new GiveBackResult.NotWithheld();
            },
            cancellationToken);
    }

    public Task ToldAsync(TeamId team, ReportId report, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        return writer.WriteAsync(
            connection => connection.Sqlite.Execute(
                "UPDATE reports SET told_at = @now WHERE id = @report AND team = @team AND told_at IS NULL",
                new { report = report.Value, team = team.Value, now = now.ToUnixTimeMilliseconds() }),
            cancellationToken);
    }

    public Task<IReadOnlyList<Report>> UntoldAsync(TeamId team, MemberId member, Instant since, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => ReportRow.Read(
                connection, "WHERE team = @team AND member = @member AND decided_at >= @since AND told_at IS NULL ORDER BY decided_at, id",
                new { team = team.Value, member = member.Value, since = since.ToUnixTimeMilliseconds() }),
            cancellationToken);
}
