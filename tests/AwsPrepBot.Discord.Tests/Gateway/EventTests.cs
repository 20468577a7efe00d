using AwsPrepBot.Discord.Gateway;
using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord.Tests.Gateway;

public sealed class EventTests
{
    [Fact]
    public async Task A_press_tells_who_where_which_button_and_when()
    {
        await using var script = new GatewayScript();
        var socket = await script.ExpectSessionAsync();
        script.Time.Advance(TimeSpan.FromSeconds(3));
        socket.SendDispatch("INTERACTION_CREATE", 2, Interactions.Press);
        var received = await script.ExpectEventAsync<InteractionReceived>();
        var it = received.Interaction;
        Assert.Equal((InteractionType.Component, 100UL, 5UL, 6UL, 7UL), (it.Type, it.Id.Value, it.GuildId!.Value.Value, it.ChannelId!.Value.Value, it.Member!.User!.Id.Value));
        Assert.Equal(("answer:1:b", 200UL), (it.Data!.CustomId, it.Message!.Id.Value));
        Assert.True(it.Member.Permissions!.Value.HasFlag(Permissions.ManageGuild));
        Assert.Equal(script.Time.GetTimestamp(), received.ReceivedAt);
    }

    [Fact]
    public async Task A_command_tells_its_options()
    {
        await using var script = new GatewayScript();
        (await script.ExpectSessionAsync()).SendDispatch("INTERACTION_CREATE", 2, Interactions.Command);
        var data = (await script.ExpectEventAsync<InteractionReceived>()).Interaction.Data!;
        var quiz = Assert.Single(data.Options!);
        Assert.Equal(("prep", "quiz", CommandOptionType.Subcommand), (data.Name, quiz.Name, quiz.Type));
        Assert.Equal(["s3", "5", "6"], quiz.Options!.Select(o => o.Text));
        Assert.True(quiz.Options![0].Focused);
    }

    [Theory]
    [InlineData(Interactions.Form)]
    [InlineData(Interactions.LegacyForm)]
    public async Task A_form_is_read_in_both_shapes(string json)
    {
        await using var script = new GatewayScript();
        (await script.ExpectSessionAsync()).SendDispatch("INTERACTION_CREATE", 2, json);
        var it = (await script.ExpectEventAsync<InteractionReceived>()).Interaction;
        Assert.Equal("because", SubmittedComponent.Fields(it.Data!.Components)["text"]);
    }

    [Fact]
    public async Task An_outage_is_not_a_removal_and_coming_back_is_not_joining()
    {
        await using var script = new GatewayScript();
        var socket = await script.ExpectSessionAsync(guilds: """[{"id":"5","unavailable":true}]""");
        socket.SendDispatch("GUILD_CREATE", 2, """{"id":"5","name":"Crew","unavailable":false,"channels":[]}""");
        Assert.False((await script.ExpectEventAsync<GuildAvailable>()).Joined);
        socket.SendDispatch("GUILD_DELETE", 3, """{"id":"5","unavailable":true}""");
        await script.ExpectEventAsync<GuildUnavailable>();
        socket.SendDispatch("GUILD_CREATE", 4, """{"id":"5","name":"Crew"}""");
        Assert.False((await script.ExpectEventAsync<GuildAvailable>()).Joined);
        socket.SendDispatch("GUILD_DELETE", 5, """{"id":"5"}""");
        Assert.Equal(5UL, (await script.ExpectEventAsync<GuildRemoved>()).Guild.Value);
        socket.SendDispatch("GUILD_CREATE", 6, """{"id":"5","name":"Crew"}""");
        Assert.True((await script.ExpectEventAsync<GuildAvailable>()).Joined);
    }

    [Fact]
    public async Task A_deleted_channel_is_told_with_its_guild()
    {
        await using var script = new GatewayScript();
        (await script.ExpectSessionAsync()).SendDispatch("CHANNEL_DELETE", 2, """{"id":"6","guild_id":"5","type":0}""");
        var deleted = await script.ExpectEventAsync<ChannelDeleted>();
        Assert.Equal((5UL, 6UL), (deleted.Guild.Value, deleted.Channel.Value));
    }

    [Fact]
    public async Task When_nobody_reads_interactions_are_dropped_and_counted_and_the_connection_stays()
    {
        await using var script = new GatewayScript(queueCapacity: 2);
        var socket = await script.ExpectSessionAsync();
        for (var i = 2; i < 7; i++)
            socket.SendDispatch("INTERACTION_CREATE", i, Interactions.Press);
        socket.SendHeartbeatRequest();
        Assert.Equal(6, (await socket.ExpectHeartbeatAsync()).Seq);
        Assert.Equal(3, script.Client.Counters.Dropped["INTERACTION_CREATE"]);
        await script.ExpectEventAsync<InteractionReceived>();
        await script.ExpectEventAsync<InteractionReceived>();
        Assert.Equal(GatewayState.Ready, script.Client.State);
    }

    [Fact]
    public async Task When_nobody_reads_a_removal_is_asked_for_again_by_resuming_from_before_it()
    {
        await using var script = new GatewayScript(queueCapacity: 1);
        var first = await script.ExpectSessionAsync();
        first.SendDispatch("GUILD_CREATE", 2, """{"id":"5"}""").SendDispatch("GUILD_DELETE", 3, """{"id":"5"}""");
        Assert.Equal(CloseCodes.KeepSession, await first.ExpectCloseAsync());
        await script.ExpectEventAsync<GuildAvailable>();

        var second = await script.ExpectConnectionAsync();
        second.SendHello();
        Assert.Equal((ScriptedSocket.SessionId, 2), await second.ExpectResumeAsync());
        second.SendDispatch("GUILD_DELETE", 3, """{"id":"5"}""").SendResumed(4);
        await script.ExpectEventAsync<GuildRemoved>();
        await script.ExpectEventAsync<SessionResumed>();
    }
}
