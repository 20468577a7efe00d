using AwsPrepBot.Engine.Schedules;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Schedules;

public sealed class SettingReaderTests
{
    [Theory]
    [InlineData("09:00", 9, 0)]
    [InlineData("9:05", 9, 5)]
    [InlineData(" 23.59 ", 23, 59)]
    public void A_time_of_day_is_read(string text, int hour, int minute) =>
        Assert.Equal(new LocalTime(hour, minute), SettingReader.Time(text).Value);

    [Theory]
    [InlineData("25:99")]
    [InlineData("9")]
    [InlineData("09:60")]
    [InlineData("nine")]
    [InlineData("-1:00")]
    [InlineData("09:00:00")]
    public void What_is_no_time_of_day_is_refused_with_an_example(string text) =>
        Assert.Equal($"{text} is no time of day. Use HH:mm, for example 09:00.", SettingReader.Time(text).Problem);

    [Theory]
    [InlineData("europe/berlin", "Europe/Berlin")]
    [InlineData("America/New York", "America/New_York")]
    [InlineData("UTC", "UTC")]
    public void A_zone_is_read_whatever_its_case(string text, string zone) => Assert.Equal(zone, SettingReader.Zone(text).Value);

    [Theory]
    [InlineData("Europe/Berlln", "Europe/Berlin")]
    [InlineData("Tokyo", "Asia/Tokyo")]
    public void A_wrong_zone_is_answered_with_the_nearest(string text, string nearest) =>
        Assert.Equal($"I know no time zone \"{text}\". Did you mean {nearest}?", SettingReader.Zone(text).Problem);

    [Fact]
    public void A_zone_far_from_any_is_answered_with_an_example() =>
        Assert.Equal("I know no time zone \"my desk\". Use an IANA name, for example Europe/Berlin.", SettingReader.Zone("my desk").Problem);

    [Theory]
    [InlineData("mon-fri", "1,2,3,4,5")]
    [InlineData("Mon,Wed,Fri", "1,3,5")]
    [InlineData("daily", "1,2,3,4,5,6,7")]
    [InlineData("fri-mon", "1,5,6,7")]
    [InlineData("Tuesday", "2")]
    [InlineData("thurs, sat", "4,6")]
    public void Days_are_read(string text, string days) =>
        Assert.Equal(days, string.Join(',', SettingReader.Days(text).Value.Select(day => (int)day)));

    [Theory]
    [InlineData("mon-fru", "\"mon-fru\" is no day. Use mon-fri, single days as mon,wed,fri, or daily.")]
    [InlineData("m", "\"m\" is no day. Use mon-fri, single days as mon,wed,fri, or daily.")]
    [InlineData(",", "No day was given. Use mon-fri, single days as mon,wed,fri, or daily.")]
    public void A_wrong_day_is_named(string text, string problem) => Assert.Equal(problem, SettingReader.Days(text).Problem);

    [Theory]
    [InlineData("30m", 30)]
    [InlineData("8h", 480)]
    [InlineData("1d", 1440)]
    [InlineData("1h30m", 90)]
    [InlineData("7d", 10080)]
    public void A_span_is_read(string text, int minutes) => Assert.Equal(Duration.FromMinutes(minutes), SettingReader.OpenFor(text).Value);

    [Theory]
    [InlineData("0m", "0m is no span of time. Use minutes, hours or days: 30m, 8h, 1d.")]
    [InlineData("8", "8 is no span of time. Use minutes, hours or days: 30m, 8h, 1d.")]
    [InlineData("h", "h is no span of time. Use minutes, hours or days: 30m, 8h, 1d.")]
    [InlineData("8d", "8d is too long: a question stays open from 1m to 7d.")]
    [InlineData("999999d", "999999d is too long: a question stays open from 1m to 7d.")]
    public void A_wrong_span_is_refused_with_what_would_be_right(string text, string problem) =>
        Assert.Equal(problem, SettingReader.OpenFor(text).Problem);

    [Fact]
    public void Until_is_a_date_to_come_or_a_number_of_days()
    {
        var today = new LocalDate(2026, 11, 24);
        Assert.Equal(new LocalDate(2026, 12, 1), SettingReader.Until("2026-12-01", today).Value);
        Assert.Equal(new LocalDate(2026, 11, 27), SettingReader.Until("3d", today).Value);
        Assert.Equal("2026-11-24 is not in the future. Use a date from 2026-11-25 on.", SettingReader.Until("2026-11-24", today).Problem);
        Assert.Equal("next week is no date. Use a date as 2026-12-01, or a number of days as 3d.", SettingReader.Until("next week", today).Problem);
        Assert.StartsWith("2036-01-01 is more than a year away.", SettingReader.Until("2036-01-01", today).Problem, StringComparison.Ordinal);
    }
}
