using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Delivery;

namespace AwsPrepBot.Engine.Rounds;

/// <summary>Someone chose a letter.</summary>
public sealed class AnswerHandler(IRoundStore rounds, AnswerSheets sheets, Outbox outbox, TimeProvider time)
{
    /// <summary>Stores the answer and says so; what it says never tells whether the answer is right before the close.</summary>
    public async Task<Card?> HandleAsync(ChatRequest request, ActionId.Answer action, CancellationToken cancellationToken)
    {
        if (await sheets.FindAsync(request.Team, action.Round, cancellationToken) is not { } sheet || sheet.Channel != request.Channel)
            return UnknownQuestion();
        if (sheet.OptionIds.Count == 0)
            return Card.Refusal(["This question is answered in your own words: press ", Span.Strong("Answer"), "."]);
        if (sheet.OptionAt(action.Letter) is not { } option)
            return Card.Refusal($"This question has the answers A to {sheet.LastLetter}.");

        var submission = new Submission(
            request.Team, action.Round, request.Speaker.Member, request.Speaker.DisplayName, option, time.GetInstant(), request.Id);
        var result = await rounds.SubmitAsync(submission, cancellationToken);
        if (result is SubmitResult.First { AsksForEdit: true })
            outbox.Wake(request.Team.Platform);
        return result switch
        {
            SubmitResult.First when sheet.ClosesAt is { } closesAt => Card.Done(
                ["Recorded: ", Span.Strong($"{action.Letter}"), ". You can change it until the question closes ", Span.Relative(closesAt), "."]),
            SubmitResult.First => Card.Done(["Recorded: ", Span.Strong($"{action.Letter}"), "."]),
            SubmitResult.Changed changed => Card.Done(
                ["Changed from ", Span.Strong($"{sheet.LetterOf(changed.PreviousOptionId)}"), " to ", Span.Strong($"{action.Letter}"), "."]),
            SubmitResult.Same => Card.Done([Span.Strong($"{action.Letter}"), " is already your answer."]),
            SubmitResult.NotOpen => await LateAsync(request, action.Round, action.Letter, cancellationToken),
            _ => null,
        };
    }

    /// <summary>The refusal of a button whose question is not this channel's.</summary>
    internal static Card UnknownQuestion() =>
        Card.Refusal(["That button belongs to no question here. ", Span.Code("/prep today"), " shows the one that is open."]);

    async Task<Card?> LateAsync(ChatRequest request, RoundId id, char letter, CancellationToken cancellationToken)
    {
        if (await rounds.FindAsync(request.Team, id, cancellationToken) is not { } round)
            return UnknownQuestion();
        if (round.State == RoundState.Void)
            return Card.Refusal("This question was withdrawn and counts for nothing.");
        // Read after the refusal, so it may be closed only by now; but never tell what is right about one that is open.
        if (round.State == RoundState.Open && !(round.ClosesAt <= time.GetInstant()))
            return Card.Refusal("Not recorded. Please press again in a moment.");
        var closedAt = round.ClosedAt ?? round.ClosesAt!.Value;
        var question = round.Question;
        var rightLetters = Words.List([.. question.Right.Select(right => question.LetterOf(right).ToString())]);
        var verdict = question.IsRight(question.OptionAt(letter)!.Id)
            ? $". {letter} would have been right, but late answers score no points."
            : $". {letter} would not have been right: it was {rightLetters}. Late answers score no points.";
        return Card.Refusal(["This question closed ", Span.Relative(closedAt), verdict]);
    }
}
