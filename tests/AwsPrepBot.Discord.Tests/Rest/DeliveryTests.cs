using System.Text.Json.Nodes;
using AwsPrepBot.Discord.Rest;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.TestKit.Discord;
using Microsoft.Extensions.Logging.Abstractions;

namespace AwsPrepBot.Discord.Tests.Rest;

/// <summary>What happens when a request or its answer gets lost: exactly one message, and never a claim that is not known.</summary>
public sealed class DeliveryTests
{
    static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task When_the_answer_to_a_post_is_lost_it_is_sent_again_with_the_same_nonce_and_stands_there_once(int times)
    {
        await using var bench = await RestBench.StartAsync();
        bench.Discord.LoseAnswerOf(FakeRoutes.CreateMessage, times);
        var post = bench.PostAsync("round-7");
        for (var i = 0; i < times; i++)
            await bench.Time.PassAsync(FirstDelay * (1 << i));
        var result = await post;
        Assert.True(result.IsOk, result.Failure?.Detail);
        Assert.Equal(result.Value.Id.Value, Assert.Single(bench.Posted).Id);
        var bodies = bench.Discord.Requests.Where(r => r.Route == FakeRoutes.CreateMessage).Select(r => JsonNode.Parse(r.Body!)!).ToList();
        Assert.Equal(times + 1, bodies.Count);
        Assert.All(bodies, b => Assert.Equal(("round-7", true), ((string?)b["nonce"], (bool?)b["enforce_nonce"])));
    }

    [Fact]
    public async Task When_the_post_itself_is_lost_it_is_sent_again_and_stands_there_once()
    {
        await using var bench = await RestBench.StartAsync();
        bench.Discord.LoseRequestOf(FakeRoutes.CreateMessage);
        var post = bench.PostAsync("round-7");
        await bench.Time.PassAsync(FirstDelay);
        Assert.True((await post).IsOk);
        Assert.Single(bench.Posted);
    }

    [Fact]
    public async Task When_every_answer_is_lost_the_outcome_is_unknown_and_the_message_stands_there_once()
    {
        await using var bench = await RestBench.StartAsync();
        bench.Discord.LoseAnswerOf(FakeRoutes.CreateMessage, 4);
        var post = bench.PostAsync("round-7");
        foreach (var delay in (int[])[1, 2, 4])
            await bench.Time.PassAsync(FirstDelay * delay);
        Assert.Equal(FailureKind.UnknownOutcome, (await post).Failure!.Kind);
        Assert.Single(bench.Posted);
        Assert.Equal(4, bench.Sent(FakeRoutes.CreateMessage));
    }

    [Fact]
    public async Task A_refusal_after_a_lost_answer_leaves_the_outcome_unknown()
    {
        await using var bench = await RestBench.StartAsync();
        bench.Discord.LoseAnswerOf(FakeRoutes.CreateMessage);
        bench.Discord.FailNext(FakeRoutes.CreateMessage, 403, 50013);
        var post = bench.PostAsync("round-7");
        await bench.Time.PassAsync(FirstDelay);
        var failure = (await post).Failure!;
        Assert.Equal(FailureKind.UnknownOutcome, failure.Kind);
        Assert.Contains("50013", failure.Detail, StringComparison.Ordinal);
        Assert.Single(bench.Posted);
    }

