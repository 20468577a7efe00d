using NodaTime;
using NodaTime.TimeZones;

namespace AwsPrepBot.Engine.Schedules;

/// <summary>One day's set time of a schedule.</summary>
public readonly record struct Occurrence(LocalDate Date, Instant At);

/// <summary>Turns a schedule's local time and zone into instants.</summary>
public static class Occurrences
{
    /// <summary>In a gap the first valid minute after it; in an overlap the first pass.</summary>
    static readonly ZoneLocalMappingResolver OnceADay =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>The set times strictly after an instant, in order, without end; those before a pause's end are left out.</summary>
    public static IEnumerable<Occurrence> After(ScheduleSettings settings, SchedulePause? pause, Instant after)
    {
        if (pause is { Until: null })
            yield break;
        var zone = settings.TimeZone;
        var date = after.InZone(zone).Date.PlusDays(-1);
        if (pause?.Until is { } until && until > date)
            date = until;
        for (; ; date = date.PlusDays(1))
        {
            if (settings.Days.Contains(date.DayOfWeek) && At(settings.Time, zone, date) is { } at && at > after)
                yield return new(date, at);
        }
    }

    /// <summary>
    /// The instant of a local time on a date; null on a date that the zone left out altogether. Where clocks are put
    /// forward over midnight (Nuuk), the first valid minute of a late time is the next date's first.
    /// </summary>
    static Instant? At(LocalTime time, DateTimeZone zone, LocalDate date)
    {
        var mapped = zone.ResolveLocal(date + time, OnceADay);
        return mapped.Date == date || zone.ResolveLocal(date.AtMidnight(), OnceADay).Date == date
            ? mapped.ToInstant()
            : null;
    }
}
