using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Teams;
using AwsPrepBot.Slack.WebApi;
using AwsPrepBot.Slack.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack;

/// <summary>
/// Takes what Slack tells, each thing beside the others, so that none waits for another's database. At the end: the sockets
/// are closed, what was taken is seen through for a while, then cut short.
/// </summary>
internal sealed partial class SlackAdapter(
    ISlackSocketMode sockets, ISlackApi api, BotIdentity identity, SlackDesk desk, RecentDeliveries deliveries, TeamLife teams, PlatformEnd end, TimeProvider time,
    ILogger<SlackAdapter> logger) : BackgroundService
{
    /// <summary>So many are in progress at once; the sockets' queue holds the others.</summary>
    const int MostAtOnce = 2048;

    /// <summary>After a stop, for what is in progress; the host waits for ten.</summary>
    static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await WhoAmIAsync(stoppingToken) is not { } me)
            return;
        using var cutShort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stop = stoppingToken.Register(() => cutShort.CancelAfter(Drain));
        using var inFlight = new InFlight(MostAtOnce);

        var running = sockets.RunAsync(stoppingToken);
        await foreach (var happened in sockets.Events.ReadAllAsync(CancellationToken.None)) // completed when the run ends
            await inFlight.BeginAsync(() => DealWithAsync(happened, me, cutShort.Token));
        await inFlight.DrainAsync();
        if (await running is { Cancelled: false } ended)
            end.Stop(ended.Advice);
    }

    /// <summary>The workspace, asked for until Slack answers; null when it refuses the token or the bot stops.</summary>
    async Task<Identity?> WhoAmIAsync(CancellationToken stoppingToken)
    {
        using var delays = ReconnectDelays.Sequence(Random.Shared.NextDouble).GetEnumerator();
        while (!stoppingToken.IsCancellationRequested)
        {
            delays.MoveNext();
            try
            {
                await Waiting.DelayAsync(delays.Current, time, stoppingToken);
                var asked = await identity.GetAsync(stoppingToken);
                if (asked.IsOk)
                {
                    if (asked.Value.Scopes is { } scopes && Methods.Scopes.Keys.Except(scopes).ToList() is { Count: > 0 } missing)
                        Log.ScopesMissing(logger, string.Join(", ", missing));
                    return asked.Value;
                }

                if (asked.Failure.Kind is FailureKind.DeadInstallation or FailureKind.MissingScope)
                {
                    end.Stop(
                        $"Slack does not take {SlackOptions.BotTokenKey} ({asked.Failure.Error}). Set it to the Bot User OAuth Token shown at "
                        + "https://api.slack.com/apps under OAuth & Permissions, and start again.");
                    return null;
                }

                Log.NoAnswer(logger, asked.Failure.Detail);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return null;
            }
        }

        return null;
    }

    async Task DealWithAsync(SlackEvent happened, Identity me, CancellationToken cutShort)
    {
        try
        {
            if (!SlackTeams.IsId(happened.Team) || happened.Team != me.TeamId)
                await desk.RefuseAsync(happened, cutShort);
            else if (await deliveries.TakeAsync(happened, cutShort))
                await ServeAsync(happened, cutShort);
            else
                Log.Again(logger, happened.GetType().Name);
        }
        catch (OperationCanceledException) when (cutShort.IsCancellationRequested)
        {
            Log.CutShort(logger, happened.GetType().Name);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, happened.GetType().Name);
        }
        finally
        {
            (happened as FormReceived)?.Answer.Close();
        }
    }

    async Task ServeAsync(SlackEvent happened, CancellationToken cutShort)
    {
        var team = SlackTeams.TeamOf(happened.Team);
        switch (happened)
        {
            case CommandReceived command:
                await desk.ServeAsync(command, cutShort);
                break;
            case PressReceived press:
                await desk.ServeAsync(press, cutShort);
                break;
            case FormReceived form:
                await desk.ServeAsync(form, cutShort);
                break;
            case HomeOpened opened:
                await desk.ServeAsync(opened, cutShort);
                break;
            case AppRemoved:
                await RemovedAsync(team, cutShort);
                break;
            case ChannelClosed closed when SlackTeams.IsId(closed.Channel):
                await teams.ChannelGoneAsync(team, new ChannelId(closed.Channel), closed.Deleted ? "the channel was deleted" : "the channel was archived", cutShort);
                break;
        }
    }

    /// <summary>Asked about first: the tokens of an earlier installation are revoked too when an app is installed anew.</summary>
    async Task RemovedAsync(TeamId team, CancellationToken cutShort)
    {
        if (await api.TestAuthAsync(cutShort) is not { Failure.Kind: FailureKind.DeadInstallation })
            return;
        Log.Removed(logger);
        await teams.LeftAsync(team, "the app was removed from the workspace", cutShort);
    }

    static partial class Log
    {
        [LoggerMessage(4311, LogLevel.Information, "Stopping: a {Event} was not seen through")]
        public static partial void CutShort(ILogger logger, string @event);

        [LoggerMessage(4312, LogLevel.Error, "A {Event} could not be dealt with")]
        public static partial void Failed(ILogger logger, Exception exception, string @event);

        [LoggerMessage(4313, LogLevel.Debug, "A {Event} was delivered again")]
        public static partial void Again(ILogger logger, string @event);

        [LoggerMessage(4314, LogLevel.Warning, "Slack does not say whose Slack:BotToken is: {Why}. Asking again.")]
        public static partial void NoAnswer(ILogger logger, string why);

        [LoggerMessage(4315, LogLevel.Warning, "The app was removed from the workspace; its schedules are paused")]
        public static partial void Removed(ILogger logger);

        [LoggerMessage(4316, LogLevel.Warning, "The app was installed without {Scopes}: some things will not work. Install it again with deploy/slack-manifest.yaml.")]
        public static partial void ScopesMissing(ILogger logger, string scopes);
    }
}
