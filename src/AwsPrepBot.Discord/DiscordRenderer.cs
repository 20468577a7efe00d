using System.Diagnostics.CodeAnalysis;
using AwsPrepBot.Discord.Rendering;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Discord;

/// <summary>
/// Draws cards as messages: one embed, rows of buttons. Every field that a card decides is set, so that the same body
/// posts a message and replaces one. Pure and thread-safe.
/// </summary>
internal sealed class DiscordRenderer
{
    /// <summary>Embeds' descriptions and message contents (developers/resources/message); rows and labels (developers/components/reference).</summary>
    const int LongestDescription = 4096, LongestContent = 2000, LongestLabel = 80, ButtonsInRow = 5, MostRows = 5;

    /// <summary>The message of a card.</summary>
    /// <param name="card">What to show.</param>
    /// <param name="mark">The delivery that posts it, to find it again by (<see cref="MarkOf"/>); null for edits and for what one person alone sees.</param>
    [SuppressMessage("Performance", "CA1822", Justification = "A service like the adapter's others; that it needs nothing is its own affair.")]
    public MessageBody Render(Card card, DeliveryId? mark) => new()
    {
        Content = card.Lead is { } lead ? Fitting.Cut(DiscordText.Line(lead), LongestContent) : "",
        Embeds = [new Embed { Description = Fitting.Cut(Text(card), LongestDescription), Color = Colour(card.Tone), Url = new MessageMark(mark, null).Address }],
        Components = Rows(card.Actions),
    };

    /// <summary>The delivery that posted the message; null when it carries no mark of ours. Whose message it is, is not looked at.</summary>
    public static DeliveryId? MarkOf(Message message) =>
        message.Embeds.Select(embed => MessageMark.Parse(embed.Url)?.Delivery).FirstOrDefault(mark => mark is not null);

    static string Text(Card card)
    {
        var isQuestion = card.Tone is CardTone.Question or CardTone.Result;
        var parts = new List<string>();
        if (card.Title is { } title)
            parts.Add(isQuestion ? Drawing.Small(title) : $"### {DiscordText.Line(title, Emphasis.None)}");
        parts.AddRange(card.Blocks.Select(Drawing.Block));
        if (card.Footer is { } footer)
            parts.Add(Drawing.Small(footer));
        return string.Join("\n\n", parts.Where(part => part.Length > 0));
    }

    static int? Colour(CardTone tone) => tone switch
    {
        CardTone.Question => 0xFF9900,
        CardTone.Result => 0x4E8CBF,
        CardTone.Refusal => 0xD9822B,
        _ => null,
    };

    /// <summary>The options' letters stand together; what does not fit beside them goes below.</summary>
    static List<Component> Rows(IReadOnlyList<CardAction> actions)
    {
        IEnumerable<IReadOnlyList<CardAction>> groups = actions.Count <= ButtonsInRow
            ? [actions]
            : actions.GroupBy(action => action.Label.Length == 1).Select(group => group.ToList());
        return [.. groups.SelectMany(group => group.Chunk(ButtonsInRow)).Take(MostRows).Select(row => Component.Row([.. row.Select(Button)]))];
    }

    static Component Button(CardAction action) => action switch
    {
        ButtonAction button => Component.Button(button.IsPrimary ? ButtonStyle.Primary : ButtonStyle.Secondary, Fitting.Cut(CleanText.Line(button.Label), LongestLabel), button.Id),
        _ => throw new InvalidOperationException($"unknown action {action.GetType()}"),
    };
}
