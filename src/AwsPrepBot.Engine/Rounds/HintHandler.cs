using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Engine.Rounds;

/// <summary>Someone asked for the hint.</summary>
public sealed class HintHandler(IRoundStore rounds)
{
    /// <summary>Shows it, to that person alone; it costs nothing.</summary>
    public async Task<Card> HandleAsync(ChatRequest request, ActionId.Hint action, CancellationToken cancellationToken) =>
        await rounds.FindAsync(request.Team, action.Round, cancellationToken) is { Question.Hint: { } hint } round && round.Channel == request.Channel
            ? Show(hint)
            : AnswerHandler.UnknownQuestion();

    /// <summary>A hint's card.</summary>
    internal static Card Show(string hint) => Card.Plain(new RichText([Span.Strong("Hint: ")]) + MarkdownText.ToLine(hint));
}
