using System.IO.Compression;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Engine.Teams;
using AwsPrepBot.TestKit.Discord;
using AwsPrepBot.TestKit.Storage;

namespace AwsPrepBot.Discord.Tests.Adapter;

/// <summary>What members see of themselves on Discord, and guilds that send the bot away.</summary>
public sealed class MembersTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static async Task<DiscordBot> AnsweredAsync()
    {
        var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        var (right, wrong) = await bot.LettersAsync();
        await bot.PressAsync(bot.Ana, question, right);
        await bot.PressAsync(bot.Ben, question, wrong);
        await bot.AskAsync(bot.Admin, "close");
        await bot.DeliveredAsync();
        return bot;
    }

    [Fact]
    public async Task Stats_are_told_of_a_chosen_member_by_what_the_board_shows()
    {
        await using var bot = await AnsweredAsync();
        var other = await bot.AskAsync(bot.Ben, "stats", ("member", bot.Ana));
        Assert.Contains("This week: place 1, 10 points, 1 of 1 right", other.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("▓", other.Text, StringComparison.Ordinal);
        Assert.NotNull(other.OnlyFor);
        var own = await bot.AskAsync(bot.Ana, "stats");
        Assert.Contains("▓▓▓▓▓▓▓▓▓▓ 100 % of 1 · S3", own.Text, StringComparison.Ordinal);
        Assert.NotNull(own.OnlyFor);
        Assert.Equal("That person has not answered anything here yet.", (await bot.AskAsync(bot.Ben, "stats", ("member", bot.Admin))).Content);
    }

    [Fact]
    public async Task An_export_comes_as_a_file_of_a_message_for_that_person_alone()
    {
        await using var bot = await AnsweredAsync();
        var message = await bot.AskAsync(bot.Ana, "privacy", ("action", "export"));
        Assert.NotNull(message.OnlyFor);
        var file = Assert.Single(message.Files);
        Assert.Equal(("awsprepbot-2026-11-23.zip", "application/zip"), (file.Name, file.ContentType));
        using var zip = new ZipArchive(new MemoryStream(file.Content));
        Assert.Contains("answers.csv", zip.Entries.Select(entry => entry.FullName));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task An_export_whose_first_answer_got_lost_is_there_once()
    {
        await using var bot = await AnsweredAsync();
        bot.Discord.LoseAnswerOf(FakeRoutes.Respond, times: 2);
        var asked = await bot.PrepAsync(bot.Ana, "privacy", ("action", "export"));
        await bot.Time.PassAsync(TimeSpan.FromMilliseconds(250));
        await bot.Discord.UntilAsync(
            () => bot.Discord.Requests.Any(request => request is { Route: FakeRoutes.EditResponse, Status: 200 }), "the answer edited", Token);
        Assert.Single((await asked.MessageAsync(Token)).Files);
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task Delete_asks_by_a_button_and_leaves_nothing()
    {
        await using var bot = await AnsweredAsync();
        var asked = await bot.AskAsync(bot.Ana, "privacy", ("action", "delete"));
        Assert.StartsWith("Deleted: I keep nothing about you here any more.", (await bot.PressAsync(bot.Ana, asked, "Delete everything")).Content, StringComparison.Ordinal);
        Assert.Empty(bot.Database.Find($"{bot.Ana.User.Id}"));
        Assert.NotEmpty(bot.Database.Find($"{bot.Ben.User.Id}"));
    }

    [Fact]
    public async Task A_guild_that_removed_the_bot_while_it_was_away_is_noticed_and_forgotten_after_thirty_days()
    {
        await using var bot = await AnsweredAsync();
        await bot.StopAsync();
        bot.Discord.RemoveGuild(bot.Guild);
        await bot.StartAgainAsync();
        await bot.Discord.UntilAsync(() => bot.Database.Query<long>("SELECT COUNT(*) FROM teams WHERE left_at IS NOT NULL")[0] == 1, "the guild marked as left", Token);
        await bot.Get<Sweep>().RunAsync(Token);
        Assert.NotEmpty(bot.Database.Find($"{bot.Ana.User.Id}"));
        bot.Time.Advance(TeamLife.Kept.ToTimeSpan());
        await bot.Get<Sweep>().RunAsync(Token);
        Assert.Empty(bot.Database.Find($"{bot.Guild.Id}"));
        Assert.Empty(bot.Database.Find($"{bot.Ana.User.Id}"));
    }
}
