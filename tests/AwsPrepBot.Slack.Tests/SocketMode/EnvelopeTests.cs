using System.Text.Json;
using AwsPrepBot.Slack.SocketMode;

namespace AwsPrepBot.Slack.Tests.SocketMode;

/// <summary>What comes in envelopes, and that each is acknowledged: once, at once, on its own socket.</summary>
public sealed class EnvelopeTests
{
    [Fact]
    public async Task An_envelope_is_acknowledged_before_anybody_reads_what_was_in_it()
    {
        await using var script = new SocketScript();
        var (first, second) = await script.ExpectBothAsync();
        first.SendCommand("e1");

        var ack = await first.ExpectAckAsync("e1");

        Assert.Equal(1, script.Waiting);
        Assert.Null(ack["payload"]);
        Assert.Equal(0, second.SentByBot);
    }

    [Fact]
    public async Task A_command_brings_who_where_and_what()
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.SendCommand("e1", "1.2.3");

        var command = await script.ExpectEventAsync<CommandReceived>();

        Assert.Equal(("T1", "c:1.2.3"), (command.Team, command.Key));
        Assert.Equal(("U1", "C1", "today"), (command.Payload.UserId, command.Payload.ChannelId, command.Payload.Text));
        Assert.Equal("https://hooks.slack.com/commands/1", command.Ticket.ResponseUrl!.Value.Reveal());
    }

    [Theory]
    [InlineData("""{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1"},"container":{"type":"message","message_ts":"7.1","channel_id":"C1"},"channel":{"id":"C1"},"trigger_id":"1.1","response_url":"https://hooks.slack.com/actions/1","actions":[{"type":"button","action_id":"a","block_id":"b","value":"v","action_ts":"8.2"}]}""")]
    [InlineData("""{"type":"block_actions","team":null,"user":{"id":"U1","team_id":"T1"},"container":{"type":"view","view_id":"V1"},"view":{"id":"V1"},"actions":[{"action_id":"a","action_ts":"8.2"}]}""")]
    public async Task A_press_is_known_again_by_when_who_and_where_without_naming_who(string payload)
    {
        await using var script = new SocketScript();
        var (first, second) = await script.ExpectBothAsync();
        first.SendEnvelope("e1", "interactive", payload);
        await first.ExpectAckAsync("e1");
        second.SendEnvelope("e2", "interactive", payload);
        await second.ExpectAckAsync("e2");

        first.SendEnvelope("e3", "interactive", payload.Replace("\"U1\"", "\"U2\"", StringComparison.Ordinal));
        await first.ExpectAckAsync("e3");

        var (press, again, other) = (await script.ExpectEventAsync<PressReceived>(), await script.ExpectEventAsync<PressReceived>(), await script.ExpectEventAsync<PressReceived>());
        Assert.Equal("T1", press.Team);
        Assert.StartsWith("p:8.2:", press.Key, StringComparison.Ordinal);
        Assert.DoesNotContain("U1", press.Key, StringComparison.Ordinal);
        Assert.Equal(press.Key, again.Key);
        Assert.NotEqual(press.Key, other.Key);
    }

    [Fact]
    public async Task A_forms_envelope_waits_for_its_answer_and_carries_it()
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.SendForm("f1").SendCommand("e1");
        await first.ExpectAckAsync("e1"); // the form does not hold up what comes after it
        var form = await script.ExpectEventAsync<FormReceived>();
        Assert.Equal("25:99", form.Payload.View.State!.Values!["time"]!["v"]!.Text);

        form.Answer.Refuse(new Dictionary<string, string> { ["time"] = "That is no time of day." });

        var ack = await first.ExpectAckAsync("f1");
        Assert.Equal("errors", (string?)ack["payload"]!["response_action"]);
        Assert.Equal("That is no time of day.", (string?)ack["payload"]!["errors"]!["time"]);
    }

    [Fact]
    public async Task A_form_that_nobody_answers_in_time_is_acknowledged_empty_and_a_later_answer_is_lost()
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.SendForm("f1");
        var form = await script.ExpectEventAsync<FormReceived>();

        await script.Time.PassAsync(SocketConnection.LongestForm);

        Assert.Null((await first.ExpectAckAsync("f1"))["payload"]);
        form.Answer.Refuse(new Dictionary<string, string>());
        Assert.Equal(0, first.SentByBot);
    }

    [Fact]
    public async Task A_form_that_is_owed_an_answer_when_the_bot_stops_gets_it()
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.SendForm("f1");
        var form = await script.ExpectEventAsync<FormReceived>();
        var stopping = script.StopAsync();
        form.Answer.Close();

        await first.ExpectAckAsync("f1");
        await first.ExpectCloseAsync();
        await stopping;
    }

    [Theory]
    [InlineData("events_api", """{"team_id":"T1","event_id":"E1","event":{"type":"something_new"}}""")]
    [InlineData("events_api", """{"team_id":"T1","event_id":"E1","event":{"type":"app_home_opened","user":"U1","tab":"messages"}}""")]
    [InlineData("interactive", """{"type":"view_closed"}""")]
    [InlineData("interactive", """{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1"},"actions":[]}""")]
    [InlineData("something_new", "{}")]
    public async Task What_the_bot_has_no_use_for_is_acknowledged_and_counted(string type, string payload)
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.SendEnvelope("e1", type, payload);
        await first.ExpectAckAsync("e1");

        Assert.Equal(0, script.Waiting);
        Assert.Single(script.Client.Counters.Unknown.Counts);
    }

    [Theory]
    [InlineData("""{"team_id":"T1","event_id":"E1","event":{"type":"app_uninstalled"}}""", typeof(AppRemoved))]
    [InlineData("""{"team_id":"T1","event_id":"E1","event":{"type":"tokens_revoked","tokens":{"oauth":[],"bot":["U0"]}}}""", typeof(AppRemoved))]
    [InlineData("""{"team_id":"T1","event_id":"E1","event":{"type":"channel_deleted","channel":"C1"}}""", typeof(ChannelClosed))]
    [InlineData("""{"team_id":"T1","event_id":"E1","event":{"type":"group_archive","channel":"C1"}}""", typeof(ChannelClosed))]
    [InlineData("""{"team_id":"T1","event_id":"E1","event":{"type":"app_home_opened","user":"U1","tab":"home"}}""", typeof(HomeOpened))]
    public async Task Events_are_told_with_the_id_they_are_known_by(string payload, Type kind)
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.SendEnvelope("e1", "events_api", payload);

        var happened = await script.Client.Events.ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal((kind, "T1", "v:E1"), (happened.GetType(), happened.Team, happened.Key));
    }

    [Theory]
    [InlineData("slash_commands", "{}")]
    [InlineData("slash_commands", "null")]
    [InlineData("slash_commands", "[1,2]")]
    [InlineData("slash_commands", """{"command":null,"team_id":1}""")]
    [InlineData("interactive", """{"type":"block_actions"}""")]
    [InlineData("interactive", """{"type":"block_actions","user":{"id":null},"actions":"all"}""")]
    [InlineData("interactive", """{"type":"view_submission","user":{"id":"U1"},"view":{"id":"V1","state":{"values":[]}}}""")]
    [InlineData("events_api", """{"team_id":"T1","event":null}""")]
    public async Task What_is_malformed_is_acknowledged_and_counted_and_the_socket_stays(string type, string payload)
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.SendEnvelope("bad", type, payload).SendCommand("good");

        await first.ExpectAckAsync("bad");
        await first.ExpectAckAsync("good");

        await script.ExpectEventAsync<CommandReceived>();
        Assert.Equal(1, script.Client.Counters.Malformed[type]);
        Assert.False(first.IsClosed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"envelope_id":{}}""")]
    public async Task Frames_that_are_no_envelopes_change_nothing(string frame)
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.Send(frame).SendCommand("good");
        await first.ExpectAckAsync("good");
    }

    [Fact]
    public async Task Deep_and_large_frames_are_dropped_and_the_socket_stays()
    {
        await using var script = new SocketScript();
        var (first, _) = await script.ExpectBothAsync();
        first.Send($$"""{"envelope_id":"deep","type":"slash_commands","payload":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}""");
        first.SendBytes([0xff, 0xfe, 0x00]).SendTooLarge().SendCommand("good");

        await first.ExpectAckAsync("good");

        Assert.Equal(1, script.Client.Counters.Dropped["too_large"]);
        Assert.Equal(2, script.Client.Counters.Malformed["frame"]);
    }

    [Fact]
    public async Task What_cannot_be_taken_any_more_is_not_acknowledged_so_that_it_comes_again()
    {
        await using var script = new SocketScript(capacity: 1);
        var (first, _) = await script.ExpectBothAsync();
        first.SendCommand("e1", "1.1");
        await first.ExpectAckAsync("e1");
        first.SendCommand("e2", "1.2").SendEnvelope("e3", "something_new", "{}");
        await first.ExpectAckAsync("e3");

        Assert.Equal(1, script.Client.Counters.Dropped["slash_commands"]);
        await script.ExpectEventAsync<CommandReceived>();
        first.SendCommand("e2", "1.2");
        await first.ExpectAckAsync("e2");
        Assert.Equal("c:1.2", (await script.ExpectEventAsync<CommandReceived>()).Key);
    }

    [Fact]
    public void An_acknowledgement_is_what_Slack_expects() => Assert.Equal(
        """{"envelope_id":"e1"}""", JsonSerializer.Serialize(new Slack.Wire.Acknowledgement("e1"), Slack.Wire.SlackJson.Default.Acknowledgement));
}
