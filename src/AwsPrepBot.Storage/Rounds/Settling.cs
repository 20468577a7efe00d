using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Scores;
using AwsPrepBot.Storage.Delivery;
using AwsPrepBot.Storage.Scores;
using AwsPrepBot.Storage.Writing;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace AwsPrepBot.Storage.Rounds;

/// <summary>Closing, correcting or voiding a round, in one transaction: no answer comes between reading and writing.</summary>
internal static class Settling
{
    public static Settlement? Run(
        WriteConnection connection, TeamId team, RoundId id, Func<RoundAccount, Settlement?> decide, RequestId? request,
        DeliveryId edit, Instant now)
    {
        if (request is { } known && Requests.IsClaimed(connection, team, known))
            return null;
        if (RoundRow.Find(connection.Sqlite, team, id) is not { } round)
            return null;

        var account = new RoundAccount(round, AnswerRow.Read(connection.Sqlite, team, id), LedgerRow.Sums(connection.Sqlite, team, id));
        if (decide(account) is not { } settlement)
            return null;
        Check(round, settlement);

        if (request is { } fresh)
            Requests.Claim(connection, team, fresh, now);
        Update(connection.Sqlite, settlement.Round);
        foreach (var entry in settlement.Entries)
        {
            LedgerRow.Add(connection, entry);
            Standings.Add(connection, entry);
        }
        Outbox.BringUpToDate(connection.Sqlite, settlement.Round, edit, now);
        return settlement;
    }

    // A settlement of another round would be booked under this one's checks: a bug worth stopping at.
    static void Check(Round round, Settlement settlement)
    {
        if (settlement.Round.Id != round.Id || settlement.Round.Team != round.Team)
            throw new ArgumentException($"A settlement of round {round.Id} names round {settlement.Round.Id}.", nameof(settlement));
        if (settlement.Entries.FirstOrDefault(entry =>
                entry.Round != round.Id || entry.Team != round.Team || entry.LocalDate != round.LocalDate) is { } stray)
            throw new ArgumentException($"A settlement of round {round.Id} has an entry of round {stray.Round} on {stray.LocalDate}.", nameof(settlement));
    }

    static void Update(SqliteConnection connection, Round round) => connection.Execute(
        """
        UPDATE rounds
        SET state = @State, closed_at = @ClosedAt, question_id = @QuestionId, level = @Level, topics = @Topics, question = @Question
        WHERE id = @Id
        """,
        new
        {
            Id = round.Id.Value,
            State = round.State.Word(),
            ClosedAt = round.ClosedAt?.ToUnixTimeMilliseconds(),
            QuestionId = round.Question.Id.Value,
            Level = (int)round.Question.Level,
            Topics = QuestionDocument.WriteTopics(round.Question.Topics),
            Question = QuestionDocument.Write(round.Question),
        });
}
