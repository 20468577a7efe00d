using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.Discord.Tests.Adapter;

/// <summary>A quiz in one message that moves on, and one for everybody in a channel.</summary>
public sealed class QuizTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_private_quiz_moves_on_in_its_one_message()
    {
        await using var bot = await DiscordBot.StartAsync();
        var quiz = await bot.AskAsync(bot.Ana, "quiz", ("count", "2"));
        Assert.Equal(bot.Ana.User, quiz.OnlyFor);
        Assert.Contains("1 of 2", quiz.Text, StringComparison.Ordinal);

        var press = await bot.Discord.PressLabelAsync(bot.Ana, quiz, "A");
        await press.AnsweredAsync(Cancel);
        Assert.Equal(7, press.AnswerType);
        Assert.Contains("Why:", quiz.Text, StringComparison.Ordinal);
        Assert.Equal(["Next", "Stop"], quiz.Buttons.Select(button => button.Label));

        press = await bot.Discord.PressLabelAsync(bot.Ana, quiz, "Next");
        await press.AnsweredAsync(Cancel);
        Assert.Equal(7, press.AnswerType);
        Assert.Contains("2 of 2", quiz.Text, StringComparison.Ordinal);
        Assert.Equal(["A", "B", "C", "D", "Hint", "Stop"], quiz.Buttons.Select(button => button.Label));

        var hint = await bot.PressAsync(bot.Ana, quiz, "Hint");
        Assert.Contains("Hint", hint.Text, StringComparison.Ordinal);
        Assert.Equal(3, quiz.Versions.Count);
        Assert.Empty(bot.Discord.Messages(bot.Channel));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task What_is_written_into_a_form_gets_its_verdict_in_the_quizs_message()
    {
        await using var bot = await DiscordBot.StartAsync();
        var quiz = await bot.AskAsync(bot.Ana, "quiz", ("kind", "open"), ("count", "1"));
        Assert.Equal(["Answer", "Hint", "Stop"], quiz.Buttons.Select(button => button.Label));

        var press = await bot.Discord.PressLabelAsync(bot.Ana, quiz, "Answer");
        await press.ModalAsync(Cancel);
        var sent = await bot.Discord.SubmitModalAsync(press, new Dictionary<string, string> { ["text"] = "Buckets keep every version." });
        await sent.AnsweredAsync(Cancel);

        Assert.Equal(7, sent.AnswerType);
        Assert.Contains("/ 100", quiz.Text, StringComparison.Ordinal);
        Assert.Contains("Again", quiz.Buttons.Select(button => button.Label));
        Assert.Equal(2, quiz.Versions.Count);
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task A_refusal_is_a_new_message_and_leaves_the_quiz_as_it_is()
    {
        await using var bot = await DiscordBot.StartAsync();
        var quiz = await GivenUpAsync(bot);

        var press = await bot.Discord.PressLabelAsync(bot.Ana, quiz, "A");
        var refusal = await press.MessageAsync(Cancel);

        Assert.Equal(4, press.AnswerType);
        Assert.Equal(bot.Ana.User, refusal.OnlyFor);
        Assert.Contains("You gave that quiz up", refusal.Text, StringComparison.Ordinal);
        Assert.Single(quiz.Versions);
        Assert.Empty(bot.Discord.Violations);
    }

    /// <summary>A quiz whose message stands there although another was begun since.</summary>
    static async Task<FakeMessage> GivenUpAsync(DiscordBot bot)
    {
        var quiz = await bot.AskAsync(bot.Ana, "quiz");
        var offer = await bot.AskAsync(bot.Ana, "quiz");
        await (await bot.Discord.PressLabelAsync(bot.Ana, offer, "Start anew")).AnsweredAsync(Cancel);
        Assert.Contains("1 of 5", offer.Text, StringComparison.Ordinal);
        return quiz;
    }

    [Fact]
    public async Task A_stalled_store_gets_a_promise_and_the_message_moves_on_when_it_is_back()
    {
        await using var bot = await DiscordBot.StartAsync();
        var quiz = await bot.AskAsync(bot.Ana, "quiz");
        FakeInteraction press;
        using (bot.Stall())
        {
            press = await bot.PromisedAsync(bot.Ana, quiz, "A", type: 6);
            Assert.Empty(press.Messages);
            Assert.Single(quiz.Versions);
        }

        await bot.Discord.UntilAsync(() => quiz.Versions.Count == 2, "the verdict", Cancel);
        Assert.Equal(["Next", "Stop"], quiz.Buttons.Select(button => button.Label));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task A_refusal_after_a_promise_comes_as_a_message_of_its_own()
    {
        await using var bot = await DiscordBot.StartAsync();
        var quiz = await GivenUpAsync(bot);
        FakeInteraction press;
        using (bot.Stall())
            press = await bot.PromisedAsync(bot.Ana, quiz, "A", type: 6);

        await bot.Discord.UntilAsync(() => press.Messages.Any(message => message.Text.Contains("You gave that quiz up", StringComparison.Ordinal)), "the refusal", Cancel);
        Assert.Single(quiz.Versions);
        Assert.All(press.Messages, message => Assert.Equal(bot.Ana.User, message.OnlyFor));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task A_channels_quiz_is_one_message_and_every_answer_to_a_press_is_private()
    {
        await using var bot = await DiscordBot.StartAsync();
        await bot.AskAsync(bot.Ana, "quiz", ("mode", "channel"), ("count", "1"));
        await bot.DeliveredAsync();
        var quiz = Assert.Single(bot.Discord.Messages(bot.Channel));
        Assert.Contains("1 of 1", quiz.Text, StringComparison.Ordinal);

        var press = await bot.Discord.PressLabelAsync(bot.Ben, quiz, "A");
        var receipt = await press.MessageAsync(Cancel);
        Assert.Equal(4, press.AnswerType);
        Assert.Equal(bot.Ben.User, receipt.OnlyFor);
        Assert.Contains("Recorded: **A**", receipt.Text, StringComparison.Ordinal);
        Assert.Single(quiz.Versions);

        bot.Time.Advance(TimeSpan.FromSeconds(30));
        await bot.Get<Engine.Schedules.Sweep>().RunAsync(Cancel);
        await bot.Discord.EditedAsync(quiz, message => message.Text.Contains("finished", StringComparison.Ordinal), Cancel);
        Assert.Contains("ben", quiz.Text, StringComparison.Ordinal);
        Assert.Equal(["My result"], quiz.Buttons.Select(button => button.Label));
        Assert.Single(bot.Discord.Messages(bot.Channel));
        Assert.Empty(bot.Discord.Violations);
    }
}
