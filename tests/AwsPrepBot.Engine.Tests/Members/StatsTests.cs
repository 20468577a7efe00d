using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Members;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Members;

/// <summary>What a member sees of themselves, what of others, and what the bank looks like to them.</summary>
public sealed class StatsTests
{
    static readonly Instant Tuesday = Instant.FromUtc(2026, 11, 24, 8, 0);

    static readonly QuestionBank Bank = new(
    [
        .. Enumerable.Range(1, 6).Select(number => Builders.Question($"s{number}")),
        .. Enumerable.Range(1, 6).Select(number => Builders.Question($"v{number}", Level.Senior, "vpc")),
    ]);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Ten days: Ana knows S3 and not VPC, Ben answers once.</summary>
    static async Task<BotFixture> TenDaysAsync()
    {
        var bot = await BotFixture.StartAsync(Token, Bank);
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin", "days=daily");
        for (var day = 0; day <= 10; day++)
        {
            await bot.GoToAsync(Tuesday + Duration.FromHours((24 * day) + 1));
            var (right, wrong) = await bot.LettersAsync();
            var isS3 = CardText.Of(bot.Chat.Messages[^1].Card).Contains("S3", StringComparison.Ordinal);
            if (day < 10)
                await bot.PressAsync("ana", isS3 ? right : wrong);
            if (day == 0)
                await bot.PressAsync("ben", right);
        }

        return bot;
    }

    [Fact]
    public async Task Own_stats_tell_levels_topics_weeks_streak_and_place()
    {
        await using var bot = await TenDaysAsync();
        var s3 = (int)bot.Database.Query<long>("SELECT COUNT(*) FROM rounds JOIN answers ON round = rounds.id WHERE member = 'ana' AND topics LIKE '%s3%'")[0];
        var card = await bot.PrepAsync("ana", "stats");
        var lines = CardText.Of(card).Split('\n');
        Assert.Equal("Your stats", lines[0]);
        Assert.Contains($"10 answers, {10 * s3} % right.", lines);
        Assert.Contains($"All time: place 1, {10 * s3} points, {s3} of 10 right", lines);
        Assert.Contains("Streak in #general: 10 days", lines);
        Assert.Contains("Strong: S3. Look again at: VPC.", lines);
        Assert.Contains($"junior 100 % of {s3}", lines);
        Assert.Contains($"senior 0 % of {10 - s3}", lines);
        Assert.Contains($"S3 100 % of {s3}", lines);
        Assert.Equal(["23 Nov", "30 Nov"], card!.Blocks.OfType<SharesBlock>().Last().Shares.Select(week => week.Label));
        Assert.Equal(10, card.Blocks.OfType<SharesBlock>().Last().Shares.Sum(week => int.Parse(week.Note!.Split(' ')[1])));
    }

