using AwsPrepBot.Slack.WebApi;
using AwsPrepBot.Slack.Wire;
using AwsPrepBot.TestKit.Slack;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack.Tests.WebApi;

/// <summary>What each call comes back with, when it goes well and when Slack says no.</summary>
public sealed class ResultTests
{
    [Fact]
    public async Task A_post_is_there_with_its_mark_and_can_be_found_and_edited()
    {
        await using var bench = await WebApiBench.StartAsync();

        var posted = await bench.Api.PostMessageAsync(bench.Place.Id, WebApiBench.Body(), WebApiBench.Mark("77"), bench.Token);
        var history = await bench.Api.GetHistoryAsync(bench.Place.Id, null, 100, bench.Token);
        var edited = await bench.Api.UpdateMessageAsync(bench.Place.Id, posted.Value!.Ts, WebApiBench.Body("B it was."), bench.Token);

        var found = Assert.Single(history.Value!.Messages);
        Assert.Equal((posted.Value.Ts, "awsprep_delivery", bench.Slack.Bot.Id), (found.Ts, found.Metadata!.EventType, found.User));
        Assert.Equal("77", found.Metadata.EventPayload!.Value.GetProperty("delivery_id").GetString());
        Assert.True(edited.IsOk);
        Assert.Equal("B it was.", bench.Posted.Single().Text);
        Assert.Equal("77", (string?)bench.Posted.Single().Metadata!["event_payload"]!["delivery_id"]);
        Assert.Empty(bench.Slack.Violations);
    }

    [Fact]
    public async Task Auth_test_tells_the_workspace_the_bot_and_what_the_token_may_do()
    {
        await using var bench = await WebApiBench.StartAsync();

        var identity = (await bench.Api.TestAuthAsync(bench.Token)).Value!;

        Assert.Equal((bench.Slack.Workspace.Id, bench.Slack.Bot.Id), (identity.TeamId, identity.UserId));
        Assert.Equal(Methods.Scopes.Keys.Order(), identity.Scopes!.Order());
    }

    [Fact]
    public async Task People_channels_and_conversations_are_read()
    {
        await using var bench = await WebApiBench.StartAsync();
        bench.Ana.IsAdmin = true;

        var user = (await bench.Api.GetUserAsync(bench.Ana.Id, bench.Token)).Value!;
        var channel = (await bench.Api.GetChannelAsync(bench.Place.Id, bench.Token)).Value!;
        var conversation = (await bench.Api.OpenConversationAsync(bench.Ana.Id, bench.Token)).Value!;

        Assert.Equal(("Ana", true, "Europe/Berlin"), (user.Profile!.DisplayName, user.IsAdmin, user.Tz));
        Assert.Equal(("aws-prep", true), (channel.Name, channel.IsMember));
        Assert.Equal(bench.Slack.DirectMessages(bench.Ana).Id, conversation.Id);
        Assert.Empty(bench.Slack.Violations);
    }

    [Fact]
    public async Task Only_opening_a_socket_shows_the_apps_token()
    {
        await using var bench = await WebApiBench.StartAsync();

        var ticket = await bench.Api.OpenConnectionAsync(bench.Token);

        Assert.StartsWith("ws://127.0.0.1", ticket.Value!.Url.Reveal(), StringComparison.Ordinal);
        Assert.Equal("(secret)", ticket.Value.Url.ToString());
    }

