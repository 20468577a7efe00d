using AwsPrepBot.Engine.Rounds;
using NodaTime;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>Why an act in a quiz changes nothing.</summary>
public enum QuizRefusal
{
    /// <summary>It is somebody else's.</summary>
    NotYours,
    /// <summary>It was left alone for too long and waits to be gone on with.</summary>
    Parked,
    /// <summary>It has ended.</summary>
    Finished,
    /// <summary>It was given up for another one.</summary>
    Abandoned,
    /// <summary>The button belongs to a question before the present one.</summary>
    Past,
    /// <summary>The question has no such option.</summary>
    NoSuchOption,
    /// <summary>The button belongs to a question that has not come yet, or to another kind of quiz: forged.</summary>
    Unknown,
}

/// <summary>What became of an act in a quiz.</summary>
public abstract record QuizTurn
{
    /// <summary>It counts.</summary>
    /// <param name="After">The quiz as it is from now on.</param>
    /// <param name="Answer">An answer to keep, in place of the member's earlier one to that question.</param>
    /// <param name="Before">That earlier one.</param>
    /// <param name="ShowsInChannel">The channel's message is to be brought to the new state.</param>
    public sealed record Taken(Quiz After, QuizAnswer? Answer = null, QuizAnswer? Before = null, bool ShowsInChannel = false) : QuizTurn;

    /// <summary>It changes nothing.</summary>
    public sealed record Refused(QuizRefusal Why, QuizAccount Account) : QuizTurn;

    /// <summary>The team has no such quiz.</summary>
    public sealed record Missing : QuizTurn;

    /// <summary>The same request again; nothing was changed.</summary>
    public sealed record Duplicate : QuizTurn;
}

/// <summary>
/// What each act means for a quiz. Pure: the store reads, asks here and writes in one transaction, so that nothing slips in
/// between, and a quiz that was interrupted goes on as if it had not been.
/// </summary>
public static class QuizRules
{
    /// <summary>The most questions in one quiz.</summary>
    public const int MostQuestions = 20;

    /// <summary>A private quiz left alone for so long is parked; in a channel it ends.</summary>
    public static readonly Duration Idle = Duration.FromMinutes(30);

    /// <summary>Between the end of one quiz in a channel and the beginning of the next.</summary>
    public static readonly Duration BetweenInChannel = Duration.FromMinutes(10);

    /// <summary>A channel's quiz that could not be shown for so long is given up.</summary>
    public static readonly Duration PostWindow = Duration.FromMinutes(10);

    /// <summary>Whether a private quiz waits to be gone on with.</summary>
    public static bool IsParked(Quiz quiz, Instant now) =>
        quiz.State == QuizState.Parked || (quiz is { IsPrivate: true, State: QuizState.Running } && now - quiz.LastAt >= Idle);

    /// <summary>A member chooses an option. In private this moves the quiz on; in a channel the last choice before the close counts.</summary>
    public static QuizTurn Choose(QuizAccount account, MemberId member, int position, char letter, Instant now)
    {
        if (Refuse(account, member, position, now) is { } refusal)
            return refusal;
        var quiz = account.Quiz;
        if (quiz.Present is not { Rubric: null } question)
            return new QuizTurn.Refused(QuizRefusal.Unknown, account);
        if (question.OptionAt(letter) is not { } option)
            return new QuizTurn.Refused(QuizRefusal.NoSuchOption, account);
        var answer = new QuizAnswer(position, member, now, TimeSince(quiz, now), question.IsRight(option.Id) ? 100 : 0, option.Id);
        return quiz.IsPrivate
            ? new QuizTurn.Taken(Forward(quiz, now), answer)
            : new QuizTurn.Taken(quiz with { LastAt = now }, answer, account.AnswerOf(member, position));
    }

