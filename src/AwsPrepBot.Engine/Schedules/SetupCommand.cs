using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;

namespace AwsPrepBot.Engine.Schedules;

/// <summary><c>/prep setup</c>: creates or changes a channel's schedule, and takes a change back.</summary>
public sealed class SetupCommand(
    IScheduleStore schedules, RoundService rounds, DailyQuestions daily, IEnumerable<IChatPlatform> platforms, CurrentBank bank, IdSource ids, TimeProvider time)
{
    /// <summary>Applies the options given; the others keep their value. Nothing changes when one of them is wrong.</summary>
    public async Task<Card?> HandleAsync(ChatRequest request, OptionReader options, CancellationToken cancellationToken)
    {
        var channel = options.Text("channel") is { } named ? new ChannelId(named.TrimStart('#')) : request.Channel;
        var platform = platforms.Single(platform => platform.Name == request.Team.Platform);
        if (await platform.CheckChannelAsync(request.Team, channel, cancellationToken) is { } problem)
            return Card.Refusal(problem);

        var before = await schedules.FindAsync(request.Team, channel, cancellationToken);
        var zone = before?.Settings?.Zone ?? request.Speaker.TimeZone;
        var (settings, refusal) = Read(options, before?.Settings, zone);
        if (settings is null)
            return refusal;
        var filter = await rounds.FilterAsync(request.Team, settings, cancellationToken);
        var all = bank.Current.Filter(filter with { Except = null }).Count;
        if (all == 0)
            return ScheduleCards.NothingFits(settings, withheld: 0);

        var schedule = new Schedule
        {
            Id = before?.Id ?? new ScheduleId(ids.Next()),
            Team = request.Team,
            Channel = channel,
            Settings = settings,
            Revision = (before?.Revision ?? 0) + 1,
            EffectiveFrom = time.GetInstant(),
            Pause = before?.Pause,
            ChangedBy = request.Speaker.Member,
        };
        return await SaveAsync(schedule, request, cancellationToken) switch
        {
            SaveResult.Saved => await ReceiptAsync(schedule, request, bank.Current.Filter(filter).Count, all, cancellationToken),
            SaveResult.Conflict => Conflict(),
            _ => null,
        };
    }

    /// <summary>Takes back the change that made this revision, unless another came after it.</summary>
    public async Task<Card?> UndoAsync(ChatRequest request, ActionId.UndoSetup action, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(request.Team, action.Schedule, cancellationToken) is not { } now)
            return Card.Refusal("That button belongs to no schedule here.");
        if (now.Revision != action.Revision)
            return Card.Refusal(["This schedule was changed again after that. ", Span.Code("/prep schedule"), " shows how it stands."]);
        var before = action.Revision > 1 ? await schedules.RevisionAsync(request.Team, action.Schedule, action.Revision - 1, cancellationToken) : null;
        var restored = now with
        {
            Settings = before?.Settings,
            Pause = before?.Pause,
            Revision = now.Revision + 1,
            EffectiveFrom = time.GetInstant(),
            ChangedBy = request.Speaker.Member,
        };
        if (await SaveAsync(restored, request, cancellationToken) is var saved and not SaveResult.Saved)
            return saved == SaveResult.Duplicate ? null : Conflict();
        return restored.Settings is { } settings
            ? Card.Done(["Taken back. Questions come to ", Span.Channel(now.Channel), $" at {ScheduleCards.Describe(settings)}."])
            : Card.Done(["Taken back: ", Span.Channel(now.Channel), " has no schedule any more."]);
    }

    async Task<SaveResult> SaveAsync(Schedule schedule, ChatRequest request, CancellationToken cancellationToken)
    {
        var saved = await schedules.SaveAsync(schedule, request.Id, cancellationToken);
        if (saved == SaveResult.Saved)
            await daily.SetAlarmAsync(schedule, cancellationToken);
        return saved;
    }

    static Card Conflict() =>
        Card.Refusal(["Somebody changed this schedule at the same moment. ", Span.Code("/prep schedule"), " shows how it stands; then try again."]);

    async Task<Card> ReceiptAsync(Schedule schedule, ChatRequest request, int questions, int all, CancellationToken cancellationToken)
    {
        var settings = schedule.Settings!;
        var next = await daily.NextAsync(schedule, 5, cancellationToken);
        var blocks = new List<Block>
        {
            new TextBlock(["Questions come to ", Span.Channel(schedule.Channel), $" at {ScheduleCards.Describe(settings)}."]),
            new TextBlock(ScheduleCards.Next(next, settings, request.Speaker.TimeZone)),
        };
        if (schedule.PauseOn(time.GetToday(settings.TimeZone)) is not null)
            blocks.Add(new TextBlock(["They are still paused. ", Span.Code("/prep resume"), " starts them."]));
        if (questions == 0)
            blocks.Add(new TextBlock(ScheduleCards.AllWithheld(settings, all)));
        else if (ScheduleCards.Lasts(settings, questions) is { } lasts)
            blocks.Add(new TextBlock(lasts));
        return new Card
        {
            Tone = CardTone.Done,
            Blocks = blocks,
            Actions = [new ButtonAction(new ActionId.UndoSetup(schedule.Id, schedule.Revision).ToString(), "Undo")],
        };
    }

    (ScheduleSettings? Settings, Card? Refusal) Read(OptionReader options, ScheduleSettings? before, string? zone)
    {
        var filter = options.ReadFilter(bank.Current);
        if (filter.Problem is not null)
            return (null, filter.Problem);
        if (options.Text("timezone") is { } zoneText)
        {
            var read = SettingReader.Zone(zoneText);
            if (read.Problem is not null)
                return (null, Card.Refusal(read.Problem));
            zone = read.Value;
        }

        if (zone is null)
            return (null, Card.Refusal(["Which time zone? Say it once in the option ", Span.Code("timezone"), ", for example ", Span.Code("Europe/Berlin"), "."]));
        var settings = (before ?? ScheduleSettings.Default(zone)) with { Zone = zone };
        settings = settings with { Level = filter.Level.Or(settings.Level), Topic = filter.Topic.Or(settings.Topic) };
        if (options.Text("time") is { } time)
        {
            var read = SettingReader.Time(time);
            if (read.Problem is not null)
                return (null, Card.Refusal(read.Problem));
            settings = settings with { Time = read.Value };
        }

        if (options.Text("days") is { } days)
        {
            var read = SettingReader.Days(days);
            if (read.Problem is not null)
                return (null, Card.Refusal(read.Problem));
            settings = settings with { Days = read.Value };
        }

        if (options.Text("kind") is { } kind && QuestionKinds.Parse(kind) is { } parsedKind)
            settings = settings with { Kind = parsedKind };
        if (options.Text("open-for") is { } openFor)
        {
            var read = SettingReader.OpenFor(openFor);
            if (read.Problem is not null)
                return (null, Card.Refusal(read.Problem));
            settings = settings with { OpenFor = read.Value };
        }

        return (settings, null);
    }
}
