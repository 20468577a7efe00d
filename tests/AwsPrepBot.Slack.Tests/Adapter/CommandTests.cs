using AwsPrepBot.TestKit.Slack;

namespace AwsPrepBot.Slack.Tests.Adapter;

/// <summary>What people type after <c>/prep</c>, and the form and the home tab beside it.</summary>
public sealed class CommandTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_is_acknowledged_and_answered_for_that_person_alone()
    {
        await using var bot = await SlackBot.StartAsync();

        var said = bot.Slack.Command(bot.Ana, bot.Channel, "/prep help");
        var answer = await said.MessageAsync(cancellationToken: Cancel);

        Assert.True(said.IsAcknowledged);
        Assert.Equal(bot.Ana, answer.OnlyFor);
        Assert.Contains("/prep today", answer.Text, StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Messages(bot.Channel));
        Assert.Empty(bot.Slack.Violations);
    }

    [Theory]
    [InlineData("todya", "Did you mean /prep today?")]
    [InlineData("setup time=25:99 timezone=UTC", "25:99 is no time of day. Use HH:mm, for example 09:00.")]
    [InlineData("setup tz=Europe/Berlln", "Did you mean Europe/Berlin?")]
    [InlineData("leaderboard period=year", "is no period")]
    [InlineData("setup channel=#aws-prep", "Pick it from the list")]
    [InlineData("level=junior", "Write the command first")]
    public async Task A_wrong_form_is_answered_with_the_right_one(string typed, string taught)
    {
        await using var bot = await SlackBot.StartAsync();

        Assert.Contains(taught, (await bot.AskAsync(bot.Admin, typed)).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task Setup_with_values_applies_them_and_can_be_undone()
    {
        await using var bot = await SlackBot.StartAsync();

        var receipt = await bot.AskAsync(bot.Admin, $"setup channel=<#{bot.Channel.Id}|aws-prep> time=10:30 timezone=Europe/Berlin s3");
        Assert.Contains($"Questions come to #{bot.Channel.Id} at 10:30 Europe/Berlin, Monday to Friday, on S3", receipt.Text, StringComparison.Ordinal);

        Assert.Contains("has no schedule any more", (await bot.PressAsync(bot.Admin, receipt, "Undo")).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task Setup_without_values_opens_a_form_whose_problems_stand_at_their_fields()
    {
        await using var bot = await SlackBot.StartAsync();

        var form = await bot.Slack.Command(bot.Admin, bot.Channel, "/prep setup").OpenedAsync(Cancel);
        var wrong = bot.Slack.Submit(form, ("time", "25:99"), ("timezone", "Europe/Berlln"), ("topic", "quantum"));
        await wrong.AcknowledgedAsync(Cancel);
        Assert.Equal(["time", "timezone", "topic"], wrong.Errors!.Keys.Order());
        Assert.Equal("25:99 is no time of day. Use HH:mm, for example 09:00.", wrong.Errors["time"]);
        Assert.Contains(form, bot.Admin.Views);

        var right = bot.Slack.Submit(form, ("time", "10:30"), ("timezone", "UTC"), ("level", "junior"));
        await right.AcknowledgedAsync(Cancel);
        Assert.Empty(bot.Admin.Views);
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(bot.Admin).Count > 0, "the receipt", Cancel);
        Assert.Contains("at 10:30 UTC, Monday to Friday, all topics, junior level", bot.Slack.Ephemerals(bot.Admin).Single().Text, StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task The_form_shows_how_things_stand()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup time=07:45 timezone=Asia/Tokyo days=daily open-for=90m level=junior");

        var form = await bot.Slack.Command(bot.Admin, bot.Channel, "/prep setup").OpenedAsync(Cancel);

        var json = form.Body.ToJsonString();
        foreach (var value in new[] { "07:45", "Asia/Tokyo", "daily", "1h30m", "junior" })
            Assert.Contains($"\"{value}\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_could_not_be_opened_in_time_is_asked_for_again()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.RefuseNext("views.open", "expired_trigger_id");

        Assert.Contains("say /prep setup again", (await bot.AskAsync(bot.Admin, "setup")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("setup")]
    [InlineData("setup timezone=UTC")]
    [InlineData("post")]
    public async Task Who_does_not_manage_the_workspace_is_told_so(string typed)
    {
        await using var bot = await SlackBot.StartAsync();

        Assert.StartsWith("Only admins can do that.", (await bot.AskAsync(bot.Ana, typed)).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Ana.Views);
    }

    [Fact]
    public async Task A_private_channel_without_the_bot_asks_for_an_invitation()
    {
        await using var bot = await SlackBot.StartAsync();
        var hidden = bot.Slack.AddChannel("hidden", isPrivate: true, hasBot: false);

        var answer = await bot.Slack.Command(bot.Admin, hidden, "/prep setup timezone=UTC").MessageAsync(cancellationToken: Cancel);

        Assert.Contains("invite me with /invite @awsprepbot", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alone_with_the_bot_personal_commands_work_and_the_others_say_where_to_go()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.QuestionAsync();
        var alone = bot.Slack.DirectMessages(bot.Admin);
        async Task<string> SayAsync(string text) => (await bot.Slack.Command(bot.Admin, alone, $"/prep {text}").MessageAsync(cancellationToken: Cancel)).Text;

        Assert.Contains("You have not answered yet", await SayAsync("today"), StringComparison.Ordinal);
        Assert.Contains("This week", await SayAsync("leaderboard"), StringComparison.Ordinal);
        foreach (var command in (string[])["setup", "post", "close", "pause", "resume"])
            Assert.Contains($"say /prep {command} in the one you mean", await SayAsync(command), StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task The_home_tab_shows_what_concerns_the_person_and_to_admins_the_schedules()
    {
        await using var bot = await SlackBot.StartAsync();
        var question = await bot.QuestionAsync();
        var (right, _) = await bot.LettersAsync();
        await bot.PressAsync(bot.Ana, question, right);

        bot.Slack.OpenHome(bot.Ana);
        bot.Slack.OpenHome(bot.Admin);
        await bot.Slack.UntilAsync(() => bot.Ana.Home is not null && bot.Admin.Home is not null, "the home tabs", Cancel);

        Assert.Contains($"Your answer is {right}.", SlackText.Of(bot.Ana.Home!), StringComparison.Ordinal);
        Assert.DoesNotContain("Schedules", SlackText.Of(bot.Ana.Home!), StringComparison.Ordinal);
        Assert.Contains("You have not answered yet.", SlackText.Of(bot.Admin.Home!), StringComparison.Ordinal);
        Assert.Contains("Schedules", SlackText.Of(bot.Admin.Home!), StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Violations);
    }
}
