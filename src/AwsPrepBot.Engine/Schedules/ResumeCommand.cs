using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Engine.Schedules;

/// <summary><c>/prep resume</c>: ends a pause, now or on a date; the first question is the next set time from then.</summary>
public sealed class ResumeCommand(PauseCommand pause, IScheduleStore schedules, DailyQuestions daily, IEnumerable<IChatPlatform> platforms, TimeProvider time)
{
    /// <summary>Answers it.</summary>
    public async Task<Card?> HandleAsync(ChatRequest request, OptionReader options, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(request.Team, request.Channel, cancellationToken) is not { Settings: { } settings } schedule)
            return Card.Refusal(["Nothing is scheduled here, so there is nothing to resume. ", Span.Code("/prep setup"), " starts."]);
        if (options.Text("until") is not null)
            return await pause.HandleAsync(request, options, cancellationToken);
        if (schedule.PauseOn(time.GetToday(settings.TimeZone)) is null)
            return Card.Plain("The questions here are not paused.");
        var platform = platforms.Single(platform => platform.Name == request.Team.Platform);
        if (await platform.CheckChannelAsync(request.Team, request.Channel, cancellationToken) is { } problem)
            return Card.Refusal(problem);

        var resumed = schedule with
        {
            Pause = null,
            Revision = schedule.Revision + 1,
            EffectiveFrom = time.GetInstant(),
            ChangedBy = request.Speaker.Member,
        };
        if (await schedules.SaveAsync(resumed, request.Id, cancellationToken) is var saved and not SaveResult.Saved)
            return saved == SaveResult.Duplicate ? null : Card.Refusal("Somebody changed this schedule at the same moment. Please try again.");
        await daily.SetAlarmAsync(resumed, cancellationToken);
        return Card.Done(new RichText(["Resumed. "]) + ScheduleCards.Next(await daily.NextAsync(resumed, 1, cancellationToken), settings, request.Speaker.TimeZone));
    }
}
