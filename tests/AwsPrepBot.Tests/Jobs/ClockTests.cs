using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Hosting;
using AwsPrepBot.Jobs;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AwsPrepBot.Tests.Jobs;

/// <summary>Quartz itself, on the container's clock.</summary>
public sealed class ClockTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static Task<BotFixture> StartAsync() => BotFixture.StartAsync(Token, configure: services => services.AddJobs().AddHostedService<CatchUp>());

    [Fact]
    public async Task A_trigger_posts_the_daily_question_and_another_closes_it()
    {
        await using var bot = await StartAsync();
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin", "open-for=8h");
        bot.Time.Advance(TimeSpan.FromHours(1));
        await bot.Chat.WhenAsync(chat => chat.Messages.Count == 1, Token);
        await bot.DeliverAsync();
        Assert.Contains("Recorded", CardText.Of(await bot.PressAsync("ana", "A")), StringComparison.Ordinal);
        bot.Time.Advance(TimeSpan.FromHours(8));
        await bot.Chat.WhenAsync(chat => chat.Messages[0].Card.Tone == CardTone.Result, Token);
        Assert.Contains("1 answered", CardText.Of(bot.Chat.Messages[0].Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_the_start_does_what_came_due_and_sets_the_rest()
    {
        await using var bot = await StartAsync();
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin", "open-for=8h");
        await bot.StopAsync();
        bot.Time.Advance(TimeSpan.FromHours(3));
        await bot.StartAgainAsync();
        await bot.Chat.WhenAsync(chat => chat.Messages.Count == 1, Token);
        await bot.DeliverAsync();
        await bot.StopAsync();
        await bot.StartAgainAsync();
        bot.Time.Advance(TimeSpan.FromHours(8));
        await bot.Chat.WhenAsync(chat => chat.Messages[0].Card.Tone == CardTone.Result, Token);
    }

    [Fact]
    public async Task Triggers_that_are_late_by_a_clock_far_from_the_machines_fire_once_and_at_once()
    {
        await using var bot = await StartAsync();
        bot.Time.Advance(TimeSpan.FromDays(365)); // nothing is due, but the sweep is late
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin", "open-for=8h", "days=daily");
        bot.Time.Advance(TimeSpan.FromHours(2)); // an hour late
        await bot.Chat.WhenAsync(chat => chat.Messages.Count == 1, Token);
        await bot.DeliverAsync();
        Assert.Single(bot.Chat.Messages);
    }

    [Fact]
    public void A_shifted_clock_starts_where_it_is_told_and_runs_as_the_real_one()
    {
        var real = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        var start = new DateTimeOffset(2027, 1, 1, 9, 0, 0, TimeSpan.Zero);
        var shifted = new ShiftedTimeProvider(real, start);
        Assert.Equal(start, shifted.GetUtcNow());
        var fired = 0;
        using var timer = shifted.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        real.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(start.AddMinutes(1), shifted.GetUtcNow());
        Assert.Equal(1, fired);
    }
}
