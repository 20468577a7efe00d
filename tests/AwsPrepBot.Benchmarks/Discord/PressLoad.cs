using System.Collections.Concurrent;
using AwsPrepBot.Benchmarks.Answers;
using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.Benchmarks.Discord;

/// <summary>Members who press the letters of one question, each another letter than the time before, and wait for their receipts.</summary>
/// <param name="discord">Where.</param>
/// <param name="members">Who; at least as many as are to press at once.</param>
/// <param name="question">The message with the letters.</param>
/// <param name="receipts">How the receipt of a stored answer begins, one way or another.</param>
sealed class PressLoad(FakeDiscord discord, IReadOnlyList<FakeMember> members, FakeMessage question, params string[] receipts)
{
    readonly string[] _letters = [.. question.Buttons.Where(button => button.Label.Length == 1).Select(button => button.CustomId!)];
    readonly string[] _labels = [.. question.Buttons.Where(button => button.Label.Length == 1).Select(button => button.Label)];
    readonly int[] _presses = new int[members.Count];

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
            waiting.Add(TimedAsync(waiting.Count % members.Count));
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
    public string LastOf(int member) => _labels[_presses[member] % _labels.Length];

    /// <summary>Those who pressed at all.</summary>
    public IEnumerable<int> Pressed => Enumerable.Range(0, members.Count).Where(member => _presses[member] > 0);

    async Task PressAsync(int member)
    {
        var letter = ++_presses[member] % _letters.Length;
        var press = await discord.PressAsync(members[member], question, _letters[letter]);
        var receipt = await press.FirstMessage;
        if (!receipts.Any(begin => receipt.Content.StartsWith(begin, StringComparison.Ordinal)))
            throw new InvalidOperationException($"The answer was not recorded: {receipt.Text}");
    }
}
