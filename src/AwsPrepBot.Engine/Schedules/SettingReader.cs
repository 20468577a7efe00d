using System.Globalization;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.Engine.Schedules;

/// <summary>A value read from what a person typed, or one sentence on what was wrong and what would be right.</summary>
public readonly record struct Read<T>(T Value, string? Problem)
{
    /// <summary>It could not be read.</summary>
    public static implicit operator Read<T>(string problem) => new(default!, problem);

    /// <summary>It was read.</summary>
    public static implicit operator Read<T>(T value) => new(value, null);
}

/// <summary>Reads the values of <c>setup</c>, <c>pause</c> and their like. Forgiving in form, strict in meaning.</summary>
public static class SettingReader
{
    static readonly Duration ShortestOpen = Duration.FromMinutes(1);
    static readonly Duration LongestOpen = Duration.FromDays(7);

    static readonly string[] DayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary><c>09:00</c>, <c>9:00</c> or <c>9.00</c>.</summary>
    public static Read<LocalTime> Time(string text)
    {
        var parts = text.Trim().Replace('.', ':').Split(':');
        if (parts is [{ Length: 1 or 2 } hour, { Length: 2 } minute] && Number(hour) is { } h and < 24 && Number(minute) is { } m and < 60)
            return new LocalTime(h, m);
        return $"{Words.Quote(text).Trim('"')} is no time of day. Use HH:mm, for example 09:00.";
    }

    /// <summary>An IANA zone id, whatever its case.</summary>
    public static Read<string> Zone(string text)
    {
        var wanted = text.Trim().Replace(' ', '_');
        var ids = DateTimeZoneProviders.Tzdb.Ids;
        if (ids.FirstOrDefault(id => id.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is { } known)
            return new Read<string>(known, null);
        var byCity = ids.Select(id => (Id: id, City: id[(id.LastIndexOf('/') + 1)..])).ToList();
        var match = Nearest.Match(wanted, ids) ?? (Nearest.Match(wanted, byCity.Select(zone => zone.City)) is { } city ? byCity.First(zone => zone.City == city).Id : null);
        return new Read<string>("", match is null
            ? $"I know no time zone {Words.Quote(text)}. Use an IANA name, for example Europe/Berlin."
            : $"I know no time zone {Words.Quote(text)}. Did you mean {match}?");
    }

    /// <summary><c>mon-fri</c>, <c>mon,wed,fri</c>, <c>daily</c>, <c>weekends</c>; ranges may wrap.</summary>
    public static Read<IReadOnlyList<IsoDayOfWeek>> Days(string text)
    {
        var days = new SortedSet<IsoDayOfWeek>();
        foreach (var part in text.ToLowerInvariant().Split([',', ' ', '+', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            IsoDayOfWeek[]? range = part switch
            {
                "daily" or "everyday" or "all" => [IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday],
                "weekdays" or "workdays" => [IsoDayOfWeek.Monday, IsoDayOfWeek.Friday],
                "weekend" or "weekends" => [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday],
                _ when part.Split('-', '–') is [var from, var to] && Day(from) is { } first && Day(to) is { } last => [first, last],
                _ when Day(part) is { } only => [only, only],
                _ => null,
            };
            if (range is null)
                return new Read<IReadOnlyList<IsoDayOfWeek>>([], $"{Words.Quote(part)} is no day. Use mon-fri, single days as mon,wed,fri, or daily.");
            for (var day = range[0]; ; day = day == IsoDayOfWeek.Sunday ? IsoDayOfWeek.Monday : day + 1)
            {
                days.Add(day);
                if (day == range[1])
                    break;
            }
        }

        return days.Count == 0
            ? new Read<IReadOnlyList<IsoDayOfWeek>>([], "No day was given. Use mon-fri, single days as mon,wed,fri, or daily.")
            : new Read<IReadOnlyList<IsoDayOfWeek>>([.. days], null);
    }

    /// <summary><c>30m</c>, <c>8h</c>, <c>1d</c>, <c>1h30m</c>; from one minute to seven days.</summary>
    public static Read<Duration> OpenFor(string text)
    {
        var total = Duration.Zero;
        var digits = "";
        foreach (var letter in text.Trim().ToLowerInvariant())
        {
            if (char.IsAsciiDigit(letter) && digits.Length < 6)
            {
                digits += letter;
                continue;
            }

            Duration? unit = letter switch { 'm' => Duration.FromMinutes(1), 'h' => Duration.FromHours(1), 'd' => Duration.FromDays(1), _ => null };
            if (unit is null || Number(digits) is not { } number)
                return Wrong();
            total += unit.Value * number;
            digits = "";
        }

        if (digits.Length > 0 || total == Duration.Zero)
            return Wrong();
        return total < ShortestOpen || total > LongestOpen ? $"{Words.Quote(text).Trim('"')} is too long: a question stays open from 1m to 7d." : total;

        Read<Duration> Wrong() => $"{Words.Quote(text).Trim('"')} is no span of time. Use minutes, hours or days: 30m, 8h, 1d.";
    }

    /// <summary>A date still to come, as <c>2026-12-01</c> or as days from now: <c>3d</c>.</summary>
    public static Read<LocalDate> Until(string text, LocalDate today)
    {
        var wanted = text.Trim().ToLowerInvariant();
        LocalDate date;
        if (wanted.EndsWith('d') && Number(wanted[..^1]) is { } days and > 0 and <= 366)
            date = today.PlusDays(days);
        else if (NodaTime.Text.LocalDatePattern.Iso.Parse(wanted) is { Success: true } parsed)
            date = parsed.Value;
        else
            return $"{Words.Quote(text).Trim('"')} is no date. Use a date as {today.PlusDays(7):uuuu-MM-dd}, or a number of days as 3d.";
        if (date <= today)
            return $"{date:uuuu-MM-dd} is not in the future. Use a date from {today.PlusDays(1):uuuu-MM-dd} on.";
        return date > today.PlusYears(1) ? $"{date:uuuu-MM-dd} is more than a year away. Use an earlier date." : date;
    }

    static IsoDayOfWeek? Day(string text)
    {
        var index = text.Length >= 3 ? Array.FindIndex(DayNames, name => text.StartsWith(name, StringComparison.Ordinal)) : -1;
        return index >= 0 && ((IsoDayOfWeek)(index + 1)).ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase) ? (IsoDayOfWeek)(index + 1) : null;
    }

    static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
