using AwsPrepBot.TestKit.Slack;

namespace AwsPrepBot.Slack.Tests.WebApi;

/// <summary>Slack's limits are kept to, and its pauses obeyed.</summary>
public sealed class RateLimitTests
{
    [Fact]
    public async Task A_channel_gets_one_post_a_second_while_others_are_not_held_up()
    {
        await using var bench = await WebApiBench.StartAsync();
        var other = bench.Slack.AddChannel("other");
        await bench.PostAsync();

        var second = bench.PostAsync();
        Assert.True((await bench.PostAsync(other)).IsOk);
        Assert.False(second.IsCompleted);
        await bench.Time.PassAsync(TimeSpan.FromSeconds(1));

        Assert.True((await second).IsOk);
        Assert.Empty(bench.Slack.Violations);
    }

    [Fact]
    public async Task The_fifty_first_edit_within_a_minute_waits_for_the_next()
    {
        await using var bench = await WebApiBench.StartAsync();
        var ts = (await bench.PostAsync()).Value!.Ts;
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        for (var edit = 0; edit < 50; edit++)
            Assert.True((await bench.Api.UpdateMessageAsync(bench.Place.Id, ts, WebApiBench.Body($"{edit}"), bench.Token)).IsOk);

        var refused = await bench.Api.UpdateMessageAsync(bench.Place.Id, ts, WebApiBench.Body("51"), bench.Token);
        Assert.Equal((FailureKind.RetryLater, TimeSpan.FromSeconds(60)), (refused.Failure!.Kind, refused.Failure.RetryAfter!.Value));
        bench.Time.Advance(TimeSpan.FromSeconds(31));
        var waiting = bench.Api.UpdateMessageAsync(bench.Place.Id, ts, WebApiBench.Body("52"), bench.Token);
        await bench.Time.PassAsync(TimeSpan.FromSeconds(29));

        Assert.True((await waiting).IsOk);
        Assert.Empty(bench.Slack.Violations);
    }

    [Fact]
    public async Task A_429_is_waited_for_as_long_as_it_says_by_every_call_of_that_method()
    {
        await using var bench = await WebApiBench.StartAsync();
        var other = bench.Slack.AddChannel("other");
        bench.Slack.RateLimitNext("chat.postMessage", 7);

        var first = bench.PostAsync();
        await bench.CalledAsync("chat.postMessage", 1);
        await bench.Slack.UntilAsync(() => bench.Slack.Requests[^1].Outcome is not null, "the 429", bench.Token);
        var asked = await bench.Api.GetChannelAsync(other.Id, bench.Token);
        await bench.Time.PassAsync(TimeSpan.FromSeconds(7));

        Assert.True(asked.IsOk);
        Assert.True((await first).IsOk);
        Assert.Single(bench.Posted);
        Assert.Equal(2, bench.Slack.Calls("chat.postMessage"));
    }

    [Fact]
    public async Task A_429_that_asks_for_more_patience_than_there_is_comes_back_with_it()
    {
        await using var bench = await WebApiBench.StartAsync();
        bench.Slack.RateLimitNext("chat.postMessage", 60);

        var failure = (await bench.PostAsync()).Failure!;
        var next = (await bench.PostAsync(bench.Slack.AddChannel("other"))).Failure!;

        Assert.Equal((FailureKind.RetryLater, TimeSpan.FromSeconds(60)), (failure.Kind, failure.RetryAfter!.Value));
        Assert.Equal(FailureKind.RetryLater, next.Kind);
        Assert.Equal(1, bench.Slack.Calls("chat.postMessage"));
        Assert.Empty(bench.Posted);
    }

    [Theory]
    [InlineData("ratelimited")]
    [InlineData("rate_limited")]
    [InlineData("message_limit_exceeded")]
    [InlineData("service_unavailable")]
    [InlineData("request_timeout")]
    public async Task Being_told_to_wait_without_being_told_how_long_waits_some_seconds(string error)
    {
        await using var bench = await WebApiBench.StartAsync();
        bench.Slack.RefuseNext("chat.postMessage", error);

        var posting = bench.PostAsync();
        await bench.Time.PassAsync(TimeSpan.FromSeconds(5));

        Assert.True((await posting).IsOk);
        Assert.Single(bench.Posted);
    }
}
