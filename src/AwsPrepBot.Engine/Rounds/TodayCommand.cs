using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Schedules;

namespace AwsPrepBot.Engine.Rounds;

/// <summary><c>/prep today</c>: the open question here, how the reader stands in it, and the last result.</summary>
public sealed class TodayCommand(IRoundStore rounds, IScheduleStore schedules, DailyQuestions daily, RoundCards cards)
{
    /// <summary>Answers it.</summary>
    public async Task<Card> HandleAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var last = await LastResultAsync(request, cancellationToken);
        var open = await rounds.OpenInAsync(request.Team, request.Channel, cancellationToken);
        if (open.LastOrDefault(round => round.PostedAt is not null) is not { } round)
            return await NothingOpenAsync(request, last, cancellationToken);

        var card = await cards.QuestionAsync(round, cancellationToken);
        var mine = await AnswerOfAsync(round, request, cancellationToken);
        RichText standing = mine switch
        {
            null => "You have not answered yet.",
            { Score: { } score } => $"Your answer earns {score} of 100.",
            { OptionId: var option } => ["Your answer is ", Span.Strong($"{round.Question.LetterOf(option!)}"), ". You can change it until the question closes."],
        };
        return card with { Blocks = [.. card.Blocks, new TextBlock(standing), .. last] };
    }

    async Task<Card> NothingOpenAsync(ChatRequest request, IReadOnlyList<Block> last, CancellationToken cancellationToken)
    {
        var schedule = await schedules.FindAsync(request.Team, request.Channel, cancellationToken);
        RichText text = schedule switch
        {
            null or { Settings: null } => ["No question is open here, and none is scheduled. An admin can start with ", Span.Code("/prep setup"), "."],
            { Pause: { Until: null } } => "No question is open here: the questions are paused.",
            _ when await daily.NextAsync(schedule, 1, cancellationToken) is [var next, ..] => ["No question is open here. The next one comes ", Span.DateTime(next.At), "."],
            _ => "No question is open here.",
        };
        return new Card { Blocks = [new TextBlock(text), .. last] };
    }

    async Task<IReadOnlyList<Block>> LastResultAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        if (await rounds.LastClosedAsync(request.Team, request.Channel, cancellationToken) is not { } round)
            return [];
        var day = Words.Day(round.LocalDate);
        var result = await AnswerOfAsync(round, request, cancellationToken) switch
        {
            null => $"Last question ({day}): you did not answer it.",
            { Score: { } score } => $"Last question ({day}): {score} of 100, +{Words.Count(Scoring.PointsFor(round.Question.Level, score), "point")}.",
            { } answer when round.Question.IsRight(answer) => $"Last question ({day}): you were right, +{round.Points} points.",
            { } answer => $"Last question ({day}): you said {round.Question.LetterOf(answer.OptionId!)}, right was "
                + Words.List([.. round.Question.Right.Select(right => round.Question.LetterOf(right).ToString())]) + ".",
        };
        return [new TextBlock(round.Message?.Link is { } link ? [Span.Dim($"{result} "), Span.Link("See the answer", link)] : [Span.Dim(result)])];
    }

    async Task<Answer?> AnswerOfAsync(Round round, ChatRequest request, CancellationToken cancellationToken) =>
        (await rounds.AnswersAsync(round.Team, round.Id, cancellationToken)).FirstOrDefault(answer => answer.Member == request.Speaker.Member);
}
