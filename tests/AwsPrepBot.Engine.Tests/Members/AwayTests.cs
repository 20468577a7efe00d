using AwsPrepBot.Engine.Chat;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Members;

/// <summary>Absence: what is not answered meanwhile leaves the streak alone.</summary>
public sealed class AwayTests
{
    static readonly Instant Tuesday = Instant.FromUtc(2026, 11, 24, 8, 0);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static async Task<BotFixture> OpenQuestionAsync()
    {
        var bot = await BotFixture.StartAsync(Token);
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin", "days=daily");
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        return bot;
    }

    static Task NextDayAsync(BotFixture bot, int day) => bot.GoToAsync(Tuesday + Duration.FromHours((24 * day) + 1));

    static async Task AnswerAsync(BotFixture bot, string member) => await bot.PressAsync(member, (await bot.LettersAsync()).Right);

    static async Task<string> StreakAsync(BotFixture bot, string member) =>
        CardText.Of(await bot.PrepAsync(member, "stats")).Split('\n').FirstOrDefault(line => line.StartsWith("Streak", StringComparison.Ordinal)) ?? "";

    [Fact]
    public async Task Days_away_are_passed_over_and_an_answer_given_then_counts()
    {
        await using var bot = await OpenQuestionAsync();
        await AnswerAsync(bot, "ana");
        await AnswerAsync(bot, "ben");
        await NextDayAsync(bot, 1);
        Assert.StartsWith(
            "You are away until Sat 28 Nov: what you do not answer before that day leaves your streak as it is, and what you do answer counts.",
            CardText.Of(await bot.PrepAsync("ana", "away", "until=3d")), StringComparison.Ordinal);
        await NextDayAsync(bot, 2);
        await AnswerAsync(bot, "ana");
        await NextDayAsync(bot, 3);
        await NextDayAsync(bot, 4);
        Assert.Equal("Streak in #general: 2 days", await StreakAsync(bot, "ana"));
        Assert.Equal("", await StreakAsync(bot, "ben"));
        await AnswerAsync(bot, "ana");
        await NextDayAsync(bot, 5);
        Assert.Equal("Streak in #general: 3 days", await StreakAsync(bot, "ana"));
        Assert.Contains("Ana (+10, 3 days)", CardText.Of(bot.Chat.Messages[^2].Card), StringComparison.Ordinal);
        await NextDayAsync(bot, 6);
        Assert.Equal("", await StreakAsync(bot, "ana"));
    }

    [Fact]
    public async Task Coming_back_early_ends_it_and_the_days_before_stay_excused()
    {
        await using var bot = await OpenQuestionAsync();
        await AnswerAsync(bot, "ana");
        await NextDayAsync(bot, 1);
        await bot.PrepAsync("ana", "away", "2026-12-24");
        await NextDayAsync(bot, 2);
        Assert.Equal("Welcome back. From today on your streak counts every question again.", CardText.Of(await bot.PrepAsync("ana", "away")));
        Assert.StartsWith("You are not away.", CardText.Of(await bot.PrepAsync("ana", "away", "until=")), StringComparison.Ordinal);
        await NextDayAsync(bot, 3);
        Assert.Equal("", await StreakAsync(bot, "ana"));
        Assert.Equal(["2026-11-25 2026-11-26"], bot.Database.Query<string>("SELECT first_date || ' ' || until FROM absences"));
    }

    [Fact]
    public async Task Begun_and_ended_on_one_day_leaves_nothing_and_begun_twice_moves_the_end()
    {
        await using var bot = await OpenQuestionAsync();
        await bot.PrepAsync("ana", "away", "3d");
        await bot.PrepAsync("ana", "away", "5d");
        Assert.Equal(["2026-11-24 2026-11-29"], bot.Database.Query<string>("SELECT first_date || ' ' || until FROM absences"));
        await bot.PrepAsync("ana", "away");
        Assert.Empty(bot.Database.Query<string>("SELECT member FROM absences"));
    }

    [Fact]
    public async Task The_second_delivery_of_the_request_does_and_says_nothing()
    {
        await using var bot = await OpenQuestionAsync();
        var input = new CommandInput("away", new Dictionary<string, string> { ["until"] = "3d" }, []);
        Assert.NotNull(await bot.DoAsync("ana", input, new RequestId("once")));
        await bot.PrepAsync("ana", "away");
        Assert.Null(await bot.DoAsync("ana", input, new RequestId("once")));
        Assert.Empty(bot.Database.Query<string>("SELECT member FROM absences"));
    }

    [Theory]
    [InlineData("until=yesterday", "yesterday is no date. Use a date as 2026-12-01, or a number of days as 3d.")]
    [InlineData("until=2026-11-24", "2026-11-24 is not in the future. Use a date from 2026-11-25 on.")]
    [InlineData("until=2030-01-01", "2030-01-01 is more than a year away. Use an earlier date.")]
    [InlineData("till=3d", "/prep away has no option \"till\". It has until.")]
    public async Task A_wrong_date_is_refused_with_what_would_be_right(string option, string refusal)
    {
        await using var bot = await OpenQuestionAsync();
        Assert.Equal(refusal, CardText.Of(await bot.PrepAsync("ana", "away", option)));
        Assert.Empty(bot.Database.Query<string>("SELECT member FROM absences"));
    }

    [Fact]
    public async Task A_pause_can_be_given_its_end_by_either_command()
    {
        await using var bot = await OpenQuestionAsync();
        Assert.StartsWith("Paused. The next question comes Fri 27 Nov 10:00.", CardText.Of(await bot.PrepAsync("admin", "pause", "until=2026-11-27")), StringComparison.Ordinal);
        Assert.StartsWith("Paused. The next question comes Thu 26 Nov 10:00.", CardText.Of(await bot.PrepAsync("admin", "resume", "until=2d")), StringComparison.Ordinal);
        await NextDayAsync(bot, 1);
        Assert.Single(bot.Chat.Messages);
        await NextDayAsync(bot, 2);
        Assert.Equal(2, bot.Chat.Messages.Count);
        Assert.DoesNotContain("Paused", CardText.Of(await bot.PrepAsync("ana", "schedule")), StringComparison.Ordinal);
    }
}
