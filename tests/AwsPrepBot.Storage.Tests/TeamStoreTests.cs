using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Teams;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AwsPrepBot.Storage.Tests;

public sealed class TeamStoreTests : IAsyncLifetime
{
    TestDatabase _database = null!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    ITeamStore Teams => _database.Services.GetRequiredService<ITeamStore>();

    public async ValueTask InitializeAsync() => _database = await TestDatabase.StartAsync(Token);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_team_is_greeted_once_whoever_asks_and_however_often()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Teams.ClaimGreetingAsync(Some.Team, Token)));

        Assert.Single(claims, claimed => claimed);
        Assert.True(await Teams.ClaimGreetingAsync(new TeamId("discord:2"), Token));
    }

    [Fact]
    public async Task It_stays_greeted_over_a_restart()
    {
        await Teams.ClaimGreetingAsync(Some.Team, Token);
        await _database.StopStoreAsync();
        await _database.StartStoreAsync();

        Assert.False(await Teams.ClaimGreetingAsync(Some.Team, Token));
    }

    [Fact]
    public async Task A_team_that_was_there_before_can_still_be_greeted()
    {
        await _database.SaveAsync(Some.Schedule());

        Assert.True(await Teams.ClaimGreetingAsync(Some.Team, Token));
    }
}
