using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>Why a press changed nothing, to the person alone, with the way on where there is one.</summary>
internal static class QuizRefusals
{
    /// <summary>No quiz here has that button.</summary>
    public static Card Unknown { get; } = Card.Refusal(["That button belongs to no quiz here. ", Span.Code("/prep quiz"), " starts one."]);

    /// <summary>Somebody else's.</summary>
    public static Card NotYours { get; } = Card.Refusal(["That is somebody else's quiz. ", Span.Code("/prep quiz"), " starts one of your own."]);

    /// <summary>It has to end first.</summary>
    public static Card StillRunning(Quiz quiz) => Card.Refusal($"That {Noun(quiz)} is not over yet.") with { Actions = quiz.IsPrivate ? [QuizCards.GoOn(quiz)] : [] };

    /// <summary>The words for a turn that was not taken; null for one that was answered before.</summary>
    public static Card? Say(QuizTurn? turn, MemberId member, int position) => turn switch
    {
        QuizTurn.Refused refused => Say(refused, member, position),
        QuizTurn.Missing => Unknown,
        _ => null,
    };

    static Card Say(QuizTurn.Refused refused, MemberId member, int position)
    {
        var (account, quiz) = (refused.Account, refused.Account.Quiz);
        return refused.Why switch
        {
            QuizRefusal.NotYours when quiz.IsPrivate => NotYours,
            QuizRefusal.NotYours => Card.Refusal("Only who began this quiz or an admin can stop it."),
            QuizRefusal.Parked => Card.Refusal($"This {Noun(quiz)} was left alone for {QuizRules.Idle.TotalMinutes:0} minutes and is parked at {quiz.Position} of {quiz.Questions.Count}. Nothing is lost.")
                with { Actions = [QuizCards.GoOn(quiz)] },
            QuizRefusal.Finished when quiz.IsPrivate => Card.Refusal(new RichText([$"This {Noun(quiz)} is finished. "]) + QuizCards.Summary(account, member))
                with { Actions = [.. quiz.Mode == QuizMode.Mock ? [MockCards.ToScorecard(quiz) with { IsPrimary = false }] : Enumerable.Empty<CardAction>(), .. QuizCards.AtTheEnd(account, member)] },
            QuizRefusal.Finished => Card.Refusal("This quiz is over."),
            QuizRefusal.Abandoned when !quiz.IsPrivate => Card.Refusal("This quiz was called off: I lost sight of its message."),
            QuizRefusal.Abandoned => Card.Refusal([$"You gave that {Noun(quiz)} up for another. ", Span.Code("/prep quiz"), " shows where you are."]),
            QuizRefusal.Past when quiz.IsPrivate => Card.Refusal(Answered(account, member, position)) with { Actions = [QuizCards.GoOn(quiz)] },
            QuizRefusal.Past => Card.Refusal("That question has closed. The next one shows up in the same message."),
            QuizRefusal.NoSuchOption => Card.Refusal($"This question has the answers A to {(char)('A' + quiz.Present!.Options.Count - 1)}."),
            _ => Unknown,
        };
    }

    static string Noun(Quiz quiz) => quiz.Mode == QuizMode.Mock ? "mock interview" : "quiz";

    static string Answered(QuizAccount account, MemberId member, int position)
    {
        var where = account.Quiz.Present is null ? "That was the last one." : $"The {Noun(account.Quiz)} is at {account.Quiz.Position + 1} of {account.Quiz.Questions.Count} now.";
        if (account.AnswerOf(member, position) is not { } answer)
            return $"That button belongs to an earlier question. {where}";
        var given = answer.OptionId is { } option
            ? $"{account.Quiz.Questions[position].LetterOf(option)}, which was {(answer.IsRight ? "right" : "not right")}"
            : $"{answer.Score} of 100";
        return $"You answered that one already: {given}. {where}";
    }
}
