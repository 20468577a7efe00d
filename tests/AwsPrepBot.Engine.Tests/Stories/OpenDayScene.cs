using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories;

/// <summary>A day whose question is answered in one's own words, and what people write.</summary>
static class OpenDayScene
{
    public const string Both = "Buckets keep every version. Deletes add a marker.";
    public const string One = "Buckets keep every version.";
    public const string Nothing = "It depends on the workload.";

    public static readonly Instant Tuesday = Instant.FromUtc(2026, 11, 24, 8, 0);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A bot whose channel is asked at ten in Berlin, with today's open question just posted.</summary>
    public static async Task<BotFixture> OpenQuestionAsync(IAnswerGrader? grader = null, Action<IServiceCollection>? configure = null)
    {
        var bot = await BotFixture.StartAsync(Token, Builders.OpenBank(20), services =>
        {
            services.AddSingleton(grader ?? new LiteralGrader());
            configure?.Invoke(services);
        });
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin", "kind=open");
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        return bot;
    }

    public static void Contains(string expected, Card? card) => Assert.Contains(expected, CardText.Of(card), StringComparison.Ordinal);

    public static async Task<string> StoredAsync(BotFixture bot)
    {
        await bot.DeliverAsync();
        return string.Join('\n', bot.Database.Query<string>(
            "SELECT concat_ws(' | ', member, tries, counts, score, text, other_score, other_text) FROM open_answers ORDER BY member"));
    }
}
