using System.Collections.Concurrent;
using AwsPrepBot.Benchmarks.Answers;

namespace AwsPrepBot.Benchmarks.Served;

/// <summary>Members who press the letters of one question, each another letter than the time before, and wait for their receipts.</summary>
/// <param name="platform">Where; the question is asked.</param>
/// <param name="receipts">How the receipt of a stored answer begins, one way or another.</param>
sealed class PressLoad(FakePlatform platform, params string[] receipts)
{
    readonly int[] _presses = new int[platform.Members];

    /// <summary>So many at once, each pressing again when the receipt is there.</summary>
    public Task<LoadResult> AtOnceAsync(int count, TimeSpan duration) => ClosedLoop.RunAsync(count, duration, PressAsync);

    /// <summary>So many a second, whoever still waits.</summary>
    public async Task<LoadResult> EachSecondAsync(int count, TimeSpan duration)
    {
        var clock = TimeProvider.System;
        var took = new ConcurrentBag<double>();
        var waiting = new List<Task>();
        var begin = clock.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / count), clock);
        while (clock.GetElapsedTime(begin) < duration && await timer.WaitForNextTickAsync())
            waiting.Add(TimedAsync(waiting.Count % platform.Members));
        var whole = clock.GetElapsedTime(begin).TotalSeconds;
        await Task.WhenAll(waiting);
        var sorted = took.Order().ToArray();
        return new LoadResult(sorted.Length / whole, Statistics.Percentile(sorted, 0.5), Statistics.Percentile(sorted, 0.99), sorted[^1]);

        async Task TimedAsync(int member)
        {
            var pressed = clock.GetTimestamp();
            await PressAsync(member);
            took.Add(clock.GetElapsedTime(pressed).TotalMilliseconds);
        }
    }

    /// <summary>The letter that a member pressed last.</summary>
    public string LastOf(int member) => platform.Letters[_presses[member] % platform.Letters.Count];

    /// <summary>Those who pressed at all.</summary>
    public IEnumerable<int> Pressed => Enumerable.Range(0, platform.Members).Where(member => _presses[member] > 0);

    async Task PressAsync(int member)
    {
        var receipt = await platform.PressAsync(member, ++_presses[member] % platform.Letters.Count);
        if (!receipts.Any(begin => receipt.StartsWith(begin, StringComparison.Ordinal)))
            throw new InvalidOperationException($"The answer was not recorded: {receipt}");
    }
}
