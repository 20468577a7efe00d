using System.Threading.Channels;
using AwsPrepBot.Engine.Questions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Questions;

/// <summary>
/// Puts changed question files in force while the program runs. Files are read again half a second after the last event of
/// the file system, and every half minute, since mounted volumes raise no events; a bank that fails lint is logged, once,
/// and never replaces the one in force.
/// </summary>
sealed partial class QuestionFolderWatcher : BackgroundService
{
    /// <summary>How long the folder must be quiet before it is read: an editor writes a file in several steps.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the folder is read without an event.</summary>
    internal static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);

    /// <summary>Findings logged of one reload; <c>questions lint</c> shows all.</summary>
    const int MostLogged = 20;

    readonly QuestionFolder _folder;
    readonly CurrentBank _current;
    readonly TimeProvider _time;
    readonly ILogger<QuestionFolderWatcher> _logger;
    readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly ITimer _quiet;
    readonly ITimer _poll;
    readonly TaskCompletionSource _watching = new(TaskCreationOptions.RunContinuationsAsynchronously);
    string _seen;

    public QuestionFolderWatcher(QuestionStart start, CurrentBank current, TimeProvider time, ILogger<QuestionFolderWatcher> logger)
    {
        (_folder, _seen) = (start.Folder, start.Content.Fingerprint);
        (_current, _time, _logger) = (current, time, logger);
        _quiet = time.CreateTimer(_ => _due.Writer.TryWrite(true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _poll = time.CreateTimer(_ => _due.Writer.TryWrite(true), null, Poll, Poll);
    }

    /// <summary>Completes when changes from then on raise events, if the file system has any.</summary>
    internal Task Watching => _watching.Task;

    /// <summary>Whether a check is asked for and has not begun.</summary>
    internal bool IsDue => _due.Reader.Count > 0;

    public override void Dispose()
    {
        _quiet.Dispose();
        _poll.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watcher = Watch();
        _watching.SetResult();
        await foreach (var _ in _due.Reader.ReadAllAsync(stoppingToken))
            await CheckAsync(stoppingToken);
    }

    /// <summary>Something in the folder changed; begins the wait for quiet anew.</summary>
    internal void Touch() => _quiet.Change(Quiet, Timeout.InfiniteTimeSpan);

    /// <summary>Reads the folder and replaces the bank if the files changed and are in order.</summary>
    internal async Task CheckAsync(CancellationToken cancellationToken)
    {
        var content = await _folder.ReadAsync(cancellationToken);
        if (content.Fingerprint == _seen)
            return;
        _seen = content.Fingerprint;

        var loaded = _folder.Load(content, ReviewDay.Of(_time));
        var before = _current.Current.All.Count;
        if (_current.Replace(loaded))
            Log.Replaced(_logger, loaded.Bank!.All.Count, content.Files.Count, before);
        else
            Log.Refused(_logger, _folder.Path, before);
        foreach (var finding in loaded.Findings.OrderByDescending(finding => finding.Severity).Take(MostLogged))
        {
            if (finding.Severity == Severity.Error)
                Log.Error(_logger, finding);
            else
                Log.Warning(_logger, finding);
        }

        if (loaded.Findings.Count > MostLogged)
            Log.Unnamed(_logger, loaded.Findings.Count - MostLogged);
    }

    FileSystemWatcher? Watch()
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(_folder.Path) { IncludeSubdirectories = true };
            watcher.Changed += (_, _) => Touch();
            watcher.Created += (_, _) => Touch();
            watcher.Deleted += (_, _) => Touch();
            watcher.Renamed += (_, _) => Touch();
            watcher.Error += (_, _) => Touch();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception problem) when (problem is IOException or ArgumentException or PlatformNotSupportedException)
        {
            // No more inotify handles, or the folder is just being exchanged: the poll still sees every change.
            Log.NoEvents(_logger, _folder.Path, Poll, problem);
            watcher?.Dispose();
            return null;
        }
    }

    static partial class Log
    {
        [LoggerMessage(6101, LogLevel.Information, "The questions were reloaded: {Questions} questions in {Files} files are in force ({Before} before)")]
        public static partial void Replaced(ILogger logger, int questions, int files, int before);

        [LoggerMessage(6102, LogLevel.Error, "The questions in {Folder} changed but are not in order: the {Before} questions in force stay")]
        public static partial void Refused(ILogger logger, string folder, int before);

        [LoggerMessage(6103, LogLevel.Error, "{Finding}")]
        public static partial void Error(ILogger logger, Finding finding);

        [LoggerMessage(6104, LogLevel.Warning, "{Finding}")]
        public static partial void Warning(ILogger logger, Finding finding);

        [LoggerMessage(6105, LogLevel.Warning, "{Count} more findings: \"questions lint\" shows all")]
        public static partial void Unnamed(ILogger logger, int count);

        [LoggerMessage(6106, LogLevel.Warning, "No events for changes in {Folder}: it is read every {Poll} instead")]
        public static partial void NoEvents(ILogger logger, string folder, TimeSpan poll, Exception problem);
    }
}
