using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AwsPrepBot.Engine.Delivery;

/// <summary>
/// Carries out the delivery of a notice: the line in a channel that says how one of its questions was corrected, for
/// nobody is told of an edit. The round is what it is, whether the line arrives or not.
/// </summary>
public sealed partial class NoticeMessenger(
    IDeliveryStore deliveries, IScheduleStore schedules, BotPauses pauses, AdminNotices notices, TimeProvider time, ILogger<NoticeMessenger> logger)
{
    /// <summary>Later it is no news any more: the result says it too.</summary>
    static readonly Duration Window = Duration.FromDays(1);

    internal async Task SendAsync(IChatPlatform platform, PendingDelivery delivery, Round round, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        if (RoundNotices.Draw(round) is not { } card)
        {
            await deliveries.EndAsync(delivery, DeliveryState.Cancelled, "there is nothing to say any more", cancellationToken);
            return;
        }

        var post = new Post(delivery.Id, delivery.Team, round.Channel, card);
        if (delivery.MaybeSent)
        {
            switch (await platform.FindAsync(post, delivery.CreatedAt, cancellationToken))
            {
                case FindResult.Found:
                    await deliveries.EditedAsync(delivery, now, cancellationToken);
                    return;
                case FindResult.CannotLook cannot:
                    Log.Ambiguous(logger, delivery.Id, round.Id, cannot.Reason);
                    await deliveries.EndAsync(delivery, DeliveryState.Ambiguous, cannot.Reason, cancellationToken);
                    await TellAsync(round, cannot.Reason, cancellationToken);
                    return;
                case FindResult.Later later:
                    await deliveries.RetryAsync(delivery, now + later.After, maybeSent: true, later.Reason, cancellationToken);
                    return;
            }
        }

        if (now - delivery.CreatedAt > Window)
            await GiveUpAsync(delivery, "it could not be posted in time", cancellationToken);
        else
            await PostAsync(platform, delivery, round, post, now, cancellationToken);
    }

    async Task PostAsync(IChatPlatform platform, PendingDelivery delivery, Round round, Post post, Instant now, CancellationToken cancellationToken)
    {
        switch (await platform.PostAsync(post, cancellationToken))
        {
            case SendResult.Sent:
                await deliveries.EditedAsync(delivery, now, cancellationToken);
                break;
            case SendResult.Later later:
                await deliveries.RetryAsync(delivery, now + later.After, maybeSent: false, later.Reason, cancellationToken);
                break;
            case SendResult.Unknown unknown:
                await deliveries.RetryAsync(delivery, now + RoundMessenger.LookAgain, maybeSent: true, unknown.Reason, cancellationToken);
                break;
            case SendResult.Refused refused:
                await GiveUpAsync(delivery, refused.Reason, cancellationToken);
                break;
            case SendResult.ChannelGone gone:
                await GiveUpAsync(delivery, gone.Reason, cancellationToken);
                await pauses.PauseAsync(round.Team, round.Schedule, gone.Reason, cancellationToken);
                break;
        }
    }

    async Task GiveUpAsync(PendingDelivery delivery, string reason, CancellationToken cancellationToken)
    {
        Log.GivenUp(logger, delivery.Id, delivery.Round, reason);
        await deliveries.EndAsync(delivery, DeliveryState.Cancelled, reason, cancellationToken);
    }

    async Task TellAsync(Round round, string reason, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(round.Team, round.Schedule, cancellationToken) is { } schedule)
        {
            await notices.TellAsync(
                schedule,
                [
                    "The line that says how a question was corrected may or may not stand in ", Span.Channel(round.Channel),
                    $": the connection broke while I posted it, and {reason}. The points are right either way.",
                ],
                cancellationToken);
        }
    }

    static partial class Log
    {
        [LoggerMessage(1221, LogLevel.Warning, "Notice {Delivery} of round {Round} may or may not have been posted and cannot be looked for: {Reason}")]
        public static partial void Ambiguous(ILogger logger, DeliveryId delivery, RoundId round, string reason);

        [LoggerMessage(1222, LogLevel.Warning, "Notice {Delivery} of round {Round} was given up: {Reason}")]
        public static partial void GivenUp(ILogger logger, DeliveryId delivery, RoundId round, string reason);
    }
}
