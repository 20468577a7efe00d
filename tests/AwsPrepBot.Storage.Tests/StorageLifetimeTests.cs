using AwsPrepBot.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AwsPrepBot.Storage.Tests;

public sealed class StorageLifetimeTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_run_is_refused_and_told_the_firsts_process()
    {
        await using var database = await TestDatabase.StartAsync(Token);

        var refused = await Assert.ThrowsAsync<StorageException>(() => StartAnotherAsync(database));

        Assert.Equal(
            $"Another run (process {Environment.ProcessId}) is using {database.File}. Stop it first, or give this one another file in Storage:ConnectionString.",
            refused.Message);
        // The refused one took nothing along.
        await database.SaveAsync(Some.Schedule());
        Assert.True(File.Exists($"{database.File}.pid"));
    }

    [Fact]
    public async Task The_next_run_may_start_when_the_first_has_stopped()
    {
        await using var database = await TestDatabase.StartAsync(Token);
        await database.StopStoreAsync();
        Assert.False(File.Exists($"{database.File}.pid"));

        await database.StartStoreAsync();

        Assert.Equal($"{Environment.ProcessId}\n", await File.ReadAllTextAsync($"{database.File}.pid", Token));
    }

    [Fact]
    public async Task What_a_killed_run_left_behind_does_not_keep_the_next_from_starting()
    {
        await using var database = TestDatabase.Empty(Token);
        await File.WriteAllTextAsync($"{database.File}.lock", "", Token);
        await File.WriteAllTextAsync($"{database.File}.pid", "999999\n", Token);

        await database.StartStoreAsync();

        Assert.Equal($"{Environment.ProcessId}\n", await File.ReadAllTextAsync($"{database.File}.pid", Token));
    }

    [Fact]
    public async Task The_store_is_ready_before_any_service_starts_and_open_until_all_have_stopped()
    {
        await using var database = TestDatabase.Empty(Token);
        var early = new EarlyService(database);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        // Registered before the store: the order must not matter.
        builder.Services.AddSingleton<IHostedService>(early).AddStorage(database.Configuration);
        using var host = builder.Build();
        early.Schedules = host.Services.GetRequiredService<Engine.Schedules.IScheduleStore>();

        await host.StartAsync(Token);
        await host.StopAsync(Token);

        Assert.Equal(2, database.Query<long>("SELECT COUNT(*) FROM schedules")[0]);
    }

    [Fact]
    public async Task The_folder_is_made()
    {
        var folder = Directory.CreateTempSubdirectory("prepbot-");
        try
        {
            var file = Path.Combine(folder.FullName, "a", "b", "bot.db");
            await StartAndStopAsync($"Data Source={file}");

            Assert.True(File.Exists(file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said()
    {
        await using var database = await TestDatabase.StartAsync(Token);

        var refused = await Assert.ThrowsAsync<StorageException>(() => StartAndStopAsync($"Data Source={database.File}/below/a/file.db"));

        Assert.StartsWith($"The folder of {database.File}/below/a/file.db cannot be made", refused.Message, StringComparison.Ordinal);
    }

    static Task StartAnotherAsync(TestDatabase database) => StartAndStopAsync(database.ConnectionString);

    static async Task StartAndStopAsync(string connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["Storage:ConnectionString"] = connectionString;
        builder.Services.AddStorage(builder.Configuration);
        using var host = builder.Build();
        await host.StartAsync(Token);
        await host.StopAsync(Token);
    }

    sealed class EarlyService(TestDatabase database) : IHostedService
    {
        public Engine.Schedules.IScheduleStore? Schedules { get; set; }

        public Task StartAsync(CancellationToken cancellationToken) =>
            Schedules!.SaveAsync(Some.Schedule(), null, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) =>
            Schedules!.SaveAsync(Some.Schedule() with { Channel = new Engine.ChannelId(database.File) }, null, cancellationToken);
    }
}
