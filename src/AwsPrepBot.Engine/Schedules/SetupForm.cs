using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using NodaTime;
using NodaTime.Text;

namespace AwsPrepBot.Engine.Schedules;

/// <summary><c>/prep setup</c> as a form, for platforms whose forms have room for it.</summary>
public sealed class SetupForm(IScheduleStore schedules, SetupCommand setup, CurrentBank bank)
{
    static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    static readonly CommandSpec Command = CommandCatalog.Find("setup")!;

    /// <summary>The form for the channel where it was asked for, filled in as things stand.</summary>
    public async Task<Card> DrawAsync(ChatRequest request, ActionId.SetUp action, CancellationToken cancellationToken)
    {
        var now = (await schedules.FindAsync(request.Team, request.Channel, cancellationToken))?.Settings;
        var settings = now ?? ScheduleSettings.Default(request.Speaker.TimeZone ?? "UTC");
        return new Card
        {
            Form = new Form(action.ToString(), "Daily question",
            [
                new("time", "Time of day", TimePattern.Format(settings.Time)) { Hint = "HH:mm, for example 09:00" },
                new("timezone", "Time zone", now?.Zone ?? request.Speaker.TimeZone) { Hint = "An IANA name, for example Europe/Berlin" },
                new("days", "Days", DaysOf(settings.Days)) { Hint = "mon-fri, single days as mon,wed,fri, or daily" },
                new("level", "Level", settings.Level?.Word() ?? CommandCatalog.AnyWord) { Choices = ChoicesOf("level") },
                new("topic", "Topic", settings.Topic ?? CommandCatalog.AnyWord) { Hint = "For example s3; all for every topic" },
                new("kind", "Answered", settings.Kind.Word()) { Choices = ChoicesOf("kind"), Hint = "By letter (choice), in one's own words (open), or both in turn (mixed)" },
                new("open-for", "Open for", SpanOf(settings.OpenFor)) { Hint = "30m, 8h, 1d; from 1m to 7d" },
            ], ["Questions come to ", Span.Channel(request.Channel), ". Nothing is asked before the first set time."]),
        };
    }

    /// <summary>Applies what was filled in as the command would; says of each field what is wrong with it.</summary>
    public async Task<Card?> HandleAsync(ChatRequest request, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var options = fields.Where(field => Command.Options.Any(option => option.Name == field.Key)).ToDictionary();
        var input = new CommandInput(Command.Name, options, []);
        if (OptionReader.Check(Command, input) is { } refusal)
            return refusal;
        var problems = options.Where(option => option.Value.Trim().Length > 0)
            .Select(option => (option.Key, Problem: ProblemOf(option.Key, option.Value))).Where(found => found.Problem is not null)
            .ToDictionary(found => found.Key, found => (RichText)found.Problem!);
        return problems.Count == 0
            ? await setup.HandleAsync(request, new OptionReader(Command, input), cancellationToken)
            : new Card { Tone = CardTone.Refusal, Blocks = [.. problems.Values.Select(problem => new TextBlock(problem))], Problems = problems };
    }

    static IReadOnlyList<string>? ChoicesOf(string option) => Command.Options.Single(known => known.Name == option).Choices;

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
        var input = new CommandInput(Command.Name, new Dictionary<string, string> { [option] = text }, []);
        return new OptionReader(Command, input).ReadFilter(bank.Current).Problem is { Blocks: [TextBlock problem, ..] } ? problem.Text.ToString() : null;
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
