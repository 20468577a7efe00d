using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AwsPrepBot.Discord;
using AwsPrepBot.Discord.Rendering;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Terminal;
using AwsPrepBot.Terminal.Rendering;
using AwsPrepBot.TestKit.Discord;
using AwsPrepBot.Tests.Stories;
using NodaTime;
using Line = AwsPrepBot.Terminal.Rendering.Line;

namespace AwsPrepBot.Tests.Cards;

/// <summary>Every card of the stories on every adapter: within its limits, all of it there, and nothing in it but text.</summary>
public sealed class EveryCardTests(StoryCards stories) : IClassFixture<StoryCards>
{
    /// <summary>What somebody would write who wants to do more than write. No longer than a name may be: the engine cuts those.</summary>
    public static TheoryData<string> Hostile { get; } =
    [
        "h4 *b* _i_ ~~s~~ ||p|| `c` h5", "h4 <@1> <#2> @everyone :a: h5", "h4 [x](e.vil) \u001b[31mr\u0007\u0008 h5", "h4 a\r\n# b \u202Ec \u200Bd h5",
    ];

    public static TheoryData<int?, bool> Terminals { get; } = new() { { 80, true }, { 80, false }, { 40, true }, { null, true } };

    [Fact]
    public void The_stories_show_every_kind_of_part_and_every_button()
    {
        var parts = stories.All.SelectMany(card => card.Blocks).Select(block => block.GetType());
        var ids = stories.All.SelectMany(card => card.Actions).OfType<ButtonAction>().Select(action => action.Id)
            .Concat(stories.All.Select(card => card.Form?.Id).OfType<string>());
        var actions = ids.Select(id => ActionId.Parse(id)?.GetType() ?? throw new InvalidOperationException($"{id} is no action"));
        var missing = KindsOf<Block>().Except(parts).Concat(KindsOf<ActionId>().Except(actions)).Select(kind => kind.Name);
        Assert.Empty(missing);
    }

    [Fact]
    public void Discord_takes_every_card() => Each(card =>
    {
        var (body, errors) = (OnDiscord(card), new FormErrors());
        if (card.Form is null)
            FormRules.Message(body, errors);
        else
            FormRules.Modal(body, errors);
        Assert.False(errors.Any, errors.Summary);
        Assert.True(card.Form is not null || FormRules.MayPing(body) is null, FormRules.MayPing(body));
    });

    [Fact]
    public void Discord_shows_all_of_every_card() => Each(card => AssertWhole(card, Texts(OnDiscord(card))));

    [Theory]
    [MemberData(nameof(Terminals))]
    public void A_terminal_shows_all_of_every_card_within_its_width(int? width, bool unicode) => Each(card =>
    {
        var lines = AtTerminal(card, width, unicode);
        Assert.All(lines, line => Assert.True(width is null || line.Width <= width, $"{line.Width} columns: {line}"));
        AssertWhole(card, string.Concat(lines));
    });

    [Fact]
    public void No_part_of_any_card_gets_lost_on_any_adapter() => Each(card =>
    {
        var count = 0;
        var marked = CardTexts.Replace(card, (_, _) => $"zq{count++}qz");
        foreach (var shown in new[] { Texts(OnDiscord(marked)), string.Concat(AtTerminal(marked, width: null, unicode: true)) })
            Assert.All(Enumerable.Range(0, count), index => Assert.Contains($"zq{index}qz", shown, StringComparison.Ordinal));
    });

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Whoever_wrote_a_text_of_a_card_Discord_shows_it_as_text(string hostile) => EachText(hostile, (card, place) =>
    {
        var expected = place switch
        {
            TextPlace.Line => DiscordText.Literal(hostile),
            TextPlace.LiteralLines => CleanText.Lines(hostile),
            // What stood in a form's field is the writer's own, and goes back there as it was.
            _ => card.Form?.Text == hostile ? hostile : CleanText.Line(hostile),
        };
        Assert.Contains(expected, Texts(OnDiscord(card)), StringComparison.Ordinal);
    });

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Whoever_wrote_a_text_of_a_card_a_terminal_shows_it_as_text(string hostile) => EachText(hostile, (card, _) =>
    {
        var lines = AtTerminal(card, 80, unicode: true);
        Assert.All(lines, line => Assert.True(line.Width <= 80, $"{line}"));
        Assert.DoesNotContain(lines.SelectMany(line => line.ToString().EnumerateRunes()), rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format);
        Assert.Contains(Letters(CleanText.Line(hostile)), Letters(string.Concat(lines)), StringComparison.Ordinal);
    });

    static IEnumerable<Type> KindsOf<T>() => typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract);

    void Each(Action<Card> check)
    {
        Assert.True(stories.All.Count > 150, $"only {stories.All.Count} cards");
        Assert.All(stories.All, check);
    }

    void EachText(string hostile, Action<Card, TextPlace> check) => Each(card =>
    {
        foreach (var (index, (_, place)) in CardTexts.Of(card).Index())
            check(CardTexts.With(card, index, hostile), place);
    });

    /// <summary>Whatever is drawn around and between them, the letters and digits of each text are there in their order.</summary>
    static void AssertWhole(Card card, string shown)
    {
        var letters = Letters(shown);
        Assert.All(CardTexts.Of(card), text => Assert.Contains(Letters(CleanText.Line(text.Text)), letters, StringComparison.Ordinal));
    }

    static string Letters(string text) => string.Concat(text.EnumerateRunes().Where(Rune.IsLetterOrDigit));

    static IReadOnlyList<Line> AtTerminal(Card card, int? width, bool unicode) =>
        new TerminalRenderer(DateTimeZoneProviders.Tzdb["Europe/Berlin"], unicode)
            .Render(card.Form is { } form ? FormCard.Of(form) : card, width, WeekStory.Beginning);

    static JsonObject OnDiscord(Card card) => card.Form is { } form
        ? JsonSerializer.SerializeToNode(InteractionResponse.Open(FormDrawing.Modal(form)), DiscordJson.Default.InteractionResponse)!["data"]!.AsObject()
        : JsonSerializer.SerializeToNode(new DiscordRenderer().Render(card, null), DiscordJson.Default.MessageBody)!.AsObject();

    /// <summary>Every text in a body.</summary>
    static string Texts(JsonNode? node) => node switch
    {
        JsonObject all => string.Join('\n', all.Select(field => Texts(field.Value))),
        JsonArray all => string.Join('\n', all.Select(Texts)),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => "",
    };
}
