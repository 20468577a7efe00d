using System.Text.Json;
using System.Text.Json.Nodes;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Slack.Wire;
using AwsPrepBot.TestKit.Slack;
using CsCheck;
using NodaTime;

namespace AwsPrepBot.Slack.Tests.Rendering;

/// <summary>What becomes of spans and blocks.</summary>
public sealed class SlackRendererTests
{
    static readonly Instant At = Instant.FromUtc(2026, 11, 24, 8, 0);

    static readonly string[] Hostile =
    [
        "<!channel>", "<!here|x>", "<@U123>", "<!subteam^S1>", "<https://evil.example|AWS>", "*bold*", "_a_", "~b~", "`c`", "```d```", "> quote", "&lt;!channel&gt;", "&amp;",
        ":tada:", "a|b", "\u202Eabc", "\u05D3\u05E0\u05D4", "{date}", "<!date^1^{date}|x>", "C0PREP", "#C0PREP",
    ];

    [Fact]
    public void Times_are_drawn_in_the_readers_zone_and_in_the_fallback_too()
    {
        var body = Render(Card.Done(["closes ", Span.Relative(At), " at ", Span.Time(At)]));

        Assert.Contains("\"type\":\"date\",\"timestamp\":1795507200,\"format\":\"{date_short_pretty} at {time}\"".Replace("1795507200", $"{At.ToUnixTimeSeconds()}", StringComparison.Ordinal),
            Unordered(body), StringComparison.Ordinal);
        Assert.Contains($"<!date^{At.ToUnixTimeSeconds()}^{{date_short_pretty}} at {{time}}|24 Nov 08:00 UTC>", (string)body["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_anybody_typed_pings_or_is_parsed_wherever_it_stands()
    {
        foreach (var typed in Hostile)
        {
            var card = new Card
            {
                Lead = [typed, " lead"], Title = [Span.Strong(typed)], Footer = [typed, Span.Link(typed, new Uri("https://docs.aws.amazon.com/x?a=1&b=2|3"))],
                Blocks = [new TextBlock([typed]), new TextBlock([Span.Dim(typed)]), new CodeBlock(typed), new BoardBlock([new BoardLine(1, typed, false, 1, 1, 1, 0)]), new TextBlock([Span.Channel(new ChannelId(typed))])],
            };
            var body = Render(card);
            Assert.Empty(BlockKitRules.Message(body["blocks"]));
            Assert.Null(MentionRules.Find(body));
            foreach (var markup in Markup(body["blocks"]!))
            {
                foreach (var mark in "*_~`")
                    Assert.DoesNotContain(mark, markup.Replace("{date_short_pretty}", "", StringComparison.Ordinal).Trim('*'));
            }
        }
    }

    [Fact]
    public void Any_text_at_all_gives_blocks_that_Slack_takes() => Gen.Select(Gen.String, Gen.String, Gen.Enum<CardTone>()).Sample((one, two, tone) =>
    {
        var body = Render(new Card { Tone = tone, Lead = [one], Title = [two], Footer = [Span.Strong(one), two], Blocks = [new TextBlock([two]), new TextBlock([Span.Code(one), two])] });
        var empty = CleanText.Line(one).Length == 0 && CleanText.Line(two).Length == 0;
        return empty || (BlockKitRules.Message(body["blocks"]).Count == 0 && MentionRules.Find(body) is null);
    }, iter: 2000);

    [Fact]
    public void A_card_that_is_too_long_is_cut_and_keeps_its_buttons()
    {
        var card = new Card { Blocks = [.. Enumerable.Range(0, 60).Select(number => new TextBlock([Span.Strong($"{number}"), new string('x', 400)]))], Actions = [new ButtonAction("hint:1", "Hint")] };

        var body = Render(card);

        Assert.Empty(BlockKitRules.Message(body["blocks"]));
        Assert.InRange(body["blocks"]!.ToJsonString().Length, 1, BlockKitRules.MostBlockCharacters);
        Assert.Equal(["Hint"], SlackText.ButtonsOf((JsonArray)body["blocks"]!).Select(button => button.Label));
        Assert.EndsWith("…", (string)body["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_are_not_coloured()
    {
        var body = Render(new Card { Actions = [new ButtonAction("answer:1:A", "A", IsPrimary: true), new ButtonAction("answer:1", "Answer", IsPrimary: true)] });

        Assert.Equal([null, "primary"], SlackText.ButtonsOf((JsonArray)body["blocks"]!).Select(button => button.Style));
    }

    [Fact]
    public void A_mark_is_known_by_its_delivery_or_its_round_and_by_nothing_else()
    {
        var renderer = new SlackRenderer();
        var post = new Post(new DeliveryId(7), new TeamId("slack:T1"), new ChannelId("C1"), new Card { Round = new RoundId(8) });
        HistoryMessage With(string type, string payload) => new() { Ts = "1.2", Metadata = new HistoryMetadata { EventType = type, EventPayload = JsonDocument.Parse(payload).RootElement } };

        Assert.Equal(["7", "8"], renderer.MarkOf(post).EventPayload.Values);
        Assert.True(renderer.IsOf(With("awsprep_delivery", """{"delivery":"7"}"""), post));
        Assert.True(renderer.IsOf(With("awsprep_delivery", """{"delivery":"9","round":"8"}"""), post));
        foreach (var (type, payload) in new[] { ("awsprep_delivery", """{"delivery":"8","round":"7"}"""), ("other", """{"delivery":"7"}"""), ("awsprep_delivery", "[]"), ("awsprep_delivery", """{"delivery":7}""") })
            Assert.False(renderer.IsOf(With(type, payload), post));
        Assert.False(renderer.IsOf(new HistoryMessage(), post));
    }

    static JsonObject Render(Card card) => JsonSerializer.SerializeToNode(new MessagePost("C0PREP", new SlackRenderer().Render(card), null), SlackJson.Default.MessagePost)!.AsObject();

    static string Unordered(JsonObject body) => string.Join('\n', Dates(body["blocks"]!).Select(date => $"\"type\":\"date\",\"timestamp\":{date["timestamp"]},\"format\":\"{date["format"]}\""));

    static IEnumerable<JsonObject> Dates(JsonNode node) => Objects(node).Where(o => (string?)o["type"] == "date");

    static IEnumerable<string> Markup(JsonNode node) => Objects(node).Where(o => (string?)o["type"] == "mrkdwn").Select(o => (string)o["text"]!);

    static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.Select(field => field.Value).SelectMany(Objects).Prepend(o),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };
}
