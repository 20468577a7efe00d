using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Grading;

namespace AwsPrepBot.Engine.Rounds;

/// <summary>Someone answers a question in their own words: a form, a verdict for them alone, and one try to improve it.</summary>
public sealed class WriteHandler(IRoundStore rounds, IOpenAnswerStore answers, IAnswerGrader grader, Outbox outbox, TimeProvider time)
{
    /// <summary>The form to write into; a card where there is nothing to write any more.</summary>
    public async Task<Card> PressAsync(ChatRequest request, ActionId.Write action, CancellationToken cancellationToken)
    {
        var (round, refusal) = await FindAsync(request, action, cancellationToken);
        if (round is null)
            return refusal!;
        if (round.State != RoundState.Open || round.ClosesAt <= time.GetInstant())
            return Late(round, null);
        return await answers.FindAsync(request.Team, round.Id, request.Speaker.Member, cancellationToken) switch
        {
            null => OpenCards.Form(round.Question, action, null),
            { Tries: 1 } first => OpenCards.Form(round.Question, action, first.Text),
            var both => OpenCards.NoMoreTries(both),
        };
    }

    /// <summary>Grades what was written, keeps it, and says what it earns. The model answer stays hidden until the close.</summary>
    public async Task<Card?> SubmitAsync(ChatRequest request, ActionId.Write action, string written, CancellationToken cancellationToken)
    {
        var (round, refusal) = await FindAsync(request, action, cancellationToken);
        if (round?.Question is not { Rubric: { } rubric } question)
            return refusal;
        var text = written.Trim();
        if (OpenCards.Unreadable(text) is { } unreadable)
            return unreadable;

        // What counts is when it was sent, however long the grader takes.
        var at = time.GetInstant();
        var verdict = await grader.GradeAsync(request.Team, new OpenQuestion(question.Id.Value, question.Prompt, rubric.Points, rubric.Answers), text, cancellationToken);
        var submission = new OpenSubmission(
            request.Team, round.Id, request.Speaker.Member, request.Speaker.DisplayName, text, verdict, at, request.Id);
        var result = await answers.SubmitAsync(submission, cancellationToken);
        if (result is OpenSubmitResult.First { AsksForEdit: true })
            outbox.Wake(request.Team.Platform);
        return result switch
        {
            OpenSubmitResult.First => OpenCards.First(round, verdict, action),
            OpenSubmitResult.Improved improved => OpenCards.Improved(verdict, improved.PreviousScore),
            OpenSubmitResult.NotBetter kept => OpenCards.NotBetter(verdict, kept.ScoreThatCounts),
            OpenSubmitResult.Same same => OpenCards.Same(same.Answer, action),
            OpenSubmitResult.NoMoreTries both => OpenCards.NoMoreTries(both.Answer),
            OpenSubmitResult.NotOpen => Late(await rounds.FindAsync(request.Team, round.Id, cancellationToken) ?? round, verdict),
            _ => null,
        };
    }

    async Task<(Round? Round, Card? Refusal)> FindAsync(ChatRequest request, ActionId.Write action, CancellationToken cancellationToken)
    {
        if (await rounds.FindAsync(request.Team, action.Round, cancellationToken) is not { } round || round.Channel != request.Channel)
            return (null, AnswerHandler.UnknownQuestion());
        return round.Question.Rubric is null ? (null, Card.Refusal("This question is answered with a letter.")) : (round, null);
    }

    Card Late(Round round, Verdict? verdict)
    {
        if (round.State == RoundState.Void)
            return Card.Refusal("This question was withdrawn and counts for nothing.");
        // Read after the refusal, so it may be closed only by now; but nothing is told of one that is open.
        if (round.State == RoundState.Open && !(round.ClosesAt <= time.GetInstant()))
            return Card.Refusal("Not recorded. Please send it again in a moment.");
        var would = verdict is null ? "Late answers score no points." : $"Late answers score no points; yours would have earned {verdict.Score} of 100.";
        return Card.Refusal(["This question closed ", Span.Relative(round.ClosedAt ?? round.ClosesAt!.Value), $". {would}"]);
    }
}
