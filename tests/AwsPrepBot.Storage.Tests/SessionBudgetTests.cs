using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Storage.Tests;

public sealed class SessionBudgetTests : IAsyncLifetime
{
    static readonly Duration Day = Duration.FromHours(24);

    TestDatabase _database = null!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    ISessionBudget Sessions => _database.Services.GetRequiredService<ISessionBudget>();

    public async ValueTask InitializeAsync() => _database = await TestDatabase.StartAsync(Token);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task As_many_as_the_limit_are_counted_and_then_it_says_when_the_next_is_free()
    {
        var first = _database.Time.GetInstant();
        Assert.Null(await TakeAsync(limit: 2));
        _database.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await TakeAsync(limit: 2));

        Assert.Equal(first + Day, await TakeAsync(limit: 2));

        _database.Time.Advance(TimeSpan.FromHours(23));
        Assert.Null(await TakeAsync(limit: 2));
        Assert.Equal(first + Duration.FromHours(1) + Day, await TakeAsync(limit: 2));
    }

    [Fact]
    public async Task The_count_outlives_a_restart()
    {
        await TakeAsync(limit: 1);
        await _database.StopStoreAsync();
        await _database.StartStoreAsync();

        Assert.NotNull(await TakeAsync(limit: 1));
    }

    [Fact]
    public async Task Of_many_at_once_no_more_than_the_limit_get_a_place()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TakeAsync(limit: 7)));

        Assert.Equal(7, taken.Count(free => free is null));
    }

    [Fact]
    public async Task Platforms_are_counted_apart()
    {
        await TakeAsync(limit: 1);

        Assert.Null(await Sessions.TryTakeAsync("slack", 1, Day, Token));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_by_more_than_the_window_does_not_lock_the_bot_out()
    {
        await TakeAsync(limit: 1);
        _database.Execute("UPDATE session_starts SET at = at + 1000 * 60 * 60 * 24 * 300");

        Assert.Null(await TakeAsync(limit: 1));
    }

    Task<Instant?> TakeAsync(int limit) => Sessions.TryTakeAsync("discord", limit, Day, Token);
}
