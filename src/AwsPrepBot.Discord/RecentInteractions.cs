using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord;

/// <summary>
/// The interactions this process has taken. Discord tells one again when a session resumes, within minutes; what an older
/// process took, the store knows. Thread-safe.
/// </summary>
internal sealed class RecentInteractions
{
    /// <summary>Some minutes of the busiest hour; a megabyte.</summary>
    public const int Remembered = 20_000;

    readonly Lock gate = new();
    readonly HashSet<Snowflake> known = [];
    readonly Queue<Snowflake> order = new();

    /// <summary>False when it was taken before.</summary>
    public bool Take(Snowflake interaction)
    {
        lock (gate)
        {
            if (!known.Add(interaction))
                return false;
            order.Enqueue(interaction);
            if (order.Count > Remembered)
                known.Remove(order.Dequeue());
            return true;
        }
    }
}
