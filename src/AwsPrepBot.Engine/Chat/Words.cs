using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace AwsPrepBot.Engine.Chat;

/// <summary>How numbers, days and spans of time are written in sentences, in English whatever the machine's culture.</summary>
public static class Words
{
    static readonly LocalDatePattern DayPattern = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM");
    static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary><c>1 answer</c>, <c>3 answers</c>.</summary>
    public static string Count(int number, string one, string? many = null) => $"{number} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary><c>Tue 24 Nov</c>.</summary>
    public static string Day(LocalDate date) => DayPattern.Format(date);

    /// <summary><c>09:00</c>.</summary>
    public static string Time(LocalTime time) => TimePattern.Format(time);

    /// <summary><c>23 hours</c>, <c>1 hour 30 minutes</c>, <c>2 days</c>: the two largest units that are not zero.</summary>
    public static string Span(Duration span)
    {
        var parts = new[]
        {
            (Number: span.Days, Unit: "day"), (Number: span.Hours, Unit: "hour"), (Number: span.Minutes, Unit: "minute"), (Number: span.Seconds, Unit: "second"),
        };
        var said = parts.Where(part => part.Number > 0).Take(2).Select(part => Count(part.Number, part.Unit)).ToList();
        return said.Count == 0 ? "0 seconds" : string.Join(' ', said);
    }

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> items, string last = "and") =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.SkipLast(1))} {last} {items[^1]}";

    /// <summary>Monday to Friday, every day, or the days by name.</summary>
    public static string Days(IReadOnlyList<IsoDayOfWeek> days)
    {
        var ordered = days.Order().ToList();
        if (ordered.Count == 7)
            return "every day";
        var isRun = ordered.Count > 2 && ordered[^1] - ordered[0] == ordered.Count - 1;
        return isRun ? $"{ordered[0]} to {ordered[^1]}" : List([.. ordered.Select(day => day.ToString())]);
    }

    /// <summary>
    /// The name a person goes by, made fit for a line with others: nothing invisible, no blanks in a row, at most
    /// <see cref="Questions.MessageLimits.Name"/> characters.
    /// </summary>
    public static string Name(string typed)
    {
        var clean = string.Join(' ', CleanText.Line(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (clean.Length <= Questions.MessageLimits.Name)
            return clean.Length == 0 ? "someone" : clean;
        var end = 0;
        while (end + StringInfo.GetNextTextElementLength(clean, end) < Questions.MessageLimits.Name)
            end += StringInfo.GetNextTextElementLength(clean, end);
        return $"{clean[..end].TrimEnd()}…";
    }

    /// <summary>The text as one line, or its beginning with "…" where it has more than so many characters; never half of one.</summary>
    public static string Cut(string text, int most)
    {
        var line = CleanText.Line(text).Trim();
        if (line.Length <= most)
            return line;
        var end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return $"{line[..end].TrimEnd()}…";
    }

    /// <summary>A text a person typed, made safe to repeat to them: no control characters, at most 40 characters.</summary>
    public static string Quote(string typed)
    {
        var clean = CleanText.Line(typed.Length <= 200 ? typed : typed[..200]).Trim();
        if (clean.Length <= 40)
            return $"\"{clean}\"";
        return $"\"{clean[..(char.IsHighSurrogate(clean[38]) ? 38 : 39)]}…\"";
    }
}
