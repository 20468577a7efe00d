using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Rounds;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>Leads every press on a quiz's button to what it does.</summary>
public sealed class QuizPresses(IQuizStore quizzes, PrivateQuizzes personal, ChannelQuizzes shared, TimeProvider time)
{
    /// <summary>Answers it; null when it was answered before.</summary>
    public Task<Card?> HandleAsync(ChatRequest request, QuizAction action, CancellationToken cancellationToken) => action switch
    {
        QuizAction.Choose choose => ChooseAsync(request, choose, cancellationToken),
        QuizAction.OpenForm open => personal.WriteAsync(request, open, cancellationToken),
        QuizAction.Skip skip => personal.SkipAsync(request, skip, cancellationToken),
        QuizAction.ShowHint hint => HintAsync(request, hint, cancellationToken),
        QuizAction.Next next => personal.NextAsync(request, next, cancellationToken),
        QuizAction.GoOn goOn => personal.GoOnAsync(request, goOn, cancellationToken),
        QuizAction.Stop stop => StopAsync(request, stop, cancellationToken),
        QuizAction.Begin begin => personal.BeginAsync(request, begin, cancellationToken),
        QuizAction.Review review => personal.ReviewAsync(request, review, cancellationToken),
        QuizAction.Missed missed => personal.ReviewMissedAsync(request, missed, cancellationToken),
        QuizAction.MyResult mine => shared.MyResultAsync(request, mine, cancellationToken),
        QuizAction.Allow allow => shared.AllowAsync(request, allow, cancellationToken),
        _ => Task.FromResult<Card?>(QuizRefusals.Unknown),
    };

    /// <summary>Answers what was written into a quiz's form.</summary>
    public Task<Card?> HandleAsync(ChatRequest request, QuizAction action, string text, CancellationToken cancellationToken) => action is QuizAction.Written written
        ? personal.SubmitAsync(request, written, text, cancellationToken)
        : Task.FromResult<Card?>(QuizRefusals.Unknown);

    async Task<Card?> ChooseAsync(ChatRequest request, QuizAction.Choose choose, CancellationToken cancellationToken)
    {
        var member = request.Speaker.Member;
        var turn = await quizzes.TakeTurnAsync(
            request.Team, choose.Quiz, request.Speaker,
            account => IsElsewhere(request, account.Quiz) ? null : QuizRules.Choose(account, member, choose.Position, choose.Letter, time.GetInstant()),
            request.Id, cancellationToken);
        if (turn is null)
            return QuizRefusals.Unknown;
        if (turn is not QuizTurn.Taken { Answer: { } answer } taken)
            return QuizRefusals.Say(turn, member, choose.Position);
        if (!taken.After.IsPrivate)
            return ChannelQuizCards.Receipt(taken.After.Questions[choose.Position], taken.Before, answer, choose.Letter);
        return await quizzes.FindAsync(request.Team, choose.Quiz, cancellationToken) is { } account
            ? QuizCards.Verdict(account, answer)
            : QuizRefusals.Unknown;
    }

    /// <summary>Costs nothing and changes nothing, but it is refused as an answer would be.</summary>
    async Task<Card?> HintAsync(ChatRequest request, QuizAction.ShowHint hint, CancellationToken cancellationToken)
    {
        if (await quizzes.FindAsync(request.Team, hint.Quiz, cancellationToken) is not { } account || IsElsewhere(request, account.Quiz))
            return QuizRefusals.Unknown;
        if (QuizRules.Refuse(account, request.Speaker.Member, hint.Position, time.GetInstant()) is { } refused)
            return QuizRefusals.Say(refused, request.Speaker.Member, hint.Position);
        return account.Quiz.Present?.Hint is { } text ? HintHandler.Show(text) : QuizRefusals.Unknown;
    }

    async Task<Card?> StopAsync(ChatRequest request, QuizAction.Stop stop, CancellationToken cancellationToken) =>
        await quizzes.FindAsync(request.Team, stop.Quiz, cancellationToken) is { Quiz.IsPrivate: false } account
            ? await shared.StopAsync(request, account.Quiz, stop, cancellationToken)
            : await personal.StopAsync(request, stop, cancellationToken);

    /// <summary>A channel's quiz is answered in its channel.</summary>
    static bool IsElsewhere(ChatRequest request, Quiz quiz) => !quiz.IsPrivate && quiz.Channel != request.Channel;
}
