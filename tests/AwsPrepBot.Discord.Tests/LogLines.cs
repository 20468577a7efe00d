using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord.Tests;

/// <summary>Everything that was logged, a line each, exceptions included.</summary>
sealed class LogLines : ILoggerProvider
{
    TaskCompletionSource added = NewSignal();

    readonly ConcurrentQueue<(LogLevel Level, string Category, string Text)> lines = new();

    public IReadOnlyList<string> At(LogLevel level) => [.. lines.Where(line => line.Level >= level).Select(line => $"{line.Level} {line.Category} {line.Text}")];

    /// <summary>Lines of our own, from a level up.</summary>
    public IReadOnlyList<string> OfOurs(LogLevel level) =>
        [.. lines.Where(line => line.Level >= level && line.Category.StartsWith("AwsPrepBot", StringComparison.Ordinal)).Select(line => $"{line.Level} {line.Text}")];

    /// <summary>Waits for a line of any level.</summary>
    public async Task UntilAsync(Func<string, bool> isIt, CancellationToken cancellationToken)
    {
        while (true)
        {
            var more = Volatile.Read(ref added).Task;
            if (lines.Any(line => isIt(line.Text)))
                return;
            await more.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    sealed class Logger(LogLines into, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            into.lines.Enqueue((logLevel, category, exception is null ? formatter(state, exception) : $"{formatter(state, exception)}: {exception}"));
            Interlocked.Exchange(ref into.added, NewSignal()).SetResult();
        }
    }
}
