using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Storage.Tests;

public sealed class JudgeBudgetTests : IAsyncLifetime
{
    static readonly TeamId One = new("fake:one");
    static readonly TeamId Two = new("fake:two");
    static readonly LocalDate Tuesday = new(2026, 11, 24);

    TestDatabase _database = null!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    IJudgeBudget Budget => _database.Services.GetRequiredService<IJudgeBudget>();

    public async ValueTask InitializeAsync() => _database = await TestDatabase.StartAsync(Token);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Of_many_at_once_no_more_than_the_limit_are_counted()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Budget.TryTakeAsync(One, Tuesday, 5, Token)));
        Assert.Equal(5, taken.Count(counted => counted));
    }

    [Fact]
    public async Task Each_team_and_date_counts_by_itself_and_outlives_a_restart()
    {
        Assert.True(await Budget.TryTakeAsync(One, Tuesday, 1, Token));
        await _database.StopStoreAsync();
        await _database.StartStoreAsync();
        Assert.False(await Budget.TryTakeAsync(One, Tuesday, 1, Token));
        Assert.True(await Budget.TryTakeAsync(Two, Tuesday, 1, Token));
        Assert.True(await Budget.TryTakeAsync(One, Tuesday.PlusDays(1), 1, Token));
        Assert.False(await Budget.TryTakeAsync(Two, Tuesday.PlusDays(1), 0, Token));
    }

    [Fact]
    public async Task Tokens_add_up_over_the_teams()
    {
        await Budget.TryTakeAsync(One, Tuesday, 9, Token);
        await Budget.TryTakeAsync(Two, Tuesday, 9, Token);
        await Budget.SpendAsync(One, Tuesday, 100, 10, Token);
        await Budget.SpendAsync(Two, Tuesday, 50, 5, Token);
        Assert.Equal(new JudgeUse(2, 150, 15), await Budget.UsedAsync(Tuesday, Token));
        Assert.Equal(JudgeUse.None, await Budget.UsedAsync(Tuesday.PlusDays(1), Token));
    }
}