    [Fact]
    public async Task Of_others_only_what_the_board_shows_is_told()
    {
        await using var bot = await TenDaysAsync();
        var text = CardText.Of(await bot.PrepAsync("ben", "stats", "member=Ana"));
        Assert.StartsWith("Ana\nThis week: place 1, ", text, StringComparison.Ordinal);
        Assert.Contains("All time: place 1, ", text, StringComparison.Ordinal);
        Assert.Contains("Streak in #general: 10 days", text, StringComparison.Ordinal);
        foreach (var kept in new[] { "S3", "VPC", "junior", "senior", "%", "Look again" })
            Assert.DoesNotContain(kept, text, StringComparison.Ordinal);
        Assert.Equal(text, CardText.Of(await bot.PrepAsync("ben", "stats", "@ana")));
        Assert.StartsWith("Your stats", CardText.Of(await bot.PrepAsync("ana", "stats", "member=ana")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_hides_is_refused_kindly_and_offered_to_nobody()
    {
        await using var bot = await TenDaysAsync();
        await bot.PrepAsync("ana", "privacy", "hide");
        Assert.Equal("Ana keeps their results to themselves.", CardText.Of(await bot.PrepAsync("ben", "stats", "member=Ana")));
        Assert.Equal("Nobody called \"Anna\" has answered here. Use the name that the board shows.", CardText.Of(await bot.PrepAsync("ben", "stats", "Anna")));
        Assert.StartsWith("Your stats", CardText.Of(await bot.PrepAsync("ana", "stats")), StringComparison.Ordinal);
        await bot.PrepAsync("ana", "privacy", "unhide");
        Assert.Equal("Nobody called \"Anna\" has answered here. Did you mean Ana?", CardText.Of(await bot.PrepAsync("ben", "stats", "Anna")));
    }

    [Fact]
    public async Task Who_has_answered_nothing_has_nothing_to_see_yet()
    {
        await using var bot = await TenDaysAsync();
        Assert.StartsWith("Nothing to show yet", CardText.Of(await bot.PrepAsync("cho", "stats")), StringComparison.Ordinal);
        await bot.PrepAsync("cho", "away", "3d");
        Assert.Equal("Cho is not on the board yet.", CardText.Of(await bot.PrepAsync("ben", "stats", "cho")));
    }

    [Fact]
    public async Task Nothing_of_an_open_question_is_in_anybodys_stats()
    {
        await using var bot = await TenDaysAsync();
        var before = CardText.Of(await bot.PrepAsync("ana", "stats")) + CardText.Of(await bot.PrepAsync("ana", "topics"));
        await bot.PressAsync("ana", (await bot.LettersAsync()).Right);
        Assert.Equal(before, CardText.Of(await bot.PrepAsync("ana", "stats")) + CardText.Of(await bot.PrepAsync("ana", "topics")));
    }

    [Fact]
    public async Task Topics_count_the_bank_by_level_and_what_the_reader_has_answered()
    {
        await using var bot = await TenDaysAsync();
        var s3 = bot.Database.Query<long>("SELECT COUNT(DISTINCT question_id) FROM attempts WHERE team = @team AND member = 'ana' AND topics LIKE '%s3%'", new { team = BotFixture.Team.Value })[0];
        var text = CardText.Of(await bot.PrepAsync("ana", "topics"));
        Assert.StartsWith($"Topics\n12 questions, of which you have answered 10.\n    J M S A you\nS3  6 - - -   {s3}\nVPC - - 6 -   {10 - s3}\n", text, StringComparison.Ordinal);
        text = CardText.Of(await bot.PrepAsync("ben", "topics", "senior"));
        Assert.StartsWith("Topics · senior\n6 senior questions, of which you have answered ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("S3", text, StringComparison.Ordinal);
        Assert.Equal("There are no mid questions yet.", CardText.Of(await bot.PrepAsync("ben", "topics", "level=mid")));
        Assert.Equal("\"expert\" is no level. Use junior, mid, senior, architect or all.", CardText.Of(await bot.PrepAsync("ben", "topics", "expert")));
    }

    [Fact]
    public void Statistics_look_eight_weeks_back_and_call_no_topic_strong_or_weak_on_two_answers()
    {
        Attempt At(int daysAgo, int score, string topic) => new(new QuestionId("q"), Level.Mid, [topic, topic], Tuesday - Duration.FromDays(daysAgo), score);
        var statistics = MemberStatistics.Of(
            [At(0, 100, "s3"), At(1, 50, "s3"), At(50, 100, "iam"), At(51, 0, "iam"), At(51, 100, "rds"), At(51, 100, "rds"), At(51, 99, "rds")],
            DateTimeZone.Utc, new LocalDate(2026, 11, 24));
        Assert.Equal(new Accuracy(7, 78), statistics.All);
        Assert.Equal([(new LocalDate(2026, 10, 5), 1), (new LocalDate(2026, 11, 23), 2)], statistics.ByWeek.Select(week => (week.Monday, week.Accuracy.Answers)));
        Assert.Equal(["rds", "iam", "s3"], statistics.ByTopic.Select(topic => topic.Topic));
        Assert.Equal(["rds"], statistics.StrongTopics);
        Assert.Empty(statistics.WeakTopics);
        Assert.Empty(MemberStatistics.Of([At(57, 100, "s3")], DateTimeZone.Utc, new LocalDate(2026, 11, 24)).ByWeek);
    }
}
