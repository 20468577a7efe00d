using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using NodaTime;
using NodaTime.Text;

namespace AwsPrepBot.Engine.Scores;

/// <summary><c>/prep leaderboard</c>: ten at most, then the reader's own place with its neighbours.</summary>
public sealed class LeaderboardCommand(IScoreStore scores, IScheduleStore schedules, IRoundStore rounds, CurrentBank bank, TimeProvider time)
{
    static readonly LocalDatePattern MonthPattern = LocalDatePattern.CreateWithInvariantCulture("MMMM yyyy");

    /// <summary>Answers it.</summary>
    public async Task<Card> HandleAsync(ChatRequest request, OptionReader options, CancellationToken cancellationToken)
    {
        var filter = options.ReadFilter(bank.Current);
        if (filter.Problem is not null)
            return filter.Problem;
        var schedule = await schedules.NearestAsync(request, cancellationToken);
        var today = time.GetToday(schedule?.Settings?.TimeZone ?? DateTimeZone.Utc);
        var span = BoardSpan.Of(PeriodOf(options), today);
        var board = await scores.BoardAsync(
            new BoardQuery(request.Team, span, filter.Level.Value, filter.Topic.Value, request.Speaker.Member), cancellationToken);

        var narrowed = ScheduleCards.Kind(filter.Level.Value, filter.Topic.Value);
        var title = TitleOf(span) + (narrowed.Length > 0 ? $" · {narrowed}" : "");
        if (board.Leaders.Count == 0)
            return new Card { Title = [Span.Strong(title)], Blocks = [new TextBlock(await NobodyAsync(request, span, cancellationToken))] };

        var shown = board.Leaders.Concat(board.AroundReader).ToList();
        var streaks = schedule is null
            ? new Dictionary<MemberId, int>()
            : await scores.StreaksAsync(request.Team, schedule.Id, today, [.. shown.Select(standing => standing.Member)], cancellationToken);
        BoardLine LineOf(Standing standing) => new(
            standing.Rank, Words.Name(standing.DisplayName), standing.Member == request.Speaker.Member, standing.Score.Points, standing.Score.Right,
            standing.Score.Answered, streaks.GetValueOrDefault(standing.Member));
        IEnumerable<BoardLine?> lines = board.Leaders.Select(LineOf);
        if (board.AroundReader.Count > 0)
            lines = lines.Append(null).Concat(board.AroundReader.Select(LineOf));
        return new Card { Title = [Span.Strong(title)], Blocks = [new BoardBlock([.. lines])] };
    }

    static BoardPeriod PeriodOf(OptionReader options) => options.Text("period")?.ToLowerInvariant() switch
    {
        "today" => BoardPeriod.Today,
        "month" => BoardPeriod.Month,
        "all" => BoardPeriod.All,
        _ => BoardPeriod.Week,
    };

    static string TitleOf(BoardSpan span) => span.Period switch
    {
        BoardPeriod.Today => $"Today · {Words.Day(span.From)}",
        BoardPeriod.Week when span.From.Month == span.To.Month => $"This week · {Words.Day(span.From)[..^4]} – {Words.Day(span.To)}",
        BoardPeriod.Week => $"This week · {Words.Day(span.From)} – {Words.Day(span.To)}",
        BoardPeriod.Month => MonthPattern.Format(span.From),
        _ => "All time",
    };

    async Task<RichText> NobodyAsync(ChatRequest request, BoardSpan span, CancellationToken cancellationToken)
    {
        var when = span.Period switch
        {
            BoardPeriod.Today => " today",
            BoardPeriod.Week => " this week",
            BoardPeriod.Month => " this month",
            _ => "",
        };
        var open = (await rounds.OpenInAsync(request.Team, request.Channel, cancellationToken)).LastOrDefault(round => round.ClosesAt is not null);
        return open is null
            ? $"No question has been scored{when} yet."
            : [$"No question has been scored{when} yet. ", Span.Link("Today's question", open.Message?.Link), " is open until ", Span.DateTime(open.ClosesAt!.Value), "."];
    }
}
