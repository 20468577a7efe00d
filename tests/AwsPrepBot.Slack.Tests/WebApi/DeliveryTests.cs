using AwsPrepBot.Slack.WebApi;
using AwsPrepBot.Slack.Wire;
using AwsPrepBot.TestKit.Slack;

namespace AwsPrepBot.Slack.Tests.WebApi;

/// <summary>What happens when answers get lost, and what is sent again then.</summary>
public sealed class DeliveryTests
{
    static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task A_post_whose_answer_was_lost_is_not_sent_again()
    {
        await using var bench = await WebApiBench.StartAsync();
        bench.Slack.LoseAnswerOf("chat.postMessage");

        Assert.Equal(FailureKind.UnknownOutcome, (await bench.PostAsync()).Failure!.Kind);
        Assert.Single(bench.Posted);
        Assert.Equal(1, bench.Slack.Calls("chat.postMessage"));
    }

    [Theory]
    [InlineData("internal_error")]
    [InlineData("fatal_error")]
    public async Task A_post_after_which_Slack_failed_may_be_there(string error)
    {
        await using var bench = await WebApiBench.StartAsync();
        bench.Slack.RefuseNext("chat.postMessage", error);

        Assert.Equal(FailureKind.UnknownOutcome, (await bench.PostAsync()).Failure!.Kind);
        Assert.Equal(1, bench.Slack.Calls("chat.postMessage"));
    }

    [Fact]
    public async Task A_post_that_got_a_500_may_be_there()
    {
        await using var bench = await WebApiBench.StartAsync();
        bench.Slack.FailNext("chat.postMessage", 500);

        Assert.Equal(FailureKind.UnknownOutcome, (await bench.PostAsync()).Failure!.Kind);
    }

    [Fact]
    public async Task An_edit_is_sent_again_until_it_is_there()
    {
        await using var bench = await WebApiBench.StartAsync();
        var ts = (await bench.PostAsync()).Value!.Ts;
        bench.Slack.FailNext("chat.update", 503);
        bench.Slack.LoseAnswerOf("chat.update");

        var editing = bench.Api.UpdateMessageAsync(bench.Place.Id, ts, WebApiBench.Body("B."), bench.Token);
        await bench.Time.PassAsync(FirstDelay);
        await bench.Time.PassAsync(FirstDelay * 2);

        Assert.True((await editing).IsOk);
        Assert.Equal("B.", bench.Posted.Single().Text);
        Assert.Equal(3, bench.Slack.Calls("chat.update"));
    }

    [Fact]
    public async Task Nothing_is_sent_again_for_ever()
    {
        await using var bench = await WebApiBench.StartAsync();
        bench.Slack.FailNext("users.info", 502, times: 4);

        var asking = bench.Api.GetUserAsync(bench.Ana.Id, bench.Token);
        foreach (var factor in (int[])[1, 2, 4])
            await bench.Time.PassAsync(FirstDelay * factor);

        Assert.Equal(FailureKind.RetryLater, (await asking).Failure!.Kind);
        Assert.Equal(4, bench.Slack.Calls("users.info"));
    }

    [Fact]
    public async Task Where_nobody_listens_it_was_not_sent_and_may_be_tried_later()
    {
        var time = new SignalTime();
        using var http = Connections.Open();
        var api = new SlackWebApi(
            http, new Uri("http://127.0.0.1:1/api/"), new Secret("xoxb-1"), new Secret("xapp-1"), time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<SlackWebApi>.Instance, () => 0);

        var posting = api.PostEphemeralAsync("C1", "U1", WebApiBench.Body(), TestContext.Current.CancellationToken);
        foreach (var factor in (int[])[1, 2, 4])
            await time.PassAsync(FirstDelay * factor);

        Assert.Equal(FailureKind.RetryLater, (await posting).Failure!.Kind);
    }

    [Fact]
    public async Task A_call_that_hangs_is_given_up_after_ten_seconds()
    {
        await using var bench = await WebApiBench.StartAsync();
        var held = new TaskCompletionSource();
        bench.Slack.HoldNext("chat.postMessage", held.Task);

        var posting = bench.PostAsync();
        await bench.CalledAsync("chat.postMessage", 1);
        bench.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(FailureKind.UnknownOutcome, (await posting).Failure!.Kind);
        held.SetResult();
    }

