using System.Text.Json.Nodes;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.TestKit.Slack;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack.Tests.Adapter;

/// <summary>Open questions: a button, a form, a verdict for that person alone; and reports, whose forms are of the same kind.</summary>
public sealed class FormTests
{
    const string Both = "Buckets keep every version. Deletes add a marker.";
    const string One = "Buckets keep every version.";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static Task<SlackBot> StartAsync(Func<FakeSlackOptions, FakeSlackOptions>? options = null) =>
        SlackBot.StartAsync(options, services => services.AddSingleton<IAnswerGrader>(new LiteralGrader()));

    static async Task<FakeView> OpenAsync(SlackBot bot, FakeSlackUser user, FakeSlackMessage message, string label = "Answer") =>
        await bot.Slack.Press(user, message, label).OpenedAsync(Cancel);

    /// <summary>What is shown in answer to a form, as a message of its own.</summary>
    static async Task<FakeSlackMessage> SendAsync(SlackBot bot, FakeView form, string text)
    {
        var before = bot.Slack.Ephemerals(form.User).Count;
        var sent = bot.Slack.Submit(form, ("text", text));
        await sent.AcknowledgedAsync(Cancel);
        Assert.Null(sent.Errors);
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(form.User).Count > before, "the answer to the form", Cancel);
        return bot.Slack.Ephemerals(form.User)[^1];
    }

    static string InitialValue(FakeView form) => (string?)form.Body["blocks"]!.AsArray().Last()!["element"]!["initial_value"] ?? "";

    [Fact]
    public async Task A_press_opens_a_form_and_what_is_written_gets_its_verdict_for_that_person_alone()
    {
        await using var bot = await StartAsync();
        var question = await bot.QuestionAsync("open");
        Assert.Equal(["Answer", "Hint", "Report"], question.Buttons.Select(button => button.Label));

        var form = await OpenAsync(bot, bot.Ana, question);
        Assert.Equal("Answer in your own words", (string?)form.Body["title"]!["text"]);
        Assert.Contains("Tell me about q", SlackText.Of(form.Body), StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Ephemerals(bot.Ana));
        var verdict = await SendAsync(bot, form, One);

        Assert.Contains("50 / 100 · 1 of 2 points covered", verdict.Text, StringComparison.Ordinal);
        Assert.Contains("✓ Buckets keep every version. “Buckets keep every version”", verdict.Text, StringComparison.Ordinal);
        Assert.Contains("✗ Deletes add a marker.", verdict.Text, StringComparison.Ordinal);
        Assert.Equal(["Improve once"], verdict.Buttons.Select(button => button.Label));
        Assert.Empty(bot.Ana.Views);
        Assert.Equal([$"{bot.Ana.Id} {One}"], bot.Database.Query<string>("SELECT member || ' ' || text FROM open_answers"));
        await bot.Slack.EditedAsync(question, message => message.Text.Contains("1 answered", StringComparison.Ordinal), Cancel);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task The_second_form_holds_the_first_try_and_the_result_shows_the_better_one()
    {
        await using var bot = await StartAsync();
        var question = await bot.QuestionAsync("open");
        var verdict = await SendAsync(bot, await OpenAsync(bot, bot.Ana, question), One);

        var again = await OpenAsync(bot, bot.Ana, verdict, "Improve once");
        Assert.Equal(One, InitialValue(again));
        var second = await SendAsync(bot, again, Both);

        Assert.Contains("your second try counts, 100 instead of 50", second.Text, StringComparison.Ordinal);
        Assert.Empty(second.Buttons);
        Assert.Contains("You have had both tries", (await bot.PressAsync(bot.Ana, verdict, "Improve once")).Text, StringComparison.Ordinal);
        await bot.AskAsync(bot.Admin, "close");
        await bot.Slack.EditedAsync(question, message => message.Text.Contains("closed", StringComparison.Ordinal), Cancel);
        Assert.Contains("1 answered · 100 of 100 on average · Ana (+10)", question.Text, StringComparison.Ordinal);
        Assert.Equal(["Report"], question.Buttons.Select(button => button.Label));
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task A_refusal_that_fits_below_the_field_leaves_the_form_with_what_was_written()
    {
        await using var bot = await StartAsync();
        var form = await OpenAsync(bot, bot.Ana, await bot.QuestionAsync("open"));

        var sent = bot.Slack.Submit(form, ("text", "   "));
        await sent.AcknowledgedAsync(Cancel);

        Assert.Contains("Not recorded", sent.Errors!["text"], StringComparison.Ordinal);
        Assert.Contains(form, bot.Ana.Views);
        Assert.Empty(bot.Slack.Ephemerals(bot.Ana));
        Assert.Contains("50 / 100", (await SendAsync(bot, form, One)).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task While_the_grader_takes_its_time_the_form_closes_and_the_verdict_follows()
    {
        var grading = new TaskCompletionSource();
        await using var bot = await SlackBot.StartAsync(configure: services => services.AddSingleton<IAnswerGrader>(new SlowGrader(grading.Task)));
        var form = await OpenAsync(bot, bot.Ana, await bot.QuestionAsync("open"));

        var sent = bot.Slack.Submit(form, ("text", One));
        await bot.Time.PassAsync(TimeSpan.FromSeconds(2.5));
        await sent.AcknowledgedAsync(Cancel);
        Assert.Empty(bot.Ana.Views);
        Assert.Empty(bot.Slack.Ephemerals(bot.Ana));
        grading.SetResult();
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(bot.Ana).Count > 0, "the verdict", Cancel);

        Assert.Contains("50 / 100", bot.Slack.Ephemerals(bot.Ana).Single().Text, StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Violations);
    }

    sealed class SlowGrader(Task until) : IAnswerGrader
    {
        readonly LiteralGrader _grader = new();

        public async ValueTask<Verdict> GradeAsync(TeamId team, OpenQuestion question, string answer, CancellationToken cancellationToken)
        {
            await until.WaitAsync(cancellationToken);
            return await _grader.GradeAsync(team, question, answer, cancellationToken);
        }
    }

    [Fact]
    public async Task A_late_press_gets_no_form_and_a_late_text_is_told_that_it_is_closed()
    {
        await using var bot = await StartAsync();
        await bot.QuestionAsync("open");
        var own = await bot.AskAsync(bot.Ana, "today"); // its button stays when the channel's is gone
        var form = await OpenAsync(bot, bot.Ana, own);
        await bot.AskAsync(bot.Admin, "close");

        Assert.Contains("This question closed", (await bot.PressAsync(bot.Ana, own, "Answer")).Text, StringComparison.Ordinal);
        Assert.Contains("Late answers score no points; yours would have earned 100 of 100.", (await SendAsync(bot, form, Both)).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Database.Query<string>("SELECT member FROM open_answers"));
        Assert.Empty(bot.Slack.Violations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_second_delivery_of_a_form_has_no_effect_and_gets_no_response(bool afterRestart)
    {
        await using var bot = await StartAsync();
        var question = await bot.QuestionAsync("open");
        var form = await OpenAsync(bot, bot.Ana, question);
        var sent = bot.Slack.Submit(form, ("text", One));
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(bot.Ana).Count == 1, "the verdict", Cancel);
        if (afterRestart)
        {
            await bot.StopAsync();
            await bot.StartAgainAsync();
        }

        bot.Slack.Redeliver(sent, anew: true);
        await SendAsync(bot, await OpenAsync(bot, bot.Ben, question), One);
        await bot.StopAsync();

        Assert.Single(bot.Slack.Ephemerals(bot.Ana));
        Assert.Equal([1L, 1L], bot.Database.Query<long>("SELECT tries FROM open_answers"));
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task A_form_that_another_process_opened_is_answered_at_the_same_place()
    {
        await using var bot = await StartAsync();
        var form = await OpenAsync(bot, bot.Ana, await bot.QuestionAsync("open"));
        await bot.StopAsync();
        await bot.StartAgainAsync();

        Assert.Contains("50 / 100", (await SendAsync(bot, form, One)).Text, StringComparison.Ordinal);
        Assert.Equal(0, bot.Slack.Calls("chat.postEphemeral"));
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task After_half_an_hour_with_the_form_the_verdict_comes_another_way()
    {
        await using var bot = await StartAsync();
        var form = await OpenAsync(bot, bot.Ana, await bot.QuestionAsync("open"));
        bot.Time.Advance(TimeSpan.FromMinutes(31));

        Assert.Contains("50 / 100", (await SendAsync(bot, form, One)).Text, StringComparison.Ordinal);
        Assert.Equal(1, bot.Slack.Calls("chat.postEphemeral"));
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task A_press_whose_form_comes_too_late_is_asked_for_again()
    {
        await using var bot = await StartAsync();
        var question = await bot.QuestionAsync("open");
        bot.Slack.RefuseNext("views.open", "expired_trigger_id");

        Assert.Equal("The form could not be opened just now. Please press again in a moment.", (await bot.PressAsync(bot.Ana, question, "Answer")).Text);
        Assert.NotNull(await OpenAsync(bot, bot.Ana, question));
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task A_report_goes_to_the_admins_queue_which_moves_on_in_its_one_message()
    {
        await using var bot = await StartAsync();
        var question = await bot.QuestionAsync();
        Assert.StartsWith("Reported: ", (await SendAsync(bot, await OpenAsync(bot, bot.Ana, question, "Report"), "B is right too <!channel> @everyone")).Text, StringComparison.Ordinal);

        var queue = await bot.AskAsync(bot.Admin, "reports");
        Assert.Contains("B is right too <!channel> @everyone", queue.Text, StringComparison.Ordinal);
        Assert.Contains("Only admins", (await bot.AskAsync(bot.Ana, "reports")).Text, StringComparison.Ordinal);
        var accepting = bot.Slack.Press(bot.Admin, queue, "Accept");
        await bot.Slack.EditedAsync(queue, message => message.Text.Contains("ACCEPT", StringComparison.Ordinal), Cancel);
        Assert.Equal([queue], accepting.Messages);
        await bot.Slack.Press(bot.Admin, queue, "Back").MessageAsync(cancellationToken: Cancel);

        Assert.Contains("rejected, and the reporter is told why", (await SendAsync(bot, await OpenAsync(bot, bot.Admin, queue, "Reject"), "The docs say so.")).Text, StringComparison.Ordinal);
        Assert.Contains("The docs say so.", await bot.ToldAsync(bot.Ana), StringComparison.Ordinal);
        Assert.Empty(bot.Slack.Violations);
    }

    [Fact]
    public async Task An_answer_that_would_ping_or_is_a_megabyte_long_is_text_and_as_long_as_a_form_holds()
    {
        await using var bot = await StartAsync();
        var question = await bot.QuestionAsync("open");
        Assert.Contains("50 / 100", (await SendAsync(bot, await OpenAsync(bot, bot.Ana, question), $"{One} <!channel> <!here> <@{bot.Ben.Id}> @everyone")).Text, StringComparison.Ordinal);
        var again = await OpenAsync(bot, bot.Ana, bot.Slack.Ephemerals(bot.Ana)[^1], "Improve once");
        Assert.EndsWith("@everyone", InitialValue(again), StringComparison.Ordinal);

        var form = await OpenAsync(bot, bot.Ben, question);
        var empty = bot.Slack.Submit(form, ("text", " "));
        await empty.AcknowledgedAsync(Cancel);
        var payload = (JsonObject)empty.Payload.DeepClone();
        payload["trigger_id"] = "another";
        payload["view"]!["state"]!["values"]!["text"]!["v"]!["value"] = One + new string('x', 1_000_000);
        bot.Slack.SendEnvelope("interactive", payload, acceptsResponse: true);
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(bot.Ben).Count > 0, "the verdict", Cancel);

        await bot.AskAsync(bot.Admin, "close");
        await bot.Slack.EditedAsync(question, message => message.Text.Contains("closed", StringComparison.Ordinal), Cancel);
        Assert.Equal(3000, bot.Database.Query<long>($"SELECT length(text) FROM open_answers WHERE member = '{bot.Ben.Id}'").Single());
        Assert.Empty(bot.Slack.Violations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_form_of_another_workspace_or_channel_changes_nothing(bool workspace)
    {
        await using var bot = await StartAsync();
        var form = await OpenAsync(bot, bot.Ana, await bot.QuestionAsync("open"));
        var sent = bot.Slack.Submit(form, ("text", " "));
        await sent.AcknowledgedAsync(Cancel);
        var payload = (JsonObject)sent.Payload.DeepClone();
        payload["trigger_id"] = "another";
        payload["view"]!["state"]!["values"]!["text"]!["v"]!["value"] = One;
        if (workspace)
            payload["team"]!["id"] = "T0EVIL";
        else
            payload["view"]!["private_metadata"] = ((string)payload["view"]!["private_metadata"]!).Replace(bot.Channel.Id, bot.Slack.AddChannel("other").Id, StringComparison.Ordinal);

        bot.Slack.SendEnvelope("interactive", payload, acceptsResponse: true);
        await bot.AskAsync(bot.Ben, "today");
        await bot.StopAsync();

        Assert.Empty(bot.Database.Query<string>("SELECT member FROM open_answers"));
        Assert.Empty(bot.Slack.Violations);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("C0PREP")]
    [InlineData("""{"channel":"<!channel>","is_own":false,"at":1}""")]
    [InlineData("""{"channel":"C0PREP","is_own":true,"response_url":"https://evil.example/","at":-9223372036854775808}""")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public async Task A_form_that_is_none_of_the_bots_changes_nothing_and_sends_nothing_anywhere(string metadata)
    {
        await using var bot = await StartAsync();
        var form = await OpenAsync(bot, bot.Ana, await bot.QuestionAsync("open"));
        var sent = bot.Slack.Submit(form, ("text", "  "));
        await sent.AcknowledgedAsync(Cancel);
        var payload = (JsonObject)sent.Payload.DeepClone();
        payload["view"]!["private_metadata"] = metadata;
        payload["trigger_id"] = "another";
        payload["view"]!["state"]!["values"]!["text"]!["v"]!["value"] = One;

        bot.Slack.SendEnvelope("interactive", payload, acceptsResponse: true);
        Assert.Contains("50 / 100", (await SendAsync(bot, form, One)).Text, StringComparison.Ordinal);

        Assert.Equal([1L], bot.Database.Query<long>("SELECT tries FROM open_answers"));
        Assert.DoesNotContain(bot.Log.OfOurs(LogLevel.Information), line => line.Contains("evil", StringComparison.Ordinal) || line.Contains(One, StringComparison.Ordinal));
        Assert.Empty(bot.Slack.Violations);
    }
}
