using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Schedules;

namespace AwsPrepBot.Engine.Rounds;

/// <summary><c>/prep post</c>: today's question now, or an extra one.</summary>
public sealed class PostCommand(IRoundStore rounds, IScheduleStore schedules, DailyQuestions daily)
{
    /// <summary>Answers it.</summary>
    public async Task<Card?> HandleAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(request.Team, request.Channel, cancellationToken) is not { Settings: { } settings } schedule)
            return Card.Refusal(["Nothing is scheduled here yet. Start with ", Span.Code("/prep setup"), "."]);
        if (await rounds.OpenInAsync(request.Team, request.Channel, cancellationToken) is [.., var open])
        {
            return open.ClosesAt is { } closesAt
                ? Card.Refusal([Span.Link("A question", open.Message?.Link), " is open here until ", Span.DateTime(closesAt), ". Close it first with ", Span.Code("/prep close"), "."])
                : OnItsWay();
        }

        return await daily.PostNowAsync(schedule, evenIfSkipped: true, request.Id, cancellationToken) switch
        {
            OpenOutcome.Opened { Round.Kind: RoundKind.Daily } => Card.Done("Today's question is on its way. Nothing more comes at the set time."),
            OpenOutcome.Opened => Card.Done("An extra question is on its way. It counts for the board, not for streaks."),
            OpenOutcome.AlreadyClaimed => OnItsWay(),
            OpenOutcome.NoQuestion none => ScheduleCards.NothingFits(settings, none.Withheld),
            _ => null,
        };
    }

    static Card OnItsWay() => Card.Refusal("A question is on its way to this channel already.");
}
