using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using NodaTime;
using NodaTime.Text;

namespace AwsPrepBot.Engine.Schedules;

/// <summary><c>/prep setup</c> as a form, for platforms that have forms.</summary>
public sealed class SetupForm(IScheduleStore schedules, CurrentBank bank, Admins admins)
{
    static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The form for the channel where it was asked for, filled in as things stand; or why there is none.</summary>
    public async Task<(Form? Form, Card? Refusal)> DrawAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        if (!admins.Include(request))
            return (null, Admins.Refusal);
        var now = (await schedules.FindAsync(request.Team, request.Channel, cancellationToken))?.Settings;
        var settings = now ?? ScheduleSettings.Default(request.Speaker.TimeZone ?? "UTC");
        return (new Form("setup", "Daily question", "Save", ["Questions come to ", Span.Channel(request.Channel), ". Nothing is asked before the first set time."],
        [
            new("time", "Time of day", TimePattern.Format(settings.Time)) { Hint = "HH:mm, for example 09:00" },
            new("timezone", "Time zone", now?.Zone ?? request.Speaker.TimeZone) { Hint = "An IANA name, for example Europe/Berlin" },
            new("days", "Days", DaysOf(settings.Days)) { Hint = "mon-fri, single days as mon,wed,fri, or daily" },
            new("level", "Level", settings.Level?.Word() ?? CommandCatalog.AnyWord) { Choices = [CommandCatalog.AnyWord, .. Levels.All.Select(level => level.Word())] },
            new("topic", "Topic", settings.Topic ?? CommandCatalog.AnyWord) { Hint = "For example s3; all for every topic" },
            new("open-for", "Open for", SpanOf(settings.OpenFor)) { Hint = "30m, 8h, 1d; from 1m to 7d" },
        ]), null);
    }

    /// <summary>What is wrong with what was filled in, by option; empty when all of it can be read.</summary>
    public IReadOnlyDictionary<string, string> Check(IReadOnlyDictionary<string, string> options)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (option, text) in options)
        {
            if (text.Trim().Length > 0 && ProblemOf(option, text) is { } problem)
                problems[option] = problem;
        }

        return problems;
    }

    string? ProblemOf(string option, string text) => option switch
    {
        "time" => SettingReader.Time(text).Problem,
        "timezone" => SettingReader.Zone(text).Problem,
        "days" => SettingReader.Days(text).Problem,
        "open-for" => SettingReader.OpenFor(text).Problem,
        "level" or "topic" => FilterProblem(option, text),
        _ => null,
    };

    string? FilterProblem(string option, string text)
    {
        var input = new CommandInput("setup", new Dictionary<string, string> { [option] = text }, []);
        return new OptionReader(CommandCatalog.Find("setup")!, input).ReadFilter(bank.Current).Problem is { Blocks: [TextBlock problem, ..] } ? problem.Text.ToString() : null;
    }

    /// <summary>As it would be typed.</summary>
    static string DaysOf(IReadOnlyList<IsoDayOfWeek> days)
    {
        var ordered = days.Order().ToList();
        if (ordered.Count == 7)
            return "daily";
        static string Short(IsoDayOfWeek day) => day.ToString()[..3].ToLowerInvariant();
        return ordered.Count > 2 && ordered[^1] - ordered[0] == ordered.Count - 1 ? $"{Short(ordered[0])}-{Short(ordered[^1])}" : string.Join(',', ordered.Select(Short));
    }

    static string SpanOf(Duration span) => string.Concat(
        new[] { (span.Days, 'd'), (span.Hours, 'h'), (span.Minutes, 'm') }.Where(part => part.Item1 > 0).Select(part => $"{part.Item1}{part.Item2}"));
}
