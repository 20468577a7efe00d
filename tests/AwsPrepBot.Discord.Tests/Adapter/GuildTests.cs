using AwsPrepBot.TestKit.Discord;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord.Tests.Adapter;

/// <summary>The bot comes to a server, and goes.</summary>
public sealed class GuildTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_is_greeted_once_in_the_first_channel_where_the_bot_may_write()
    {
        await using var bot = await DiscordBot.StartAsync();
        FakeChannel? closed = null, open = null;
        var guild = bot.Discord.AddGuild("Newcomers", made =>
        {
            closed = bot.Discord.AddChannel(made, "announcements");
            closed.DeniedToBot = FakePermissions.SendMessages;
            bot.Discord.AddChannel(made, "lounge", type: 2);
            open = bot.Discord.AddChannel(made, "general");
        });

        var greeting = await bot.Discord.MessageAsync(open!, 0, Cancel);
        Assert.Contains("/prep setup", greeting.Text, StringComparison.Ordinal);

        bot.Discord.RemoveGuild(guild);
        await Logged(bot, "was removed from guild");
        bot.Discord.Dispatch("GUILD_CREATE", new() { ["id"] = $"{guild.Id}", ["name"] = "Newcomers", ["channels"] = new System.Text.Json.Nodes.JsonArray() });
        await bot.AskAsync(bot.Ana, "help");
        await bot.StopAsync();
        Assert.Equal(1, bot.Discord.Requests.Count(request => request.Route == FakeRoutes.CreateMessage));
        Assert.Empty(bot.Discord.Messages(closed!));
        Assert.Empty(bot.Discord.Messages(bot.Channel));
    }

    [Fact]
    public async Task A_server_where_the_bot_may_write_nowhere_is_left_in_peace()
    {
        await using var bot = await DiscordBot.StartAsync();
        bot.Discord.AddGuild("Closed", made => bot.Discord.AddChannel(made).DeniedToBot = FakePermissions.ViewChannel);

        await Logged(bot, "there is no text channel where I may write");
        Assert.DoesNotContain(bot.Discord.Requests, request => request.Route == FakeRoutes.CreateMessage);
    }

    [Fact]
    public async Task An_outage_is_no_farewell()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"));

        bot.Discord.SetAvailable(bot.Guild, false);
        bot.Discord.SetAvailable(bot.Guild, true);
        await bot.AskAsync(bot.Ana, "help");
        await bot.StopAsync();

        Assert.Equal([1L], bot.Database.Query<long>("SELECT revision FROM schedules"));
        Assert.Empty(bot.Discord.Messages(bot.Channel));
    }

    [Fact]
    public async Task A_deleted_channel_pauses_its_schedule_and_the_admin_is_told()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"));

        bot.Discord.DeleteChannel(bot.Channel);

        Assert.Contains("the channel was deleted", await bot.ToldAsync(bot.Admin), StringComparison.Ordinal);
        await bot.StopAsync();
        Assert.Equal(["the channel was deleted"], Reasons(bot));
    }

    [Fact]
    public async Task A_bot_that_was_removed_pauses_what_it_was_to_ask_there_and_the_admin_is_told()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"));

        bot.Discord.RemoveGuild(bot.Guild);

        Assert.Contains("I was removed from the server", await bot.ToldAsync(bot.Admin), StringComparison.Ordinal);
        await bot.StopAsync();
        Assert.Equal(["I was removed from the server"], Reasons(bot));
    }

    static IReadOnlyList<string> Reasons(DiscordBot bot) => bot.Database.Query<string>(
        "SELECT pause_reason FROM schedule_revisions JOIN schedules ON id = schedule AND schedules.revision = schedule_revisions.revision");

    static async Task Logged(DiscordBot bot, string text) => await bot.Log.UntilAsync(line => line.Contains(text, StringComparison.Ordinal), Cancel);
}
