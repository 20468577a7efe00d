using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Engine.Schedules;

/// <summary><c>/prep pause</c>, and <c>/prep resume</c> with a date: nothing is asked here until then, or until resumed.</summary>
public sealed class PauseCommand(IScheduleStore schedules, DailyQuestions daily, TimeProvider time)
{
    /// <summary>Answers it.</summary>
    public async Task<Card?> HandleAsync(ChatRequest request, OptionReader options, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(request.Team, request.Channel, cancellationToken) is not { Settings: { } settings } schedule)
            return Card.Refusal(["Nothing is scheduled here, so there is nothing to pause. ", Span.Code("/prep setup"), " starts."]);
        var pause = new SchedulePause(null, null);
        if (options.Text("until") is { } text)
        {
            var until = SettingReader.Until(text, time.GetToday(settings.TimeZone));
            if (until.Problem is not null)
                return Card.Refusal(until.Problem);
            pause = new SchedulePause(until.Value, null);
        }

        var paused = schedule with { Pause = pause, Revision = schedule.Revision + 1, ChangedBy = request.Speaker.Member };
        if (await schedules.SaveAsync(paused, request.Id, cancellationToken) is var saved and not SaveResult.Saved)
            return saved == SaveResult.Duplicate ? null : Card.Refusal("Somebody changed this schedule at the same moment. Please try again.");
        await daily.SetAlarmAsync(paused, cancellationToken);
        var next = await daily.NextAsync(paused, 1, cancellationToken);
        return next is [var first, ..]
            ? Card.Done([$"Paused. The next question comes {Words.Day(first.Date)} {Words.Time(settings.Time)}. ", Span.Code("/prep resume"), " starts sooner. Streaks are kept."])
            : Card.Done(["Paused until somebody says ", Span.Code("/prep resume"), ". Streaks are kept."]);
    }
}
