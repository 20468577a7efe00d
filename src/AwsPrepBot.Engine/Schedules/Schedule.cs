using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.Engine.Schedules;

/// <summary>What an admin sets. Local time and zone are kept; instants are computed.</summary>
/// <param name="Time">Time of day, to the minute.</param>
/// <param name="Zone">IANA zone id.</param>
/// <param name="Days">At least one weekday, Monday first.</param>
/// <param name="Level">Only questions of this level; null for all.</param>
/// <param name="Topic">Only questions on this topic; null for all.</param>
/// <param name="OpenFor">How long a question stays open from its delivery: one minute to seven days.</param>
/// <param name="Kind">How questions are answered.</param>
public sealed record ScheduleSettings(
    LocalTime Time, string Zone, IReadOnlyList<IsoDayOfWeek> Days, Level? Level, string? Topic, Duration OpenFor,
    QuestionKind Kind = QuestionKind.Choice)
{
    /// <summary>Only what <c>setup</c> takes when an option was never given.</summary>
    public static ScheduleSettings Default(string zone) => new(
        new LocalTime(9, 0), zone,
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday],
        null, null, Duration.FromHours(23));

    /// <summary>The zone itself.</summary>
    public DateTimeZone TimeZone => DateTimeZoneProviders.Tzdb[Zone];

    /// <inheritdoc/>
    public bool Equals(ScheduleSettings? other) =>
        other is not null && (Time, Zone, Level, Topic, OpenFor, Kind) == (other.Time, other.Zone, other.Level, other.Topic, other.OpenFor, other.Kind)
        && Days.SequenceEqual(other.Days);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Time, Zone, Days.Count, Level, Topic, OpenFor, Kind);
}

/// <summary>A pause: until a date in the schedule's zone (the first day with questions again), or until resumed.</summary>
/// <param name="Until">Null: until somebody resumes it.</param>
/// <param name="Reason">Why, where the bot paused it itself; null when an admin did.</param>
public sealed record SchedulePause(LocalDate? Until, string? Reason);

/// <summary>When and what a channel is asked; one per channel.</summary>
public sealed record Schedule
{
    /// <summary>Its id; also the seed of its bag.</summary>
    public required ScheduleId Id { get; init; }

    /// <summary>The tenant.</summary>
    public required TeamId Team { get; init; }

    /// <summary>The channel that is asked.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>When and what. Null when the schedule was taken back: then nothing is posted.</summary>
    public required ScheduleSettings? Settings { get; init; }

    /// <summary>1 when first saved, one more with each change.</summary>
    public required int Revision { get; init; }

    /// <summary>When it was saved, changed or resumed: the first post is the first set time after it.</summary>
    public required Instant EffectiveFrom { get; init; }

    /// <summary>Null when it runs.</summary>
    public SchedulePause? Pause { get; init; }

    /// <summary>The pause in force on a date in the schedule's zone; one whose end has come is none.</summary>
    public SchedulePause? PauseOn(LocalDate date) => Pause is { Until: { } until } && until <= date ? null : Pause;

    /// <summary>The admin who last changed it, told when the bot has to pause it; null where no person did.</summary>
    public MemberId? ChangedBy { get; init; }
}

/// <summary>A day on which a schedule's question was not asked, and why, as a sentence for the team.</summary>
public sealed record SkippedDay(LocalDate Date, string Reason);
