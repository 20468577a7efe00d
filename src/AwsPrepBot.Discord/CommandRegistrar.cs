using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine.Chat;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord;

/// <summary>
/// Sees to it that Discord knows the commands there are: looks first and replaces them only when they differ, for
/// registrations are counted (200 a day and guild).
/// </summary>
internal sealed partial class CommandRegistrar(IDiscordApi api, TimeProvider time, ILogger<CommandRegistrar> logger)
{
    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15), LongestPause = TimeSpan.FromMinutes(10);

    int busy;

    /// <summary>What should be registered.</summary>
    public static IReadOnlyList<ApplicationCommand> Wanted { get; } = [PrepCommandDefinition.Build(CommandCatalog.All)];

    /// <summary>Returns when they are registered, Discord refuses them for good, or another call is at it already.</summary>
    public async Task EnsureAsync(Snowflake application, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref busy, 1) == 1)
            return;
        try
        {
            await TryUntilDoneAsync(application, cancellationToken);
        }
        finally
        {
            busy = 0;
        }
    }

    async Task TryUntilDoneAsync(Snowflake application, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (await TryAsync(application, cancellationToken) is not { } failure)
                return;
            if (failure.Kind is not (FailureKind.RetryLater or FailureKind.UnknownOutcome))
            {
                Log.Refused(logger, failure.Detail);
                return;
            }

            var wait = failure.RetryAfter > pause ? failure.RetryAfter.Value : pause;
            Log.Later(logger, failure.Detail, wait.TotalSeconds);
            await Waiting.DelayAsync(wait, time, cancellationToken);
        }
    }

    async Task<DiscordFailure?> TryAsync(Snowflake application, CancellationToken cancellationToken)
    {
        var registered = await api.GetCommandsAsync(application, cancellationToken);
        if (!registered.IsOk)
            return registered.Failure;
        if (CommandSet.Same(registered.Value, Wanted))
        {
            Log.Unchanged(logger);
            return null;
        }

        var replaced = await api.PutCommandsAsync(application, Wanted, cancellationToken);
        if (replaced.IsOk)
            Log.Replaced(logger);
        return replaced.Failure;
    }

    static partial class Log
    {
        [LoggerMessage(3311, LogLevel.Information, "/prep is registered as it is")]
        public static partial void Unchanged(ILogger logger);

        [LoggerMessage(3312, LogLevel.Information, "/prep was registered anew, for it had changed")]
        public static partial void Replaced(ILogger logger);

        [LoggerMessage(3313, LogLevel.Warning, "/prep could not be registered ({Why}); trying again in {Seconds:0} s")]
        public static partial void Later(ILogger logger, string why, double seconds);

        [LoggerMessage(3314, LogLevel.Error, "Discord refuses to register /prep: {Why}")]
        public static partial void Refused(ILogger logger, string why);
    }
}
