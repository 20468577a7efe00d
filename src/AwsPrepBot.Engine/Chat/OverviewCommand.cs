using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Engine.Scores;
using NodaTime;

namespace AwsPrepBot.Engine.Chat;

/// <summary>What concerns one person now, wherever in the team: the open questions, their place and streak; for admins the schedules.</summary>
public sealed class OverviewCommand(IScheduleStore schedules, IRoundStore rounds, IScoreStore scores, DailyQuestions daily, TimeProvider time)
{
    /// <summary>More would fill a screen.</summary>
    const int ChannelsShown = 5;

    /// <summary>Draws it.</summary>
    public async Task<Card> HandleAsync(ChatRequest request, bool isAdmin, CancellationToken cancellationToken)
    {
        var all = (await schedules.OfTeamAsync(request.Team, cancellationToken)).Where(schedule => schedule.Settings is not null).ToList();
        if (all.Count == 0)
        {
            return new Card
            {
                Title = [Span.Strong("Your practice")],
                Blocks = [new TextBlock(["Nothing is scheduled yet. An admin can start with ", Span.Code("/prep setup"), " in the channel that should be asked."])],
            };
        }

        var blocks = new List<Block>();
        foreach (var schedule in all.Take(ChannelsShown))
            blocks.Add(new TextBlock(await ChannelAsync(schedule, request, cancellationToken)));
        blocks.Add(new TextBlock(await PlaceAsync(all[0], request, cancellationToken)));
        if (isAdmin)
        {
            blocks.Add(new TextBlock([Span.Strong("Schedules")]));
            blocks.Add(new ListBlock([.. all.Take(ChannelsShown).Select(Line)]));
        }

        if (all.Count > ChannelsShown)
            blocks.Add(new TextBlock($"And {Words.Count(all.Count - ChannelsShown, "more channel")}."));
        return new Card { Title = [Span.Strong("Your practice")], Blocks = blocks };
    }

    async Task<RichText> ChannelAsync(Schedule schedule, ChatRequest request, CancellationToken cancellationToken)
    {
        var open = (await rounds.OpenInAsync(request.Team, schedule.Channel, cancellationToken)).LastOrDefault(round => round.ClosesAt is not null);
        if (open is not null)
        {
            var mine = (await rounds.AnswersAsync(request.Team, open.Id, cancellationToken)).FirstOrDefault(answer => answer.Member == request.Speaker.Member);
            RichText where = [Span.Link("Today's question", open.Message?.Link), " in ", Span.Channel(schedule.Channel), " is open until ", Span.DateTime(open.ClosesAt!.Value), ". "];
            return where + TodayCommand.Standing(open, mine);
        }

        if (schedule.Pause is { Until: null })
            return ["The questions in ", Span.Channel(schedule.Channel), " are paused."];
        return await daily.NextAsync(schedule, 1, cancellationToken) is [var next, ..]
            ? ["The next question in ", Span.Channel(schedule.Channel), " comes ", Span.DateTime(next.At), "."]
            : ["No question is open in ", Span.Channel(schedule.Channel), "."];
    }

    async Task<RichText> PlaceAsync(Schedule schedule, ChatRequest request, CancellationToken cancellationToken)
    {
        var (me, today) = (request.Speaker.Member, time.GetToday(schedule.Settings?.TimeZone ?? DateTimeZone.Utc));
        var board = await scores.BoardAsync(new BoardQuery(request.Team, BoardSpan.Of(BoardPeriod.Week, today), null, null, me), cancellationToken);
        if (board.Leaders.Concat(board.AroundReader).FirstOrDefault(standing => standing.Member == me) is not { } mine)
            return "This week you have no scored answer yet.";
        var streak = (await scores.StreaksAsync(request.Team, schedule.Id, today, [me], cancellationToken)).GetValueOrDefault(me);
        return [$"This week: {Words.Count(mine.Score.Points, "point")}, place {mine.Rank}", streak > 1 ? $", {streak}-day streak." : "."];
    }

    static RichText Line(Schedule schedule) =>
    [
        Span.Channel(schedule.Channel), $": {ScheduleCards.Describe(schedule.Settings!)}",
        schedule.Pause is { } pause ? $" · paused{(pause.Reason is { } reason ? $": {reason}" : "")}" : "",
    ];
}
