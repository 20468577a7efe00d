using System.Text.Json;
using System.Text.Json.Nodes;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Slack.Wire;
using AwsPrepBot.TestKit.Slack;

namespace AwsPrepBot.Slack.Tests.Rendering;

/// <summary>Every message of two weeks with the bot, as Slack gets it.</summary>
public sealed class ScreenTests
{
    /// <summary>Where to write each screen as JSON, for a person to look at; not set, nothing is written.</summary>
    const string Folder = "PREPBOT_SCREENS";

    static readonly ChannelId Channel = new("C0PREP");

    [Fact]
    public async Task Every_screen_of_two_weeks_keeps_the_limits_and_pings_nobody()
    {
        var screens = await AllAsync();
        foreach (var screen in screens)
        {
            var body = Body(screen.Card);
            Assert.Empty(BlockKitRules.Message(body["blocks"]));
            Assert.Null(MentionRules.Find(body));
            Assert.InRange(((string)body["text"]!).Length, 1, MessageBody.LongestText);
            Assert.InRange(body["blocks"]!.ToJsonString().Length, 2, BlockKitRules.MostBlockCharacters);
            Assert.Empty(BlockKitRules.View(JsonSerializer.SerializeToNode(new SlackRenderer().RenderHome(screen.Card), SlackJson.Default.View)!.AsObject()));
            Write(screen, body);
        }
    }

    [Fact]
    public async Task Every_word_of_a_card_is_on_the_screen()
    {
        foreach (var screen in await AllAsync())
        {
            var shown = Words(SlackText.Of(Body(screen.Card)));
            foreach (var span in Spans(screen.Card).OfType<TextSpan>())
                Assert.Contains(Words(CleanText.Line(span.Text)), shown, StringComparison.Ordinal);
            Assert.Equal(screen.Card.Actions.Select(action => action.Label), SlackText.ButtonsOf(Body(screen.Card)["blocks"] as JsonArray).Select(button => button.Label));
        }
    }

    static Task<IReadOnlyList<Screen>> AllAsync() =>
        Screens.AllAsync(Channel, new Uri("https://cloudcrew.slack.com/archives/C0PREP/p1795500000000100"), TestContext.Current.CancellationToken);

    static JsonObject Body(Card card) => JsonSerializer.SerializeToNode(new MessagePost(Channel.Value, new SlackRenderer().Render(card), null), SlackJson.Default.MessagePost)!.AsObject();

    /// <summary>Escaped or not, and without the marks that keep a direction to itself.</summary>
    static string Words(string text) => new string([.. text.Where(sign => sign is not ('\u2068' or '\u2069'))])
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    static IEnumerable<Span> Spans(Card card) => new[] { card.Lead, card.Title, card.Footer }.OfType<RichText>()
        .Concat(card.Blocks.SelectMany(block => block switch
        {
            TextBlock b => [b.Text],
            ListBlock b => b.Items,
            ChoicesBlock b => b.Choices.Select(choice => choice.Text),
            TermsBlock b => b.Terms.Select(term => term.Text),
            BoardBlock b => b.Lines.OfType<BoardLine>().Select(line => (RichText)line.Name),
            _ => [],
        })).SelectMany(text => text);

    static void Write(Screen screen, JsonObject body)
    {
        if (Environment.GetEnvironmentVariable(Folder) is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        var items = new JsonArray(new JsonObject
        {
            ["kind"] = "setting", ["bot"] = "AwsPrepBot", ["now"] = $"{screen.At}", ["tz"] = "Europe/Berlin", ["names"] = new JsonObject { [Channel.Value] = "aws-prep" },
        });
        if (screen.Command is { } command)
            items.Add(new JsonObject { ["kind"] = "command", ["author"] = "Ana", ["text"] = command });
        items.Add(new JsonObject { ["kind"] = screen.IsPublic ? "message" : "ephemeral", ["at"] = $"{screen.At}", ["body"] = body.DeepClone() });
        File.WriteAllText(Path.Combine(folder, $"slack-{screen.Name}.json"), items.ToJsonString());
    }
}
