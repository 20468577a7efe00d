namespace AwsPrepBot.Discord.Gateway;

/// <summary>
/// When the next heartbeat is due, and whether the last one was answered. The first comes after a random part of the
/// interval, so that bots that connected together do not beat together.
/// </summary>
internal sealed class Heart(TimeSpan interval, double jitter, Monotonic clock)
{
    bool answered = true;

    /// <summary>By the connection's clock.</summary>
    public TimeSpan Due { get; private set; } = clock.Now + (interval * jitter);

    public void Answered() => answered = true;

    /// <summary>A beat is due: plans the next. False when the last was not answered, which means that the connection is dead.</summary>
    public bool Beat()
    {
        if (!answered)
            return false;
        answered = false;
        var now = clock.Now;
        Due = Due + interval > now ? Due + interval : now + interval;
        return true;
    }
}
