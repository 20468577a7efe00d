using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;

namespace AwsPrepBot.Engine.Schedules;

/// <summary><c>/prep schedule</c>: every schedule of the team, the next five posts of this channel's, and what was skipped.</summary>
public sealed class ScheduleCommand(
    IScheduleStore schedules, IRoundStore rounds, RoundService service, DailyQuestions daily, CurrentBank bank, TimeProvider time)
{
    const int SkipsShown = 3;
    const int NextShown = 5;

    /// <summary>More would fill a screen, and a message holds only so much.</summary>
    const int SchedulesShown = 10;

    /// <summary>Answers it.</summary>
    public async Task<Card> HandleAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var all = await schedules.OfTeamAsync(request.Team, cancellationToken);
        if (all.Count == 0)
            return Card.Plain(["Nothing is scheduled yet. An admin can start with ", Span.Code("/prep setup"), "."]);
        var blocks = new List<Block>();
        foreach (var schedule in all.OrderByDescending(schedule => schedule.Channel == request.Channel).Take(SchedulesShown))
        {
            blocks.Add(new TextBlock([Span.Channel(schedule.Channel), $": {ScheduleCards.Describe(schedule.Settings!)}."]));
            if (PauseNow(schedule) is { } pause)
                blocks.Add(new TextBlock(PauseText(pause)));
            if (schedule.Channel == request.Channel)
                blocks.AddRange(await DetailsAsync(schedule, request, cancellationToken));
        }

        if (all.Count > SchedulesShown)
            blocks.Add(new TextBlock($"And {Words.Count(all.Count - SchedulesShown, "more channel")}."));
        return new Card { Title = [Span.Strong("Schedule")], Blocks = blocks };
    }

    async Task<IEnumerable<Block>> DetailsAsync(Schedule schedule, ChatRequest request, CancellationToken cancellationToken)
    {
        var next = await daily.NextAsync(schedule, NextShown, cancellationToken);
        var blocks = new List<Block>();
        if (next.Count > 0 || PauseNow(schedule) is null)
            blocks.Add(new TextBlock(ScheduleCards.Next(next, schedule.Settings!, request.Speaker.TimeZone)));
        var asked = await rounds.AskedAsync(schedule.Id, cancellationToken);
        var filter = await service.FilterAsync(schedule.Team, schedule.Settings!, cancellationToken);
        var coming = QuestionPicker.Pick(bank.Current, filter, schedule.Id.Value, asked);
        if (coming is null && bank.Current.Filter(filter with { Except = null }).Count is > 0 and var withheld)
            blocks.Add(new TextBlock(ScheduleCards.AllWithheld(schedule.Settings!, withheld)));
        if (coming is not null && ScheduleCards.FewLeft(coming.IsReview ? 0 : coming.LeftAfter + 1) is { } few)
            blocks.Add(new TextBlock(few));
        var skipped = await schedules.SkippedAsync(schedule.Id, SkipsShown, cancellationToken);
        if (skipped.Count > 0)
            blocks.Add(new ListBlock([.. skipped.Select(day => (RichText)$"{Words.Day(day.Date)} was skipped: {day.Reason}.")]));
        return blocks;
    }

    SchedulePause? PauseNow(Schedule schedule) => schedule.PauseOn(time.GetToday(schedule.Settings!.TimeZone));

    static RichText PauseText(SchedulePause pause) => pause switch
    {
        { Reason: { } reason } => [$"Paused by the bot: {reason}. When it is mended, ", Span.Code("/prep resume"), "."],
        { Until: { } until } => $"Paused: questions come again from {Words.Day(until)} on.",
        _ => ["Paused until somebody says ", Span.Code("/prep resume"), "."],
    };
}
