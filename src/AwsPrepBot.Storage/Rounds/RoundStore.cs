using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Delivery;
using AwsPrepBot.Storage.Writing;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace AwsPrepBot.Storage.Rounds;

internal sealed class RoundStore(Readers readers, Writer writer, IdSource ids, TimeProvider time) : IRoundStore
{
    public Task<OpenResult> OpenAsync(Round round, DeliveryId delivery, RequestId? request, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        return writer.WriteAsync(
            connection =>
            {
                if (request is { } known && Requests.IsClaimed(connection, round.Team, known))
                    return OpenResult.Duplicate;
                if (round.Kind == RoundKind.Daily && IsClaimed(connection.Sqlite, round.Schedule, round.LocalDate))
                    return OpenResult.AlreadyClaimed;
                // Two people may have looked at the same moment and found the channel free.
                if (request is not null && round.Kind == RoundKind.Extra && IsBusy(connection.Sqlite, round))
                    return OpenResult.AlreadyClaimed;

                if (request is { } fresh)
                    Requests.Claim(connection, round.Team, fresh, now);
                Teams.Remember(connection, round.Team, now);
                RoundRow.Insert(connection.Sqlite, round);
                Outbox.AddPost(connection.Sqlite, delivery, round, now);
                return OpenResult.Opened;
            },
            cancellationToken);
    }

    public Task<Round?> FindAsync(TeamId team, RoundId round, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => RoundRow.Find(connection, team, round), cancellationToken);

    public Task<Round?> FindDailyAsync(ScheduleId schedule, LocalDate date, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => RoundRow.Read(
                connection, "WHERE schedule = @schedule AND local_date = @date AND kind = 'daily'",
                new { schedule = schedule.Value, date = date.Word() }).SingleOrDefault(),
            cancellationToken);

    public Task<IReadOnlyList<Round>> OpenInAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => RoundRow.Read(
                connection,
                // closed_at is null exactly while a round is open; the index of a channel's rounds has it.
                "WHERE team = @team AND channel = @channel AND closed_at IS NULL ORDER BY opened_at, id",
                new { team = team.Value, channel = channel.Value }),
            cancellationToken);

    public Task<Round?> LastClosedAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => RoundRow.Read(
                connection,
                "WHERE team = @team AND channel = @channel AND state = 'closed' ORDER BY closed_at DESC, id DESC LIMIT 1",
                new { team = team.Value, channel = channel.Value }).SingleOrDefault(),
            cancellationToken);

    public Task<Round?> PreviousDailyAsync(ScheduleId schedule, LocalDate before, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => RoundRow.Read(
                connection,
                "WHERE schedule = @schedule AND kind = 'daily' AND state = 'closed' AND local_date < @before ORDER BY local_date DESC LIMIT 1",
                new { schedule = schedule.Value, before = before.Word() }).SingleOrDefault(),
            cancellationToken);

    public Task<IReadOnlyList<Round>> AllOpenAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => RoundRow.Read(connection, "WHERE state = 'open' ORDER BY opened_at, id", new { }), cancellationToken);

    public Task<IReadOnlyList<AskedQuestion>> AskedAsync(ScheduleId schedule, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => AskedQuestions.Read(connection, schedule), cancellationToken);

    public Task<SubmitResult> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        var edit = new DeliveryId(ids.Next());
        return writer.WriteAsync(connection => Submitting.Run(connection, submission, edit), cancellationToken);
    }

    public Task<IReadOnlyList<Answer>> AnswersAsync(TeamId team, RoundId round, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => AnswerRow.Read(connection, team, round), cancellationToken);

    public Task<IReadOnlyList<Answer>> CountedAsync(TeamId team, RoundId round, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => AnswerRow.ReadCounted(connection, team, round), cancellationToken);

    public Task<Settlement?> SettleAsync(
        TeamId team, RoundId round, Func<RoundAccount, Settlement?> decide, RequestId? request, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        var edit = new DeliveryId(ids.Next());
        return writer.WriteAsync(
            connection => Settling.Run(connection, team, round, decide, request, edit, now), cancellationToken);
    }

    static bool IsClaimed(SqliteConnection connection, ScheduleId schedule, LocalDate date) =>
        connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM rounds WHERE schedule = @schedule AND local_date = @date AND kind = 'daily'",
            new { schedule = schedule.Value, date = date.Word() }) > 0;

    static bool IsBusy(SqliteConnection connection, Round round) =>
        connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM rounds WHERE team = @team AND channel = @channel AND closed_at IS NULL",
            new { team = round.Team.Value, channel = round.Channel.Value }) > 0;
}
