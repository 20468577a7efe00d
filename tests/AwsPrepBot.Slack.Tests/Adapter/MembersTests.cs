using System.IO.Compression;
using AwsPrepBot.TestKit.Storage;

namespace AwsPrepBot.Slack.Tests.Adapter;

/// <summary>What members see of themselves on Slack, take with them, and have deleted.</summary>
public sealed class MembersTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static async Task<SlackBot> AnsweredAsync()
    {
        var bot = await SlackBot.StartAsync();
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
        var other = await bot.AskAsync(bot.Ben, $"stats <@{bot.Ana.Id}|ana>");
        Assert.Contains("This week: place 1, 10 points, 1 of 1 right", other.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("▓", other.Text, StringComparison.Ordinal);
        var own = await bot.AskAsync(bot.Ana, "stats");
        Assert.Contains("▓▓▓▓▓▓▓▓▓▓ 100 % of 1 · S3", own.Text, StringComparison.Ordinal);
        Assert.Equal("That person has not answered anything here yet.", (await bot.AskAsync(bot.Ben, $"stats member=<@{bot.Admin.Id}>")).Text);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task An_export_comes_as_a_file_into_the_conversation_with_that_person_alone()
    {
        await using var bot = await AnsweredAsync();
        var answer = await bot.AskAsync(bot.Ana, "privacy action=export");

        Assert.Contains("The file is in our direct messages", answer.Text, StringComparison.Ordinal);
        var file = Assert.Single(Assert.Single(bot.Slack.Messages(bot.Slack.DirectMessages(bot.Ana))).Files);
        Assert.Equal("awsprepbot-2026-11-23.zip", file.Name);
        using var zip = new ZipArchive(new MemoryStream(file.Content));
        Assert.Contains("answers.csv", zip.Entries.Select(entry => entry.FullName));
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task An_app_that_may_not_bring_files_says_which_scope_it_lacks()
    {
        await using var bot = await AnsweredAsync();
        bot.Slack.Scopes.Remove("files:write");

        Assert.Contains("installed without files:write", (await bot.AskAsync(bot.Ana, "privacy action=export")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("upload_url")]
    [InlineData("files.completeUploadExternal")]
    public async Task A_file_that_could_not_be_brought_is_said(string method)
    {
        await using var bot = await AnsweredAsync();
        bot.Slack.AnswerNext(method, 400, "no");

        var asked = bot.Slack.Command(bot.Ana, bot.Channel, "/prep privacy action=export");
        if (method != "upload_url")
            bot.Slack.AnswerNext(method, 200, """{"ok":false,"error":"file_not_found"}""");

        Assert.Contains("could not be brought to you", (await asked.MessageAsync(cancellationToken: Cancel)).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Messages(bot.Slack.DirectMessages(bot.Ana)));
    }

    [Fact]
    public async Task Delete_asks_by_a_button_and_leaves_nothing()
    {
        await using var bot = await AnsweredAsync();
        var asked = await bot.AskAsync(bot.Ana, "privacy action=delete");
        Assert.StartsWith("Deleted: I keep nothing about you here any more.", (await bot.PressAsync(bot.Ana, asked, "Delete everything")).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Database.Find(bot.Ana.Id));
        Assert.NotEmpty(bot.Database.Find(bot.Ben.Id));
        Assert.Empty(bot.Slack.Violations);
    }
}
