using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Schedules;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>
/// Quizzes for everyone in a channel: one message, edited for each question when the one before has closed; answers in
/// private, a podium at the end. Safe to call again and from several places at once: the store decides.
/// </summary>
public sealed partial class ChannelQuizzes(
    IQuizStore quizzes, QuizQuestions questions, IEnumerable<IChatPlatform> platforms, Admins admins, Outbox outbox, IAlarms alarms, IdSource ids,
    TimeProvider time, ILogger<ChannelQuizzes> logger)
{
    /// <summary>Begins one, unless one runs, ended just now, or an admin has switched them off.</summary>
    public async Task<Card?> StartAsync(ChatRequest request, QuizFilter filter, Duration questionTime, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        var place = await quizzes.PlaceAsync(request.Team, request.Channel, cancellationToken);
        if (!place.IsAllowed)
            return Card.Refusal(["Quizzes for everyone are switched off here. ", Span.Code("/prep quiz"), " starts one for you alone."]) with { Actions = Switch(request, to: true) };
        if (place.LastEndedAt + QuizRules.BetweenInChannel is { } free && free > now)
            return Card.Refusal(["The last quiz here has just ended. The next one can start ", Span.Relative(free), "."]);
        var platform = platforms.Single(platform => platform.Name == request.Team.Platform);
        if (await platform.CheckChannelAsync(request.Team, request.Channel, cancellationToken) is { } problem)
            return Card.Refusal(problem);

        var id = new QuizId(ids.Next());
        var allowed = await questions.AllowedAsync(request.Team, cancellationToken);
        var picked = await questions.PickAsync(allowed, filter, new Audience(request.Team, id, null, request.Channel), cancellationToken);
        if (picked.Count == 0)
            return QuizCards.NothingFits(new QuizAction.Begin(filter), QuizQuestions.Nearest(allowed, filter)) with { Actions = [] };
        var quiz = new Quiz
        {
            Id = id,
            Team = request.Team,
            Channel = request.Channel,
            Member = request.Speaker.Member,
            Mode = QuizMode.Channel,
            StartedAt = now,
            LastAt = now,
            QuestionTime = questionTime,
            Filter = filter,
            Questions = picked,
        };
        switch (await quizzes.StartAsync(quiz, request.Speaker.DisplayName, null, new DeliveryId(ids.Next()), request.Id, cancellationToken))
        {
            case StartResult.Started:
                Log.Started(logger, id, request.Team, picked.Count);
                outbox.Wake(request.Team.Platform);
                return Card.Done($"The quiz is on its way: {Words.Count(picked.Count, "question")}, {Words.Span(questionTime)} each, for everyone here.")
                    with { Actions = Switch(request, to: false) };
            case StartResult.Taken taken:
                return Card.Refusal([Span.Link("A quiz", taken.Other.Message?.Link), $" is running here, at {Math.Min(taken.Other.Position + 1, taken.Other.Questions.Count)} of {taken.Other.Questions.Count}. Join in."]);
            default:
                return null;
        }
    }

    /// <summary>Ends one early, for who began it and for admins; the podium shows what was asked.</summary>
    public async Task<Card?> StopAsync(ChatRequest request, Quiz quiz, QuizAction.Stop stop, CancellationToken cancellationToken)
    {
        if (quiz.Channel != request.Channel)
            return QuizRefusals.Unknown;
        var isAdmin = admins.Include(request);
        var turn = await quizzes.TakeTurnAsync(
            request.Team, stop.Quiz, request.Speaker,
            account => QuizRules.Stop(account, request.Speaker.Member, isAdmin, stop.Position, time.GetInstant()), request.Id, cancellationToken);
        if (turn is not QuizTurn.Taken)
            return QuizRefusals.Say(turn, request.Speaker.Member, stop.Position);
        outbox.Wake(request.Team.Platform);
        return Card.Done("Stopped. The message shows how it went.") with { Actions = Switch(request, to: false) };
    }

    /// <summary>How the presser did.</summary>
    public async Task<Card?> MyResultAsync(ChatRequest request, QuizAction.MyResult mine, CancellationToken cancellationToken)
    {
        if (await quizzes.FindAsync(request.Team, mine.Quiz, cancellationToken) is not { Quiz: { IsPrivate: false } quiz } account || quiz.Channel != request.Channel)
            return QuizRefusals.Unknown;
        if (quiz.IsUnfinished)
            return QuizRefusals.StillRunning(quiz);
        return account.Answers.All(answer => answer.Member != request.Speaker.Member)
            ? Card.Plain(["You did not answer in that quiz. ", Span.Code("/prep quiz"), " starts one for you alone."])
            : new Card { Blocks = [new TextBlock(QuizCards.Summary(account, request.Speaker.Member))], Actions = QuizCards.AtTheEnd(account, request.Speaker.Member) };
    }

    /// <summary>An admin allows or forbids them in a channel.</summary>
    public async Task<Card?> AllowAsync(ChatRequest request, QuizAction.Allow allow, CancellationToken cancellationToken)
    {
        if (!await quizzes.AllowAsync(request.Team, request.Channel, allow.Allowed, request.Id, cancellationToken))
            return null;
        return Card.Done(allow.Allowed
            ? ["Quizzes for everyone are switched on in ", Span.Channel(request.Channel), ". ", Span.Code("/prep quiz mode=channel"), " starts one."]
            : ["Quizzes for everyone are switched off in ", Span.Channel(request.Channel), ". Everyone can still quiz themselves in private."])
            with { Actions = Switch(request, !allow.Allowed) };
    }

    /// <summary>What admins see beside a channel's schedule: whether everyone may be quizzed there, and the switch.</summary>
    public async Task<Card> WithSwitchAsync(ChatRequest request, Card card, CancellationToken cancellationToken)
    {
        if (!admins.Include(request))
            return card;
        var place = await quizzes.PlaceAsync(request.Team, request.Channel, cancellationToken);
        return card with
        {
            Blocks = [.. card.Blocks, new TextBlock(place.IsAllowed
                ? ["Quizzes for everyone here are allowed (", Span.Code("/prep quiz mode=channel"), ")."]
                : "Quizzes for everyone here are switched off.")],
            Actions = [.. card.Actions, .. Switch(request, !place.IsAllowed)],
        };
    }

    /// <summary>Moves a quiz on whose question has closed; sets the alarm anew when it has not.</summary>
    public async Task AdvanceDueAsync(TeamId team, QuizId id, CancellationToken cancellationToken)
    {
        var turn = await quizzes.TakeTurnAsync(team, id, null, account => QuizRules.Advance(account, time.GetInstant()), null, cancellationToken);
        if (turn is QuizTurn.Taken)
            outbox.Wake(team.Platform);
        else if (await quizzes.FindAsync(team, id, cancellationToken) is { Quiz: { State: QuizState.Running, ClosesAt: { } closesAt } })
            await alarms.SetQuizAsync(team, id, closesAt, cancellationToken);
    }

    /// <summary>Moves on what is due, and parks private quizzes that were left alone.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        foreach (var quiz in await quizzes.RunningInChannelsAsync(cancellationToken))
        {
            if (quiz.ClosesAt <= now)
                await AdvanceDueAsync(quiz.Team, quiz.Id, cancellationToken);
        }

        await quizzes.ParkAsync(now - QuizRules.Idle, cancellationToken);
    }

    /// <summary>Sets the alarms that the last process took with it.</summary>
    public async Task SetAlarmsAsync(CancellationToken cancellationToken)
    {
        foreach (var quiz in await quizzes.RunningInChannelsAsync(cancellationToken))
        {
            if (quiz.ClosesAt is { } closesAt)
                await alarms.SetQuizAsync(quiz.Team, quiz.Id, closesAt, cancellationToken);
        }
    }

    IReadOnlyList<CardAction> Switch(ChatRequest request, bool to) => admins.Include(request)
        ? [new ButtonAction(new QuizAction.Allow(to).ToString(), to ? "Switch channel quizzes on" : "Switch channel quizzes off")]
        : [];

    static partial class Log
    {
        [LoggerMessage(1401, LogLevel.Information, "Quiz {Quiz} of {Team} began in a channel, {Questions} questions")]
        public static partial void Started(ILogger logger, QuizId quiz, TeamId team, int questions);
    }
}
