using System.Text;
using AwsPrepBot.Discord.Gateway;

namespace AwsPrepBot.Discord.Tests.Gateway;

/// <summary>Whatever comes, the session lives on, and what was not understood is counted by kind.</summary>
public sealed class HostileGatewayTests
{
    public static TheoryData<string> BadFrames =>
    [
        "", " ", "null", "[]", "42", "\"op\"", "{", "{}", "{\"op\":null}", "{\"op\":\"0\"}", "{\"op\":{}}", "{\"op\":99999999999999999999}",
        "{\"op\":0,\"s\":\"7\",\"t\":\"GUILD_CREATE\",\"d\":{}}", "{\"op\":0,\"s\":1.5}", "{\"op\":0,\"t\":5}", "{\"op\":0}}",
        "{\"op\":0,\"t\":\"\\ud800\"}",
        "{\"op\":0,\"t\":\"GUILD_CREATE\",\"d\":" + new string('[', 100) + new string(']', 100) + "}",
        "{\"op\":0,\"t\":\"GUILD_CREATE\",\"d\":" + new string('[', 100_000),
    ];

    public static TheoryData<string, string> BadEvents => new()
    {
        { "INTERACTION_CREATE", "null" },
        { "INTERACTION_CREATE", "[]" },
        { "INTERACTION_CREATE", "{}" },
        { "INTERACTION_CREATE", """{"id":"1","application_id":"2","type":3}""" },
        { "INTERACTION_CREATE", """{"id":"x","application_id":"2","type":3,"token":"t"}""" },
        { "INTERACTION_CREATE", """{"id":{"a":1},"application_id":"2","type":3,"token":"t"}""" },
        { "INTERACTION_CREATE", """{"id":"-1","application_id":"2","type":3,"token":"t"}""" },
        { "INTERACTION_CREATE", """{"id":"99999999999999999999999","application_id":"2","type":3,"token":"t"}""" },
        { "INTERACTION_CREATE", """{"id":"1","application_id":"2","type":"3","token":"t"}""" },
        { "INTERACTION_CREATE", """{"id":"1","application_id":"2","type":3,"token":null}""" },
        { "INTERACTION_CREATE", """{"id":"1","application_id":"2","type":3,"token":"t","data":[]}""" },
        { "INTERACTION_CREATE", """{"id":"1","application_id":"2","type":3,"token":"t","data":{"custom_id":7}}""" },
        { "INTERACTION_CREATE", """{"id":"1","application_id":"2","type":3,"token":"t","member":{"permissions":"all"}}""" },
        { "INTERACTION_CREATE", """{"id":"1","application_id":"2","type":3,"token":"\udfff"}""" },
        { "GUILD_CREATE", """{"name":"no id"}""" },
        { "GUILD_DELETE", """{"id":"5","unavailable":"yes"}""" },
        { "CHANNEL_DELETE", """{"guild_id":"5"}""" },
    };

    [Theory]
    [MemberData(nameof(BadFrames))]
    public async Task A_frame_that_is_none_is_counted_and_passed_over(string frame)
    {
        await using var script = new GatewayScript();
        (await script.ExpectSessionAsync()).Send(frame).SendDispatch("GUILD_CREATE", 5, """{"id":"5"}""");
        await script.ExpectEventAsync<GuildAvailable>();
        Assert.Equal(1, script.Client.Counters.Malformed["frame"]);
        Assert.Equal(GatewayState.Ready, script.Client.State);
    }

