using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Storage.Writing;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace AwsPrepBot.Storage.Schedules;

internal sealed class ScheduleStore(Readers readers, Writer writer, TimeProvider time) : IScheduleStore
{
    const string AtPresent = "schedule_revisions.revision = schedules.revision";

    public Task<Schedule?> FindAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken) =>
        FindAsync($"{AtPresent} AND schedules.team = @team AND channel = @channel", new { team = team.Value, channel = channel.Value }, cancellationToken);

    public Task<Schedule?> FindAsync(TeamId team, ScheduleId schedule, CancellationToken cancellationToken) =>
        FindAsync($"{AtPresent} AND schedules.team = @team AND id = @id", new { team = team.Value, id = schedule.Value }, cancellationToken);

    public Task<IReadOnlyList<Schedule>> OfTeamAsync(TeamId team, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => ScheduleRow.Read(
                connection, $"{AtPresent} AND time IS NOT NULL AND schedules.team = @team ORDER BY id", new { team = team.Value }),
            cancellationToken);

    public Task<IReadOnlyList<Schedule>> AllAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => ScheduleRow.Read(connection, $"{AtPresent} AND time IS NOT NULL ORDER BY id", new { }), cancellationToken);

    public Task<Schedule?> RevisionAsync(TeamId team, ScheduleId schedule, int revision, CancellationToken cancellationToken) =>
        FindAsync(
            "schedule_revisions.revision = @revision AND schedules.team = @team AND id = @id",
            new { team = team.Value, id = schedule.Value, revision }, cancellationToken);

    public Task<SaveResult> SaveAsync(Schedule schedule, RequestId? request, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        return writer.WriteAsync(
            connection =>
            {
                if (request is { } known && Requests.IsClaimed(connection, schedule.Team, known))
                    return SaveResult.Duplicate;
                if (!IsNext(connection.Sqlite, schedule))
                    return SaveResult.Conflict;

                if (request is { } fresh)
                    Requests.Claim(connection, schedule.Team, fresh, now);
                Teams.Remember(connection, schedule.Team, now);
                ScheduleRow.Write(connection.Sqlite, schedule);
                return SaveResult.Saved;
            },
            cancellationToken);
    }

    public Task SkipAsync(Schedule schedule, SkippedDay day, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            connection => connection.Sqlite.Execute(
                """
                INSERT INTO skipped_days (schedule, local_date, team, reason)
                SELECT @schedule, @date, @team, @reason
                WHERE NOT EXISTS (SELECT 1 FROM rounds WHERE schedule = @schedule AND local_date = @date AND kind = 'daily' AND state <> 'void')
                ON CONFLICT DO NOTHING
                """,
                new { schedule = schedule.Id.Value, date = day.Date.Word(), team = schedule.Team.Value, reason = day.Reason }),
            cancellationToken);

    public Task<IReadOnlyList<SkippedDay>> SkippedAsync(ScheduleId schedule, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<SkippedDay>>(
            connection => [.. connection
                .Query<SkippedRow>(
                    """
                    SELECT local_date AS LocalDate, reason AS Reason FROM skipped_days
                    WHERE schedule = @schedule ORDER BY local_date DESC LIMIT @limit
                    """,
                    new { schedule = schedule.Value, limit })
                .Select(row => new SkippedDay(Words.Date(row.LocalDate), row.Reason))],
            cancellationToken);

    public Task<IReadOnlySet<LocalDate>> HandledAsync(ScheduleId schedule, LocalDate from, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlySet<LocalDate>>(
            connection => connection
                .Query<string>(
                    """
                    SELECT local_date FROM rounds WHERE schedule = @schedule AND kind = 'daily' AND local_date >= @from
                    UNION
                    SELECT local_date FROM skipped_days WHERE schedule = @schedule AND local_date >= @from
                    """,
                    new { schedule = schedule.Value, from = from.Word() })
                .Select(Words.Date)
                .ToHashSet(),
            cancellationToken);

    Task<Schedule?> FindAsync(string where, object values, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => ScheduleRow.Read(connection, where, values).SingleOrDefault(), cancellationToken);

    /// <summary>Whether nobody saved this revision, or another schedule for the channel, before.</summary>
    static bool IsNext(SqliteConnection connection, Schedule schedule)
    {
        var stored = connection.Query<PresentRow>(
            "SELECT id AS Id, team AS Team, channel AS Channel, revision AS Revision FROM schedules WHERE id = @id OR team = @team AND channel = @channel",
            new { id = schedule.Id.Value, team = schedule.Team.Value, channel = schedule.Channel.Value }).AsList();
        return stored switch
        {
            [] => schedule.Revision == 1,
            [var one] => one == new PresentRow(schedule.Id.Value, schedule.Team.Value, schedule.Channel.Value, schedule.Revision - 1),
            _ => false,
        };
    }

    sealed record PresentRow(long Id, string Team, string Channel, long Revision);

    sealed record SkippedRow(string LocalDate, string Reason);
}
