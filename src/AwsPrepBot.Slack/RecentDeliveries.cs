using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack;

/// <summary>
/// Tells the first delivery of a thing from the others. What this process took is remembered here, which is quick; what
/// another process took or an earlier one did, the store knows. Thread-safe.
/// </summary>
internal sealed partial class RecentDeliveries(IInbox inbox, ILogger<RecentDeliveries> logger)
{
    const int Remembered = 20_000, LongestKey = 300;

    readonly Lock gate = new();
    readonly HashSet<(string Team, string Key)> known = [];
    readonly Queue<(string Team, string Key)> order = new();

    /// <summary>False when it was delivered before.</summary>
    public async Task<bool> TakeAsync(SlackEvent happened, CancellationToken cancellationToken)
    {
        var key = happened.Key.Length <= LongestKey ? happened.Key : happened.Key[..LongestKey];
        if (!Remember((happened.Team, key)))
            return false;
        // An answer's own transaction claims its request, answered or refused: one commit and not two where everybody presses at once.
        if (happened is PressReceived { Action.ActionId: { } action } && ActionId.Parse(action) is ActionId.Answer)
            return true;
        try
        {
            return await inbox.TryTakeAsync(SlackTeams.TeamOf(happened.Team), new RequestId(key), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The engine meets the same store and tells the person that nothing was recorded.
            Log.NotTaken(logger, exception);
            return true;
        }
    }

    bool Remember((string Team, string Key) delivered)
    {
        lock (gate)
        {
            if (!known.Add(delivered))
                return false;
            order.Enqueue(delivered);
            if (order.Count > Remembered)
                known.Remove(order.Dequeue());
            return true;
        }
    }

    static partial class Log
    {
        [LoggerMessage(4321, LogLevel.Error, "The store could not take note of a delivery")]
        public static partial void NotTaken(ILogger logger, Exception exception);
    }
}