    [Theory]
    [MemberData(nameof(BadEvents))]
    public async Task An_event_that_is_none_is_counted_by_its_name_and_its_seq_taken(string type, string data)
    {
        await using var script = new GatewayScript();
        var socket = await script.ExpectSessionAsync();
        socket.SendDispatch(type, 5, data).SendHeartbeatRequest();
        Assert.Equal(5, (await socket.ExpectHeartbeatAsync()).Seq);
        Assert.Equal(1, script.Client.Counters.Malformed[type]);
        Assert.Equal(GatewayState.Ready, script.Client.State);
        Assert.Equal(0, script.Client.Events.Count);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_counted_and_passed_over()
    {
        await using var script = new GatewayScript();
        (await script.ExpectSessionAsync())
            .SendBytes([0xFF, 0xFE, 0x00]).SendBytes([.. "{\"op\":0,\"t\":\""u8, 0xC3, 0x28, .. "\"}"u8])
            .SendDispatch("GUILD_CREATE", 5, """{"id":"5"}""");
        await script.ExpectEventAsync<GuildAvailable>();
        Assert.Equal(2, script.Client.Counters.Malformed["frame"]);
    }

    [Fact]
    public async Task A_message_above_the_guard_is_counted_and_passed_over()
    {
        await using var script = new GatewayScript();
        (await script.ExpectSessionAsync()).SendTooLarge().SendDispatch("GUILD_CREATE", 5, """{"id":"5"}""");
        await script.ExpectEventAsync<GuildAvailable>();
        Assert.Equal(1, script.Client.Counters.Dropped["too_large"]);
    }

    [Fact]
    public async Task Nulls_in_lists_are_left_out()
    {
        await using var script = new GatewayScript();
        (await script.ExpectSessionAsync()).SendDispatch("INTERACTION_CREATE", 2,
            """{"id":"1","application_id":"2","type":5,"token":"t","data":{"options":[null],"components":[null,{"type":1,"components":[null]},{"type":18,"component":null}]}}""");
        var data = (await script.ExpectEventAsync<InteractionReceived>()).Interaction.Data!;
        Assert.Empty(data.Options!);
        Assert.Equal(2, data.Components!.Count);
        Assert.Empty(Discord.Wire.SubmittedComponent.Fields(data.Components));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"heartbeat_interval\":0}")]
    [InlineData("{\"heartbeat_interval\":-5}")]
    [InlineData("{\"heartbeat_interval\":\"soon\"}")]
    [InlineData("{\"heartbeat_interval\":9000000000000}")]
    public async Task A_hello_without_a_usable_interval_leads_to_another_connection(string data)
    {
        await using var script = new GatewayScript();
        var first = await script.ExpectConnectionAsync();
        first.Send($$$"""{"op":10,"d":{{{data}}} }""");
        await first.ExpectCloseAsync();
        Assert.Equal(1, script.Client.Counters.Malformed["hello"]);
        (await script.ExpectConnectionAsync()).SendHello();
    }

    [Fact]
    public async Task A_session_id_too_long_to_resume_with_costs_the_session_not_the_bot()
    {
        await using var script = new GatewayScript();
        var first = await script.ExpectConnectionAsync();
        first.SendHello();
        await first.ExpectIdentifyAsync();
        first.SendReady(sessionId: new string('s', 5000)).SendReconnect();
        var second = await script.ExpectConnectionAsync();
        script.Time.Advance(TimeSpan.FromSeconds(9));
        second.SendHello();
        await second.ExpectCloseAsync();
        Assert.Equal(0, second.SentByBot);
        var third = await script.ExpectConnectionAfterAsync(TimeSpan.FromSeconds(0.75));
        third.SendHello();
        await third.ExpectIdentifyAsync();
    }

    [Fact]
    public async Task Names_from_outside_do_not_grow_the_counters_without_end()
    {
        await using var script = new GatewayScript();
        var socket = await script.ExpectSessionAsync();
        for (var i = 0; i < 500; i++)
            socket.SendDispatch($"NEW_{i}", 2, "{}");
        socket.SendDispatch(new string('x', 10_000), 3, "{}").SendDispatch("GUILD_CREATE", 4, """{"id":"5"}""");
        await script.ExpectEventAsync<GuildAvailable>();
        var counts = script.Client.Counters.Unknown.Counts;
        Assert.InRange(counts.Count, 2, 65);
        Assert.Equal(501, counts.Values.Sum());
        Assert.All(counts.Keys, name => Assert.True(Encoding.UTF8.GetByteCount(name) <= 48));
    }
}
