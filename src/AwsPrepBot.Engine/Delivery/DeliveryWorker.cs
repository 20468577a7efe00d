using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Quizzes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AwsPrepBot.Engine.Delivery;

/// <summary>
/// Works off the outbox, each platform by itself: one that is down, slow or limiting delays only its own. A delivery is
/// marked as being sent, durably, before it is; so after a crash it is looked for before it is sent again.
/// </summary>
public sealed partial class DeliveryWorker(
    IEnumerable<IChatPlatform> platforms, IDeliveryStore deliveries, RoundMessenger messenger, QuizMessenger quizMessenger, Outbox outbox, TimeProvider time,
    ILogger<DeliveryWorker> logger) : BackgroundService
{
    const int BatchSize = 64;

    /// <summary>How long to look away when nothing is due and nothing wakes the worker; replicas may write too.</summary>
    static readonly Duration Patience = Duration.FromMinutes(1);

    /// <summary>How long to wait when the store cannot be reached.</summary>
    static readonly TimeSpan StorePause = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(platforms.Select(platform => RunAsync(platform, stoppingToken)));

    async Task RunAsync(IChatPlatform platform, CancellationToken cancellationToken)
    {
        var recovered = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!recovered)
                    await deliveries.RecoverAsync(platform.Name, cancellationToken);
                recovered = true;
                await WorkOffAsync(platform, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.StoreFailed(logger, exception, platform.Name);
                recovered = false; // what was being sent when the store failed must be looked for
                var pause = Task.Delay(StorePause, time, cancellationToken);
                outbox.LineOf(platform.Name).PutOff();
                await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task WorkOffAsync(IChatPlatform platform, CancellationToken cancellationToken)
    {
        var line = outbox.LineOf(platform.Name);
        while (true)
        {
            var waiters = line.Look();
            var batch = await deliveries.TakeAsync(platform.Name, time.GetInstant(), BatchSize, cancellationToken);
            if (batch.Count == 0)
            {
                line.Empty(waiters);
                await WaitAsync(line, await deliveries.NextDueAsync(platform.Name, cancellationToken), cancellationToken);
                continue;
            }

            var options = new ParallelOptions { MaxDegreeOfParallelism = platform.ParallelSends, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(batch, options, (delivery, stop) => new ValueTask(delivery.Quiz is { } quiz
                ? quizMessenger.SendAsync(platform, delivery, quiz, stop)
                : messenger.SendAsync(platform, delivery, stop)));
        }
    }

    async Task WaitAsync(Outbox.Line line, Instant? nextDue, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        var wait = Duration.Min(Patience, nextDue is { } due ? Duration.Max(due - now, Duration.FromMilliseconds(1)) : Patience);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(line.Woken, Task.Delay(wait.ToTimeSpan(), time, waiting.Token));
        await waiting.CancelAsync();
    }

    static partial class Log
    {
        [LoggerMessage(1201, LogLevel.Error, "The outbox of {Platform} could not be worked off; trying again in 5 s")]
        public static partial void StoreFailed(ILogger logger, Exception exception, string platform);
    }
}
