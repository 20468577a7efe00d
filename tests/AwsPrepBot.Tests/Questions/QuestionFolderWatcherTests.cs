using System.Collections.Concurrent;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Questions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using static AwsPrepBot.Tests.Questions.TempQuestions;

namespace AwsPrepBot.Tests.Questions;

public sealed class QuestionFolderWatcherTests : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly TempQuestions _temp = new();
    readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    readonly RecordingLogger _log = new();
    CurrentBank _current = null!;
    QuestionFolderWatcher _watcher = null!;

    public async ValueTask InitializeAsync()
    {
        _temp.Write("a.yaml", Question("one"));
        _watcher = await WatchAsync(_time);
    }

    public ValueTask DisposeAsync()
    {
        _watcher.Dispose();
        _temp.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Changed_files_in_order_replace_the_bank_and_the_counts_are_logged()
    {
        _temp.Write("b.yaml", Question("two"));

        await _watcher.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["one", "two"], Ids());
        Assert.Equal(["Information 6101: The questions were reloaded: 2 questions in 2 files are in force (1 before)"], _log.Lines);
    }

    [Fact]
    public async Task Files_that_fail_lint_never_replace_the_bank_and_are_logged_once_with_file_and_line()
    {
        var before = _current.Current;
        _temp.Write("a.yaml", Question("one").Replace("  hint:", "  hnit:", StringComparison.Ordinal));

        await _watcher.CheckAsync(TestContext.Current.CancellationToken);
        await _watcher.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Same(before, _current.Current);
        Assert.Equal(
            [
                $"Error 6102: The questions in {_temp.Path} changed but are not in order: the 1 questions in force stay",
                "Error 6103: questions/a.yaml:22: error: one: \"hnit\" is no key of a question: did you mean \"hint\"?",
            ],
            _log.Lines);
    }

    [Fact]
    public async Task Once_mended_the_files_are_in_force_even_when_they_are_as_they_were_at_first()
    {
        var broken = Question("one").Replace("  hint:", "  hnit:", StringComparison.Ordinal);
        _temp.Write("a.yaml", broken);
        await _watcher.CheckAsync(TestContext.Current.CancellationToken);

        _temp.Write("a.yaml", Question("one"));
        await _watcher.CheckAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("Information 6101", _log.Lines[^1]);
    }

    [Fact]
    public async Task A_folder_that_vanishes_leaves_the_bank_in_force()
    {
        Directory.Delete(_temp.Path, recursive: true);

        await _watcher.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["one"], Ids());
        Assert.Contains(_log.Lines, line => line.Contains("there is no folder", StringComparison.Ordinal));
        Directory.CreateDirectory(_temp.Path);
    }

    [Fact]
    public async Task Files_as_they_were_are_neither_loaded_nor_logged()
    {
        var before = _current.Current;
        _temp.Write("a.yaml", Question("one"));

        await _watcher.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Same(before, _current.Current);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Many_findings_are_cut_in_the_log()
    {
        _temp.Write("a.yaml", string.Concat(Enumerable.Repeat("- words\n", 30)));

        await _watcher.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(22, _log.Lines.Count);
        Assert.Equal("Warning 6105: 10 more findings: \"questions lint\" shows all", _log.Lines[^1]);
    }

    [Fact]
    public async Task Without_events_a_change_is_found_by_the_next_poll()
    {
        var reloaded = _log.WaitFor(6101);
        await _watcher.StartAsync(TestContext.Current.CancellationToken);
        _temp.Write("b.yaml", Question("two"));

        // Poll and quiet share the clock: half a minute brings whichever comes first.
        _time.Advance(QuestionFolderWatcher.Poll);
        await reloaded.WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(["one", "two"], Ids());
        await _watcher.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_event_of_the_file_system_is_enough()
    {
        var time = new OnlyQuietTimers();
        using var watcher = await WatchAsync(time);
        var reloaded = _log.WaitFor(6101);
        await watcher.StartAsync(TestContext.Current.CancellationToken);
        await watcher.Watching.WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);

        _temp.Write("b.yaml", Question("two"));
        await reloaded.WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(["one", "two"], Ids());
        await watcher.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void While_events_keep_coming_nothing_is_read()
    {
        for (var step = 0; step < 10; step++)
        {
            _watcher.Touch();
            _time.Advance(QuestionFolderWatcher.Quiet - TimeSpan.FromMilliseconds(1));
            Assert.False(_watcher.IsDue);
        }

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(_watcher.IsDue);
    }

    [Fact]
    public async Task A_bank_that_fails_at_start_is_no_bank_to_start_with()
    {
        _temp.Write("a.yaml", "- nonsense");
        var start = await QuestionStart.LoadAsync(_temp.Path, _time, TestContext.Current.CancellationToken);

        Assert.Null(start.Result.Bank);
        Assert.EndsWith("a.yaml:1: error: a question must have keys and values: begin it with \"- id: …\"", Assert.Single(start.Result.Findings).ToString());
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddQuestions(start));
    }

    [Fact]
    public async Task A_bank_in_order_at_start_is_in_force_and_watched()
    {
        var start = await QuestionStart.LoadAsync(_temp.Path, _time, TestContext.Current.CancellationToken);
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time).AddQuestions(start).BuildServiceProvider();

        Assert.Same(start.Result.Bank, services.GetRequiredService<CurrentBank>().Current);
        Assert.IsType<QuestionFolderWatcher>(Assert.Single(services.GetServices<IHostedService>()));
    }

    async Task<QuestionFolderWatcher> WatchAsync(TimeProvider time)
    {
        var content = await _temp.Folder.ReadAsync(TestContext.Current.CancellationToken);
        var start = new QuestionStart(_temp.Folder, content, _temp.Folder.Load(content, ReviewDay.Of(_time)));
        _current = new CurrentBank(start.Result.Bank!);
        return new QuestionFolderWatcher(start, _current, time, _log);
    }

    IEnumerable<string> Ids() => _current.Current.All.Select(question => question.Id.Value);

    /// <summary>The real clock, on which timers that repeat never fire.</summary>
    sealed class OnlyQuietTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            period == Timeout.InfiniteTimeSpan
                ? base.CreateTimer(callback, state, dueTime, period)
                : base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    sealed class RecordingLogger : ILogger<QuestionFolderWatcher>
    {
        readonly ConcurrentQueue<string> _lines = new();
        readonly ConcurrentDictionary<int, TaskCompletionSource> _awaited = new();

        public List<string> Lines => [.. _lines];

        public Task WaitFor(int eventId) =>
            _awaited.GetOrAdd(eventId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            _lines.Enqueue($"{logLevel} {eventId.Id}: {formatter(state, exception)}");
            if (_awaited.TryGetValue(eventId.Id, out var awaited))
                awaited.TrySetResult();
        }
    }
}
