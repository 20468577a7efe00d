using System.Globalization;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Schedules;
using NodaTime;
using NodaTime.Text;

namespace AwsPrepBot.Engine.Chat;

/// <summary>
/// What could be meant while a person still types an option's value. Every suggestion is a value the command takes;
/// what is typed need not be among them. No I/O, and linear in the candidates whatever is typed. Thread-safe.
/// </summary>
public sealed class Suggestions(CurrentBank bank, TimeProvider time)
{
    /// <summary>More are not offered: the fewest any platform takes.</summary>
    public const int Most = 25;

    /// <summary>No suggestion is longer, in UTF-16 characters.</summary>
    public const int Longest = 100;

    static readonly string[] WholeDays = ["mon-fri", "daily", "mon,wed,fri", "tue,thu", "mon-thu", "weekends"];
    static readonly string[] DayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    static readonly string[] Spans = ["23h", "8h", "4h", "1h", "30m", "1d", "2d"];
    static readonly string[] Absences = ["1d", "2d", "3d", "7d", "14d", "21d", "30d"];

    static readonly string[] UsualZones =
    [
        "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Warsaw", "Europe/Istanbul", "America/New_York",
        "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto", "America/Sao_Paulo", "America/Mexico_City",
        "Africa/Lagos", "Africa/Nairobi", "Africa/Cairo", "Asia/Dubai", "Asia/Kolkata", "Asia/Singapore", "Asia/Shanghai", "Asia/Tokyo",
        "Asia/Seoul", "Australia/Sydney", "Pacific/Auckland", "UTC",
    ];

    static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>Whether there is anything to suggest for an option of that name.</summary>
    public static bool Has(string option) => option is "question" or "topic" or "timezone" or "time" or "days" or "open-for" or "until";

    /// <summary>
    /// At most <see cref="Most"/> values, the likeliest first; none when nothing fits or the option takes none of ours.
    /// </summary>
    /// <param name="command">The subcommand, as in <see cref="CommandCatalog"/>.</param>
    /// <param name="option">The option.</param>
    /// <param name="partial">What was typed so far; anything at all.</param>
    public IReadOnlyList<string> Suggest(string command, string option, string partial)
    {
        if (CommandCatalog.Find(command)?.Options.All(known => known.Name != option) ?? true)
            return [];
        // Nothing we know is as long, so that what is typed beyond cannot change the answer.
        var typed = CleanText.Line(partial.Length <= Longest ? partial : partial[..Longest]).Trim().ToLowerInvariant();
        var values = option switch
        {
            "question" => QuestionsLike(typed),
            "topic" => TopicsLike(typed),
            "timezone" => ZonesLike(typed),
            "time" => TimesLike(typed),
            "days" => DaysLike(typed),
            "open-for" => SpansLike(typed),
            "until" => DatesLike(typed),
            _ => [],
        };
        return [.. values.Distinct(StringComparer.Ordinal).Where(value => value.Length <= Longest).Take(Most)];
    }

    /// <summary>By id, and by the words of the question: hardly anybody knows the ids.</summary>
    IEnumerable<string> QuestionsLike(string typed)
    {
        var questions = bank.Current;
        return Ranked(
            questions.All.Select(question => question.Id.Value), typed,
            id => questions.Find(new QuestionId(id)) is { } question ? [id, question.Prompt.ToLowerInvariant()] : [id]);
    }

    IEnumerable<string> TopicsLike(string typed)
    {
        var topics = bank.Current.Topics;
        if (typed.Length == 0)
            return topics.OrderByDescending(topic => topic.Count).ThenBy(topic => topic.Topic, StringComparer.Ordinal).Select(topic => topic.Topic);
        return Ranked(topics.Select(topic => topic.Topic).Append(CommandCatalog.AnyWord), typed, topic => [topic, Topics.Name(topic).ToLowerInvariant()]);
    }

    static IEnumerable<string> ZonesLike(string typed)
    {
        if (typed.Length == 0)
            return UsualZones;
        // Names of old that stand for others ("Asia/Calcutta") come after the usual ones.
        var ids = UsualZones.Concat(DateTimeZoneProviders.Tzdb.Ids);
        return Ranked(ids, typed.Replace(' ', '_'), id => [id.ToLowerInvariant(), id[(id.LastIndexOf('/') + 1)..].ToLowerInvariant()]);
    }

