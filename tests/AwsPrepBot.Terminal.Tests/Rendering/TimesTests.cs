using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Terminal.Rendering;
using AwsPrepBot.Terminal.Tests.Fakes;
using NodaTime;

namespace AwsPrepBot.Terminal.Tests.Rendering;

public sealed class TimesTests
{
    [Theory]
    [InlineData("00:00:00", "in less than a minute")]
    [InlineData("00:00:29", "in less than a minute")]
    [InlineData("00:00:59", "in 1 minute")]
    [InlineData("00:03:00", "in 3 minutes")]
    [InlineData("00:29:59", "in 30 minutes")]
    [InlineData("00:59:59", "in 1 hour")]
    [InlineData("01:30:00", "in 90 minutes")]
    [InlineData("02:00:00", "in 2 hours")]
    [InlineData("21:00:00", "in 21 hours")]
    [InlineData("22:59:59", "in 23 hours")]
    [InlineData("1.12:00:00", "in 36 hours")]
    [InlineData("3.00:00:00", "in 3 days")]
    [InlineData("-00:00:10", "just now")]
    [InlineData("-00:01:00", "1 minute ago")]
    [InlineData("-02:00:00", "2 hours ago")]
    [InlineData("-10.00:00:00", "10 days ago")]
    public void A_distance_is_said_in_one_unit(string distance, string said) =>
        Assert.Equal(said, Format(TerminalDriver.Now + Duration.FromTimeSpan(TimeSpan.Parse(distance)), TimeStyle.Relative, "UTC"));

    [Theory]
    [InlineData("Europe/Berlin", "Tue 3 Nov 09:05", "09:05")]
    [InlineData("America/New_York", "Tue 3 Nov 03:05", "03:05")]
    [InlineData("Pacific/Kiritimati", "Tue 3 Nov 22:05", "22:05")]
    public void A_date_and_a_time_are_the_readers_own(string zone, string date, string time)
    {
        var at = Instant.FromUtc(2026, 11, 3, 8, 5);

        Assert.Equal(date, Format(at, TimeStyle.DateTime, zone));
        Assert.Equal(time, Format(at, TimeStyle.Time, zone));
    }

    static string Format(Instant at, TimeStyle style, string zone) =>
        Times.Format(at, style, TerminalDriver.Now, DateTimeZoneProviders.Tzdb[zone]);
}
