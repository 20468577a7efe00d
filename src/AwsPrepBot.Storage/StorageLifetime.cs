using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.Storage.Writing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Storage;

/// <summary>The store is there before the first hosted service starts and until the last has stopped.</summary>
internal sealed partial class StorageLifetime(SqliteFile file, Writer writer, ILogger<StorageLifetime> logger)
    : IHostedLifecycleService, IAsyncDisposable
{
    DatabaseLock? _lock;

    /// <summary>Locks, migrates and opens; nothing when that has been done.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (_lock is not null)
            return Task.CompletedTask;
        try
        {
            file.MakeFolder();
            _lock = DatabaseLock.Take(file);
            var migration = new Migrator(file).Run();
            if (migration.Applied.Count > 0)
                Log.Migrated(logger, migration.From ?? "nothing", migration.To);
            writer.Start();
        }
        catch (Exception e) when (StorageException.From(e, file.FullPath) is { } broken && broken != e)
        {
            throw broken;
        }
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Not cut short by the token: what is queued was asked for by people who are still waiting.
    public Task StoppedAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        file.ClosePool();
        _lock?.Dispose();
        _lock = null;
    }

    static partial class Log
    {
        [LoggerMessage(2010, LogLevel.Information, "The database was migrated from {From} to {To}")]
        public static partial void Migrated(ILogger logger, string from, string to);
    }
}
