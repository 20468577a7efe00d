using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.TestKit.Slack;
using Microsoft.Extensions.DependencyInjection;

namespace AwsPrepBot.Slack.Tests.Adapter;

/// <summary>A quiz in one message that moves on, and one for everybody in a channel.</summary>
public sealed class QuizTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static async Task MovesOnAsync(SlackBot bot, FakeSlackUser user, FakeSlackMessage quiz, string label)
    {
        var before = quiz.Versions.Count;
        var press = bot.Slack.Press(user, quiz, label);
        await bot.Slack.UntilAsync(() => quiz.Versions.Count > before, $"the quiz moving on after {label}", Cancel);
        Assert.Equal([quiz], press.Messages);
        Assert.Equal(1, press.Uses);
    }

    [Fact]
    public async Task A_private_quiz_moves_on_in_its_one_message()
    {
        await using var bot = await SlackBot.StartAsync();
        var quiz = await bot.AskAsync(bot.Ana, "quiz count=2");
        Assert.Equal(bot.Ana, quiz.OnlyFor);
        Assert.Contains("1 of 2", quiz.Text, StringComparison.Ordinal);

        await MovesOnAsync(bot, bot.Ana, quiz, "A");
        Assert.Contains("Why:", quiz.Text, StringComparison.Ordinal);
        Assert.Equal(["Next", "Stop"], quiz.Buttons.Select(button => button.Label));
        await MovesOnAsync(bot, bot.Ana, quiz, "Next");
        Assert.Contains("2 of 2", quiz.Text, StringComparison.Ordinal);
        Assert.Equal(["A", "B", "C", "D", "Hint", "Stop"], quiz.Buttons.Select(button => button.Label));

        Assert.Contains("Hint", (await bot.PressAsync(bot.Ana, quiz, "Hint")).Text, StringComparison.Ordinal);
        Assert.Equal(3, quiz.Versions.Count);
        Assert.Empty(bot.Slack.Messages(bot.Channel));
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task A_quiz_of_twenty_uses_the_address_of_each_press_once()
    {
        await using var bot = await SlackBot.StartAsync();
        var quiz = await bot.AskAsync(bot.Ana, "quiz count=20");
        for (var question = 1; question < 20; question++)
        {
            await MovesOnAsync(bot, bot.Ana, quiz, "A");
            await MovesOnAsync(bot, bot.Ana, quiz, "Next");
        }

        await MovesOnAsync(bot, bot.Ana, quiz, "A");
        Assert.Contains("of 20", quiz.Text, StringComparison.Ordinal);
        Assert.Contains("Again", quiz.Buttons.Select(button => button.Label));
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task What_is_written_into_a_form_gets_its_verdict_in_the_quizs_message()
    {
        await using var bot = await SlackBot.StartAsync(configure: services => services.AddSingleton<IAnswerGrader>(new LiteralGrader()));
        var quiz = await bot.AskAsync(bot.Ana, "quiz kind=open count=1");
        Assert.Equal(["Answer", "Hint", "Stop"], quiz.Buttons.Select(button => button.Label));

        var form = await bot.Slack.Press(bot.Ana, quiz, "Answer").OpenedAsync(Cancel);
        await bot.Slack.Submit(form, ("text", "Buckets keep every version.")).AcknowledgedAsync(Cancel);
        await bot.Slack.EditedAsync(quiz, message => message.Text.Contains("/ 100", StringComparison.Ordinal), Cancel);

        Assert.Contains("Again", quiz.Buttons.Select(button => button.Label));
        Assert.Equal(2, quiz.Versions.Count);
        Assert.Equal([quiz], bot.Slack.Ephemerals(bot.Ana));
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task An_interview_goes_from_form_to_form_in_one_message()
    {
        await using var bot = await SlackBot.StartAsync(configure: services => services.AddSingleton<IAnswerGrader>(new LiteralGrader()));
        var mock = await bot.AskAsync(bot.Ana, "mock count=1");
        for (var turn = 0; mock.Buttons.Any(button => button.Label == "Answer") && turn < 3; turn++)
        {
            var before = mock.Versions.Count;
            var form = await bot.Slack.Press(bot.Ana, mock, "Answer").OpenedAsync(Cancel);
            await bot.Slack.Submit(form, ("text", "Buckets keep every version.")).AcknowledgedAsync(Cancel);
            await bot.Slack.UntilAsync(() => mock.Versions.Count > before, "the interview going on", Cancel);
        }

        Assert.Contains("/ 100", mock.Text, StringComparison.Ordinal);
        Assert.Equal([mock], bot.Slack.Ephemerals(bot.Ana));
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task A_refusal_is_a_new_message_and_leaves_the_quiz_as_it_is()
    {
        await using var bot = await SlackBot.StartAsync();
        var quiz = await bot.AskAsync(bot.Ana, "quiz");
        var offer = await bot.AskAsync(bot.Ana, "quiz");
        await MovesOnAsync(bot, bot.Ana, offer, "Start anew");
        Assert.Contains("1 of 5", offer.Text, StringComparison.Ordinal);

        var refusal = await bot.PressAsync(bot.Ana, quiz, "A");

        Assert.NotEqual(quiz, refusal);
        Assert.Equal(bot.Ana, refusal.OnlyFor);
        Assert.Contains("You gave that quiz up", refusal.Text, StringComparison.Ordinal);
        Assert.Single(quiz.Versions);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task A_replacement_whose_answer_got_lost_is_made_again_and_stands_once()
    {
        await using var bot = await SlackBot.StartAsync();
        var quiz = await bot.AskAsync(bot.Ana, "quiz count=2");
        bot.Slack.LoseRequestOf("response_url");

        var press = bot.Slack.Press(bot.Ana, quiz, "A");
        await bot.Time.PassAsync(TimeSpan.FromMilliseconds(250));
        await bot.Slack.UntilAsync(() => quiz.Versions.Count > 1, "the verdict", Cancel);

        Assert.Equal([quiz], press.Messages);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task A_channels_quiz_is_one_message_and_every_answer_to_a_press_is_private()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.AskAsync(bot.Ana, "quiz mode=channel count=1");
        await bot.DeliveredAsync();
        var quiz = Assert.Single(bot.Slack.Messages(bot.Channel));
        Assert.Contains("1 of 1", quiz.Text, StringComparison.Ordinal);

        var receipt = await bot.PressAsync(bot.Ben, quiz, "A");
        Assert.Equal(bot.Ben, receipt.OnlyFor);
        Assert.Contains("Recorded: A", receipt.Text, StringComparison.Ordinal);
        Assert.Single(quiz.Versions);

        bot.Time.Advance(TimeSpan.FromSeconds(30));
        await bot.Services.GetRequiredService<Sweep>().RunAsync(Cancel);
        await bot.Slack.EditedAsync(quiz, message => message.Text.Contains("finished", StringComparison.Ordinal), Cancel);
        Assert.Contains("Ben", quiz.Text, StringComparison.Ordinal);
        Assert.Equal(["My result"], quiz.Buttons.Select(button => button.Label));
        Assert.Single(bot.Slack.Messages(bot.Channel));
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task Alone_with_the_bot_a_quiz_for_oneself_runs_and_one_for_everyone_is_sent_to_a_channel()
    {
        await using var bot = await SlackBot.StartAsync();
        var alone = bot.Slack.DirectMessages(bot.Ana);

        var quiz = await bot.Slack.Command(bot.Ana, alone, "/prep quiz count=1").MessageAsync(cancellationToken: Cancel);
        await MovesOnAsync(bot, bot.Ana, quiz, "A");
        Assert.Contains("Why:", quiz.Text, StringComparison.Ordinal);
        Assert.Contains("needs a channel", (await bot.Slack.Command(bot.Ana, alone, "/prep quiz mode=channel").MessageAsync(cancellationToken: Cancel)).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task The_home_tab_offers_what_is_due_and_its_button_brings_it_into_the_conversation_with_the_bot()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.QuestionAsync();
        var quiz = await bot.AskAsync(bot.Ana, "quiz count=1");
        var wrong = bot.Database.Query<string>("SELECT char(65 + key) FROM quizzes, json_each(questions, '$[0].options') WHERE json_extract(questions, '$[0].right[0]') <> json_extract(value, '$.id')")[0];
        await MovesOnAsync(bot, bot.Ana, quiz, wrong);

        bot.Slack.OpenHome(bot.Ana);
        await bot.Slack.UntilAsync(() => bot.Ana.Home is not null, "the home tab", Cancel);
        Assert.Contains("1 question you missed is due for review.", SlackText.Of(bot.Ana.Home!), StringComparison.Ordinal);
        bot.Slack.PressAtHome(bot.Ana, "Review");
        var review = await bot.Slack.MessageAsync(bot.Slack.DirectMessages(bot.Ana), 0, Cancel);
        Assert.Contains("1 of 1", review.Text, StringComparison.Ordinal);

        await MovesOnAsync(bot, bot.Ana, review, "A");
        Assert.Contains("Why:", review.Text, StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Violations);
    }
}
