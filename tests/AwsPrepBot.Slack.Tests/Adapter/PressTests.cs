using System.Text.Json.Nodes;
using AwsPrepBot.TestKit.Slack;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack.Tests.Adapter;

/// <summary>Buttons under the question: to the store and back, once, whoever sends what.</summary>
public sealed class PressTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_press_is_stored_and_its_receipt_is_shown_to_that_person_alone()
    {
        await using var bot = await SlackBot.StartAsync();
        var question = await bot.QuestionAsync();
        Assert.Equal(["A", "B", "C", "D", "Hint", "Report"], question.Buttons.Select(button => button.Label));

        var receipt = await bot.PressAsync(bot.Ana, question, "B");

        Assert.Equal(bot.Ana, receipt.OnlyFor);
        Assert.StartsWith("Recorded: B. You can change it until the question closes ", receipt.Text, StringComparison.Ordinal);
        Assert.Contains("<!date^", receipt.Fallback, StringComparison.Ordinal);
        Assert.Equal([bot.Ana.Id], bot.Database.Query<string>("SELECT member FROM answers"));
        Assert.Contains("Changed from B to C.", (await bot.PressAsync(bot.Ana, question, "C")).Text, StringComparison.Ordinal);
        Assert.Single(bot.Slack.Messages(bot.Channel));
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task The_result_replaces_the_question_in_the_same_message()
    {
        await using var bot = await SlackBot.StartAsync();
        var question = await bot.QuestionAsync();
        var (right, wrong) = await bot.LettersAsync();
        await bot.PressAsync(bot.Ana, question, right);
        await bot.PressAsync(bot.Ben, question, wrong);

        await bot.AskAsync(bot.Admin, "close");
        await bot.Slack.EditedAsync(question, message => message.Text.Contains("closed", StringComparison.Ordinal), Cancel);

        Assert.Contains("2 answered · right: Ana (+10)", question.Text, StringComparison.Ordinal);
        Assert.Equal(["Report"], question.Buttons.Select(button => button.Label));
        Assert.NotNull(question.Metadata);
        Assert.Single(bot.Slack.Messages(bot.Channel));
        Assert.Empty(bot.Slack.Violations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_second_delivery_is_acknowledged_and_nothing_else(bool inANewEnvelope)
    {
        await using var bot = await SlackBot.StartAsync();
        var question = await bot.QuestionAsync();
        var first = bot.Slack.Press(bot.Ana, question, "B");
        await first.MessageAsync(cancellationToken: Cancel);
        await bot.PressAsync(bot.Ana, question, "C");
        var answers = bot.Slack.Calls("response_url");

        bot.Slack.Redeliver(first, inANewEnvelope);
        await bot.PressAsync(bot.Ben, question, "A");
        await bot.StopAsync();

        Assert.Equal(answers + 1, bot.Slack.Calls("response_url"));
        Assert.Single(first.Messages);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task The_second_delivery_gets_nothing_after_a_restart_either_also_where_nothing_was_changed()
    {
        await using var bot = await SlackBot.StartAsync();
        var question = await bot.QuestionAsync();
        var (press, hint, help) = (bot.Slack.Press(bot.Ana, question, "B"), bot.Slack.Press(bot.Ana, question, "Hint"), bot.Slack.Command(bot.Ana, bot.Channel, "/prep help"));
        foreach (var done in new[] { press, hint, help })
            await done.MessageAsync(cancellationToken: Cancel);
        await bot.StopAsync();
        await bot.StartAgainAsync();
        var answers = bot.Slack.Calls("response_url");

        foreach (var done in new[] { press, hint, help })
            bot.Slack.Redeliver(done, anew: true);
        await bot.PressAsync(bot.Ben, question, "A");
        await bot.StopAsync();

        Assert.Equal(answers + 1, bot.Slack.Calls("response_url"));
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task A_late_press_is_told_so()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.QuestionAsync();
        var own = await bot.AskAsync(bot.Ana, "today"); // its buttons stay when the channel's are gone
        var (right, _) = await bot.LettersAsync();
        await bot.AskAsync(bot.Admin, "close");

        Assert.Contains($"{right} would have been right, but late answers score no points.", (await bot.PressAsync(bot.Ana, own, right)).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task A_broken_socket_and_renewed_ones_lose_no_answer()
    {
        await using var bot = await SlackBot.StartAsync();
        var question = await bot.QuestionAsync();
        bot.Slack.CutOneSocket();
        await bot.PressAsync(bot.Ana, question, "B");
        await bot.Log.UntilAsync(line => line.EndsWith("to Slack is up", StringComparison.Ordinal), Cancel, times: 3);
        bot.Time.Advance(TimeSpan.FromMinutes(1)); // after which a socket counts as a good one, and is replaced at once
        bot.Slack.Announce("refresh_requested");
        await bot.PressAsync(bot.Ben, question, "C");
        await bot.Slack.OnlineAsync(cancellationToken: Cancel);
        await bot.Slack.CloseAnnouncedAsync();
        await bot.PressAsync(bot.Admin, question, "A");

        Assert.Equal(3, bot.Database.Query<string>("SELECT member FROM answers").Count);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task Names_that_would_ping_or_draw_are_shown_as_they_are()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Ana.Name = "<!channel> *Ana* <@U1>";
        bot.Ben.Name = "_Ben_ :tada: `x` & <https://evil.example|here>";
        var question = await bot.QuestionAsync();
        var (right, _) = await bot.LettersAsync();
        await bot.PressAsync(bot.Ana, question, right);
        await bot.PressAsync(bot.Ben, question, right);
        await bot.AskAsync(bot.Admin, "close");
        await bot.Slack.EditedAsync(question, message => message.Text.Contains("closed", StringComparison.Ordinal), Cancel);

        Assert.Contains("<!channel> *Ana* <@U1>", question.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<!channel>", question.Fallback, StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Violations);
    }

    [Theory]
    [InlineData("answer:1:A")]
    [InlineData("answer:999999999999999999999:A")]
    [InlineData("nonsense")]
    [InlineData("undo:1:1")]
    [InlineData("")]
    public async Task An_action_that_never_was_ours_is_refused_and_changes_nothing(string action)
    {
        await using var bot = await SlackBot.StartAsync();
        var question = await bot.QuestionAsync();
        var (press, answers) = (bot.Slack.Press(bot.Ana, question, "B"), 1);
        await press.MessageAsync(cancellationToken: Cancel);
        var payload = (JsonObject)press.Payload.DeepClone();
        payload["actions"]![0]!["action_id"] = action;
        payload["actions"]![0]!["action_ts"] = "1.000001";

        bot.Slack.SendEnvelope("interactive", payload);
        await press.MessageAsync(1, Cancel);

        Assert.Equal(answers, bot.Database.Query<string>("SELECT member FROM answers").Count);
        Assert.Contains(press.Messages[1].Text, (string[])["That button belongs to no question here. /prep today shows the one that is open.", "Only admins can do that. Ask someone who manages this place, or the bot's operator to name you as an admin."]);
    }

    [Fact]
    public async Task A_press_of_another_workspace_or_channel_leaks_and_changes_nothing()
    {
        await using var bot = await SlackBot.StartAsync();
        var question = await bot.QuestionAsync();
        var press = bot.Slack.Press(bot.Ana, question, "Hint");
        await press.MessageAsync(cancellationToken: Cancel);
        JsonObject Forge(Action<JsonObject> change)
        {
            var payload = (JsonObject)press.Payload.DeepClone();
            payload["actions"]![0]!["action_ts"] = bot.Slack.Requests.Count.ToString();
            payload["actions"]![0]!["action_id"] = question.Button("A").ActionId;
            change(payload);
            return payload;
        }

        bot.Slack.SendEnvelope("interactive", Forge(payload => payload["team"]!["id"] = "T0EVIL"));
        Assert.Contains("another workspace", (await press.MessageAsync(1, Cancel)).Text, StringComparison.Ordinal);
        bot.Slack.SendEnvelope("interactive", Forge(payload => payload["container"]!["channel_id"] = bot.Slack.AddChannel("other").Id));
        Assert.Contains("no question here", (await press.MessageAsync(2, Cancel)).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Database.Query<string>("SELECT member FROM answers"));
    }

    [Fact]
    public async Task Payloads_that_are_forged_or_huge_are_left_alone_and_the_bot_goes_on()
    {
        await using var bot = await SlackBot.StartAsync();
        var question = await bot.QuestionAsync();
        var press = bot.Slack.Press(bot.Ana, question, "Hint");
        await press.MessageAsync(cancellationToken: Cancel);
        foreach (var user in (string[])["", "u1; DROP TABLE answers", "<!channel>", new('U', 1000)])
        {
            var payload = (JsonObject)press.Payload.DeepClone();
            payload["user"]!["id"] = user;
            payload["actions"]![0]!["action_ts"] = $"{user.Length}.1";
            bot.Slack.SendEnvelope("interactive", payload);
        }

        bot.Slack.Command(bot.Ana, bot.Channel, "/prep " + new string('x', 1_000_000));
        bot.Slack.SendEnvelope("slash_commands", new JsonObject { ["text"] = new string('y', 5_000_000) });

        Assert.StartsWith("Recorded: B", (await bot.PressAsync(bot.Ana, question, "B")).Text, StringComparison.Ordinal);
        Assert.Single(bot.Database.Query<string>("SELECT member FROM answers"));
        Assert.DoesNotContain(bot.Log.OfOurs(LogLevel.Information), line => line.Contains("DROP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_cannot_write_is_said_and_nothing_is_recorded()
    {
        await using var bot = await SlackBot.StartAsync();
        var question = await bot.QuestionAsync();
        bot.Database.Execute("ALTER TABLE answers RENAME TO gone");

        Assert.Contains("Not recorded", (await bot.PressAsync(bot.Ana, question, "B")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_people_at_once_are_all_recorded_without_asking_Slack_for_each_name_and_an_admin_is_still_one()
    {
        await using var bot = await SlackBot.StartAsync();
        var question = await bot.QuestionAsync();
        var people = Enumerable.Range(0, 150).Select(number => bot.Slack.AddUser($"P{number}")).ToList();

        var receipts = await Task.WhenAll(people.Select(person => bot.PressAsync(person, question, "B")));

        Assert.All(receipts, receipt => Assert.StartsWith("Recorded: B", receipt.Text, StringComparison.Ordinal));
        Assert.InRange(bot.Slack.Calls("users.info"), 1, 100);
        var other = bot.Slack.AddUser("Eve", admin: true);
        Assert.StartsWith("Paused", (await bot.AskAsync(other, "pause")).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Violations);
    }
}
