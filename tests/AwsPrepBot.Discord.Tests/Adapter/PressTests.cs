using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.Discord.Tests.Adapter;

/// <summary>Buttons under the question: to the store and back.</summary>
public sealed class PressTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_press_is_stored_and_its_receipt_is_shown_to_that_person_alone()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();

        var press = await bot.Discord.PressLabelAsync(bot.Ana, question, "B");
        var receipt = await press.MessageAsync(Cancel);

        Assert.Equal(4, press.AnswerType);
        Assert.Equal(bot.Ana.User, receipt.OnlyFor);
        Assert.StartsWith("Recorded: **B**.", receipt.Text, StringComparison.Ordinal);
        Assert.Equal([$"{bot.Ana.User.Id}"], bot.Database.Query<string>("SELECT member FROM answers"));
        Assert.Single(bot.Discord.Messages(bot.Channel));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task A_change_of_mind_is_taken_and_said()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();

        await bot.PressAsync(bot.Ana, question, "B");

        Assert.Contains("Changed from **B** to **C**.", (await bot.PressAsync(bot.Ana, question, "C")).Text, StringComparison.Ordinal);
        Assert.Contains("**C** is already your answer.", (await bot.PressAsync(bot.Ana, question, "C")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_after_the_close_is_told_so_and_counts_for_nothing()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.QuestionAsync();
        var own = await bot.AskAsync(bot.Ana, "today"); // its buttons stay when the channel's are gone
        var (right, _) = await bot.LettersAsync();
        await bot.AskAsync(bot.Admin, "close");

        Assert.Contains(
            $"{right} would have been right, but late answers score no points.", (await bot.PressAsync(bot.Ana, own, right)).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Database.Query<string>("SELECT member FROM answers"));
    }

    [Fact]
    public async Task The_second_delivery_has_no_effect_and_gets_no_response()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        var first = await bot.Discord.PressLabelAsync(bot.Ana, question, "B");
        await first.MessageAsync(Cancel);
        await bot.PressAsync(bot.Ana, question, "C");
        var responses = bot.Responses();

        await bot.Discord.RedeliverAsync(first);
        await bot.PressAsync(bot.Ben, question, "A");
        await bot.StopAsync();

        Assert.Equal(responses + 1, bot.Responses());
        Assert.Equal(["A", "C"], await bot.StoredLettersAsync());
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task The_second_delivery_gets_no_response_after_a_restart_either()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        var first = await bot.Discord.PressLabelAsync(bot.Ana, question, "B");
        await first.MessageAsync(Cancel);
        await bot.StopAsync();
        await bot.StartAgainAsync();
        var responses = bot.Responses();

        await bot.Discord.RedeliverAsync(first);
        await bot.PressAsync(bot.Ben, question, "A");
        await bot.StopAsync();

        Assert.Equal(responses + 1, bot.Responses());
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task The_open_message_tells_how_many_have_answered_at_most_every_half_minute()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        Assert.Contains("No answers yet", question.Text, StringComparison.Ordinal);

        await bot.PressAsync(bot.Ana, question, "B");
        await bot.Discord.EditedAsync(question, message => message.Text.Contains("1 answered", StringComparison.Ordinal), Cancel);
        await bot.PressAsync(bot.Ben, question, "A");
        await bot.PressAsync(bot.Admin, question, "A");
        await bot.DeliveredAsync();
        Assert.Equal(2, question.Versions.Count);

        await bot.Time.PassAsync(TimeSpan.FromSeconds(30));
        await bot.Discord.EditedAsync(question, message => message.Text.Contains("3 answered", StringComparison.Ordinal), Cancel);

        Assert.Equal(3, question.Versions.Count);
        Assert.Equal(["A", "B", "C", "D", "Hint", "Report"], question.Buttons.Select(button => button.Label));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task The_result_replaces_the_question_in_the_same_message()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        var (right, wrong) = await bot.LettersAsync();
        await bot.PressAsync(bot.Ana, question, right);
        await bot.PressAsync(bot.Ben, question, wrong);

        await bot.AskAsync(bot.Admin, "close");
        await bot.Discord.EditedAsync(question, message => message.Text.Contains("closed", StringComparison.Ordinal), Cancel);

        Assert.Contains("2 answered · right: ana (+10)", question.Text, StringComparison.Ordinal);
        Assert.Equal(["Report"], question.Buttons.Select(button => button.Label));
        Assert.Single(bot.Discord.Messages(bot.Channel));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task What_is_pressed_while_the_bot_stops_is_seen_through()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        FakeInteraction press;
        using (bot.Stall())
            press = await bot.PromisedAsync(bot.Ana, question, "B");

        await bot.StopAsync();

        Assert.Contains("Recorded: **B**", (await press.MessageAsync(Cancel)).Text, StringComparison.Ordinal);
    }
}
