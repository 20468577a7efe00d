using AwsPrepBot.TestKit.Slack;

namespace AwsPrepBot.Slack.Tests.Adapter;

/// <summary>A question comes once, whatever gets lost; and what can no longer be delivered is not tried for ever.</summary>
public sealed class OutboxTests
{
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_carries_its_delivery_as_a_mark_and_its_round_is_linked()
    {
        await using var bot = await SlackBot.StartAsync();
        var question = await bot.QuestionAsync();

        Assert.Equal("awsprep_delivery", (string?)question.Metadata!["event_type"]);
        Assert.Equal(bot.Database.Query<long>("SELECT id FROM deliveries WHERE kind = 'post'").Single().ToString(), (string?)question.Metadata["event_payload"]!["delivery"]);
        Assert.Equal($"https://cloudcrew.slack.com/archives/{bot.Channel.Id}/p{question.Ts.Replace(".", "", StringComparison.Ordinal)}",
            bot.Database.Query<string>("SELECT message_link FROM rounds").Single());
    }

    [Fact]
    public async Task A_post_whose_answer_was_lost_is_found_in_the_channel_and_not_made_again()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup timezone=UTC");
        bot.Slack.LoseAnswerOf("chat.postMessage");

        await bot.AskAsync(bot.Admin, "post");
        await bot.Time.PassAsync(LookAgain);
        await bot.DeliveredAsync();

        var question = Assert.Single(bot.Slack.Messages(bot.Channel));
        Assert.StartsWith("Recorded: A", (await bot.PressAsync(bot.Ana, question, "A")).Text, StringComparison.Ordinal);
        Assert.Equal(1, bot.Slack.Calls("chat.postMessage"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_post_that_never_arrived_is_made_after_a_look(bool lost)
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup timezone=UTC");
        if (lost)
            bot.Slack.LoseRequestOf("chat.postMessage");
        else
            bot.Slack.FailNext("chat.postMessage", 500);

        await bot.AskAsync(bot.Admin, "post");
        await bot.Time.PassAsync(LookAgain);
        await bot.DeliveredAsync();

        Assert.Single(bot.Slack.Messages(bot.Channel));
        Assert.Equal((2, 1), (bot.Slack.Calls("chat.postMessage"), bot.Slack.Calls("conversations.history")));
    }

    [Fact]
    public async Task A_post_is_found_again_although_much_was_said_since_also_where_Slack_gives_few_messages_at_a_time()
    {
        await using var bot = await SlackBot.StartAsync(options => options with { MostHistory = 15 });
        await bot.AskAsync(bot.Admin, "setup timezone=UTC");
        bot.Slack.LoseAnswerOf("chat.postMessage");
        await bot.AskAsync(bot.Admin, "post");
        await bot.Slack.MessageAsync(bot.Channel, 0, Cancel);
        for (var line = 0; line < 20; line++)
            bot.Slack.Say(bot.Ben, bot.Channel, "chatter");

        await bot.Time.PassAsync(LookAgain);
        await bot.DeliveredAsync();

        Assert.Single(bot.Slack.Messages(bot.Channel), message => message.Metadata is not null);
        Assert.Equal("sent", bot.Database.Query<string>("SELECT state FROM deliveries WHERE kind = 'post'").Single());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_it_may_not_be_looked_for_nothing_is_posted_on_a_guess_and_the_admin_is_told(bool notInChannel)
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup timezone=UTC");
        if (notInChannel)
            bot.Channel.HasBot = false;
        else
            bot.Slack.Scopes.Remove("channels:history");
        bot.Slack.LoseAnswerOf("chat.postMessage");

        await bot.AskAsync(bot.Admin, "post");
        await bot.Time.PassAsync(LookAgain);

        Assert.Contains("may or may not stand", await bot.ToldAsync(bot.Admin), StringComparison.Ordinal);
        Assert.Single(bot.Slack.Messages(bot.Channel));
        Assert.Equal("ambiguous", bot.Database.Query<string>("SELECT state FROM deliveries WHERE kind = 'post'").Single());
    }

    [Fact]
    public async Task A_channel_that_was_archived_pauses_the_schedule_and_the_admin_is_told()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup timezone=UTC");
        bot.Slack.ArchiveChannel(bot.Channel);

        Assert.Contains("the channel was archived", await bot.ToldAsync(bot.Admin), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is_archived", "the channel is archived")]
    [InlineData("not_in_channel", "I am not in that channel any more")]
    [InlineData("channel_not_found", "the channel is not there any more, or I am not in it")]
    [InlineData("restricted_action", "only some may post in that channel")]
    [InlineData("missing_scope", "the app was installed without")]
    public async Task A_refused_post_pauses_the_schedule_with_the_reason_and_the_admin_is_told(string error, string reason)
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup timezone=UTC");
        bot.Slack.RefuseNext("chat.postMessage", error);

        await bot.AskAsync(bot.Admin, "post");

        Assert.Contains(reason, await bot.ToldAsync(bot.Admin), StringComparison.Ordinal);
        Assert.Contains(reason, bot.Database.Query<string>("SELECT pause_reason FROM schedule_revisions WHERE paused = 1").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_app_pauses_its_schedules_and_the_process_goes_on()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup timezone=UTC");
        bot.Slack.Uninstall();
        await bot.Slack.UntilAsync(() => bot.Slack.Requests.Any(request => request is { Method: "conversations.open", Outcome: "account_inactive" }), "the attempt to tell", Cancel);

        Assert.Contains("removed from the workspace", bot.Database.Query<string>("SELECT pause_reason FROM schedule_revisions WHERE paused = 1").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_limit_delays_the_post_and_loses_nothing()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.AskAsync(bot.Admin, "setup timezone=UTC");
        bot.Slack.RateLimitNext("chat.postMessage", 60);

        await bot.AskAsync(bot.Admin, "post");
        await bot.Slack.UntilAsync(() => bot.Slack.Requests.Any(request => request is { Method: "chat.postMessage", Outcome: "429" }), "the 429", Cancel);
        await bot.Time.PassAsync(TimeSpan.FromSeconds(60));

        await bot.Slack.MessageAsync(bot.Channel, 0, Cancel);
        Assert.Empty(bot.Slack.Violations);
    }
}
