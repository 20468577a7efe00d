using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Storage.Writing;
using Dapper;
using NodaTime;

namespace AwsPrepBot.Storage.Delivery;

internal sealed class DeliveryStore(Readers readers, Writer writer, IdSource ids, TimeProvider time) : IDeliveryStore
{
    public Task<IReadOnlyList<PendingDelivery>> TakeAsync(
        string platform, Instant now, int limit, CancellationToken cancellationToken) =>
        writer.WriteAsync<IReadOnlyList<PendingDelivery>>(
            connection =>
            {
                var values = new { platform, limit, now = now.ToUnixTimeMilliseconds(), reason = Outbox.RoundEnded };
                Outbox.CancelUnsentPosts(
                    connection.Sqlite,
                    "platform = @platform AND round IN (SELECT id FROM rounds WHERE id = deliveries.round AND state <> 'open')",
                    values);

                var taken = connection.Sqlite.Query<DueRow>(
                    """
                    SELECT deliveries.id AS Id, deliveries.team AS Team, round AS Round, quiz AS Quiz, deliveries.kind AS Kind, revision AS Revision,
                           attempts AS Attempts, created_at AS CreatedAt, maybe_sent AS MaybeSent
                    FROM deliveries LEFT JOIN rounds ON rounds.id = deliveries.round LEFT JOIN quizzes ON quizzes.id = deliveries.quiz
                    WHERE platform = @platform AND deliveries.state = 'due' AND not_before <= @now
                      AND (deliveries.kind = 'post' OR coalesce(rounds.message_id, quizzes.message_id) IS NOT NULL)
                    ORDER BY created_at, deliveries.id LIMIT @limit
                    """,
                    values).AsList();
                connection.Sqlite.Execute("UPDATE deliveries SET state = 'sending', attempts = attempts + 1 WHERE id = @Id", taken);
                return [.. taken.Select(row => row.ToDelivery())];
            },
            cancellationToken);

    public Task RecoverAsync(string platform, CancellationToken cancellationToken) =>
        WriteAsync(
            "UPDATE deliveries SET state = 'due', maybe_sent = 1 WHERE platform = @platform AND state = 'sending'",
            new { platform }, cancellationToken);

    public Task PostedAsync(
        PendingDelivery delivery, MessageRef message, Instant postedAt, Instant closesAt, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        var edit = new DeliveryId(ids.Next());
        var values = new
        {
            id = delivery.Id.Value,
            round = delivery.Round.Value,
            team = delivery.Team.Value,
            channel = message.Channel.Value,
            message = message.Id,
            link = message.Link?.OriginalString,
            postedAt = postedAt.ToUnixTimeMilliseconds(),
            closesAt = closesAt.ToUnixTimeMilliseconds(),
            now = now.ToUnixTimeMilliseconds(),
        };
        return writer.WriteAsync(
            connection =>
            {
                connection.Sqlite.Execute(
                    "UPDATE deliveries SET state = 'sent', maybe_sent = 0, ended_at = @now, reason = NULL WHERE id = @id AND state <> 'sent'",
                    values);
                var first = connection.Sqlite.Execute(
                    """
                    UPDATE rounds
                    SET message_channel = @channel, message_id = @message, message_link = @link, posted_at = @postedAt, closes_at = @closesAt
                    WHERE id = @round AND team = @team AND posted_at IS NULL
                    """,
                    values) == 1;
                var ended = connection.Sqlite.ExecuteScalar<bool>(
                    """
                    SELECT EXISTS (SELECT 1 FROM rounds WHERE id = @round AND state <> 'open')
                       AND NOT EXISTS (SELECT 1 FROM deliveries WHERE round = @round AND kind = 'edit' AND state IN ('due', 'sending'))
                    """,
                    values);
                // It ended while its message was on the way: what is there now shows it open.
                if (first && ended)
                    Outbox.AskForEdit(connection.Sqlite, edit, delivery.Team, delivery.Round, now);
                return true;
            },
            cancellationToken);
    }

    public Task EditedAsync(PendingDelivery delivery, Instant at, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            connection =>
            {
                Outbox.Done(connection.Sqlite, delivery, at);
                return true;
            },
            cancellationToken);

    public Task RetryAsync(
        PendingDelivery delivery, Instant notBefore, bool maybeSent, string reason, CancellationToken cancellationToken) =>
        WriteAsync(
            """
            UPDATE deliveries SET state = 'due', not_before = @notBefore, maybe_sent = @maybeSent, reason = @reason
            WHERE id = @id AND state = 'sending'
            """,
            new { id = delivery.Id.Value, notBefore = notBefore.ToUnixTimeMilliseconds(), maybeSent, reason }, cancellationToken);

    public Task EndAsync(PendingDelivery delivery, DeliveryState state, string reason, CancellationToken cancellationToken)
    {
        if (state is not (DeliveryState.Cancelled or DeliveryState.Ambiguous))
            throw new ArgumentOutOfRangeException(nameof(state), state, "A delivery is ended as cancelled or ambiguous.");

        var values = new
        {
            id = delivery.Id.Value,
            round = delivery.Quiz is null ? delivery.Round.Value : (long?)null,
            quiz = delivery.Quiz?.Value,
            revision = delivery.Revision,
            state = state.Word(),
            reason,
            now = time.GetInstant().ToUnixTimeMilliseconds(),
        };
        return WriteAsync(
            delivery.Kind == DeliveryKind.Post
                // Without its message an edit would wait for ever. Should the message turn up, it is asked for again.
                ? """
                  UPDATE deliveries SET state = @state, ended_at = @now, reason = @reason WHERE id = @id AND state IN ('due', 'sending');
                  UPDATE deliveries SET state = 'cancelled', ended_at = @now, reason = @reason
                  WHERE (round = @round OR quiz = @quiz) AND kind = 'edit' AND state = 'due'
                """
                // What was given up is this revision: another one asked for meanwhile gets its own chance.
                : """
                  UPDATE deliveries SET
                    state = iif(revision = @revision, @state, 'due'), ended_at = iif(revision = @revision, @now, NULL),
                    attempts = iif(revision = @revision, attempts, 0), maybe_sent = 0, not_before = max(not_before, @now), reason = @reason
                  WHERE id = @id AND state IN ('due', 'sending')
                """,
            values, cancellationToken);
    }

    public Task<Instant?> NextDueAsync(string platform, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => Words.Instant(connection.ExecuteScalar<long?>(
                """
                SELECT MIN(not_before) FROM deliveries LEFT JOIN rounds ON rounds.id = deliveries.round LEFT JOIN quizzes ON quizzes.id = deliveries.quiz
                WHERE platform = @platform AND deliveries.state = 'due'
                  AND (deliveries.kind = 'post' OR coalesce(rounds.message_id, quizzes.message_id) IS NOT NULL)
                """,
                new { platform })),
            cancellationToken);

    Task<int> WriteAsync(string sql, object values, CancellationToken cancellationToken) =>
        writer.WriteAsync(connection => connection.Sqlite.Execute(sql, values), cancellationToken);

    sealed record DueRow(
        long Id, string Team, long? Round, long? Quiz, string Kind, long Revision, long Attempts, long CreatedAt, long MaybeSent)
    {
        public PendingDelivery ToDelivery() => new(
            new DeliveryId(Id), new TeamId(Team), new RoundId(Round ?? 0), Words.DeliveryKind(Kind), (int)Revision, (int)Attempts,
            Words.Instant(CreatedAt), MaybeSent == 1, Quiz is { } quiz ? new QuizId(quiz) : null);
    }
}
