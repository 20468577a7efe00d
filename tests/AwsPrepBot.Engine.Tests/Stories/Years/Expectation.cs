using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories.Years;

/// <summary>
/// What a year must look like, reckoned from what was set and when, by rules of its own: it knows neither the bot's
/// occurrences nor its alarms.
/// </summary>
sealed class Expectation
{
    readonly List<(Instant From, LocalTime Time, DateTimeZone Zone, IReadOnlySet<IsoDayOfWeek> Days, LocalDate? NotBefore, bool IsPaused)> _set = [];

    /// <summary>From an instant on, this is asked for. While paused without an end nothing is; with one, nothing on dates before it.</summary>
    public void Set(Instant from, LocalTime time, DateTimeZone zone, IReadOnlySet<IsoDayOfWeek> days, LocalDate? notBefore = null, bool isPaused = false) =>
        _set.Add((from, time, zone, days, notBefore, isPaused));

    /// <summary>Each date that must have a round, with the instant it is due.</summary>
    public SortedDictionary<LocalDate, Instant> Until(Instant end)
    {
        var expected = new SortedDictionary<LocalDate, Instant>();
        for (var index = 0; index < _set.Count; index++)
        {
            var (from, time, zone, days, notBefore, isPaused) = _set[index];
            var to = index + 1 < _set.Count ? _set[index + 1].From : end;
            for (var date = from.InZone(zone).Date.PlusDays(-2); !isPaused && date <= to.InZone(zone).Date.PlusDays(1); date = date.PlusDays(1))
            {
                // A date is asked once, whatever is changed on it.
                if (days.Contains(date.DayOfWeek) && !(date < notBefore) && Due(date, time, zone) is { } due && due > from && due <= to)
                    expected.TryAdd(date, due);
            }
        }
        return expected;
    }

    /// <summary>In a gap its end, in an overlap the first pass; null on a date the zone left out.</summary>
    static Instant? Due(LocalDate date, LocalTime time, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(date + time);
        if (mapping.Count > 0)
            return mapping.First().ToInstant();
        var isWholeDate = zone.MapLocal(date + LocalTime.Midnight).Count == 0 && zone.MapLocal(date + LocalTime.MaxValue).Count == 0;
        return isWholeDate ? null : mapping.LateInterval.Start;
    }
}
