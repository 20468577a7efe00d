using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static AwsPrepBot.Engine.Tests.Stories.ReportScene;

namespace AwsPrepBot.Engine.Tests.Stories;

/// <summary>A question that may be wrong: reported, looked at, corrected or left, through the real engine, store and outbox.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task A_wrong_key_is_reported_accepted_and_corrected_for_three_people()
    {
        var (bot, key, other) = await ClosedQuestionAsync();
        await using var _ = bot;
        var question = Question(bot);
        Assert.Equal(
            $"Reported: {question}. Admins see your name, your reason and what you answered. You hear what they decide.",
            await ReportAsync(bot, "ben", "B is right, see the docs"));

        var queue = await bot.PrepAsync("admin", "reports");
        var shown = CardText.Of(queue);
        Assert.StartsWith("Ben reported 2026-11-24T09:00:01Z: \"B is right, see the docs\"", shown, StringComparison.Ordinal);
        Assert.Contains($"REPORT 1 of 1 · S3 · junior · {question}", shown, StringComparison.Ordinal);
        Assert.Contains($"✓ {key} ", shown, StringComparison.Ordinal);
        Assert.Contains($"Ben answered {other}; {key} counted as right.", shown, StringComparison.Ordinal);
        Assert.EndsWith("[Accept] [Reject]", shown, StringComparison.Ordinal);

        var choice = await PressAsync(bot, "admin", queue, "Accept");
        Assert.Contains("It was asked 1 time and answered by 3 people.", CardText.Of(choice), StringComparison.Ordinal);
        Assert.Equal(["Leave points", "Count for nothing"], choice.Actions.Take(2).Select(action => action.Label));
        Assert.DoesNotContain(choice.Actions, action => action.Label == $"{key} is right");
        var receipt = CardText.Of(await PressAsync(bot, "admin", choice, $"{other} is right"));
        Assert.Equal($"{question}: accepted. It is not asked any more, {other} is right, and the points of 3 people are corrected.", receipt);

        Assert.Contains("1 Ben 10 1 of 1 streak 1\n1 Cho 10 1 of 1 streak 1\n3 Ana 0 0 of 1 streak 1", await BoardAsync(bot), StringComparison.Ordinal);
        await bot.DeliverAsync();
        var result = CardText.Of(bot.Chat.Messages[0].Card);
        Assert.Contains("closed · corrected", result, StringComparison.Ordinal);
        Assert.Contains($"✓ {other} ", result, StringComparison.Ordinal);
        Assert.Contains("3 answered · right: Ben (+10), Cho (+10)", result, StringComparison.Ordinal);
        Assert.Contains($"Corrected: {other} is right, not {key}, and all points count so.", result, StringComparison.Ordinal);
        Assert.DoesNotContain("it is so", result, StringComparison.Ordinal);
        Assert.DoesNotContain($"Not {key}: ", result, StringComparison.Ordinal);
        Assert.EndsWith("[Report]", result, StringComparison.Ordinal);
        Assert.Equal(2, bot.Chat.Messages.Count);
        Assert.Equal($"Corrected: the question of Tue 24 Nov (S3) was reported. {other} is right, not {key}; everyone's points count so now.", CardText.Of(bot.Chat.Messages[1].Card));
        Assert.Null(bot.Chat.Messages[1].Card.Round);
        var (member, told) = Assert.Single(bot.Chat.Told);
        Assert.Equal("ben", member.Value);
        Assert.Equal($"You reported the question {question}. An admin agrees: it is not asked any more for now, {other} is right, and everyone's points are corrected. Thank you.", CardText.Of(told));
        Assert.DoesNotContain("You reported", CardText.Of(await bot.PrepAsync("ben", "today")), StringComparison.Ordinal);
        Assert.Contains(
            "Its file still has the old answer: given back as it is, it is asked with that again. Correct the file first.",
            CardText.Of(await bot.PrepAsync("admin", "reports")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_re_key_pressed_twice_and_by_two_admins_happens_once()
    {
        var (bot, _, other) = await ClosedQuestionAsync();
        await using var __ = bot;
        await ReportAsync(bot, "ben");
        var choice = await PressAsync(bot, "admin", await bot.PrepAsync("admin", "reports"), "Accept");
        var press = new PressInput(choice.Actions.OfType<ButtonAction>().Single(button => button.Label == $"{other} is right").Id);

        var once = new RequestId("re-key");
        Assert.NotNull(await bot.DoAsync("admin", press, once));
        Assert.Null(await bot.DoAsync("admin", press, once));
        Assert.Equal($"This report was decided already: {Question(bot)} is withheld and its answer corrected.", CardText.Of(await bot.DoAsync("admin2", press)));
        Assert.StartsWith("This report was decided already", CardText.Of(await AsAsync(bot, choice, "Count for nothing")), StringComparison.Ordinal);

        await bot.DeliverAsync();
        Assert.Equal(2, bot.Chat.Messages.Count);
        Assert.Equal(3, bot.Database.Query<long>("SELECT COUNT(*) FROM ledger WHERE reason = 'corrected'").Single());
        Assert.Single(bot.Chat.Told);
    }

    static Task<Card?> AsAsync(BotFixture bot, Card on, string label) =>
        bot.DoAsync("admin2", new PressInput(on.Actions.OfType<ButtonAction>().Single(button => button.Label == label).Id));

    [Fact]
    public async Task A_report_twice_is_one_and_somebody_elses_is_another()
    {
        var (bot, _, _) = await ClosedQuestionAsync();
        await using var __ = bot;
        await ReportAsync(bot, "ben", "first");
        Assert.Equal("no form", await ReportAsync(bot, "ben", "second"));
        Assert.StartsWith("You have reported this question already", CardText.Of(await bot.PrepAsync("ben", "report", "reason=third")), StringComparison.Ordinal);
        await ReportAsync(bot, "cho", "mine");
        Assert.Equal(["ben first", "cho mine"], bot.Database.Query<string>("SELECT member || ' ' || reason FROM reports ORDER BY id"));
        Assert.Contains("1 more person reported it; accepting decides for all.", CardText.Of(await bot.PrepAsync("admin", "reports")), StringComparison.Ordinal);

        await AcceptAsync(bot, "Leave points");
        Assert.Equal(["ben", "cho"], bot.Chat.Told.Select(told => told.Member.Value));
        Assert.StartsWith("Reported: ", await ReportAsync(bot, "ben", "again, now that it was decided"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_reports_withhold_a_question_and_tell_the_admins_once()
    {
        var (bot, _, _) = await ClosedQuestionAsync(Builders.Bank(1));
        await using var __ = bot;
        await ReportAsync(bot, "ben");
        await ReportAsync(bot, "cho");
        Assert.Empty(bot.Chat.Told);
        Assert.Contains("it is not asked any more until an admin has looked", await ReportAsync(bot, "ana"), StringComparison.Ordinal);
        await ReportAsync(bot, "dan");
        var (member, told) = Assert.Single(bot.Chat.Told);
        Assert.Equal("admin", member.Value);
        Assert.Equal("3 people reported the question q1, so I do not ask it any more. Say /prep reports to decide.", CardText.Of(told));

        const string none = "Nothing can be asked: the only question is withheld after reports. An admin can give back what is right with /prep reports, or change the level or topic with /prep setup.";
        Assert.Contains(none, CardText.Of(await bot.PrepAsync("ana", "schedule")), StringComparison.Ordinal);
        Assert.Contains(none, CardText.Of(await bot.PrepAsync("admin", "setup", "time=10:00")), StringComparison.Ordinal);
        Assert.Equal(none, CardText.Of(await bot.PrepAsync("admin", "post")));
        await bot.GoToAsync(Tuesday + Duration.FromHours(25));
        Assert.Single(bot.Chat.Messages);

        var fifth = await bot.PrepAsync("admin", "reports");
        for (var place = 0; place < 4; place++)
            fifth = await PressAsync(bot, "admin", fifth, "Next");
        Assert.StartsWith("WITHHELD 1 of 1 · S3 · junior · q1", CardText.Of(fifth), StringComparison.Ordinal);
        Assert.Contains(": 3 people reported it.", CardText.Of(fifth), StringComparison.Ordinal);
        Assert.Equal("q1 may be asked again.\n[Next]", CardText.Of(await PressAsync(bot, "admin", fifth, "Give back")));
        Assert.Equal("That question is not withheld any more. /prep reports shows what is.", CardText.Of(await PressAsync(bot, "admin", fifth, "Give back")));
        await bot.GoToAsync(Tuesday + Duration.FromHours(25));
        Assert.Equal(2, bot.Chat.Messages.Count);

        // What was reported before was looked at; it takes three others now.
        await ReportAsync(bot, "eva");
        Assert.Empty(bot.Database.Query<string>("SELECT question_id FROM withheld WHERE given_back_at IS NULL"));
    }

    [Fact]
    public async Task A_withheld_question_is_not_asked_until_it_is_given_back()
    {
        var (bot, _, _) = await ClosedQuestionAsync(Builders.Bank(2));
        await using var __ = bot;
        var first = Question(bot);
        await ReportAsync(bot, "ben");
        await AcceptAsync(bot, "Leave points");
        for (var day = 1; day <= 9; day++)
            await bot.GoToAsync(Tuesday + Duration.FromHours((24 * day) + 1));
        Assert.Equal(7, bot.Database.Query<long>("SELECT COUNT(*) FROM rounds WHERE question_id <> @first", new { first }).Single());
        Assert.Equal(1, bot.Database.Query<long>("SELECT COUNT(*) FROM rounds WHERE question_id = @first", new { first }).Single());

        var withheld = await bot.PrepAsync("admin", "reports");
        Assert.Contains(": an admin accepted a report.", CardText.Of(withheld), StringComparison.Ordinal);
        await PressAsync(bot, "admin", withheld, "Give back");
        Assert.Equal("No report waits, and no question is withheld.", CardText.Of(await bot.PrepAsync("admin", "reports")));
        for (var day = 10; day <= 14; day++)
            await bot.GoToAsync(Tuesday + Duration.FromHours((24 * day) + 1));
        Assert.NotEqual(1, bot.Database.Query<long>("SELECT COUNT(*) FROM rounds WHERE question_id = @first", new { first }).Single());
    }

    [Fact]
    public async Task A_rejected_report_leaves_everything_and_the_reporter_hears_why()
    {
        var (bot, _, _) = await ClosedQuestionAsync();
        await using var __ = bot;
        await ReportAsync(bot, "ben");
        var form = (await PressAsync(bot, "admin", await bot.PrepAsync("admin", "reports"), "Reject")).Form!;
        Assert.StartsWith("Only admins", CardText.Of(await bot.DoAsync("ben", new FormInput(form.Id, "mine"))), StringComparison.Ordinal);
        Assert.StartsWith("The word to the reporter is empty.", CardText.Of(await bot.DoAsync("admin", new FormInput(form.Id, "  "))), StringComparison.Ordinal);
        Assert.Equal(
            $"{Question(bot)}: rejected, and the reporter is told why. The question stays as it is.",
            CardText.Of(await bot.DoAsync("admin", new FormInput(form.Id, "The docs say so."))));
        Assert.Equal(
            $"You reported the question {Question(bot)}. An admin looked at it and leaves it as it is: \"The docs say so.\"", CardText.Of(Assert.Single(bot.Chat.Told).Card));
        Assert.Contains("1 Ana 10", await BoardAsync(bot), StringComparison.Ordinal);
        Assert.Equal("No report waits, and no question is withheld.", CardText.Of(await bot.PrepAsync("admin", "reports")));
        await bot.DeliverAsync();
        Assert.Single(bot.Chat.Messages);
    }

    [Fact]
    public async Task A_question_counted_for_nothing_takes_its_points_back_and_the_channel_reads_so()
    {
        var (bot, _, _) = await ClosedQuestionAsync();
        await using var __ = bot;
        await ReportAsync(bot, "ben");
        Assert.EndsWith("counts for nothing; the points of 1 person are corrected.", CardText.Of(await AcceptAsync(bot, "Count for nothing")), StringComparison.Ordinal);
        await bot.DeliverAsync();
        Assert.Contains("This question was withdrawn and counts for nothing.", CardText.Of(bot.Chat.Messages[0].Card), StringComparison.Ordinal);
        Assert.StartsWith("Withdrawn: the question of Tue 24 Nov (S3) was reported and counts for nothing.", CardText.Of(bot.Chat.Messages[1].Card), StringComparison.Ordinal);
        Assert.Contains("No question has been scored", await BoardAsync(bot), StringComparison.Ordinal);
        Assert.Equal("This question was withdrawn already and counts for nothing.", CardText.Of(await bot.PressAsync("cho", "Report")));
    }

    [Fact]
    public async Task A_reporter_who_cannot_be_told_finds_it_in_today_for_a_week()
    {
        var (bot, _, _) = await ClosedQuestionAsync();
        await using var __ = bot;
        await ReportAsync(bot, "ben");
        bot.Chat.NextTell(new SendResult.Refused("takes no direct messages"));
        await AcceptAsync(bot, "Leave points");
        Assert.Empty(bot.Chat.Told);
        const string news = "An admin agrees: it is not asked any more for now. Thank you.";
        Assert.Contains(news, CardText.Of(await bot.PrepAsync("ben", "today")), StringComparison.Ordinal);
        Assert.DoesNotContain(news, CardText.Of(await bot.PrepAsync("cho", "today")), StringComparison.Ordinal);
        await bot.GoToAsync(Tuesday + Duration.FromDays(9));
        Assert.DoesNotContain(news, CardText.Of(await bot.PrepAsync("ben", "today")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_question_is_open_its_report_shows_admins_neither_what_is_right_nor_an_answer()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin");
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        var (key, other) = await bot.LettersAsync();
        await bot.PressAsync("ben", other);
        Assert.Contains("Admins see your name and reason, and what you answered once the question has closed.", await ReportAsync(bot, "ben"), StringComparison.Ordinal);

        var queue = await bot.PrepAsync("admin", "reports");
        var choice = await PressAsync(bot, "admin", queue, "Accept");
        foreach (var card in new[] { CardText.Of(queue), CardText.Of(choice) })
        {
            Assert.DoesNotContain("✓", card, StringComparison.Ordinal);
            Assert.DoesNotContain("answered ", card.Replace("answered by", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("The question is open until 2026-11-25T08:00:00Z. Its answer can be corrected when it has closed; before, nobody is shown what is right.", card, StringComparison.Ordinal);
        }

        Assert.Equal(["Leave points", "Count for nothing", "Back"], choice.Actions.Select(action => action.Label));
        var report = bot.Database.Query<long>("SELECT id FROM reports").Single();
        foreach (var letter in new[] { key, other })
            Assert.StartsWith("The question is open until", CardText.Of(await bot.DoAsync("admin", new PressInput(new ActionId.ReKeyQuestion(new ReportId(report), letter[0]).ToString()))), StringComparison.Ordinal);

        // It can be withdrawn at once, and then nobody answers it any more.
        await PressAsync(bot, "admin", choice, "Count for nothing");
        await bot.DeliverAsync();
        Assert.Contains("withdrawn", CardText.Of(await bot.PressAsync("cho", key)), StringComparison.Ordinal);
        Assert.StartsWith("Withdrawn: ", CardText.Of(bot.Chat.Messages[1].Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_in_ones_own_words_shows_admins_what_was_written_and_can_count_for_nothing()
    {
        await using var bot = await BotFixture.StartAsync(Token, Builders.OpenBank(3));
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin", "kind=open");
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        await bot.WriteAsync("ben", "Buckets keep every version.");
        await bot.PrepAsync("admin", "close");
        await bot.DeliverAsync();
        await ReportAsync(bot, "ben", "the rubric is too narrow");
        var queue = await bot.PrepAsync("admin", "reports");
        Assert.Contains("Ben wrote: \"Buckets keep every version.\"", CardText.Of(queue), StringComparison.Ordinal);
        var choice = await PressAsync(bot, "admin", queue, "Accept");
        Assert.Equal(["Leave points", "Count for nothing", "Back"], choice.Actions.Select(action => action.Label));
        await PressAsync(bot, "admin", choice, "Count for nothing");
        Assert.Equal(0, bot.Database.Query<long>("SELECT SUM(points) FROM ledger").Single());
    }
}
