using AwsPrepBot.TestKit.Discord;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord.Tests.Adapter;

/// <summary>Three seconds for a first answer, whatever the store does; and what is lost on the way.</summary>
public sealed class InTimeTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stalled_store_gets_a_promise_to_that_person_alone_and_the_receipt_follows()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        FakeInteraction press;
        using (bot.Stall())
        {
            press = await bot.PromisedAsync(bot.Ana, question, "B");
            bot.Time.Advance(TimeSpan.FromSeconds(3));
            Assert.Empty(press.Messages);
            Assert.Single(question.Versions);
        }

        var receipt = await press.MessageAsync(Cancel);
        Assert.Equal(bot.Ana.User, receipt.OnlyFor);
        Assert.Contains("Recorded: **B**", receipt.Text, StringComparison.Ordinal);
        Assert.Single(press.Messages);
        Assert.Single(bot.Discord.Messages(bot.Channel));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task A_promised_answer_is_brought_also_when_Discord_refuses_it_for_a_while()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        FakeInteraction press;
        using (bot.Stall())
        {
            press = await bot.PromisedAsync(bot.Ana, question, "B");
            bot.Discord.FailNext(FakeRoutes.EditResponse, 500);
            bot.Discord.RateLimitNext(FakeRoutes.EditResponse, TimeSpan.FromSeconds(40));
        }

        await bot.Time.PassAsync(TimeSpan.FromMilliseconds(250));
        await bot.Time.PassAsync(TimeSpan.FromSeconds(40)); // more than the client waits by itself

        Assert.Contains("Recorded: **B**", (await press.MessageAsync(Cancel)).Text, StringComparison.Ordinal);
        Assert.Single(press.Messages);
    }

    [Fact]
    public async Task A_receipt_whose_answer_was_lost_is_shown_once()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        bot.Discord.LoseAnswerOf(FakeRoutes.Respond);

        var press = await bot.Discord.PressLabelAsync(bot.Ana, question, "B");
        await bot.Time.PassAsync(TimeSpan.FromMilliseconds(250));
        await press.MessageAsync(Cancel);
        await bot.StopAsync();

        Assert.Single(press.Messages);
        Assert.Empty(bot.Discord.Violations);
        Assert.DoesNotContain(bot.Log.OfOurs(LogLevel.Warning), line => line.Contains("got no answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receipt_whose_answers_were_all_lost_is_made_sure_of_by_an_edit()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        bot.Discord.LoseAnswerOf(FakeRoutes.Respond, times: 2);

        var press = await bot.Discord.PressLabelAsync(bot.Ana, question, "B");
        await bot.Time.PassAsync(TimeSpan.FromMilliseconds(250));
        await bot.Discord.UntilAsync(() => bot.Discord.Requests.Any(request => request.Route == FakeRoutes.EditResponse), "the edit", Cancel);
        await bot.StopAsync();

        Assert.Contains("Recorded: **B**", Assert.Single(press.Messages).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task An_expired_interaction_is_logged_once_and_not_retried()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.QuestionAsync();
        var responses = bot.Responses();

        // Discord does not know it any more, as after 3 s.
        bot.Discord.Dispatch("INTERACTION_CREATE", Forged.Command(bot, bot.Ana, "help"));
        await bot.RespondedAsync(responses + 1);
        await bot.StopAsync();

        Assert.Equal(responses + 1, bot.Responses());
        Assert.Single(bot.Log.OfOurs(LogLevel.Information), line => line.Contains("10062", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_waited_too_long_for_its_turn_is_left_alone()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        var desk = bot.Get<InteractionDesk>();
        var interaction = Forged.Read(Forged.Press(bot, bot.Ana, question.Button("B").CustomId!));
        var received = new InteractionReceived(bot.Time.GetTimestamp(), interaction);
        bot.Time.Advance(InteractionTicket.ToRespond);

        await desk.ServeAsync(received, Cancel);

        Assert.Empty(bot.Database.Query<string>("SELECT member FROM answers"));
        Assert.Single(bot.Log.OfOurs(LogLevel.Warning), line => line.Contains("waited too long", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_cannot_write_is_said_and_nothing_is_recorded()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        bot.Database.Execute("ALTER TABLE answers RENAME TO gone");

        Assert.Contains("Not recorded", (await bot.PressAsync(bot.Ana, question, "B")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestions_come_while_a_person_types()
    {
        await using var bot = await DiscordBot.StartAsync();

        var typing = await bot.Discord.AutocompleteAsync(bot.Admin, bot.Channel, "prep", "setup", "timezone", "berl");

        Assert.Contains(("Europe/Berlin", "Europe/Berlin"), await typing.SuggestionsAsync(Cancel));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task Suggestions_for_anything_at_all_are_answered()
    {
        await using var bot = await DiscordBot.StartAsync();
        foreach (var typed in new[] { "", "@everyone", new string('x', 4000), "\u202e\0", "Zürich 😀" })
            await (await bot.Discord.AutocompleteAsync(bot.Admin, bot.Channel, "prep", "setup", "topic", typed)).SuggestionsAsync(Cancel);

        Assert.Empty(bot.Discord.Violations);
    }
}