    /// <summary>Whether a member may write an answer now, to the question or to its follow-up; null when they may.</summary>
    public static QuizTurn.Refused? MayWrite(QuizAccount account, MemberId member, int position, bool onFollowUp, Instant now) =>
        RefuseStep(account, member, position, onFollowUp, now)
        ?? (account.Quiz.Present is { Rubric: not null } && account.Quiz.IsPrivate ? null : new QuizTurn.Refused(QuizRefusal.Unknown, account));

    /// <summary>
    /// A member's answer in their own words, sent at <paramref name="now"/>. It moves the quiz on, unless
    /// <paramref name="followUp"/> is to be asked first.
    /// </summary>
    public static QuizTurn Write(QuizAccount account, MemberId member, int position, WrittenAnswer written, FollowUp? followUp, Instant now)
    {
        if (MayWrite(account, member, position, onFollowUp: false, now) is { } refusal)
            return refusal;
        var answer = new QuizAnswer(position, member, now, TimeSince(account.Quiz, now), written.Verdict.Score, null, written, followUp);
        return new QuizTurn.Taken(followUp is null ? Forward(account.Quiz, now) : account.Quiz with { LastAt = now }, answer);
    }

    /// <summary>A member's answer to the follow-up question. What it earns is added to the question's score; it moves the quiz on.</summary>
    public static QuizTurn Reply(QuizAccount account, MemberId member, int position, WrittenAnswer reply, Instant now)
    {
        if (MayWrite(account, member, position, onFollowUp: true, now) is { } refusal)
            return refusal;
        var answer = account.Pending!;
        var after = FollowUps.Settle(account.Quiz.Present!.Rubric!, answer, reply);
        return new QuizTurn.Taken(Forward(account.Quiz, now), after, answer);
    }

    /// <summary>A member leaves the question, or its follow-up, unanswered; in interviews only. After the last question nothing is left to show but how it went.</summary>
    public static QuizTurn Skip(QuizAccount account, MemberId member, int position, bool onFollowUp, Instant now)
    {
        if (account.Quiz.Mode != QuizMode.Mock)
            return new QuizTurn.Refused(QuizRefusal.Unknown, account);
        if (RefuseStep(account, member, position, onFollowUp, now) is { } refusal)
            return refusal;
        if (account.Quiz.Present is null)
            return new QuizTurn.Refused(QuizRefusal.Unknown, account);
        var next = Forward(account.Quiz, now);
        return new QuizTurn.Taken(onFollowUp ? next : EndIfAllAsked(next, now));
    }

    /// <summary>The member is shown the present question: its time begins.</summary>
    public static QuizTurn Show(QuizAccount account, MemberId member, int position, Instant now)
    {
        if (!account.Quiz.IsPrivate)
            return new QuizTurn.Refused(QuizRefusal.Unknown, account);
        return Refuse(account, member, position, now) is { } refusal ? refusal : new QuizTurn.Taken(EndIfAllAsked(account.Quiz with { LastAt = now }, now));
    }

    /// <summary>The member goes on with a quiz, parked or not.</summary>
    public static QuizTurn GoOn(QuizAccount account, MemberId member, Instant now) => account.Quiz switch
    {
        { IsPrivate: false } => new QuizTurn.Refused(QuizRefusal.Unknown, account),
        var quiz when quiz.Member != member => new QuizTurn.Refused(QuizRefusal.NotYours, account),
        { IsUnfinished: false } quiz => new QuizTurn.Refused(Over(quiz), account),
        var quiz => new QuizTurn.Taken(EndIfAllAsked(quiz with { State = QuizState.Running, LastAt = now }, now)),
    };

    /// <summary>Ends a quiz early: a private one by its member, a channel's by who began it or an admin.</summary>
    public static QuizTurn Stop(QuizAccount account, MemberId member, bool isAdmin, int position, Instant now)
    {
        var quiz = account.Quiz;
        if (!quiz.IsPrivate)
        {
            if (quiz.Member != member && !isAdmin)
                return new QuizTurn.Refused(QuizRefusal.NotYours, account);
            // The question that is shown counts with the answers it has; one that is on its way was not asked.
            var asked = quiz.ClosesAt is null ? quiz.Position : quiz.Position + 1;
            return quiz.IsUnfinished
                ? new QuizTurn.Taken(End(quiz with { Position = asked }, now), ShowsInChannel: true)
                : new QuizTurn.Refused(Over(quiz), account);
        }
        // Whoever has answered and stops at the follow-up has answered.
        var answered = account.Pending is null ? quiz.Position : quiz.Position + 1;
        return Refuse(account, member, position, now) is { } refusal ? refusal : new QuizTurn.Taken(End(quiz with { Position = answered }, now));
    }

