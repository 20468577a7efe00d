using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using NodaTime;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>
/// Quizzes and interviews for one member alone: one message that moves on, kept in the store, so that a restart or an
/// expired message loses nothing. A member has one at a time.
/// </summary>
public sealed class PrivateQuizzes(
    IQuizStore quizzes, QuizQuestions questions, IScheduleStore schedules, IAnswerGrader grader, IdSource ids, TimeProvider time)
{
    /// <summary>The most questions in one review.</summary>
    const int ReviewCount = 10;

    /// <summary>Begins a quiz, or offers to go on with the one that waits.</summary>
    public async Task<Card?> BeginAsync(ChatRequest request, QuizAction.Begin begin, CancellationToken cancellationToken)
    {
        var id = new QuizId(ids.Next());
        var allowed = await questions.AllowedAsync(request.Team, cancellationToken);
        var picked = await questions.PickAsync(allowed, begin.Filter, new Audience(request.Team, id, request.Speaker.Member, null), cancellationToken);
        if (picked.Count == 0)
            return QuizCards.NothingFits(begin, QuizQuestions.Nearest(allowed, begin.Filter));
        var quiz = New(request, id, begin.IsMock ? QuizMode.Mock : QuizMode.Solo, begin.Filter, picked);
        return await StartAsync(request, quiz, begin.Replaces, other => begin with { Replaces = other }, cancellationToken);
    }

    /// <summary>Begins a review of all that is due, or says when something will be.</summary>
    public async Task<Card?> ReviewAsync(ChatRequest request, QuizAction.Review review, CancellationToken cancellationToken)
    {
        var zone = await ZoneAsync(request, cancellationToken);
        var today = time.GetToday(zone);
        var items = Reviews.Of(await quizzes.PastAnswersAsync(request.Team, request.Speaker.Member, cancellationToken), zone);
        var due = items.Where(item => item.From <= today).Select(item => item.Question);
        return await BeginReviewAsync(request, due, review.Replaces, other => review with { Replaces = other }, () => NothingDue(items, today), cancellationToken);
    }

    /// <summary>Begins a review of what the member missed in one quiz.</summary>
    public async Task<Card?> ReviewMissedAsync(ChatRequest request, QuizAction.Missed missed, CancellationToken cancellationToken)
    {
        if (await quizzes.FindAsync(request.Team, missed.Quiz, cancellationToken) is not { } account)
            return QuizRefusals.Unknown;
        if (account.Quiz.IsPrivate && account.Quiz.Member != request.Speaker.Member)
            return QuizRefusals.NotYours;
        if (account.Quiz.IsUnfinished)
            return QuizRefusals.StillRunning(account.Quiz);
        return await BeginReviewAsync(
            request, QuizCards.Missed(account, request.Speaker.Member), missed.Replaces, other => missed with { Replaces = other },
            () => Card.Plain("Nothing to review: what you missed there comes as a daily question soon."), cancellationToken);
    }

    /// <summary>Shows where a quiz stands, parked or not.</summary>
    public async Task<Card?> GoOnAsync(ChatRequest request, QuizAction.GoOn goOn, CancellationToken cancellationToken)
    {
        var turn = await quizzes.TakeTurnAsync(
            request.Team, goOn.Quiz, request.Speaker, account => QuizRules.GoOn(account, request.Speaker.Member, time.GetInstant()), request.Id, cancellationToken);
        return turn is QuizTurn.Taken ? await NowAsync(request, goOn.Quiz, cancellationToken) : QuizRefusals.Say(turn, request.Speaker.Member, 0);
    }

    /// <summary>Shows the present question after an answer.</summary>
    public async Task<Card?> NextAsync(ChatRequest request, QuizAction.Next next, CancellationToken cancellationToken)
    {
        var turn = await quizzes.TakeTurnAsync(
            request.Team, next.Quiz, request.Speaker, account => QuizRules.Show(account, request.Speaker.Member, next.Position, time.GetInstant()), request.Id, cancellationToken);
        return turn switch
        {
            QuizTurn.Taken => await NowAsync(request, next.Quiz, cancellationToken),
            // The last answer ended it: what is next is how it went.
            QuizTurn.Refused { Why: QuizRefusal.Finished, Account: { Quiz: var quiz } account } when quiz.Member == request.Speaker.Member && next.Position <= quiz.Position => QuizCards.End(account),
            _ => QuizRefusals.Say(turn, request.Speaker.Member, next.Position),
        };
    }

    /// <summary>The form to answer in one's own words.</summary>
    public async Task<Card?> WriteAsync(ChatRequest request, QuizAction.OpenForm write, CancellationToken cancellationToken)
    {
        if (await quizzes.FindAsync(request.Team, write.Quiz, cancellationToken) is not { } account)
            return QuizRefusals.Unknown;
        if (QuizRules.MayWrite(account, request.Speaker.Member, write.Position, write.OnFollowUp, time.GetInstant()) is { } refusal)
            return QuizRefusals.Say(refusal, request.Speaker.Member, write.Position);
        var written = new QuizAction.Written(write.Quiz, write.Position, write.OnFollowUp);
        return account.Pending?.FollowUp is { } followUp ? MockCards.Form(followUp, written) : OpenCards.Form(account.Quiz.Present!, written, null);
    }

    /// <summary>Grades what was written, keeps it and shows the verdict.</summary>
    public async Task<Card?> SubmitAsync(ChatRequest request, QuizAction.Written written, string typed, CancellationToken cancellationToken)
    {
        var member = request.Speaker.Member;
        // What counts is when it was sent, however long the grader takes.
        var at = time.GetInstant();
        if (await quizzes.FindAsync(request.Team, written.Quiz, cancellationToken) is not { } before)
            return QuizRefusals.Unknown;
        if (before.Quiz.Questions.ElementAtOrDefault(written.Position) is not { Rubric: { } rubric } question)
            return QuizRefusals.Unknown;
        var text = typed.Trim();
        if (OpenCards.Unreadable(text) is { } unreadable)
            return unreadable;

        var asked = written.OnFollowUp && before.AnswerOf(member, written.Position)?.FollowUp is { } pending
            ? FollowUps.AsQuestion(question, pending)
            : new OpenQuestion(question.Id.Value, question.Prompt, rubric.Points, rubric.Answers);
        var answer = new WrittenAnswer(text, await grader.GradeAsync(request.Team, asked, text, cancellationToken));
        var followUp = before.Quiz.Mode == QuizMode.Mock && !written.OnFollowUp ? FollowUps.Choose(question, answer) : null;
        var turn = await quizzes.TakeTurnAsync(
            request.Team, written.Quiz, request.Speaker,
            account => written.OnFollowUp
                ? QuizRules.Reply(account, member, written.Position, answer, at)
                : QuizRules.Write(account, member, written.Position, answer, followUp, at),
            request.Id, cancellationToken);
        return turn is QuizTurn.Taken { Answer: { } kept }
            ? await AfterAsync(request, written.Quiz, kept, cancellationToken)
            : QuizRefusals.Say(turn, member, written.Position);
    }

    /// <summary>Leaves a question of an interview unanswered and shows the next one; of a follow-up, shows the verdict on the answer before it.</summary>
    public async Task<Card?> SkipAsync(ChatRequest request, QuizAction.Skip skip, CancellationToken cancellationToken)
    {
        var member = request.Speaker.Member;
        var turn = await quizzes.TakeTurnAsync(
            request.Team, skip.Quiz, request.Speaker,
            account => QuizRules.Skip(account, member, skip.Position, skip.OnFollowUp, time.GetInstant()), request.Id, cancellationToken);
        if (turn is not QuizTurn.Taken)
            return QuizRefusals.Say(turn, member, skip.Position);
        var answer = skip.OnFollowUp ? (await quizzes.FindAsync(request.Team, skip.Quiz, cancellationToken))?.AnswerOf(member, skip.Position) : null;
        return answer is not null
            ? await AfterAsync(request, skip.Quiz, answer, cancellationToken)
            : await NowAsync(request, skip.Quiz, cancellationToken);
    }

    /// <summary>What an answer is answered with: its verdict, or the follow-up question.</summary>
    async Task<Card> AfterAsync(ChatRequest request, QuizId quiz, QuizAnswer answer, CancellationToken cancellationToken) =>
        await quizzes.FindAsync(request.Team, quiz, cancellationToken) switch
        {
            null => QuizRefusals.Unknown,
            { Pending: { } pending } account when pending.Position == answer.Position => MockCards.FollowUp(account.Quiz, pending),
            var account => QuizCards.Verdict(account, answer),
        };

    /// <summary>Where a quiz stands.</summary>
    async Task<Card> NowAsync(ChatRequest request, QuizId quiz, CancellationToken cancellationToken) =>
        await quizzes.FindAsync(request.Team, quiz, cancellationToken) is { } account ? QuizCards.Now(account) : QuizRefusals.Unknown;

    /// <summary>Ends a quiz and says how it went.</summary>
    public async Task<Card?> StopAsync(ChatRequest request, QuizAction.Stop stop, CancellationToken cancellationToken)
    {
        var turn = await quizzes.TakeTurnAsync(
            request.Team, stop.Quiz, request.Speaker,
            account => QuizRules.Stop(account, request.Speaker.Member, isAdmin: false, stop.Position, time.GetInstant()), request.Id, cancellationToken);
        return turn is QuizTurn.Taken
            ? await quizzes.FindAsync(request.Team, stop.Quiz, cancellationToken) is { } account ? QuizCards.End(account) : QuizRefusals.Unknown
            : QuizRefusals.Say(turn, request.Speaker.Member, stop.Position);
    }

    /// <summary>A card that also offers to go on with the quiz that waits, if one does.</summary>
    public async Task<Card> WithOfferAsync(ChatRequest request, Card card, CancellationToken cancellationToken) =>
        await quizzes.UnfinishedOfAsync(request.Team, request.Speaker.Member, cancellationToken) is { } waiting
            ? card with { Blocks = [.. card.Blocks, new TextBlock(QuizCards.Waiting(waiting))], Actions = [.. card.Actions, QuizCards.GoOn(waiting) with { IsPrimary = false }] }
            : card;

    async Task<Card?> BeginReviewAsync(
        ChatRequest request, IEnumerable<QuestionId> wanted, QuizId? replaces, Func<QuizId, QuizAction> instead, Func<Card> nothing,
        CancellationToken cancellationToken)
    {
        var id = new QuizId(ids.Next());
        var allowed = await questions.AllowedAsync(request.Team, cancellationToken);
        var taken = QuizQuestions.Take(allowed, wanted, ReviewCount, id);
        if (taken.Count == 0)
            return nothing();
        var quiz = New(request, id, QuizMode.Review, new QuizFilter(null, null, QuestionKind.Choice, taken.Count), taken);
        return await StartAsync(request, quiz, replaces, instead, cancellationToken);
    }

    static Card NothingDue(IReadOnlyList<ReviewItem> items, LocalDate today)
    {
        var coming = items.Where(item => item.From > today).ToList();
        return Card.Plain(coming.Count == 0
            ? "Nothing to review. What you get wrong comes here, until you get it right on two different days."
            : $"Nothing to review today. {Words.Count(coming.Count, "question")} you missed and then got right: once more from {Words.Day(coming.Min(item => item.From))} on.");
    }

    Quiz New(ChatRequest request, QuizId id, QuizMode mode, QuizFilter filter, IReadOnlyList<RoundQuestion> asked) => new()
    {
        Id = id,
        Team = request.Team,
        Channel = request.Channel,
        Member = request.Speaker.Member,
        Mode = mode,
        StartedAt = time.GetInstant(),
        LastAt = time.GetInstant(),
        Filter = filter,
        Questions = asked,
    };

    async Task<Card?> StartAsync(ChatRequest request, Quiz quiz, QuizId? replaces, Func<QuizId, QuizAction> instead, CancellationToken cancellationToken) =>
        await quizzes.StartAsync(quiz, request.Speaker.DisplayName, replaces, null, request.Id, cancellationToken) switch
        {
            StartResult.Started => QuizCards.First(quiz),
            StartResult.Taken taken => QuizCards.Offer(taken.Other, instead(taken.Other.Id)),
            _ => null,
        };

    /// <summary>Whose dates are the member's days: their own zone's where it is known, else the channel's.</summary>
    async Task<DateTimeZone> ZoneAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        if (request.Speaker.TimeZone is { } own && DateTimeZoneProviders.Tzdb.GetZoneOrNull(own) is { } zone)
            return zone;
        var schedule = await schedules.FindAsync(request.Team, request.Channel, cancellationToken)
            ?? (await schedules.OfTeamAsync(request.Team, cancellationToken) is [var first, ..] ? first : null);
        return schedule?.Settings?.TimeZone ?? DateTimeZone.Utc;
    }
}
