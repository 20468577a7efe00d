using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AwsPrepBot.Engine.Delivery;

/// <summary>Carries out one delivery and writes down what became of it.</summary>
public sealed partial class RoundMessenger(
    IDeliveryStore deliveries, NoticeMessenger noticeMessenger, IRoundStore roundStore, IScheduleStore schedules, RoundService rounds, RoundCards cards, BotPauses pauses,
    AdminNotices notices, IAlarms alarms, TimeProvider time, ILogger<RoundMessenger> logger)
{
    /// <summary>An edit that could not be made for so long is given up: the result stays readable in <c>today</c>.</summary>
    static readonly Duration EditWindow = Duration.FromDays(1);

    /// <summary>Before asking the platform again after an answer was lost.</summary>
    internal static readonly Duration LookAgain = Duration.FromSeconds(2);

    internal async Task SendAsync(IChatPlatform platform, PendingDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            if (await roundStore.FindAsync(delivery.Team, delivery.Round, cancellationToken) is not { } round)
                await deliveries.EndAsync(delivery, DeliveryState.Cancelled, "the round is gone", cancellationToken);
            else if (delivery.Kind == DeliveryKind.Post)
                await PostAsync(platform, delivery, round, cancellationToken);
            else if (delivery.Kind == DeliveryKind.Notice)
                await noticeMessenger.SendAsync(platform, delivery, round, cancellationToken);
            else
                await EditAsync(platform, delivery, round, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, delivery.Id, delivery.Round);
            await deliveries.RetryAsync(delivery, time.GetInstant() + BackOff(delivery), maybeSent: true, "an error of ours", cancellationToken);
        }
    }

    async Task PostAsync(IChatPlatform platform, PendingDelivery delivery, Round round, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        var closesAt = await ClosesAtAsync(round, now, cancellationToken);
        var post = new Post(delivery.Id, delivery.Team, round.Channel, await cards.QuestionAsync(round with { ClosesAt = closesAt }, cancellationToken));
        if (delivery.MaybeSent)
        {
            switch (await platform.FindAsync(post, delivery.CreatedAt, cancellationToken))
            {
                case FindResult.Found found:
                    await PostedAsync(delivery, round, found.Message, found.PostedAt, await ClosesAtAsync(round, found.PostedAt, cancellationToken), cancellationToken);
                    return;
                case FindResult.CannotLook cannot:
                    Log.Ambiguous(logger, delivery.Id, delivery.Round, cannot.Reason);
                    await deliveries.EndAsync(delivery, DeliveryState.Ambiguous, cannot.Reason, cancellationToken);
                    await GiveUpRoundAsync(round, "it may or may not have been posted", cancellationToken);
                    await TellOfAmbiguityAsync(round, cannot.Reason, cancellationToken);
                    return;
                case FindResult.Later later:
                    await deliveries.RetryAsync(delivery, time.GetInstant() + later.After, maybeSent: true, later.Reason, cancellationToken);
                    return;
            }
        }

        if (now > round.PostBefore)
        {
            await GiveUpPostAsync(delivery, round, "it could not be posted in time", cancellationToken);
            return;
        }

        switch (await platform.PostAsync(post, cancellationToken))
        {
            case SendResult.Sent sent:
                await PostedAsync(delivery, round, sent.Message, now, closesAt, cancellationToken);
                break;
            case SendResult.Later later:
                await deliveries.RetryAsync(delivery, time.GetInstant() + later.After, maybeSent: false, later.Reason, cancellationToken);
                break;
            case SendResult.Unknown unknown:
                await deliveries.RetryAsync(delivery, time.GetInstant() + LookAgain, maybeSent: true, unknown.Reason, cancellationToken);
                break;
            case SendResult.Refused refused:
                await GiveUpPostAsync(delivery, round, refused.Reason, cancellationToken);
                break;
            case SendResult.ChannelGone gone:
                await GiveUpPostAsync(delivery, round, gone.Reason, cancellationToken);
                await pauses.PauseAsync(round.Team, round.Schedule, gone.Reason, cancellationToken);
                break;
        }
    }

    async Task EditAsync(IChatPlatform platform, PendingDelivery delivery, Round round, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        if (round.Message is not { } message || now - delivery.CreatedAt > EditWindow)
        {
            await deliveries.EndAsync(delivery, DeliveryState.Cancelled, "too late", cancellationToken);
            return;
        }

        switch (await platform.EditAsync(delivery.Team, message, await cards.PublicAsync(round, cancellationToken), cancellationToken))
        {
            case SendResult.Sent:
                await deliveries.EditedAsync(delivery, now, cancellationToken);
                break;
            case SendResult.Later later:
                await deliveries.RetryAsync(delivery, time.GetInstant() + later.After, maybeSent: false, later.Reason, cancellationToken);
                break;
            case SendResult.Unknown unknown:
                await deliveries.RetryAsync(delivery, time.GetInstant() + BackOff(delivery), maybeSent: false, unknown.Reason, cancellationToken);
                break;
            case SendResult.Refused refused:
                Log.GivenUp(logger, delivery.Id, delivery.Round, refused.Reason);
                await deliveries.EndAsync(delivery, DeliveryState.Cancelled, refused.Reason, cancellationToken);
                break;
            case SendResult.ChannelGone gone:
                await deliveries.EndAsync(delivery, DeliveryState.Cancelled, gone.Reason, cancellationToken);
                await pauses.PauseAsync(round.Team, round.Schedule, gone.Reason, cancellationToken);
                break;
        }
    }

    async Task PostedAsync(
        PendingDelivery delivery, Round round, MessageRef message, Instant postedAt, Instant closesAt, CancellationToken cancellationToken)
    {
        await deliveries.PostedAsync(delivery, message, postedAt, closesAt, cancellationToken);
        await alarms.SetCloseAsync(round.Team, round.Id, closesAt, cancellationToken);
    }

    /// <summary>
    /// Counted from the delivery; but a daily question that was posted late closes when the next one comes, so that the
    /// next can tell its answer and nobody faces two.
    /// </summary>
    async Task<Instant> ClosesAtAsync(Round round, Instant postedAt, CancellationToken cancellationToken)
    {
        var closesAt = postedAt + round.OpenFor;
        if (round.Kind != RoundKind.Daily || await schedules.FindAsync(round.Team, round.Schedule, cancellationToken) is not { Settings: { } settings } schedule)
            return closesAt;
        var next = Occurrences.After(settings, schedule.Pause, postedAt)
            .TakeWhile(occurrence => occurrence.At < closesAt)
            .FirstOrDefault(occurrence => occurrence.Date > round.LocalDate, new Occurrence(default, closesAt));
        return next.At;
    }

    async Task GiveUpPostAsync(PendingDelivery delivery, Round round, string reason, CancellationToken cancellationToken)
    {
        Log.GivenUp(logger, delivery.Id, delivery.Round, reason);
        await deliveries.EndAsync(delivery, DeliveryState.Cancelled, reason, cancellationToken);
        await GiveUpRoundAsync(round, reason, cancellationToken);
    }

    /// <summary>Without a message that is known a round can neither be answered nor show its result: it counts for nothing.</summary>
    async Task GiveUpRoundAsync(Round round, string reason, CancellationToken cancellationToken)
    {
        await rounds.VoidAsync(round.Team, round.Id, cancellationToken);
        if (round.Kind == RoundKind.Daily && await schedules.FindAsync(round.Team, round.Schedule, cancellationToken) is { } schedule)
            await schedules.SkipAsync(schedule, new SkippedDay(round.LocalDate, reason), cancellationToken);
    }

    async Task TellOfAmbiguityAsync(Round round, string reason, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(round.Team, round.Schedule, cancellationToken) is { } schedule)
        {
            await notices.TellAsync(
                schedule,
                [
                    "A question may or may not stand in ", Span.Channel(round.Channel), $": the connection broke while I posted it, and {reason}. "
                    + "If it stands there, its buttons do not work: delete it. ",
                    Span.Code("/prep post"), " asks another.",
                ],
                cancellationToken);
        }
    }

    static Duration BackOff(PendingDelivery delivery) => Duration.FromSeconds(Math.Min(300, 1 << Math.Min(delivery.Attempts, 8)));

    static partial class Log
    {
        [LoggerMessage(1211, LogLevel.Error, "Delivery {Delivery} of round {Round} failed; trying again")]
        public static partial void Failed(ILogger logger, Exception exception, DeliveryId delivery, RoundId round);

        [LoggerMessage(1212, LogLevel.Warning, "Delivery {Delivery} of round {Round} may or may not have been posted and cannot be looked for: {Reason}")]
        public static partial void Ambiguous(ILogger logger, DeliveryId delivery, RoundId round, string reason);

        [LoggerMessage(1213, LogLevel.Warning, "Delivery {Delivery} of round {Round} was given up: {Reason}")]
        public static partial void GivenUp(ILogger logger, DeliveryId delivery, RoundId round, string reason);
    }
}
