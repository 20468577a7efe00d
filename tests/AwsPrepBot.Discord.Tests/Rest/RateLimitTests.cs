using AwsPrepBot.Discord.Rest;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.Discord.Tests.Rest;

/// <summary>The fake refuses what goes over a limit and records it: a test that ends without violations never ran into one.</summary>
public sealed class RateLimitTests
{
    static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_bucket_is_learned_from_headers_and_what_does_not_fit_waits_for_its_reset()
    {
        await using var bench = await RestBench.StartAsync();
        var posts = Enumerable.Range(0, 12).Select(i => bench.PostAsync($"n{i}")).ToList();
        await RestBench.EndedAsync(posts, 5);
        await bench.Time.PassAsync(FiveSeconds);
        await RestBench.EndedAsync(posts, 10);
        await bench.Time.PassAsync(FiveSeconds);
        var results = await Task.WhenAll(posts);
        Assert.All(results, r => Assert.True(r.IsOk, r.Failure?.Detail));
        Assert.Equal(12, bench.Posted.Count);
        Assert.Empty(bench.Discord.Violations);
    }

    [Fact]
    public async Task A_full_bucket_of_one_channel_does_not_hold_up_another()
    {
        await using var bench = await RestBench.StartAsync();
        var other = new Snowflake(bench.Discord.AddChannel(bench.Guild, "other").Id);
        var full = Enumerable.Range(0, 6).Select(i => bench.PostAsync($"n{i}")).ToList();
        await RestBench.EndedAsync(full, 5);
        Assert.True((await bench.PostAsync("other", channel: other)).IsOk);
        Assert.False(full.All(post => post.IsCompleted));
        await bench.Time.PassAsync(FiveSeconds);
        await Task.WhenAll(full);
        Assert.Empty(bench.Discord.Violations);
    }

    [Fact]
    public async Task Routes_that_discord_counts_in_one_bucket_wait_for_each_other()
    {
        await using var bench = await RestBench.StartAsync(o => o with
        {
            Limits = new Dictionary<string, FakeLimit>
            {
                [FakeRoutes.CreateMessage] = new(3, FiveSeconds, "shared"),
                [FakeRoutes.EditMessage] = new(3, FiveSeconds, "shared"),
            },
        });
        var message = (await bench.PostAsync("n1")).Value!;
        Assert.True((await bench.Api.EditMessageAsync(bench.Channel, message.Id, new() { Content = "2" }, bench.Token)).IsOk);
        // Both routes know the bucket's name by now; one place is left for two requests.
        var third = bench.Api.EditMessageAsync(bench.Channel, message.Id, new() { Content = "3" }, bench.Token);
        Assert.True((await third).IsOk);
        var fourth = bench.PostAsync("n2");
        await bench.Time.PassAsync(FiveSeconds);
        Assert.True((await fourth).IsOk);
        Assert.Empty(bench.Discord.Violations);
    }

    [Fact]
    public async Task No_more_than_the_global_limit_goes_out_in_a_second_but_first_answers_are_exempt()
    {
        await using var bench = await RestBench.StartAsync();
        var (interaction, ticket) = await bench.PressAsync();
        var channels = Enumerable.Range(0, 60).Select(i => new Snowflake(bench.Discord.AddChannel(bench.Guild, $"c{i}").Id)).ToList();
        var all = channels.Select(c => bench.Api.GetChannelAsync(c, bench.Token)).ToList();
        await bench.SentAsync(FakeRoutes.GetChannel, RateLimits.PerSecond - 1); // the post of the question was one

        var answered = await bench.Api.RespondAsync(ticket, InteractionResponse.UpdateLater(), bench.Token);
        Assert.True(answered.IsOk, answered.Failure?.Detail);
        Assert.Equal(6, interaction.AnswerType);
        Assert.Equal(RateLimits.PerSecond - 1, bench.Sent(FakeRoutes.GetChannel));

        await bench.Time.PassAsync(TimeSpan.FromSeconds(1));
        await Task.WhenAll(all);
        Assert.Equal(60, bench.Sent(FakeRoutes.GetChannel));
        Assert.Empty(bench.Discord.Violations);
    }

    [Theory]
    [InlineData("user")]
    [InlineData("shared")]
    public async Task After_a_429_the_request_and_its_bucket_wait_as_long_as_discord_says(string scope)
    {
        await using var bench = await RestBench.StartAsync();
        bench.Discord.RateLimitNext(FakeRoutes.CreateMessage, TimeSpan.FromSeconds(1.5), scope);
        var first = bench.PostAsync("n1");
        await bench.Time.BegunAsync(TimeSpan.FromSeconds(1.5));
        var second = bench.PostAsync("n2");
        Assert.True((await bench.Api.GetChannelAsync(bench.Channel, bench.Token)).IsOk); // other routes go on
        await bench.Time.PassAsync(TimeSpan.FromSeconds(1.5));
        Assert.True((await first).IsOk);
        Assert.True((await second).IsOk);
        Assert.Equal(3, bench.Sent(FakeRoutes.CreateMessage));
    }

