using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>Counts requests in fixed windows that begin with the first, as Discord's headers describe them. Used under the fake's lock.</summary>
internal sealed class FakeRateLimits(FakeDiscordOptions options)
{
    readonly Dictionary<(string Bucket, string Major), Window> windows = [];
    readonly Queue<long> lastSecond = new();

    TimeProvider Time => options.Time;

    /// <summary>Counts a request; null when it may pass, otherwise how long the caller has to wait.</summary>
    public (TimeSpan? Wait, bool Global, Action<IHeaderDictionary> Headers) Count(string route, string major)
    {
        if (!FakeRoutes.TakesInteractionToken(route) && !CountGlobally(out var second))
            return (second, true, _ => { });
        if (!options.Limits.TryGetValue(route, out var limit))
            return (null, false, _ => { });

        var key = (limit.Bucket ?? route, major);
        if (!windows.TryGetValue(key, out var window) || Time.GetElapsedTime(window.Since) >= limit.Per)
            windows[key] = window = new Window(Time.GetTimestamp());
        var refused = window.Used >= limit.Requests;
        if (!refused)
            window.Used++;
        var left = limit.Per - Time.GetElapsedTime(window.Since);
        var (remaining, reset) = (limit.Requests - window.Used, Time.GetUtcNow() + left);
        return (refused ? left : null, false, headers =>
        {
            headers["X-RateLimit-Limit"] = Text(limit.Requests);
            headers["X-RateLimit-Remaining"] = Text(remaining);
            headers["X-RateLimit-Reset"] = Text(reset.ToUnixTimeMilliseconds() / 1000.0);
            headers["X-RateLimit-Reset-After"] = Text(left.TotalSeconds);
            headers["X-RateLimit-Bucket"] = Name(key.Item1);
        });
    }

    public static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>Discord's names are hashes that tell nothing.</summary>
    static string Name(string bucket) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(bucket).Aggregate(new byte[16], (hash, b) =>
    {
        for (var i = 0; i < hash.Length; i++)
            hash[i] = (byte)((hash[i] * 31) + b + i);
        return hash;
    }));

    bool CountGlobally(out TimeSpan wait)
    {
        while (lastSecond.TryPeek(out var oldest) && Time.GetElapsedTime(oldest) >= TimeSpan.FromSeconds(1))
            lastSecond.Dequeue();
        wait = TimeSpan.Zero;
        if (lastSecond.Count >= options.GlobalPerSecond)
        {
            wait = TimeSpan.FromSeconds(1) - Time.GetElapsedTime(lastSecond.Peek());
            return false;
        }
        lastSecond.Enqueue(Time.GetTimestamp());
        return true;
    }

    sealed class Window(long since)
    {
        public long Since { get; } = since;

        public int Used { get; set; }
    }
}