    /// <summary>
    /// Moves a channel's quiz on when its question has closed; null when it has not. A quiz that nobody could follow for
    /// long, since the bot was away, ends with what was asked.
    /// </summary>
    public static QuizTurn? Advance(QuizAccount account, Instant now)
    {
        if (account.Quiz is not { IsPrivate: false, State: QuizState.Running, ClosesAt: { } closesAt } quiz || closesAt > now)
            return null;
        var next = quiz with { Position = quiz.Position + 1, ClosesAt = null, LastAt = now };
        return new QuizTurn.Taken(next.Present is null || now - closesAt >= Idle ? End(next, now) : next, ShowsInChannel: true);
    }

    /// <summary>Ends a channel's quiz whose message cannot be shown; null when it is over. One that nobody ever saw is abandoned.</summary>
    public static QuizTurn? GiveUp(QuizAccount account, Instant now) => account.Quiz switch
    {
        { IsUnfinished: false } => null,
        { Message: null } quiz => new QuizTurn.Taken(End(quiz, now) with { State = QuizState.Abandoned }),
        var quiz => new QuizTurn.Taken(End(quiz, now)),
    };

    /// <summary>Why a member may do nothing with the question at a position now; null when they may.</summary>
    public static QuizTurn.Refused? Refuse(QuizAccount account, MemberId member, int position, Instant now)
    {
        var quiz = account.Quiz;
        QuizRefusal? why = quiz switch
        {
            { IsPrivate: true } when quiz.Member != member => QuizRefusal.NotYours,
            { IsUnfinished: false } => Over(quiz),
            _ when position < 0 || position > quiz.Position => QuizRefusal.Unknown,
            _ when position < quiz.Position || quiz.ClosesAt <= now => QuizRefusal.Past,
            _ when IsParked(quiz, now) => QuizRefusal.Parked,
            _ => null,
        };
        return why is { } reason ? new QuizTurn.Refused(reason, account) : null;
    }

    /// <summary>The same, for what belongs either to the question or to its follow-up.</summary>
    static QuizTurn.Refused? RefuseStep(QuizAccount account, MemberId member, int position, bool onFollowUp, Instant now)
    {
        if (Refuse(account, member, position, now) is { } refusal)
            return refusal;
        var isPending = account.Pending is not null;
        return isPending == onFollowUp ? null : new QuizTurn.Refused(isPending ? QuizRefusal.Past : QuizRefusal.Unknown, account);
    }

    /// <summary>Since the question was shown.</summary>
    static Duration TimeSince(Quiz quiz, Instant now) =>
        Duration.Max(now - (quiz.IsPrivate ? quiz.LastAt : quiz.ClosesAt - quiz.QuestionTime ?? now), Duration.Zero);

    static QuizRefusal Over(Quiz quiz) => quiz.State == QuizState.Abandoned ? QuizRefusal.Abandoned : QuizRefusal.Finished;

    static Quiz Forward(Quiz quiz, Instant now)
    {
        var next = quiz with { Position = quiz.Position + 1, LastAt = now };
        return quiz.Mode == QuizMode.Mock ? next : EndIfAllAsked(next, now);
    }

    static Quiz EndIfAllAsked(Quiz quiz, Instant now) => quiz.Present is null ? End(quiz, now) : quiz;

    static Quiz End(Quiz quiz, Instant now) => quiz with { State = QuizState.Ended, EndedAt = now, LastAt = now, ClosesAt = null };
}
