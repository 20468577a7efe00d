using System.Text.Json.Nodes;
using AwsPrepBot.Discord.Rest;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.TestKit.Discord;
using Microsoft.Extensions.Logging.Abstractions;

namespace AwsPrepBot.Discord.Tests.Rest;

/// <summary>What an answer of Discord's comes to, and what the client sends whatever it is asked to.</summary>
public sealed class ResultTests
{
    public static TheoryData<int, int?, string> Refusals => new()
    {
        { 404, 10003, nameof(FailureKind.Gone) },
        { 404, 10004, nameof(FailureKind.Gone) },
        { 404, 10008, nameof(FailureKind.Gone) },
        { 404, 0, nameof(FailureKind.Gone) },
        { 403, 50001, nameof(FailureKind.NoAccess) },
        { 403, 50013, nameof(FailureKind.NoAccess) },
        { 403, 50007, nameof(FailureKind.NoAccess) },
        { 400, 50008, nameof(FailureKind.NoAccess) },
        { 400, 50083, nameof(FailureKind.NoAccess) },
        { 400, 50035, nameof(FailureKind.InvalidForm) },
        { 400, 50006, nameof(FailureKind.InvalidForm) },
        { 403, 50005, nameof(FailureKind.InvalidForm) },
        { 400, 50109, nameof(FailureKind.InvalidForm) },
        { 400, null, nameof(FailureKind.InvalidForm) },
        { 400, 20016, nameof(FailureKind.RetryLater) },
        { 429, 20028, nameof(FailureKind.RetryLater) },
        { 400, 30034, nameof(FailureKind.RetryLater) },
        { 429, 30046, nameof(FailureKind.RetryLater) },
        { 429, 40062, nameof(FailureKind.RetryLater) },
        { 403, 40333, nameof(FailureKind.RetryLater) },
        { 403, null, nameof(FailureKind.RetryLater) },
        { 401, 0, nameof(FailureKind.Unauthorized) },
        { 403, 40001, nameof(FailureKind.Unauthorized) },
        { 401, 50027, nameof(FailureKind.InteractionExpired) },
        { 404, 10015, nameof(FailureKind.InteractionExpired) },
        { 404, 10062, nameof(FailureKind.InteractionExpired) },
        { 400, 40060, nameof(FailureKind.AlreadyAcknowledged) },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Every_refusal_says_what_to_do_next(int status, int? code, string kind) =>
        Assert.Equal(kind, ErrorTable.Classify((System.Net.HttpStatusCode)status, code, withBotToken: true)?.ToString());

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(408)]
    public void A_passing_fault_is_no_refusal(int status) => Assert.Null(ErrorTable.Classify((System.Net.HttpStatusCode)status, null, withBotToken: true));

    [Theory]
    [InlineData(401, 0)]
    [InlineData(404, 0)]
    public void Where_only_the_interactions_token_was_shown_only_that_can_be_refused(int status, int code) =>
        Assert.Equal(FailureKind.InteractionExpired, ErrorTable.Classify((System.Net.HttpStatusCode)status, code, withBotToken: false));

