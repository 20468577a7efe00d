using NodaTime;

namespace AwsPrepBot.Engine;

/// <summary>The bridge between the container's <see cref="TimeProvider"/> and NodaTime.</summary>
public static class Clocks
{
    /// <summary>Now, cut to the millisecond the store keeps, so that a value read back equals the value written.</summary>
    public static Instant GetInstant(this TimeProvider time) =>
        Instant.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Today's date in <paramref name="zone"/>.</summary>
    public static LocalDate GetToday(this TimeProvider time, DateTimeZone zone) => time.GetInstant().InZone(zone).Date;
}
