using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Delivery;
using AwsPrepBot.Storage.Writing;
using NodaTime;

namespace AwsPrepBot.Storage.Rounds;

/// <summary>
/// Storing one answer: what the bot does most and what people wait for, so its statements are prepared once and it reads
/// no more than it must.
/// </summary>
internal static class Submitting
{
    static readonly SubmitResult First = new SubmitResult.First(AsksForEdit: false);
    static readonly SubmitResult FirstToBeShown = new SubmitResult.First(AsksForEdit: true);
    static readonly SubmitResult Same = new SubmitResult.Same();
    static readonly SubmitResult NotOpen = new SubmitResult.NotOpen();
    static readonly SubmitResult Duplicate = new SubmitResult.Duplicate();

    public static SubmitResult Run(WriteConnection connection, Submission submission, DeliveryId edit)
    {
        // Claimed even when the round turns out to be closed: the same press again is to get no second response.
        if (!Requests.Claim(connection, submission.Team, submission.Round, submission.Request, submission.At))
            return Duplicate;
        if (!IsOpen(connection, submission.Team, submission.Round, submission.At))
            return NotOpen;

        Teams.RememberMember(connection, submission.Team, submission.Member, submission.DisplayName, submission.At);
        var previous = Previous(connection, submission);
        if (previous == submission.OptionId)
            return Same;

        connection.Execute(
            """
            INSERT INTO answers (round, member, team, option_id, at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (round, member) DO UPDATE SET option_id = excluded.option_id, at = excluded.at
            """,
            submission.Round.Value, submission.Member.Value, submission.Team.Value, submission.OptionId,
            submission.At.ToUnixTimeMilliseconds());
        if (previous is not null)
            return new SubmitResult.Changed(previous);
        return Outbox.AskForCount(connection, edit, submission.Team, submission.Round, submission.At) ? FirstToBeShown : First;
    }

    /// <summary>Whether the round takes answers at that instant.</summary>
    public static bool IsOpen(WriteConnection connection, TeamId team, RoundId round, Instant at)
    {
        // Between a message's appearing and its delivery's being written down closes_at is null, and people press already.
        using var open = connection.Query(
            "SELECT 1 FROM rounds WHERE id = ?1 AND team = ?2 AND state = 'open' AND (closes_at IS NULL OR closes_at > ?3)",
            round.Value, team.Value, at.ToUnixTimeMilliseconds());
        return open.Read();
    }

    static string? Previous(WriteConnection connection, Submission submission)
    {
        using var answer = connection.Query(
            "SELECT option_id FROM answers WHERE round = ?1 AND member = ?2", submission.Round.Value, submission.Member.Value);
        return answer.Read() ? answer.GetString(0) : null;
    }
}
