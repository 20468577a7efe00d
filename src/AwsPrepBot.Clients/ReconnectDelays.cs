namespace AwsPrepBot.Clients;

/// <summary>How long to wait before each attempt to connect again.</summary>
public static class ReconnectDelays
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>At once, then up to 1, 2, 4, … 60 s, each shortened by chance to no less than half. Without end.</summary>
    public static IEnumerable<TimeSpan> Sequence(Func<double> jitter)
    {
        yield return TimeSpan.Zero;
        for (var delay = TimeSpan.FromSeconds(1); ; delay = delay * 2 < Longest ? delay * 2 : Longest)
            yield return delay * (1 - (jitter() / 2));
    }
}