    [Fact]
    public async Task A_response_address_is_used_five_times_and_not_a_sixth()
    {
        await using var bench = await WebApiBench.StartAsync();
        var (interaction, ticket) = bench.Command();

        for (var use = 0; use < ResponseTicket.MostUses; use++)
            Assert.True((await bench.Api.RespondAsync(ticket, WebApiBench.Body($"{use}"), replaceOriginal: use > 0, bench.Token)).IsOk);
        var sixth = await bench.Api.RespondAsync(ticket, WebApiBench.Body("once more"), replaceOriginal: true, bench.Token);

        Assert.Equal(FailureKind.Expired, sixth.Failure!.Kind);
        Assert.Equal("4", interaction.Messages.Single().Text);
        Assert.Equal(bench.Ana, interaction.Messages.Single().OnlyFor);
        Assert.Empty(bench.Slack.Violations);
    }

    [Fact]
    public async Task A_response_address_is_not_used_after_half_an_hour()
    {
        await using var bench = await WebApiBench.StartAsync();
        var (_, ticket) = bench.Command();
        bench.Time.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal(FailureKind.Expired, (await bench.Api.RespondAsync(ticket, WebApiBench.Body(), replaceOriginal: false, bench.Token)).Failure!.Kind);
        Assert.Equal(0, bench.Slack.Calls("response_url"));
    }

    [Fact]
    public async Task A_response_address_that_Slack_has_forgotten_is_expired()
    {
        await using var bench = await WebApiBench.StartAsync();
        var (_, ticket) = bench.Command();
        bench.Slack.AnswerNext("response_url", 404, "{\"ok\":false,\"error\":\"used_url\"}");

        var failure = (await bench.Api.RespondAsync(ticket, WebApiBench.Body(), replaceOriginal: false, bench.Token)).Failure!;

        Assert.Equal(FailureKind.Expired, failure.Kind);
    }

    [Theory]
    [InlineData("https://evil.example/commands/1")]
    [InlineData("http://hooks.slack.com/commands/1")]
    [InlineData("https://hooks.slack.com.evil.example/1")]
    [InlineData("http://127.0.0.1:1/commands/1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("nonsense")]
    public async Task A_response_address_that_is_not_Slacks_is_not_followed(string address)
    {
        await using var bench = await WebApiBench.StartAsync();
        var ticket = new ResponseTicket(new Secret(address), null, bench.Clock);

        Assert.Equal(FailureKind.Expired, (await bench.Api.RespondAsync(ticket, WebApiBench.Body(), replaceOriginal: false, bench.Token)).Failure!.Kind);
    }

    [Fact]
    public async Task A_new_answer_whose_outcome_is_unknown_is_not_shown_twice_but_a_replacement_is_made_sure_of()
    {
        await using var bench = await WebApiBench.StartAsync();
        var (interaction, ticket) = bench.Command();
        bench.Slack.LoseAnswerOf("response_url");
        Assert.Equal(FailureKind.UnknownOutcome, (await bench.Api.RespondAsync(ticket, WebApiBench.Body("one"), replaceOriginal: false, bench.Token)).Failure!.Kind);

        bench.Slack.LoseAnswerOf("response_url");
        var replacing = bench.Api.RespondAsync(ticket, WebApiBench.Body("two"), replaceOriginal: true, bench.Token);
        await bench.Time.PassAsync(FirstDelay);

        Assert.True((await replacing).IsOk);
        Assert.Equal("two", interaction.Messages.Single().Text);
    }

    [Fact]
    public async Task A_form_is_opened_within_the_triggers_three_seconds_and_not_later()
    {
        await using var bench = await WebApiBench.StartAsync();
        var form = new View("modal", [new RichTextBlock([new RichSection([new TextRun("Hello")])])]) { Title = TextObject.Plain("Answer") };
        var (first, ticket) = bench.Command();
        Assert.True((await bench.Api.OpenViewAsync(ticket, form, bench.Token)).IsOk);
        Assert.NotNull(first.Opened);
        Assert.Equal("exchanged_trigger_id", (await bench.Api.OpenViewAsync(ticket, form, bench.Token)).Failure!.Error);

        var (_, late) = bench.Command();
        bench.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(FailureKind.Expired, (await bench.Api.OpenViewAsync(late, form, bench.Token)).Failure!.Kind);
        Assert.Equal(2, bench.Slack.Calls("views.open"));
    }
}
