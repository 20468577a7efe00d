using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Schedules;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>
/// Carries out a delivery of a channel's quiz: shows its present question or its end. A question's time runs from its
/// showing, so that a platform that is slow takes nobody's time.
/// </summary>
public sealed partial class QuizMessenger(
    IDeliveryStore deliveries, IQuizStore quizzes, IAlarms alarms, TimeProvider time, ILogger<QuizMessenger> logger)
{
    const string TooLate = "it could not be shown in time";

    static readonly Duration LookAgain = Duration.FromSeconds(2);

    internal async Task SendAsync(IChatPlatform platform, PendingDelivery delivery, QuizId id, CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetInstant();
            if (await quizzes.FindAsync(delivery.Team, id, cancellationToken) is not { } account)
                await deliveries.EndAsync(delivery, DeliveryState.Cancelled, "the quiz is gone", cancellationToken);
            else if (account.Quiz is { IsUnfinished: false, Message: null } && !delivery.MaybeSent)
                await deliveries.EndAsync(delivery, DeliveryState.Cancelled, "its quiz was no longer running", cancellationToken);
            else if (now - delivery.CreatedAt > QuizRules.PostWindow && !delivery.MaybeSent)
                await GiveUpAsync(platform, delivery, account.Quiz, TooLate, cancellationToken);
            else
                await ShowAsync(platform, delivery, account, now, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception, delivery.Id, id);
            await deliveries.RetryAsync(delivery, time.GetInstant() + LookAgain, maybeSent: true, "an error of ours", cancellationToken);
        }
    }

    async Task ShowAsync(IChatPlatform platform, PendingDelivery delivery, QuizAccount account, Instant now, CancellationToken cancellationToken)
    {
        var quiz = account.Quiz;
        var closesAt = quiz.ClosesAt ?? now + quiz.QuestionTime!.Value;
        var names = await quizzes.ShownNamesAsync(quiz.Team, [.. account.Answers.Select(answer => answer.Member).Distinct()], cancellationToken);
        var card = ChannelQuizCards.Public(account, closesAt, names);
        SendResult result;
        if (delivery.Kind == DeliveryKind.Edit)
        {
            // Edits wait for the message.
            result = await platform.EditAsync(quiz.Team, quiz.Message!, card, cancellationToken);
        }
        else
        {
            var post = new Post(delivery.Id, quiz.Team, quiz.Channel, card);
            result = delivery.MaybeSent ? await LookAsync(platform, post, delivery, cancellationToken) : await platform.PostAsync(post, cancellationToken);
        }

        switch (result)
        {
            case SendResult.Sent sent:
                if (await quizzes.ShownAsync(delivery, quiz, sent.Message, now, closesAt, cancellationToken) is { } open)
                    await alarms.SetQuizAsync(quiz.Team, quiz.Id, open, cancellationToken);
                break;
            case SendResult.Later later:
                await deliveries.RetryAsync(delivery, now + later.After, maybeSent: delivery.MaybeSent, later.Reason, cancellationToken);
                break;
            case SendResult.Unknown unknown:
                await deliveries.RetryAsync(delivery, now + LookAgain, maybeSent: delivery.Kind == DeliveryKind.Post, unknown.Reason, cancellationToken);
                break;
            case SendResult.Refused refused:
                await GiveUpAsync(platform, delivery, quiz, refused.Reason, cancellationToken);
                break;
            case SendResult.ChannelGone gone:
                await GiveUpAsync(platform, delivery, quiz, gone.Reason, cancellationToken);
                break;
        }
    }

    /// <summary>A post that may be there already: found, made now, or given up where it cannot be looked for.</summary>
    async Task<SendResult> LookAsync(IChatPlatform platform, Post post, PendingDelivery delivery, CancellationToken cancellationToken) =>
        await platform.FindAsync(post, delivery.CreatedAt, cancellationToken) switch
        {
            FindResult.Found found => new SendResult.Sent(found.Message),
            FindResult.Later later => new SendResult.Later(later.After, later.Reason),
            FindResult.CannotLook cannot => new SendResult.Refused(cannot.Reason),
            _ when time.GetInstant() - delivery.CreatedAt > QuizRules.PostWindow => new SendResult.Refused(TooLate),
            _ => await platform.PostAsync(post, cancellationToken),
        };

    /// <summary>Without its message a quiz can go nowhere. Who began it is told, as far as the platform lets us.</summary>
    async Task GiveUpAsync(IChatPlatform platform, PendingDelivery delivery, Quiz quiz, string reason, CancellationToken cancellationToken)
    {
        Log.GivenUp(logger, delivery.Id, quiz.Id, reason);
        await deliveries.EndAsync(delivery, DeliveryState.Cancelled, reason, cancellationToken);
        var turn = await quizzes.TakeTurnAsync(
            delivery.Team, quiz.Id, null, account => QuizRules.GiveUp(account, time.GetInstant()), null, cancellationToken);
        if (turn is not QuizTurn.Taken)
            return;
        var unsure = delivery is { Kind: DeliveryKind.Post, MaybeSent: true } ? " If its message stands there, its buttons do nothing: delete it." : "";
        await platform.TellAsync(
            quiz.Team, quiz.Member, Card.Plain(["I called off the quiz in ", Span.Channel(quiz.Channel), $": {reason}.{unsure}"]), cancellationToken);
    }

    static partial class Log
    {
        [LoggerMessage(1411, LogLevel.Error, "Delivery {Delivery} of quiz {Quiz} failed; trying again")]
        public static partial void Failed(ILogger logger, Exception exception, DeliveryId delivery, QuizId quiz);

        [LoggerMessage(1412, LogLevel.Warning, "Delivery {Delivery} of quiz {Quiz} was given up: {Reason}")]
        public static partial void GivenUp(ILogger logger, DeliveryId delivery, QuizId quiz, string reason);
    }
}
