using AwsPrepBot.Engine.Schedules;
using NodaTime;
using NodaTime.Text;

namespace AwsPrepBot.Engine.Tests.Schedules;

public sealed class OccurrencesTests
{
    static ScheduleSettings At(string time, string zone, params IsoDayOfWeek[] days) => ScheduleSettings.Default(zone) with
    {
        Time = LocalTimePattern.ExtendedIso.Parse(time + ":00").Value,
        Days = days.Length == 0 ? ScheduleSettings.Default(zone).Days : days,
    };

    static readonly IsoDayOfWeek[] Daily =
    [
        IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday,
        IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday,
    ];

    static Instant Utc(int year, int month, int day, int hour, int minute = 0) => Instant.FromUtc(year, month, day, hour, minute);

    [Fact]
    public void The_first_one_is_strictly_after_the_instant_given()
    {
        var settings = At("09:00", "Europe/Berlin");
        var nine = Utc(2026, 11, 24, 8);
        Assert.Equal(nine, Occurrences.After(settings, null, nine - Duration.FromMilliseconds(1)).First().At);
        Assert.Equal(Utc(2026, 11, 25, 8), Occurrences.After(settings, null, nine).First().At);
    }

    [Fact]
    public void Weekends_are_left_out_unless_asked_for()
    {
        var friday = Utc(2026, 11, 27, 12);
        Assert.Equal(new LocalDate(2026, 11, 30), Occurrences.After(At("09:00", "Europe/Berlin"), null, friday).First().Date);
        Assert.Equal(new LocalDate(2026, 11, 28), Occurrences.After(At("09:00", "Europe/Berlin", Daily), null, friday).First().Date);
    }

    [Fact]
    public void In_a_gap_the_post_comes_at_the_first_valid_minute()
    {
        var gap = Occurrences.After(At("02:30", "Europe/Berlin", Daily), null, Utc(2027, 3, 27, 12)).First();
        Assert.Equal(new LocalDate(2027, 3, 28), gap.Date);
        Assert.Equal(Utc(2027, 3, 28, 1), gap.At);
    }

    [Fact]
    public void In_the_half_hour_gap_of_Lord_Howe_too()
    {
        var gap = Occurrences.After(At("02:15", "Australia/Lord_Howe", Daily), null, Utc(2026, 10, 3, 12)).First();
        Assert.Equal(new LocalDate(2026, 10, 4), gap.Date);
        Assert.Equal(new LocalTime(2, 30), gap.At.InZone(DateTimeZoneProviders.Tzdb["Australia/Lord_Howe"]).TimeOfDay);
    }

    [Fact]
    public void In_a_gap_over_midnight_a_late_post_comes_at_the_next_dates_first_minute()
    {
        var gap = Occurrences.After(At("23:59", "America/Nuuk", Daily), null, Utc(2027, 3, 27, 12)).First();
        Assert.Equal(new LocalDate(2027, 3, 27), gap.Date);
        Assert.Equal(new LocalDate(2027, 3, 28).AtMidnight(), gap.At.InZone(DateTimeZoneProviders.Tzdb["America/Nuuk"]).LocalDateTime);
    }

    [Fact]
    public void In_an_overlap_the_post_comes_once_at_the_first_pass()
    {
        var around = Occurrences.After(At("02:30", "Europe/Berlin", Daily), null, Utc(2026, 10, 24, 12)).Take(2).ToList();
        Assert.Equal(Utc(2026, 10, 25, 0, 30), around[0].At);
        Assert.Equal(new LocalDate(2026, 10, 26), around[1].Date);
    }

    [Fact]
    public void A_date_that_a_zone_left_out_has_no_post()
    {
        var dates = Occurrences.After(At("09:00", "Pacific/Apia", Daily), null, Utc(2011, 12, 28, 12)).Take(3).Select(one => one.Date);
        Assert.DoesNotContain(new LocalDate(2011, 12, 30), dates);
    }

    [Fact]
    public void A_pause_without_an_end_leaves_nothing_and_one_with_a_date_begins_again_on_it()
    {
        var settings = At("09:00", "Europe/Berlin");
        var now = Utc(2026, 11, 24, 12);
        Assert.Empty(Occurrences.After(settings, new SchedulePause(null, null), now).Take(1));
        Assert.Equal(new LocalDate(2026, 12, 1), Occurrences.After(settings, new SchedulePause(new LocalDate(2026, 12, 1), null), now).First().Date);
    }

    public static TheoryData<string> EveryZone => [.. DateTimeZoneProviders.Tzdb.Ids];

    [Theory]
    [MemberData(nameof(EveryZone))]
    public void Every_zone_has_one_post_on_each_day_of_a_year_in_order(string zone)
    {
        foreach (var time in new[] { "00:00", "00:30", "02:15", "02:30", "23:59" })
        {
            var year = Occurrences.After(At(time, zone, Daily), null, Utc(2026, 12, 31, 0)).TakeWhile(one => one.Date.Year < 2028).Where(one => one.Date.Year == 2027).ToList();
            Assert.Equal(365, year.Count);
            Assert.Equal(365, year.Select(one => one.Date).Distinct().Count());
            Assert.True(year.Zip(year.Skip(1)).All(pair => pair.First.At < pair.Second.At));
            var tz = DateTimeZoneProviders.Tzdb[zone];
            Assert.All(year, one => Assert.InRange(Period.DaysBetween(one.Date, one.At.InZone(tz).Date), 0, 1));
        }
    }
}
