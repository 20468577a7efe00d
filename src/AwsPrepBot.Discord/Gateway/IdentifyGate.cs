using AwsPrepBot.Discord.Wire;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord.Gateway;

/// <summary>The answer to "may a new session be started?": an address to connect to, a wait, or advice to give up.</summary>
internal readonly record struct GatePermit(Uri? Address, TimeSpan? Wait, string? StopAdvice)
{
    public static GatePermit Go(Uri address) => new(address, null, null);

    /// <summary>Null leaves the length to the usual back-off.</summary>
    public static GatePermit Later(TimeSpan? wait) => new(null, wait, null);

    public static GatePermit Stop(string advice) => new(null, null, advice);
}

/// <summary>
/// Stands before every Identify: at 1000 in 24 hours Discord ends all sessions and takes the token away. Asks Discord how
/// many are left and counts its own, which outlive restarts. Resuming costs nothing and does not come here.
/// </summary>
/// <param name="directory"><c>GET /gateway/bot</c>.</param>
/// <param name="budget">The count that outlives the process.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told when and until when identifying is refused.</param>
internal sealed partial class IdentifyGate(
    Func<CancellationToken, Task<DiscordResult<GatewayBot>>> directory, IIdentifyBudget budget, TimeProvider time, ILogger<IdentifyGate> logger)
{
    /// <summary>Below 1000, for a second copy of the bot or another program may use the same token.</summary>
    public const int PerDay = 900;

    static readonly TimeSpan Day = TimeSpan.FromHours(24);
    static readonly TimeSpan BetweenIdentifies = TimeSpan.FromSeconds(5);
    static readonly TimeSpan LongestCount = TimeSpan.FromSeconds(10);

    Uri? lastAddress;
    long? lastIdentify;

    /// <summary>Before connecting. The address is asked for anew each time and remembered for when Discord does not answer.</summary>
    public async Task<GatePermit> AskAsync(CancellationToken cancellationToken)
    {
        if (lastIdentify is { } last && BetweenIdentifies - time.GetElapsedTime(last) is var early && early > TimeSpan.Zero)
            return GatePermit.Later(early);
        var answer = await directory(cancellationToken);
        if (!answer.IsOk)
        {
            if (answer.Failure.Kind == FailureKind.Unauthorized)
                return GatePermit.Stop(CloseCodes.Judge(4004).Advice);
            return lastAddress is null ? GatePermit.Later(answer.Failure.RetryAfter) : GatePermit.Go(lastAddress);
        }

        var bot = answer.Value;
        if (!Uri.TryCreate(bot.Url, UriKind.Absolute, out var address) || WireAddress.RefusesSocket(address) is not null)
            return GatePermit.Stop("GET /gateway/bot names a gateway that is neither wss:// nor on this machine. Look where Discord:ApiUrl points.");
        lastAddress = address;
        if (bot.Shards > 1)
            Log.NearSharding(logger, bot.Shards);
        if (bot.SessionStartLimit.Remaining > 0)
            return GatePermit.Go(address);

        var wait = TimeSpan.FromMilliseconds(Math.Clamp(bot.SessionStartLimit.ResetAfter, 1_000, (long)Day.TotalMilliseconds));
        Log.NoneLeft(logger, bot.SessionStartLimit.Total, time.GetUtcNow() + wait);
        return GatePermit.Later(wait);
    }

    /// <summary>Right before an Identify is sent. Null: counted, send it. Otherwise how long not to.</summary>
    public async Task<TimeSpan?> TakeAsync(CancellationToken cancellationToken)
    {
        using var timeUp = new CancellationTokenSource(LongestCount, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        try
        {
            var free = await budget.TryTakeAsync(PerDay, Day, either.Token);
            if (free is not { } at)
            {
                lastIdentify = time.GetTimestamp();
                return null;
            }
            Log.NoneLeft(logger, PerDay, at);
            var wait = at - time.GetUtcNow();
            return wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Without a count there is no Identify: the token is worth more than a minute.
            Log.NotCounted(logger, e);
            return TimeSpan.FromSeconds(30);
        }
    }

    static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Error, "The bot has started {Limit} sessions with Discord within 24 hours. More would cost it its token, so it stays offline until {Until:u}. Look in the log for what makes it start over.")]
        public static partial void NoneLeft(ILogger logger, int limit, DateTimeOffset until);

        [LoggerMessage(3102, LogLevel.Error, "The store could not count a new session with Discord, so none is started; next attempt in half a minute")]
        public static partial void NotCounted(ILogger logger, Exception exception);

        [LoggerMessage(3103, LogLevel.Warning, "Discord recommends {Shards} connections for the guilds the bot is in. It uses one, which Discord allows up to 2500 guilds.")]
        public static partial void NearSharding(ILogger logger, int shards);
    }
}