    [Fact]
    public async Task After_a_global_429_everything_waits_but_first_answers()
    {
        await using var bench = await RestBench.StartAsync();
        var (_, ticket) = await bench.PressAsync();
        bench.Discord.RateLimitNext(FakeRoutes.GetChannel, TimeSpan.FromSeconds(2), "global");
        var first = bench.Api.GetChannelAsync(bench.Channel, bench.Token);
        await bench.Time.BegunAsync(TimeSpan.FromSeconds(2));
        var other = bench.Api.GetGuildAsync(new(bench.Guild.Id), bench.Token);
        Assert.True((await bench.Api.RespondAsync(ticket, InteractionResponse.UpdateLater(), bench.Token)).IsOk);
        Assert.Equal(0, bench.Sent(FakeRoutes.GetGuild));
        await bench.Time.PassAsync(TimeSpan.FromSeconds(2));
        Assert.True((await first).IsOk);
        Assert.True((await other).IsOk);
    }

    [Fact]
    public async Task A_429_of_cloudflares_without_json_or_headers_pauses_everything()
    {
        await using var bench = await RestBench.StartAsync();
        bench.Discord.CloudflareNext(FakeRoutes.CreateMessage, retryAfterSeconds: 7);
        var post = bench.PostAsync("n1");
        await bench.Time.BegunAsync(TimeSpan.FromSeconds(7));
        var other = bench.Api.GetGuildAsync(new(bench.Guild.Id), bench.Token);
        await bench.Time.PassAsync(TimeSpan.FromSeconds(7));
        Assert.True((await post).IsOk);
        Assert.True((await other).IsOk);
        Assert.Single(bench.Posted);
    }

    [Fact]
    public async Task A_wait_longer_than_the_patience_comes_back_at_once_with_its_length()
    {
        await using var bench = await RestBench.StartAsync();
        bench.Discord.RateLimitNext(FakeRoutes.CreateMessage, TimeSpan.FromMinutes(10));
        var first = await bench.PostAsync("n1");
        Assert.Equal((FailureKind.RetryLater, TimeSpan.FromMinutes(10)), (first.Failure!.Kind, first.Failure.RetryAfter));
        var second = await bench.PostAsync("n2"); // its bucket is known to be closed: nothing is sent
        Assert.Equal(FailureKind.RetryLater, second.Failure!.Kind);
        Assert.Equal(600, second.Failure.RetryAfter!.Value.TotalSeconds, 1);
        Assert.Equal(1, bench.Sent(FakeRoutes.CreateMessage));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("\"soon\"")]
    [InlineData("1e400")]
    [InlineData("null")]
    public async Task A_429_with_a_senseless_wait_is_not_answered_by_a_flood(string retryAfter)
    {
        await using var bench = await RestBench.StartAsync();
        bench.Discord.AnswerNext(FakeRoutes.GetChannel, 429, $$"""{"message":"x","retry_after":{{retryAfter}},"global":false}""");
        var get = bench.Api.GetChannelAsync(bench.Channel, bench.Token);
        await bench.SentAsync(FakeRoutes.GetChannel, 1);
        await bench.Time.PassAsync(retryAfter is "0" or "-5" ? TimeSpan.FromMilliseconds(50) : FiveSeconds);
        Assert.True((await get).IsOk);
        Assert.Equal(2, bench.Sent(FakeRoutes.GetChannel));
    }

    [Fact]
    public async Task The_breaker_opens_far_below_10000_refusals_and_closes_after_ten_minutes()
    {
        Assert.InRange(RestPipeline.InvalidRequestsAllowed, 1, 1000);
        await using var bench = await RestBench.StartAsync();
        var (_, ticket) = await bench.PressAsync();
        bench.Discord.FailNext(FakeRoutes.Respond, 403, 50001, times: RestPipeline.InvalidRequestsAllowed);
        for (var i = 0; i < RestPipeline.InvalidRequestsAllowed; i++)
            Assert.Equal(FailureKind.NoAccess, (await bench.Api.RespondAsync(ticket, InteractionResponse.UpdateLater(), bench.Token)).Failure!.Kind);

        var sent = bench.Discord.Requests.Count;
        var refused = await bench.Api.GetChannelAsync(bench.Channel, bench.Token);
        Assert.Equal(FailureKind.RetryLater, refused.Failure!.Kind);
        Assert.Equal(TimeSpan.FromMinutes(10), refused.Failure.RetryAfter);
        Assert.Equal(sent, bench.Discord.Requests.Count);

        bench.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.True((await bench.Api.GetChannelAsync(bench.Channel, bench.Token)).IsOk);
    }

    [Fact]
    public void Only_401_403_and_429_that_are_ours_count_toward_the_ban()
    {
        static bool Counts(int status, string? scope = null) => ErrorTable.CountsAsInvalid(
            new RestAnswer(Arrival.Answered, (System.Net.HttpStatusCode)status, [], new RateLimitHeaders { Scope = scope }));
        Assert.True(Counts(401));
        Assert.True(Counts(403));
        Assert.True(Counts(429, "user"));
        Assert.True(Counts(429, "global"));
        Assert.True(Counts(429));
        Assert.False(Counts(429, "shared"));
        Assert.False(Counts(404));
        Assert.False(Counts(400));
        Assert.False(Counts(500));
        Assert.False(ErrorTable.CountsAsInvalid(RestAnswer.Lost));
    }
}
