using System.Text.Json.Nodes;
using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.Discord.Tests.Adapter;

/// <summary>A question comes once, whatever gets lost; and what can no longer be delivered is not tried for ever.</summary>
public sealed class OutboxTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_carries_its_delivery_as_an_enforced_nonce()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.QuestionAsync();

        var body = JsonNode.Parse(bot.Discord.Requests.Single(request => request.Route == FakeRoutes.CreateMessage).Body!)!;
        Assert.True((bool)body["enforce_nonce"]!);
        Assert.Equal(bot.Database.Query<long>("SELECT id FROM deliveries WHERE kind = 'post'").Single().ToString(), (string)body["nonce"]!);
        Assert.InRange(((string)body["nonce"]!).Length, 1, 25);
    }

    [Fact]
    public async Task A_post_whose_answers_were_all_lost_is_found_in_the_channel_and_not_made_again()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"));
        bot.Discord.LoseAnswerOf(FakeRoutes.CreateMessage, times: 4);

        await bot.AskAsync(bot.Admin, "post");
        foreach (var milliseconds in (int[])[250, 500, 1000, 2000]) // three attempts more, then a look
            await bot.Time.PassAsync(TimeSpan.FromMilliseconds(milliseconds));
        await bot.DeliveredAsync();

        var question = Assert.Single(bot.Discord.Messages(bot.Channel));
        Assert.Contains("You can change it until", (await bot.PressAsync(bot.Ana, question, "A")).Text, StringComparison.Ordinal);
        Assert.Equal(4, bot.Discord.Requests.Count(request => request.Route == FakeRoutes.CreateMessage));
    }

    [Fact]
    public async Task A_post_that_was_under_way_when_the_process_ended_is_found_after_the_nonce_is_forgotten()
    {
        await using var bot = await StoppedWhilePostingAsync();
        bot.Time.Advance(TimeSpan.FromMinutes(10));

        await bot.StartAgainAsync();
        await bot.DeliveredAsync();

        Assert.Single(bot.Discord.Messages(bot.Channel));
        Assert.Equal("sent", bot.Database.Query<string>("SELECT state FROM deliveries WHERE kind = 'post'").Single());
        Assert.Equal(1, bot.Discord.Requests.Count(request => request.Route == FakeRoutes.CreateMessage));
    }

    [Fact]
    public async Task Where_it_may_not_be_looked_for_nothing_is_posted_on_a_guess_and_the_admin_is_told()
    {
        await using var bot = await StoppedWhilePostingAsync();
        bot.Channel.DeniedToBot = FakePermissions.ReadMessageHistory;

        await bot.StartAgainAsync();
        await bot.DeliveredAsync();

        Assert.Contains("may or may not stand", await bot.ToldAsync(bot.Admin), StringComparison.Ordinal);
        Assert.Single(bot.Discord.Messages(bot.Channel));
        Assert.Equal("ambiguous", bot.Database.Query<string>("SELECT state FROM deliveries WHERE kind = 'post'").Single());
    }

    [Theory]
    [InlineData(FakePermissions.SendMessages, "I lack the permission Send Messages there")]
    [InlineData(FakePermissions.EmbedLinks, "I lack the permission Embed Links there")]
    [InlineData(FakePermissions.ViewChannel, "I lack the permission View Channel there")]
    public async Task A_channel_that_was_closed_to_the_bot_pauses_the_schedule_and_the_admin_is_told_why(FakePermissions denied, string reason)
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"));
        bot.Channel.DeniedToBot = denied;

        await bot.AskAsync(bot.Admin, "post");

        Assert.Contains(reason, await bot.ToldAsync(bot.Admin), StringComparison.Ordinal);
        Assert.Contains($"Paused by the bot: {reason}.", (await bot.AskAsync(bot.Ana, "schedule")).Text, StringComparison.Ordinal);
        await NothingIsTriedAgainAsync(bot);

        bot.Channel.DeniedToBot = FakePermissions.None;
        Assert.StartsWith("Resumed.", (await bot.AskAsync(bot.Admin, "resume")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_is_gone_pauses_the_schedule_although_the_gateway_did_not_tell()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"));
        bot.Discord.FailNext(FakeRoutes.CreateMessage, 404, 10003, "Unknown Channel");

        await bot.AskAsync(bot.Admin, "post");

        Assert.Contains("the channel is not there any more", await bot.ToldAsync(bot.Admin), StringComparison.Ordinal);
        await NothingIsTriedAgainAsync(bot);
    }

    [Fact]
    public async Task An_admin_who_takes_no_messages_is_told_in_the_schedule_alone()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"));
        bot.Admin.User.ClosesDirectMessages = true;
        bot.Channel.DeniedToBot = FakePermissions.SendMessages;

        await bot.AskAsync(bot.Admin, "post");
        await bot.Log.UntilAsync(line => line.Contains("could not be told", StringComparison.Ordinal), Cancel);

        Assert.Contains("Paused by the bot", (await bot.AskAsync(bot.Ana, "schedule")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_was_deleted_is_not_edited_for_ever()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        bot.Discord.DeleteMessage(question);

        await bot.AskAsync(bot.Admin, "close");
        await bot.DeliveredAsync();

        Assert.Equal(["cancelled"], bot.Database.Query<string>("SELECT state FROM deliveries WHERE kind = 'edit'"));
        Assert.Equal(1, bot.Discord.Requests.Count(request => request.Route == FakeRoutes.EditMessage));
        Assert.Empty(bot.Database.Query<string>("SELECT pause_reason FROM schedule_revisions WHERE pause_reason IS NOT NULL"));
    }

    [Fact]
    public async Task A_refused_token_ends_the_process_with_what_to_do_and_identifies_no_more()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"));
        bot.Discord.Token = "MTAx.another.token";

        await bot.AskAsync(bot.Admin, "post");
        await bot.EndedAsync();

        Assert.Contains("Set Discord:Token to the token shown at", bot.Get<Engine.Chat.PlatformEnd>().Reason, StringComparison.Ordinal);
        Assert.Equal(1, bot.Discord.Identifies);
    }

    [Theory]
    [InlineData(4004, "Discord:Token")]
    [InlineData(4014, "intents")]
    public async Task A_close_code_that_means_stop_ends_the_process_with_advice(int code, string says)
    {
        await using var bot = await DiscordBot.StartAsync();

        await bot.Discord.CloseConnectionsAsync(code);
        await bot.EndedAsync();

        Assert.Contains(says, bot.Get<Engine.Chat.PlatformEnd>().Reason, StringComparison.Ordinal);
        Assert.Equal(1, bot.Discord.Identifies);
    }

    /// <summary>The question stands in the channel, but the process ended before it learned that.</summary>
    static async Task<DiscordBot> StoppedWhilePostingAsync()
    {
        var bot = await DiscordBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"));
        bot.Discord.LoseAnswerOf(FakeRoutes.CreateMessage);
        await bot.AskAsync(bot.Admin, "post");
        await bot.Discord.MessageAsync(bot.Channel, 0, Cancel);
        await bot.StopAsync();
        return bot;
    }

    static async Task NothingIsTriedAgainAsync(DiscordBot bot)
    {
        var tried = bot.Discord.Requests.Count(request => request.Route == FakeRoutes.CreateMessage);
        bot.Time.Advance(TimeSpan.FromHours(1));
        await bot.DeliveredAsync();
        Assert.Equal(tried, bot.Discord.Requests.Count(request => request.Route == FakeRoutes.CreateMessage));
    }
}
