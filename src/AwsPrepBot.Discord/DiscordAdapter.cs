using AwsPrepBot.Engine.Chat;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord;

/// <summary>
/// Takes what the gateway tells, each thing beside the others, so that none waits for another's database. At the end:
/// the session is closed, what was taken is seen through for a while, then cut short.
/// </summary>
internal sealed partial class DiscordAdapter(
    IDiscordGateway gateway, BotIdentity identity, CommandRegistrar commands, InteractionDesk desk, GuildWatch guilds, PlatformEnd end,
    TimeProvider time, ILogger<DiscordAdapter> logger) : BackgroundService
{
    /// <summary>So many are in progress at once; the gateway's queue holds the others, and drops interactions when it is full.</summary>
    const int MostAtOnce = 2048;

    /// <summary>After a stop, for what is in progress; the host waits for ten.</summary>
    static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var cutShort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stop = stoppingToken.Register(() => cutShort.CancelAfter(Drain));
        using var inFlight = new InFlight(MostAtOnce);

        var running = gateway.RunAsync(stoppingToken);
        await foreach (var happened in gateway.Events.ReadAllAsync(CancellationToken.None)) // completed when the run ends
            await inFlight.BeginAsync(() => DealWithAsync(happened, stoppingToken, cutShort.Token));
        await inFlight.DrainAsync();
        if (await running is { Cancelled: false } ended)
            end.Stop(ended.Advice);
    }

    async Task DealWithAsync(GatewayEvent happened, CancellationToken stoppingToken, CancellationToken cutShort)
    {
        try
        {
            switch (happened)
            {
                case InteractionReceived received:
                    await desk.ServeAsync(received, cutShort);
                    break;
                case SessionStarted started:
                    identity.Learn(started.Bot);
                    await commands.EnsureAsync(started.ApplicationId, stoppingToken);
                    await guilds.PresentAsync(started.Guilds, stoppingToken);
                    break;
                case GuildAvailable { Joined: true } joined:
                    await guilds.JoinedAsync(joined, stoppingToken);
                    break;
                case GuildRemoved removed:
                    await guilds.RemovedAsync(removed.Guild, cutShort);
                    break;
                case ChannelDeleted deleted:
                    await guilds.ChannelDeletedAsync(deleted.Guild, deleted.Channel, cutShort);
                    break;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Log.CutShort(logger, happened.GetType().Name);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, happened.GetType().Name);
        }
    }

    static partial class Log
    {
        [LoggerMessage(3321, LogLevel.Information, "Stopping: a {Event} was not seen through")]
        public static partial void CutShort(ILogger logger, string @event);

        [LoggerMessage(3322, LogLevel.Error, "A {Event} could not be dealt with")]
        public static partial void Failed(ILogger logger, Exception exception, string @event);
    }
}