    [Theory]
    [InlineData("channel_not_found", nameof(FailureKind.DeadChannel))]
    [InlineData("is_archived", nameof(FailureKind.DeadChannel))]
    [InlineData("not_in_channel", nameof(FailureKind.DeadChannel))]
    [InlineData("restricted_action", nameof(FailureKind.DeadChannel))]
    [InlineData("restricted_action_read_only_channel", nameof(FailureKind.DeadChannel))]
    [InlineData("messages_tab_disabled", nameof(FailureKind.DeadChannel))]
    [InlineData("invalid_auth", nameof(FailureKind.DeadInstallation))]
    [InlineData("account_inactive", nameof(FailureKind.DeadInstallation))]
    [InlineData("token_revoked", nameof(FailureKind.DeadInstallation))]
    [InlineData("token_expired", nameof(FailureKind.DeadInstallation))]
    [InlineData("not_authed", nameof(FailureKind.DeadInstallation))]
    [InlineData("team_access_not_granted", nameof(FailureKind.DeadInstallation))]
    [InlineData("org_login_required", nameof(FailureKind.DeadInstallation))]
    [InlineData("missing_scope", nameof(FailureKind.MissingScope))]
    [InlineData("message_not_found", nameof(FailureKind.MessageGone))]
    [InlineData("cant_update_message", nameof(FailureKind.MessageGone))]
    [InlineData("edit_window_closed", nameof(FailureKind.MessageGone))]
    [InlineData("user_not_in_channel", nameof(FailureKind.NoSuchPerson))]
    [InlineData("expired_trigger_id", nameof(FailureKind.Expired))]
    [InlineData("invalid_blocks", nameof(FailureKind.Bug))]
    [InlineData("invalid_blocks_format", nameof(FailureKind.Bug))]
    [InlineData("no_text", nameof(FailureKind.Bug))]
    [InlineData("msg_blocks_too_long", nameof(FailureKind.Bug))]
    [InlineData("invalid_arguments", nameof(FailureKind.Bug))]
    [InlineData("what_nobody_has_heard_of", nameof(FailureKind.Bug))]
    public async Task Each_of_Slacks_words_means_one_thing(string error, string kind)
    {
        await using var bench = await WebApiBench.StartAsync();
        bench.Slack.RefuseNext("chat.postMessage", error);

        var failure = (await bench.PostAsync()).Failure!;

        Assert.Equal((kind, error), (failure.Kind.ToString(), failure.Error));
        Assert.Equal(1, bench.Slack.Calls("chat.postMessage"));
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        await using var bench = await WebApiBench.StartAsync();
        bench.Slack.Scopes.Remove("chat:write");

        var failure = (await bench.PostAsync()).Failure!;

        Assert.Equal((FailureKind.MissingScope, "chat:write"), (failure.Kind, failure.Needed));
        Assert.Contains("chat:write", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_token_is_a_dead_installation()
    {
        await using var bench = await WebApiBench.StartAsync();
        bench.Slack.BotToken = "another";

        var failure = (await bench.PostAsync()).Failure!;

        Assert.Equal((FailureKind.DeadInstallation, "token_revoked"), (failure.Kind, failure.Error!));
    }

    [Fact]
    public async Task Refused_blocks_are_told_with_their_place_and_without_their_content()
    {
        await using var bench = await WebApiBench.StartAsync();
        var body = new MessageBody("x", [new HeaderBlock(TextObject.Plain(new string('s', 151)))]);

        var failure = (await bench.Api.PostMessageAsync(bench.Place.Id, body, null, bench.Token)).Failure!;

        Assert.Equal(FailureKind.Bug, failure.Kind);
        Assert.Contains("/blocks/0/text/text", failure.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("sss", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_tokens_nor_texts_reach_the_log()
    {
        await using var bench = await WebApiBench.StartAsync();
        var (_, ticket) = bench.Command();
        bench.Slack.FailNext("auth.test", 500);
        bench.Slack.RefuseNext("response_url", "invalid_blocks");
        var asking = bench.Api.TestAuthAsync(bench.Token);
        await bench.Time.PassAsync(TimeSpan.FromMilliseconds(250));
        await asking;
        await bench.Api.RespondAsync(ticket, WebApiBench.Body("my secret answer"), replaceOriginal: false, bench.Token);
        bench.Slack.BotToken = "another";
        await bench.PostAsync();

        var lines = string.Join('\n', bench.Log.At(LogLevel.Trace));

        Assert.NotEmpty(lines);
        foreach (var secret in new[] { bench.Slack.Options.BotToken, bench.Slack.AppToken, "my secret answer", "Which one?", ticket.ResponseUrl!.Value.Reveal() })
            Assert.DoesNotContain(secret, lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_goes_on_and_on_is_given_up()
    {
        await using var bench = await WebApiBench.StartAsync();
        bench.Slack.AnswerNext("chat.postMessage", 200, "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1.2\",\"x\":\"" + new string('x', 5 * 1024 * 1024) + "\"}");

        Assert.Equal(FailureKind.UnknownOutcome, (await bench.PostAsync()).Failure!.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{\"ok\":true}")]
    [InlineData("{\"ok\":true,\"channel\":null,\"ts\":\"1.2\"}")]
    [InlineData("{\"ok\":\"yes\"}")]
    public async Task A_post_with_an_answer_that_cannot_be_read_may_or_may_not_be_there(string answer)
    {
        await using var bench = await WebApiBench.StartAsync();
        bench.Slack.AnswerNext("chat.postMessage", 200, answer);

        Assert.Equal(FailureKind.UnknownOutcome, (await bench.PostAsync()).Failure!.Kind);
        Assert.Equal(1, bench.Slack.Calls("chat.postMessage"));
    }

    [Theory]
    [InlineData("xoxb with blanks")]
    [InlineData("")]
    [InlineData("xoxb-“quoted”")]
    public void A_token_that_cannot_be_one_is_refused_without_being_repeated(string token)
    {
        using var http = new HttpClient();
        var refusal = Assert.Throws<ArgumentException>(() => new WebApiExchange(http, new Uri("https://slack.com/api/"), new Secret(token), new Secret("xapp-1"), TimeProvider.System));
        if (token.Length > 0)
            Assert.DoesNotContain(token, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://slack.example/api/")]
    [InlineData("ftp://slack.com/")]
    [InlineData("https://user:password@slack.com/api/")]
    public void An_address_that_would_give_the_token_away_is_refused(string address)
    {
        using var http = new HttpClient();
        Assert.Throws<ArgumentException>(() => new WebApiExchange(http, new Uri(address), new Secret("xoxb-1"), new Secret("xapp-1"), TimeProvider.System));
    }
}
