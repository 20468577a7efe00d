namespace AwsPrepBot.Clients;

/// <summary>
/// Time since this was made, by the clock that never jumps. Reckoned from its own beginning: a timestamp as old as the
/// machine or the calendar does not fit a double, through which <see cref="TimeProvider.GetElapsedTime(long)"/> goes.
/// </summary>
public sealed class Monotonic(TimeProvider time)
{
    readonly long origin = time.GetTimestamp();

    public TimeSpan Now => time.GetElapsedTime(origin);
}
