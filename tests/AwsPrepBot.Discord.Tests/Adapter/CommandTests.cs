using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.Discord.Tests.Adapter;

/// <summary><c>/prep</c> as people in a server use it.</summary>
public sealed class CommandTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Setup_says_what_follows_and_its_button_takes_it_back()
    {
        await using var bot = await DiscordBot.StartAsync();

        var receipt = await bot.AskAsync(bot.Admin, "setup", ("timezone", "Europe/Berlin"), ("time", "08:30"), ("days", "daily"));

        Assert.Equal(bot.Admin.User, receipt.OnlyFor);
        Assert.StartsWith($"Questions come to <#{bot.Channel.Id}> at 08:30 Europe/Berlin, every day", receipt.Text, StringComparison.Ordinal);
        Assert.Contains("Next: Tue 24 Nov 08:30 (your <t:1795505400:t>)", receipt.Text, StringComparison.Ordinal);
        Assert.Contains("Taken back", (await bot.PressAsync(bot.Admin, receipt, "Undo")).Text, StringComparison.Ordinal);
        Assert.Contains("Nothing is scheduled yet", (await bot.AskAsync(bot.Ana, "schedule")).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task Setup_asks_for_the_time_zone_which_Discord_does_not_tell()
    {
        await using var bot = await DiscordBot.StartAsync();

        Assert.Contains("Which time zone?", (await bot.AskAsync(bot.Admin, "setup")).Text, StringComparison.Ordinal);
        Assert.Contains("Did you mean Europe/Berlin?", (await bot.AskAsync(bot.Admin, "setup", ("timezone", "Europe/Berlln"))).Text, StringComparison.Ordinal);
        Assert.Contains("Use HH:mm", (await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"), ("time", "25:99"))).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Database.Query<string>("SELECT channel FROM schedules"));
    }

    [Theory]
    [InlineData(FakePermissions.SendMessages, "Send Messages")]
    [InlineData(FakePermissions.EmbedLinks | FakePermissions.ReadMessageHistory, "Embed Links and Read Message History")]
    [InlineData(FakePermissions.ViewChannel, "View Channel")]
    public async Task Setup_names_the_permission_that_is_missing(FakePermissions denied, string named)
    {
        await using var bot = await DiscordBot.StartAsync();
        var closed = bot.Discord.AddChannel(bot.Guild, "closed");
        closed.DeniedToBot = denied;

        var refusal = await bot.AskAsync(bot.Admin, "setup", ("channel", closed), ("timezone", "UTC"));

        Assert.Contains($"I may not post in <#{closed.Id}> yet: give me", refusal.Text, StringComparison.Ordinal);
        Assert.Contains(named, refusal.Text, StringComparison.Ordinal);
        Assert.Empty(bot.Database.Query<string>("SELECT channel FROM schedules"));
    }

    [Theory]
    [InlineData(11, "a thread")]
    [InlineData(15, "a forum")]
    [InlineData(2, "a voice channel")]
    public async Task Setup_refuses_a_place_that_is_no_text_channel(int type, string called)
    {
        await using var bot = await DiscordBot.StartAsync();
        var place = bot.Discord.AddChannel(bot.Guild, "elsewhere", type);

        Assert.Contains($"this is {called}", (await bot.AskAsync(bot.Admin, "setup", ("channel", place), ("timezone", "UTC"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_refuses_a_channel_of_another_server()
    {
        await using var bot = await DiscordBot.StartAsync();
        var other = bot.Discord.AddChannel(bot.Discord.AddGuild("Others"));

        Assert.Contains("no channel of this server", (await bot.AskAsync(bot.Admin, "setup", ("channel", other), ("timezone", "UTC"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_manage_the_server_is_refused_whatever_the_client_offers()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.QuestionAsync();

        foreach (var command in new[] { "setup", "pause", "resume", "post", "close" })
            Assert.Contains("Only admins", (await bot.AskAsync(bot.Ana, command)).Text, StringComparison.Ordinal);
        var receipt = await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"));
        Assert.Contains("Only admins", await bot.RefusalAsync(Forged.Press(bot, bot.Ana, receipt.Button("Undo").CustomId)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrators_and_those_the_operator_names_are_admins()
    {
        await using var bot = await DiscordBot.StartAsync();
        bot.Ben.Granted = FakePermissions.Administrator;
        Assert.StartsWith("Questions come to", (await bot.AskAsync(bot.Ben, "setup", ("timezone", "UTC"))).Text, StringComparison.Ordinal);

        await bot.StopAsync();
        bot.Admins = [$"discord:{bot.Guild.Id}:{bot.Ana.User.Id}"];
        await bot.StartAgainAsync();
        Assert.StartsWith("Paused", (await bot.AskAsync(bot.Ana, "pause")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_delivery_of_a_setup_changes_nothing_and_gets_no_response_after_a_restart_either()
    {
        await using var bot = await DiscordBot.StartAsync();
        var setup = await bot.PrepAsync(bot.Admin, "setup", ("timezone", "UTC"));
        await setup.MessageAsync(Cancel);
        await bot.StopAsync();
        await bot.StartAgainAsync();
        var responses = bot.Responses();

        await bot.Discord.RedeliverAsync(setup);
        await bot.AskAsync(bot.Ana, "help");
        await bot.StopAsync();

        Assert.Equal(responses + 1, bot.Responses());
        Assert.Equal([1L], bot.Database.Query<long>("SELECT revision FROM schedules"));
    }

    [Fact]
    public async Task The_command_is_registered_once_and_again_only_when_it_differs()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.StopAsync();
        await bot.StartAgainAsync();
        await bot.StopAsync();
        Assert.Equal(1, bot.Discord.Registrations);

        bot.Discord.AnswerNext(FakeRoutes.GetCommands, 200, """[{"id":"5","name":"prep","type":1,"description":"of an older version"}]""");
        await bot.StartAgainAsync();
        await bot.Discord.UntilAsync(() => bot.Discord.Registrations == 2, "the command registered anew", Cancel);
    }
}
