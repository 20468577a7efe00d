using System.Collections.Concurrent;

namespace AwsPrepBot.Benchmarks.Answers;

/// <summary>What a load came to. Times in milliseconds.</summary>
sealed record LoadResult(double PerSecond, double P50, double P99, double Longest);

/// <summary>
/// So many members at once: each sends, waits until it is answered, and sends again. The load shares the process and its
/// cores with what it measures, so the figures are what the whole costs.
/// </summary>
static class ClosedLoop
{
    /// <param name="members">How many send at once.</param>
    /// <param name="duration">How long new ones are begun; those under way are waited for and counted.</param>
    /// <param name="send">One answer of a member, by its number; completes when the member has the receipt.</param>
    public static async Task<LoadResult> RunAsync(int members, TimeSpan duration, Func<int, Task> send)
    {
        var clock = TimeProvider.System;
        var took = new ConcurrentBag<List<double>>();
        var begin = clock.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, members).Select(member => Task.Run(async () =>
        {
            var mine = new List<double>(capacity: 1 << 12);
            while (clock.GetElapsedTime(begin) < duration)
            {
                var sent = clock.GetTimestamp();
                await send(member);
                mine.Add(clock.GetElapsedTime(sent).TotalMilliseconds);
            }
            took.Add(mine);
        })));
        var whole = clock.GetElapsedTime(begin).TotalSeconds;
        var sorted = took.SelectMany(mine => mine).Order().ToArray();
        return new LoadResult(sorted.Length / whole, Statistics.Percentile(sorted, 0.5), Statistics.Percentile(sorted, 0.99), sorted[^1]);
    }
}
