using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories;

/// <summary>Days whose question is answered in one's own words, through the real engine, store and outbox.</summary>
public sealed class OpenDayTests
{
    const string Both = "Buckets keep every version. Deletes add a marker.";
    const string One = "Buckets keep every version.";
    const string Nothing = "It depends on the workload and on the team.";

    static readonly Instant Tuesday = Instant.FromUtc(2026, 11, 24, 8, 0);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A bot whose channel is asked at ten in Berlin, with today's open question just posted.</summary>
    static async Task<BotFixture> OpenQuestionAsync(IAnswerGrader? grader = null, QuestionBank? bank = null)
    {
        var bot = await BotFixture.StartAsync(Token, bank ?? Builders.OpenBank(20), grader is null ? null : services => services.AddSingleton(grader));
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin", "kind=open");
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        return bot;
    }

    static void Contains(string expected, Card? card) => Assert.Contains(expected, CardText.Of(card), StringComparison.Ordinal);

    [Fact]
    public async Task An_open_question_is_posted_answered_graded_closed_and_scored()
    {
        await using var bot = await OpenQuestionAsync();
        var message = Assert.Single(bot.Chat.Messages);
        Contains("DAILY QUESTION · S3 · junior · 10 points", message.Card);
        Contains("Answer in your own words", message.Card);
        Contains("[Answer] [Hint]", message.Card);

        var verdict = await bot.WriteAsync("ana", One);
        Contains("50 / 100 · 1 of 2 points covered", verdict);
        Contains("✓: Buckets keep every version. “Buckets keep every version.”", verdict);
        Contains("✗: Deletes add a marker.", verdict);
        Contains("Recorded. You can improve it once until the question closes", verdict);
        Contains("[Improve once]", verdict);
        Contains("100 / 100 · 2 of 2 points covered", await bot.WriteAsync("ben", Both));
        await bot.WriteAsync("cho", Nothing);
        await bot.GoToAsync(Tuesday + Duration.FromHours(2));
        Contains("3 answered · closes", bot.Chat.Messages[0].Card);

        await bot.GoToAsync(Tuesday + Duration.FromHours(25));
        var result = bot.Chat.Messages[0].Card;
        Contains("closed", result);
        Contains("3 answered · 50 of 100 on average · Ben (+10), Ana (+5)", result);
        Contains("Why: a complete answer says that\nBuckets keep every version.\nDeletes add a marker.", result);
        Contains("For example: A bucket with versioning keeps every version", result);
        Contains("Source: ", result);
        Assert.DoesNotContain("Cho", CardText.Of(result), StringComparison.Ordinal);
        Contains("1 Ben 10 1 of 1 streak 1\n2 Ana 5 0 of 1 streak 1 you\n3 Cho 0 0 of 1 streak 1", await bot.PrepAsync("ana", "leaderboard"));
        Assert.StartsWith("Yesterday: 3 answered · 50 of 100 on average · see the answer", CardText.Of(bot.Chat.Messages[1].Card), StringComparison.Ordinal);
    }
}
