using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Delivery;
using AwsPrepBot.Storage.Rounds;
using AwsPrepBot.Storage.Writing;
using Dapper;
using NodaTime;

namespace AwsPrepBot.Storage.Reports;

/// <summary>Deciding on a report, in one transaction: points, messages and what is withheld never tell different stories.</summary>
internal static class Deciding
{
    public static DecisionResult Accept(
        WriteConnection connection, TeamId team, ReportId id, Acceptance acceptance, RequestId request, IdSource ids, Instant now)
    {
        if (Begin(connection, team, id, request, now) is var (report, refusal) && report is null)
            return refusal!;

        var open = ReportRow.Read(
            connection.Sqlite, "WHERE team = @team AND question_id = @question AND state = 'open' ORDER BY id <> @report, id",
            new { team = team.Value, question = report.Question.Value, report = id.Value });
        foreach (var one in open)
            Close(connection, one.Id, acceptance.State, word: null, now);
        WithheldRow.Withhold(connection, new WithholdingId(ids.Next()), team, report.Question, byItself: false, now);

        var settlements = new List<Settlement>();
        foreach (var round in RoundRow.Read(connection.Sqlite, "WHERE team = @team AND question_id = @question AND state <> 'void' ORDER BY opened_at, id",
            new { team = team.Value, question = report.Question.Value }))
        {
            if (Settling.Run(connection, team, round.Id, acceptance.Settle, request: null, new DeliveryId(ids.Next()), now) is { } settlement)
                settlements.Add(settlement);
        }

        var what = acceptance.State == ReportState.Voided ? "void" : "key";
        foreach (var latest in settlements.Where(settlement => settlement.Round.Message is not null).GroupBy(settlement => settlement.Round.Channel).Select(group => group.Last()))
            Outbox.AddNotice(connection.Sqlite, new DeliveryId(ids.Next()), latest.Round, what, now);
        return new DecisionResult.Decided([.. open.Select(one => one with { State = acceptance.State })], settlements);
    }

    public static DecisionResult Reject(WriteConnection connection, TeamId team, ReportId id, string word, RequestId request, Instant now)
    {
        if (Begin(connection, team, id, request, now) is var (report, refusal) && report is null)
            return refusal!;
        Close(connection, id, ReportState.Rejected, word, now);
        return new DecisionResult.Decided([report with { State = ReportState.Rejected, Word = word }], []);
    }

    static (Report? Open, DecisionResult? Refusal) Begin(WriteConnection connection, TeamId team, ReportId id, RequestId request, Instant now)
    {
        if (!Requests.Claim(connection, team, request, now))
            return (null, new DecisionResult.Duplicate());
        return ReportRow.Find(connection.Sqlite, team, id) switch
        {
            null => (null, new DecisionResult.Unknown()),
            { State: ReportState.Open } report => (report, null),
            var decided => (null, new DecisionResult.DecidedBefore(decided)),
        };
    }

    static void Close(WriteConnection connection, ReportId id, ReportState state, string? word, Instant now) => connection.Sqlite.Execute(
        "UPDATE reports SET state = @state, word = @word, decided_at = @now WHERE id = @id",
        new { id = id.Value, state = ReportRow.WordOf(state), word, now = now.ToUnixTimeMilliseconds() });
}
