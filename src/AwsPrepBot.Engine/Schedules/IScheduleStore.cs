using NodaTime;

namespace AwsPrepBot.Engine.Schedules;

/// <summary>Where schedules are kept. What a method reports is durable when it returns.</summary>
public interface IScheduleStore
{
    /// <summary>The schedule of a channel, also one that was taken back.</summary>
    Task<Schedule?> FindAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken);

    /// <summary>The schedule, if it is this team's.</summary>
    Task<Schedule?> FindAsync(TeamId team, ScheduleId schedule, CancellationToken cancellationToken);

    /// <summary>Every schedule of a team in the order they were made, those taken back excepted.</summary>
    Task<IReadOnlyList<Schedule>> OfTeamAsync(TeamId team, CancellationToken cancellationToken);

    /// <summary>Every schedule of every team, those taken back excepted.</summary>
    Task<IReadOnlyList<Schedule>> AllAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Writes a new revision: it must be one more than the stored one (1 for a new schedule), else another change came
    /// first. Each revision is kept, so that it can be taken back.
    /// </summary>
    Task<SaveResult> SaveAsync(Schedule schedule, RequestId? request, CancellationToken cancellationToken);

    /// <summary>An earlier or the present revision.</summary>
    Task<Schedule?> RevisionAsync(TeamId team, ScheduleId schedule, int revision, CancellationToken cancellationToken);

    /// <summary>Notes that a day's question was not asked; a day noted before, or asked in a round
    /// that is not void, stays as it is.</summary>
    Task SkipAsync(Schedule schedule, SkippedDay day, CancellationToken cancellationToken);

    /// <summary>The days not asked, latest first.</summary>
    Task<IReadOnlyList<SkippedDay>> SkippedAsync(ScheduleId schedule, int limit, CancellationToken cancellationToken);

    /// <summary>The dates from <paramref name="from"/> on that have a daily round or were skipped.</summary>
    Task<IReadOnlySet<LocalDate>> HandledAsync(ScheduleId schedule, LocalDate from, CancellationToken cancellationToken);
}

/// <summary>What became of a change to a schedule.</summary>
public enum SaveResult
{
    /// <summary>It is in force.</summary>
    Saved,
    /// <summary>Somebody else changed it first.</summary>
    Conflict,
    /// <summary>This request has been carried out before.</summary>
    Duplicate,
}