    /// <summary>Those of which a name begins with what was typed, then those that hold it, or failing both the nearest one.</summary>
    static IEnumerable<string> Ranked(IEnumerable<string> values, string typed, Func<string, string[]> namesOf)
    {
        var named = values.Select(value => (Value: value, Names: namesOf(value))).ToList();
        var begins = named.Where(entry => entry.Names.Any(name => name.StartsWith(typed, StringComparison.Ordinal)));
        var holds = named.Where(entry => entry.Names.Any(name => name.Contains(typed, StringComparison.Ordinal)));
        var found = begins.Concat(holds).Select(entry => entry.Value).ToList();
        if (found.Count > 0)
            return found;
        return Nearest.Match(typed, named.SelectMany(entry => entry.Names)) is { } near
            ? named.Where(entry => entry.Names.Contains(near)).Select(entry => entry.Value)
            : [];
    }

    static IEnumerable<string> TimesLike(string typed)
    {
        if (typed.Length == 0)
            return Every(30, new LocalTime(7, 0), new LocalTime(18, 0));
        var wanted = typed.Replace('.', ':');
        var exact = SettingReader.Time(typed) is { Problem: null } read ? [read.Value] : Array.Empty<LocalTime>();
        var shorter = wanted.TrimStart('0');
        return exact.Select(TimePattern.Format).Concat(Every(15, LocalTime.Midnight, new LocalTime(23, 45))
            .Where(text => text.StartsWith(wanted, StringComparison.Ordinal) || (shorter.Length > 0 && text.TrimStart('0').StartsWith(shorter, StringComparison.Ordinal)))
            .OrderByDescending(text => text.StartsWith(wanted.PadLeft(2, '0'), StringComparison.Ordinal))
            .ThenBy(text => text.EndsWith(":00", StringComparison.Ordinal) ? 0 : 1));
    }

    static IEnumerable<string> Every(int minutes, LocalTime from, LocalTime to)
    {
        for (var at = from; at <= to; at = at.PlusMinutes(minutes))
        {
            yield return TimePattern.Format(at);
            if (at.PlusMinutes(minutes) < at)
                yield break;
        }
    }

    static IEnumerable<string> DaysLike(string typed)
    {
        var wanted = typed.Replace(" ", "", StringComparison.Ordinal);
        var whole = WholeDays.Where(days => days.StartsWith(wanted, StringComparison.Ordinal));
        var cut = wanted.LastIndexOfAny([',', '-']) + 1;
        var before = wanted[..cut];
        var named = before.Split([',', '-'], StringSplitOptions.RemoveEmptyEntries);
        // The last day is completed; those before it have to be days already.
        var last = DayNames.Where(day => day.StartsWith(wanted[cut..], StringComparison.Ordinal) && !named.Contains(day)).Select(day => before + day);
        return whole.Concat(last).Concat([wanted]).Where(days => SettingReader.Days(days).Problem is null);
    }

    static IEnumerable<string> SpansLike(string typed) =>
        Numbered(typed, Spans, "hdm").Where(span => SettingReader.OpenFor(span).Problem is null);

    IEnumerable<string> DatesLike(string typed)
    {
        // The day in UTC: the command knows the zone and says so when a date there is past.
        var today = time.GetToday(DateTimeZone.Utc);
        var dates = Enumerable.Range(2, 366).Select(days => today.PlusDays(days).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture))
            .Where(date => typed.Length > 0 && date.StartsWith(typed, StringComparison.Ordinal));
        return Numbered(typed, Absences, "d").Concat(dates).Where(text => SettingReader.Until(text, today).Problem is null);
    }

    /// <summary>The usual ones that begin so; a number with each of the units.</summary>
    static IEnumerable<string> Numbered(string typed, string[] usual, string units)
    {
        var begins = usual.Where(value => value.StartsWith(typed, StringComparison.Ordinal));
        var isNumber = typed.Length is > 0 and <= 4 && typed.All(char.IsAsciiDigit);
        return isNumber ? units.Select(unit => typed + unit).Concat(begins) : begins.Append(typed);
    }
}