    [Fact]
    public async Task An_unanswered_post_is_given_up_after_ten_seconds_and_sent_again()
    {
        await using var bench = await RestBench.StartAsync();
        bench.Discord.Delay(FakeRoutes.CreateMessage, TimeSpan.FromHours(1));
        var post = bench.PostAsync("round-7");
        await bench.SentAsync(FakeRoutes.CreateMessage, 1);
        await bench.Time.PassAsync(TimeSpan.FromSeconds(10));
        await bench.Time.PassAsync(FirstDelay);
        Assert.True((await post).IsOk);
        Assert.Single(bench.Posted);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_fault_on_discords_side_is_tried_again_where_twice_is_as_good_as_once(int status)
    {
        await using var bench = await RestBench.StartAsync();
        var message = (await bench.PostAsync("n")).Value!;
        bench.Discord.FailNext(FakeRoutes.EditMessage, status);
        var edit = bench.Api.EditMessageAsync(bench.Channel, message.Id, new() { Content = "closed" }, bench.Token);
        await bench.Time.PassAsync(FirstDelay);
        Assert.True((await edit).IsOk);
        Assert.Equal("closed", bench.Posted[0].Content);
    }

    [Fact]
    public async Task An_edit_that_fails_four_times_may_be_tried_later()
    {
        await using var bench = await RestBench.StartAsync();
        var message = (await bench.PostAsync("n")).Value!;
        bench.Discord.FailNext(FakeRoutes.EditMessage, 503, times: 4);
        var edit = bench.Api.EditMessageAsync(bench.Channel, message.Id, new() { Content = "closed" }, bench.Token);
        foreach (var delay in (int[])[1, 2, 4])
            await bench.Time.PassAsync(FirstDelay * delay);
        Assert.Equal(FailureKind.RetryLater, (await edit).Failure!.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_follow_up_whose_fate_is_unknown_is_not_sent_again(bool arrived)
    {
        await using var bench = await RestBench.StartAsync();
        var (interaction, ticket) = await bench.PressAsync();
        Assert.True((await bench.Api.RespondAsync(ticket, InteractionResponse.UpdateLater(), bench.Token)).IsOk);
        if (arrived)
            bench.Discord.LoseAnswerOf(FakeRoutes.FollowUp);
        else
            bench.Discord.FailNext(FakeRoutes.FollowUp, 502);
        var result = await bench.Api.FollowUpAsync(ticket, Receipt, bench.Token);
        Assert.Equal(FailureKind.UnknownOutcome, result.Failure!.Kind);
        Assert.Equal(1, bench.Sent(FakeRoutes.FollowUp));
        Assert.Equal(arrived ? 1 : 0, bench.Discord.Ephemerals(interaction.User).Count);
    }

    [Fact]
    public async Task Without_any_connection_the_answer_is_later_not_unknown()
    {
        using var http = Connections.Open();
        var time = new SignalTime();
        var api = new DiscordRest(http, new Uri("http://127.0.0.1:9/api/v10"), new Secret("t"), time, NullLogger<DiscordRest>.Instance, () => 0);
        var follow = api.FollowUpAsync(new InteractionTicket(new(1), new(2), new("t"), time.GetTimestamp()), Receipt, TestContext.Current.CancellationToken);
        foreach (var delay in (int[])[1, 2, 4])
            await time.PassAsync(FirstDelay * delay);
        Assert.Equal(FailureKind.RetryLater, (await follow).Failure!.Kind);
    }

    [Fact]
    public async Task A_first_answer_whose_answer_is_lost_is_asked_about_once_and_counts_as_arrived()
    {
        await using var bench = await RestBench.StartAsync();
        var (interaction, ticket) = await bench.PressAsync();
        bench.Discord.LoseAnswerOf(FakeRoutes.Respond);
        var respond = bench.Api.RespondAsync(ticket, InteractionResponse.Message(Receipt), bench.Token);
        await bench.Time.PassAsync(FirstDelay);
        var result = await respond;
        Assert.True(result.IsOk, result.Failure?.Detail);
        Assert.Equal(2, bench.Sent(FakeRoutes.Respond));
        Assert.Single(bench.Discord.Ephemerals(interaction.User));
        Assert.Empty(bench.Discord.Violations);
    }

    [Fact]
    public async Task A_first_answer_that_did_not_arrive_arrives_by_asking()
    {
        await using var bench = await RestBench.StartAsync();
        var (interaction, ticket) = await bench.PressAsync();
        bench.Discord.LoseRequestOf(FakeRoutes.Respond);
        var respond = bench.Api.RespondAsync(ticket, InteractionResponse.Message(Receipt), bench.Token);
        await bench.Time.PassAsync(FirstDelay);
        Assert.True((await respond).IsOk);
        Assert.Single(bench.Discord.Ephemerals(interaction.User));
    }

    [Fact]
    public async Task A_first_answer_is_asked_about_no_more_than_once()
    {
        await using var bench = await RestBench.StartAsync();
        var (_, ticket) = await bench.PressAsync();
        bench.Discord.FailNext(FakeRoutes.Respond, 503, times: 5);
        var respond = bench.Api.RespondAsync(ticket, InteractionResponse.Message(Receipt), bench.Token);
        await bench.Time.PassAsync(FirstDelay);
        Assert.Equal(FailureKind.UnknownOutcome, (await respond).Failure!.Kind);
        Assert.Equal(2, bench.Sent(FakeRoutes.Respond));
    }

    [Theory]
    [InlineData(400, 40060, FailureKind.AlreadyAcknowledged)]
    [InlineData(404, 10062, FailureKind.InteractionExpired)]
    public async Task A_clear_no_to_a_first_answer_is_not_asked_about(int status, int code, object kind)
    {
        await using var bench = await RestBench.StartAsync();
        var (_, ticket) = await bench.PressAsync();
        bench.Discord.FailNext(FakeRoutes.Respond, status, code);
        var result = await bench.Api.RespondAsync(ticket, InteractionResponse.Message(Receipt), bench.Token);
        Assert.Equal(kind, result.Failure!.Kind);
        Assert.Equal(1, bench.Sent(FakeRoutes.Respond));
    }

    [Fact]
    public async Task A_first_answer_after_three_seconds_and_an_edit_after_fifteen_minutes_are_not_even_sent()
    {
        await using var bench = await RestBench.StartAsync();
        var (_, ticket) = await bench.PressAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(FailureKind.InteractionExpired, (await bench.Api.RespondAsync(ticket, InteractionResponse.UpdateLater(), bench.Token)).Failure!.Kind);
        bench.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(FailureKind.InteractionExpired, (await bench.Api.FollowUpAsync(ticket, Receipt, bench.Token)).Failure!.Kind);
        Assert.Equal(FailureKind.InteractionExpired, (await bench.Api.EditResponseAsync(ticket, Receipt, bench.Token)).Failure!.Kind);
        Assert.Equal(0, bench.Sent(FakeRoutes.Respond) + bench.Sent(FakeRoutes.FollowUp) + bench.Sent(FakeRoutes.EditResponse));
    }

    [Fact]
    public async Task A_first_answer_is_given_up_when_the_three_seconds_are_over()
    {
        await using var bench = await RestBench.StartAsync();
        var (_, ticket) = await bench.PressAsync();
        bench.Discord.Delay(FakeRoutes.Respond, TimeSpan.FromHours(1), times: 2);
        var respond = bench.Api.RespondAsync(ticket, InteractionResponse.UpdateLater(), bench.Token);
        await bench.Time.PassAsync(TimeSpan.FromSeconds(1.4));
        await bench.Time.PassAsync(FirstDelay);
        await bench.Time.PassAsync(TimeSpan.FromSeconds(1.15)); // what is left of 2.8 s
        Assert.Equal(FailureKind.UnknownOutcome, (await respond).Failure!.Kind);
    }

    [Fact]
    public async Task Sixty_four_first_answers_at_once_all_arrive_in_time()
    {
        await using var bench = await RestBench.StartAsync();
        var presses = new List<(FakeInteraction Interaction, InteractionTicket Ticket)>();
        var (_, first) = await bench.PressAsync();
        var message = bench.Posted[0];
        for (var i = 0; i < 64; i++)
        {
            var interaction = await bench.Discord.PressAsync(bench.Discord.AddMember(bench.Guild, $"p{i}"), message, "a");
            presses.Add((interaction, first with { Id = new(interaction.Id), Token = new(interaction.Token) }));
        }
        var answers = await Task.WhenAll(presses.Select(p => bench.Api.RespondAsync(p.Ticket, InteractionResponse.Message(Receipt), bench.Token)))
            .WaitAsync(TimeSpan.FromSeconds(30), bench.Token);
        Assert.All(answers, a => Assert.True(a.IsOk, a.Failure?.Detail));
        Assert.All(presses, p => Assert.Equal(4, p.Interaction.AnswerType));
    }

    [Fact]
    public async Task Cancelling_throws_and_gives_the_place_in_the_bucket_back()
    {
        await using var bench = await RestBench.StartAsync();
        bench.Discord.Delay(FakeRoutes.CreateMessage, TimeSpan.FromHours(1));
        using var cancel = new CancellationTokenSource();
        var post = bench.Api.CreateMessageAsync(bench.Channel, new() { Content = "x" }, new("n1"), cancel.Token);
        await bench.SentAsync(FakeRoutes.CreateMessage, 1);
        var waiting = bench.PostAsync("n2"); // stands behind the first, which has yet to tell the bucket
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post);
        Assert.True((await waiting).IsOk);
    }

    static MessageBody Receipt => new() { Content = "Recorded: A.", Flags = MessageFlags.Ephemeral };
}
