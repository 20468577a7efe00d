using System.Globalization;
using AwsPrepBot.Engine.Chat;
using NodaTime;
using NodaTime.Text;

namespace AwsPrepBot.Terminal.Rendering;

/// <summary>Instants as the reader says them.</summary>
static class Times
{
    static readonly LocalDateTimePattern Date = LocalDateTimePattern.Create("ddd d MMM HH':'mm", CultureInfo.InvariantCulture);
    static readonly LocalDateTimePattern Time = LocalDateTimePattern.Create("HH':'mm", CultureInfo.InvariantCulture);

    public static string Format(Instant at, TimeStyle style, Instant now, DateTimeZone zone) => style switch
    {
        TimeStyle.Time => Time.Format(at.InZone(zone).LocalDateTime),
        TimeStyle.DateTime => Date.Format(at.InZone(zone).LocalDateTime),
        TimeStyle.Relative => Relative(at - now),
        _ => throw new ArgumentOutOfRangeException(nameof(style), style, "unknown time style"),
    };

    /// <summary>
    /// <c>in 21 hours</c>, <c>2 hours ago</c>. Rounded to the nearest; minutes up to two hours and hours up to two days,
    /// so that the rounding never takes much of what is left.
    /// </summary>
    static string Relative(Duration distance)
    {
        var away = distance < Duration.Zero ? -distance : distance;
        var minutes = Round(away.TotalMinutes);
        if (minutes == 0)
            return distance < Duration.Zero ? "just now" : "in less than a minute";
        var amount = minutes switch
        {
            60 => "1 hour",
            < 120 => Count(minutes, "minute"),
            _ when Round(away.TotalHours) is < 48 and var hours => Count(hours, "hour"),
            _ => Count(Round(away.TotalDays), "day"),
        };
        return distance < Duration.Zero ? $"{amount} ago" : $"in {amount}";
    }

    static int Round(double value) => (int)Math.Min(int.MaxValue, Math.Round(value, MidpointRounding.AwayFromZero));

    static string Count(int number, string unit) => number == 1 ? $"1 {unit}" : $"{number} {unit}s";
}
