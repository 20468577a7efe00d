using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Writing;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace AwsPrepBot.Storage.Delivery;

/// <summary>Writes deliveries in the transactions that cause them.</summary>
internal static class Outbox
{
    public const string RoundEnded = "its round was no longer open";

    static readonly long Pause = (long)Engine.Delivery.Outbox.CountPause.TotalMilliseconds;

    public static void AddPost(SqliteConnection connection, DeliveryId id, Round round, Instant now) => connection.Execute(
        """
        INSERT INTO deliveries (id, key, team, round, kind, state, revision, created_at, not_before)
        VALUES (@id, 'post:' || @round, @team, @round, 'post', 'due', 1, @now, @now)
        """,
        new { id = id.Value, round = round.Id.Value, team = round.Team.Value, now = now.ToUnixTimeMilliseconds() });

    public static void AddQuizPost(SqliteConnection connection, DeliveryId id, Quiz quiz, Instant now) => connection.Execute(
        """
        INSERT INTO deliveries (id, key, team, quiz, kind, state, revision, created_at, not_before)
        VALUES (@id, 'post:quiz:' || @quiz, @team, @quiz, 'post', 'due', 1, @now, @now)
        """,
        new { id = id.Value, quiz = quiz.Id.Value, team = quiz.Team.Value, now = now.ToUnixTimeMilliseconds() });

    /// <summary>A delivery is there: sent, unless another revision was asked for meanwhile; then due again.</summary>
    public static void Done(SqliteConnection connection, PendingDelivery delivery, Instant at) => connection.Execute(
        """
        UPDATE deliveries SET
          state = iif(revision = @revision, 'sent', 'due'), ended_at = iif(revision = @revision, @at, NULL),
          attempts = 0, maybe_sent = 0, not_before = max(not_before, @at), reason = NULL
        WHERE id = @id AND state = 'sending'
        """,
        new { id = delivery.Id.Value, revision = delivery.Revision, at = at.ToUnixTimeMilliseconds() });

    /// <summary>
    /// Asks for a line below the round's message that says how it stands now. Called only by what changed it, in the same
    /// transaction: so each change is told once. A line that waits is overtaken, for it would say the same.
    /// </summary>
    public static void AddNotice(SqliteConnection connection, DeliveryId id, Round round, string what, Instant now) => connection.Execute(
        """
        UPDATE deliveries SET state = 'cancelled', ended_at = @now, reason = 'a later one says it'
        WHERE round = @round AND kind = 'notice' AND state = 'due' AND maybe_sent = 0;

        INSERT INTO deliveries (id, key, team, round, kind, state, revision, created_at, not_before)
        SELECT @id, concat('notice:', @round, ':', @what, '-', COUNT(*) + 1), @team, @round, 'notice', 'due', 1, @now, @now
        FROM deliveries WHERE round = @round AND kind = 'notice'
        """,
        new { id = id.Value, round = round.Id.Value, team = round.Team.Value, what, now = now.ToUnixTimeMilliseconds() });

    /// <summary>
    /// Sees to it that the round's message shows the round as it is now: asks for an edit where there is or may be a message,
    /// and takes back the post of a round that has ended before it was sent. A post that waits is drawn when it is sent.
    /// </summary>
    public static void BringUpToDate(SqliteConnection connection, Round round, DeliveryId edit, Instant now)
    {
        if (round.State != RoundState.Open)
            CancelUnsentPosts(connection, "round = @round", new { round = round.Id.Value, reason = RoundEnded, now = now.ToUnixTimeMilliseconds() });

        var mayBeThere = connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM rounds WHERE id = @round AND message_id IS NOT NULL)
                OR EXISTS (SELECT 1 FROM deliveries
                           WHERE round = @round AND kind = 'post' AND (state = 'sending' OR state = 'due' AND maybe_sent = 1))
            """,
            new { round = round.Id.Value });
        if (mayBeThere)
            AskForEdit(connection, edit, round.Team, round.Id, now);
    }

    /// <summary>
    /// Ends posts that wait and were certainly not sent. One that may have been sent is left: it has to be looked for, or
    /// its message would stand there for ever as it was.
    /// </summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="which">A condition on <c>deliveries</c>.</param>
    /// <param name="values">Its values, with <c>reason</c> and <c>now</c>.</param>
    public static void CancelUnsentPosts(SqliteConnection connection, string which, object values) => connection.Execute(
        $"""
        UPDATE deliveries SET state = 'cancelled', ended_at = @now, reason = @reason
        WHERE kind = 'post' AND state = 'due' AND maybe_sent = 0 AND {which};