    [Fact]
    public async Task A_form_error_names_places_and_codes_but_not_what_was_written()
    {
        await using var bench = await RestBench.StartAsync();
        var result = await bench.Api.CreateMessageAsync(bench.Channel, new()
        {
            Embeds = [new() { Title = new string('x', 257) }],
            Components = [Component.Row(Component.Button(ButtonStyle.Primary, "A", new string('y', 101)))],
        }, new("n"), bench.Token);
        Assert.Equal((FailureKind.InvalidForm, 50035), (result.Failure!.Kind, result.Failure.Code));
        Assert.Contains("embeds.0.title: BASE_TYPE_MAX_LENGTH", result.Failure.Detail, StringComparison.Ordinal);
        Assert.Contains("components.0.components.0.custom_id: BASE_TYPE_BAD_LENGTH", result.Failure.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("xxx", result.Failure.Detail, StringComparison.Ordinal);
        Assert.Equal(1, bench.Sent(FakeRoutes.CreateMessage));
    }

    [Fact]
    public async Task A_missing_permission_a_deleted_channel_and_closed_direct_messages_are_told_apart()
    {
        await using var bench = await RestBench.StartAsync();
        bench.Place.DeniedToBot = FakePermissions.SendMessages;
        Assert.Equal((FailureKind.NoAccess, 50013), ((await bench.PostAsync("n1")).Failure!.Kind, (await bench.PostAsync("n1")).Failure!.Code));
        bench.Place.DeniedToBot = FakePermissions.ViewChannel;
        Assert.Equal(50001, (await bench.PostAsync("n2")).Failure!.Code);
        bench.Discord.DeleteChannel(bench.Place);
        Assert.Equal((FailureKind.Gone, 10003), ((await bench.PostAsync("n3")).Failure!.Kind, (await bench.PostAsync("n3")).Failure!.Code));

        var ana = bench.Discord.AddMember(bench.Guild, "ana").User;
        var direct = (await bench.Api.OpenDirectMessageAsync(new(ana.Id), bench.Token)).Value!;
        Assert.Equal(ChannelType.DirectMessage, direct.Type);
        Assert.True((await bench.PostAsync("n4", channel: direct.Id)).IsOk);
        ana.ClosesDirectMessages = true;
        Assert.Equal((FailureKind.NoAccess, 50007), ((await bench.PostAsync("n5", channel: direct.Id)).Failure!.Kind, (await bench.PostAsync("n5", channel: direct.Id)).Failure!.Code));
    }

    [Fact]
    public async Task A_refused_token_stops_everything_that_shows_it_and_nothing_else()
    {
        await using var bench = await RestBench.StartAsync();
        var (interaction, ticket) = await bench.PressAsync();
        bench.Discord.Token = "another";
        Assert.Equal(FailureKind.Unauthorized, (await bench.Api.GetMeAsync(bench.Token)).Failure!.Kind);
        var sent = bench.Discord.Requests.Count;
        Assert.Equal(FailureKind.Unauthorized, (await bench.PostAsync("n")).Failure!.Kind);
        Assert.Equal(FailureKind.Unauthorized, (await bench.Api.GetGatewayBotAsync(bench.Token)).Failure!.Kind);
        Assert.Equal(sent, bench.Discord.Requests.Count);
        Assert.True((await bench.Api.RespondAsync(ticket, InteractionResponse.UpdateLater(), bench.Token)).IsOk);
        Assert.Equal(6, interaction.AnswerType);
    }

    [Fact]
    public async Task An_interactions_refused_token_does_not_stop_the_bot()
    {
        await using var bench = await RestBench.StartAsync();
        var (_, ticket) = await bench.PressAsync();
        bench.Discord.FailNext(FakeRoutes.FollowUp, 401, 50027);
        Assert.Equal(FailureKind.InteractionExpired, (await bench.Api.FollowUpAsync(ticket, new() { Content = "x" }, bench.Token)).Failure!.Kind);
        Assert.True((await bench.Api.GetMeAsync(bench.Token)).IsOk);
    }

    [Fact]
    public async Task Every_message_and_edit_says_that_nobody_is_to_be_pinged()
    {
        await using var bench = await RestBench.StartAsync();
        var (_, ticket) = await bench.PressAsync();
        var body = new MessageBody { Content = "hello @everyone <@1>" };
        Assert.True((await bench.Api.RespondAsync(ticket, InteractionResponse.Update(body), bench.Token)).IsOk);
        Assert.True((await bench.Api.EditResponseAsync(ticket, body, bench.Token)).IsOk);
        var follow = (await bench.Api.FollowUpAsync(ticket, body, bench.Token)).Value!;
        Assert.True((await bench.Api.EditFollowUpAsync(ticket, follow.Id, body, bench.Token)).IsOk);
        Assert.True((await bench.Api.EditMessageAsync(bench.Channel, new(bench.Posted[0].Id), body, bench.Token)).IsOk);
        var (_, second) = await bench.PressAsync();
        Assert.True((await bench.Api.RespondAsync(second, InteractionResponse.Message(body), bench.Token)).IsOk);

        var sent = bench.Discord.Requests.Where(r => r.Body is not null).Select(r => JsonNode.Parse(r.Body!)!).Select(b => b["data"] ?? b).ToList();
        Assert.Equal(8, sent.Count);
        Assert.All(sent, b => Assert.Equal("{\"parse\":[]}", b["allowed_mentions"]?.ToJsonString()));
        Assert.Empty(bench.Discord.Violations);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_no_success()
    {
        await using var bench = await RestBench.StartAsync();
        foreach (var body in (string[])["", "null", "[]", "{\"id\":\"x\"}", "<html>", "{\"id\":\"1\"}", new string('[', 200), "{\"id\":\"1\",\"type\":0,\"name\":\"" + new string('x', 9_000_000) + "\"}"])
        {
            bench.Discord.AnswerNext(FakeRoutes.GetChannel, 200, body);
            var get = bench.Api.GetChannelAsync(bench.Channel, bench.Token);
            if (body.Length > 8_000_000)
                await bench.Time.PassAsync(TimeSpan.FromMilliseconds(250)); // too large to take in: as if lost
            var result = await get;
            Assert.True(body.Length > 8_000_000 ? result.IsOk : result.Failure?.Kind == FailureKind.RetryLater, $"{body[..Math.Min(20, body.Length)]}: {result.Failure}");
        }
        bench.Discord.AnswerNext(FakeRoutes.CreateMessage, 200, "{}");
        Assert.Equal(FailureKind.UnknownOutcome, (await bench.PostAsync("n")).Failure!.Kind);
    }

    [Fact]
    public async Task The_tokens_are_in_no_log_and_no_result()
    {
        await using var bench = await RestBench.StartAsync();
        var (interaction, ticket) = await bench.PressAsync();
        bench.Discord.FailNext(FakeRoutes.FollowUp, 400, 50035, "Value \"the secret answer of ana\" is not right.");
        bench.Discord.FailNext(FakeRoutes.EditResponse, 404, 10015);
        bench.Discord.LoseAnswerOf(FakeRoutes.Respond);
        var respond = bench.Api.RespondAsync(ticket, InteractionResponse.UpdateLater(), bench.Token);
        await bench.Time.PassAsync(TimeSpan.FromMilliseconds(250));
        var results = new[] { (await respond).ToString(), (await bench.Api.FollowUpAsync(ticket, new() { Content = "x" }, bench.Token)).Failure!.ToString(), (await bench.Api.EditResponseAsync(ticket, new() { Content = "x" }, bench.Token)).Failure!.ToString() };
        bench.Discord.Token = "another";
        await bench.Api.GetMeAsync(bench.Token);

        var said = string.Join('\n', [.. bench.Log.Lines, .. results, ticket.ToString()]);
        Assert.NotEmpty(bench.Log.Lines);
        Assert.DoesNotContain(bench.Discord.Options.Token, said, StringComparison.Ordinal);
        Assert.DoesNotContain(interaction.Token, said, StringComparison.Ordinal);
        Assert.Contains("(secret)", ticket.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://discord.com/api/v10", "for this machine only")]
    [InlineData("ftp://discord.com/api/v10", "https://")]
    [InlineData("https://user:pass@discord.com/api/v10", "user or password")]
    public void The_api_must_be_https_unless_it_is_on_this_machine(string url, string says)
    {
        var e = Assert.Throws<ArgumentException>(() => New(url, "t"));
        Assert.Contains("Discord:ApiUrl", e.Message, StringComparison.Ordinal);
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        Assert.NotNull(New("http://127.0.0.1:80/api/v10", "t"));
        Assert.NotNull(New("http://localhost/api/v10", "t"));
        Assert.NotNull(New("http://[::1]/api/v10", "t"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc def")]
    [InlineData("abc\n")]
    [InlineData("“abc”")]
    public void A_token_that_cannot_be_one_is_refused_without_being_repeated(string token)
    {
        var e = Assert.Throws<ArgumentException>(() => New("https://discord.com/api/v10", token));
        Assert.Contains("Discord:Token", e.Message, StringComparison.Ordinal);
        if (token.Length > 0)
            Assert.DoesNotContain("abc", e.ToString(), StringComparison.Ordinal);
    }

    static DiscordRest New(string url, string token)
    {
        var http = Connections.Open();
        return new DiscordRest(http, new Uri(url), new Secret(token), TimeProvider.System, NullLogger<DiscordRest>.Instance);
    }
}
