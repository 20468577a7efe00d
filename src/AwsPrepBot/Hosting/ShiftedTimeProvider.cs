namespace AwsPrepBot.Hosting;

/// <summary>
/// A clock that began at another instant and then runs normally. Timers and elapsed time are the real ones, so that
/// nothing but the date is rehearsed.
/// </summary>
internal sealed class ShiftedTimeProvider(TimeProvider real, DateTimeOffset start) : TimeProvider
{
    readonly TimeSpan _shift = start - real.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + _shift;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override long TimestampFrequency => real.TimestampFrequency;

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);
}