        -- Without its message an edit would wait for ever.
        UPDATE deliveries SET state = 'cancelled', ended_at = @now, reason = @reason
        WHERE kind = 'edit' AND state = 'due' AND {which}
          AND EXISTS (SELECT 1 FROM deliveries AS post WHERE post.key = 'post:' || deliveries.round AND post.state = 'cancelled')
        """,
        values);

    /// <summary>
    /// Asks for an edit that tells how many have answered: at once, or <see cref="Engine.Delivery.Outbox.CountPause"/> after
    /// the last edit. While one waits, this goes along with it.
    /// </summary>
    /// <returns>Whether it had to be asked for.</returns>
    public static bool AskForCount(WriteConnection connection, DeliveryId id, TeamId team, RoundId round, Instant now) => connection.Execute(
        """
        INSERT INTO deliveries (id, key, team, round, kind, state, revision, created_at, not_before)
        VALUES (?1, 'edit:' || ?3, ?2, ?3, 'edit', 'due', 1, ?4, ?4)
        ON CONFLICT (key) DO UPDATE SET
          revision = revision + 1,
          state = iif(state = 'sending', 'sending', 'due'),
          attempts = iif(state = 'sending', attempts, 0),
          maybe_sent = iif(state = 'sending', maybe_sent, 0),
          created_at = iif(state = 'sending', created_at, excluded.created_at),
          not_before = max(excluded.not_before, coalesce(ended_at, excluded.not_before) + ?5),
          ended_at = NULL,
          reason = NULL
        WHERE state <> 'due'
        """,
        id.Value, team.Value, round.Value, now.ToUnixTimeMilliseconds(), Pause) == 1;

    /// <summary>Asks for an edit of the round's message.</summary>
    public static void AskForEdit(SqliteConnection connection, DeliveryId id, TeamId team, RoundId round, Instant now) =>
        AskForEdit(connection, id, team, $"edit:{round.Value}", round, null, now);

    /// <summary>Asks for an edit of the quiz's message.</summary>
    public static void AskForQuizEdit(SqliteConnection connection, DeliveryId id, TeamId team, QuizId quiz, Instant now) =>
        AskForEdit(connection, id, team, $"edit:quiz:{quiz.Value}", null, quiz, now);

    /// <summary>
    /// One row a message: while an edit waits, this one goes along with it; while one is on its way, the row is due again
    /// afterwards.
    /// </summary>
    static void AskForEdit(SqliteConnection connection, DeliveryId id, TeamId team, string key, RoundId? round, QuizId? quiz, Instant now) => connection.Execute(
        """
        INSERT INTO deliveries (id, key, team, round, quiz, kind, state, revision, created_at, not_before)
        VALUES (@id, @key, @team, @round, @quiz, 'edit', 'due', 1, @now, @now)
        ON CONFLICT (key) DO UPDATE SET
          revision = revision + 1,
          state = iif(state = 'sending', 'sending', 'due'),
          attempts = iif(state IN ('due', 'sending'), attempts, 0),
          maybe_sent = iif(state IN ('due', 'sending'), maybe_sent, 0),
          created_at = iif(state IN ('due', 'sending'), created_at, excluded.created_at),
          -- A platform that asked to wait is obeyed; a count that waits for its time is overtaken.
          not_before = iif(state = 'due' AND attempts > 0, not_before, excluded.not_before),
          ended_at = NULL,
          reason = NULL
        """,
        new { id = id.Value, key, round = round?.Value, quiz = quiz?.Value, team = team.Value, now = now.ToUnixTimeMilliseconds() });
}
