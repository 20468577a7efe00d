using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Schedules;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace AwsPrepBot.Storage.Schedules;

/// <summary>A row of <c>schedules</c> with one of its revisions.</summary>
internal sealed record ScheduleRow(
    long Id, string Team, string Channel, long Revision, long EffectiveFrom, string? Time, string? Zone, string? Days, long? Level,
    string? Topic, long? OpenFor, long Paused, string? PauseUntil, string? PauseReason, string? ChangedBy,
    string? Kind)
{
    const string Select =
        """
        SELECT id AS Id, schedules.team AS Team, channel AS Channel, schedule_revisions.revision AS Revision,
               effective_from AS EffectiveFrom, time AS Time, zone AS Zone, days AS Days, level AS Level, topic AS Topic,
               open_for AS OpenFor, paused AS Paused, pause_until AS PauseUntil, pause_reason AS PauseReason,
               changed_by AS ChangedBy, kind AS Kind
        FROM schedules JOIN schedule_revisions ON schedule_revisions.schedule = schedules.id
        WHERE
        """;

    /// <summary>The schedules for which <paramref name="where"/> holds; it may end with an order.</summary>
    public static IReadOnlyList<Schedule> Read(SqliteConnection connection, string where, object values) =>
        [.. connection.Query<ScheduleRow>($"{Select} {where}", values).Select(row => row.ToSchedule())];

    /// <summary>Makes this revision the present one.</summary>
    public static void Write(SqliteConnection connection, Schedule schedule) => connection.Execute(
        """
        INSERT INTO schedules (id, team, channel, revision) VALUES (@Id, @Team, @Channel, @Revision)
        ON CONFLICT (id) DO UPDATE SET revision = excluded.revision;
        INSERT INTO schedule_revisions (
          schedule, revision, team, effective_from, time, zone, days, level, topic, open_for, paused, pause_until, pause_reason,
          changed_by, kind)
        VALUES (
          @Id, @Revision, @Team, @EffectiveFrom, @Time, @Zone, @Days, @Level, @Topic, @OpenFor, @Paused, @PauseUntil, @PauseReason,
          @ChangedBy, @Kind)
        """,
        new
        {
            Id = schedule.Id.Value,
            Team = schedule.Team.Value,
            Channel = schedule.Channel.Value,
            schedule.Revision,
            EffectiveFrom = schedule.EffectiveFrom.ToUnixTimeMilliseconds(),
            Time = schedule.Settings?.Time.Word(),
            schedule.Settings?.Zone,
            Days = schedule.Settings is { } settings ? string.Concat(settings.Days.Select(day => (int)day)) : null,
            Level = (int?)schedule.Settings?.Level,
            schedule.Settings?.Topic,
            OpenFor = schedule.Settings?.OpenFor.Word(),
            Paused = schedule.Pause is not null,
            PauseUntil = schedule.Pause?.Until?.Word(),
            PauseReason = schedule.Pause?.Reason,
            ChangedBy = schedule.ChangedBy?.Value,
            Kind = schedule.Settings?.Kind.Word(),
        });

    Schedule ToSchedule() => new()
    {
        Id = new ScheduleId(Id),
        Team = new TeamId(Team),
        Channel = new ChannelId(Channel),
        Settings = Time is null
            ? null
            : new ScheduleSettings(
                Words.Time(Time), Zone!, [.. Days!.Select(digit => (IsoDayOfWeek)(digit - '0'))], (Level?)Level, Topic,
                Duration.FromMilliseconds(OpenFor!.Value), Words.QuestionKind(Kind)),
        Revision = (int)Revision,
        EffectiveFrom = Words.Instant(EffectiveFrom),
        Pause = Paused == 1 ? new SchedulePause(PauseUntil is null ? null : Words.Date(PauseUntil), PauseReason) : null,
        ChangedBy = ChangedBy is null ? null : new MemberId(ChangedBy),
    };
}
