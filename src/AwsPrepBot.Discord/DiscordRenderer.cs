using System.Diagnostics.CodeAnalysis;
using AwsPrepBot.Discord.Rendering;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Discord;

/// <summary>
/// Draws cards as messages: a sentence or two as plain text, everything else as one embed, below it rows of buttons. Every
/// field that a card decides is set, so that the same body posts a message and replaces one. Pure and thread-safe.
/// </summary>
internal sealed class DiscordRenderer
{
    /// <summary>Embeds' descriptions and message contents (developers/resources/message); rows and labels (developers/components/reference).</summary>
    const int LongestDescription = 4096, LongestContent = 2000, LongestLabel = 80, ButtonsInRow = 5, MostRows = 5;

    /// <summary>The message of a card.</summary>
    /// <param name="card">What to show.</param>
    /// <param name="mark">The delivery that posts it, to find it again by; null for edits and for what one person alone sees.</param>
    [SuppressMessage("Performance", "CA1822", Justification = "A service like the adapter's others; that it needs nothing is its own affair.")]
    public MessageBody Render(Card card, DeliveryId? mark)
    {
        var components = Rows(card.Actions);
        var address = new MessageMark(mark, card.Round).Address;
        if (address is null && Layout.IsPlain(card) && Layout.Text(card) is { Length: <= LongestContent } plain)
            return new() { Content = plain, Embeds = [], Components = components, File = card.File };

        var embed = new Embed
        {
            Description = Fitting.Cut(Layout.Text(card), LongestDescription),
            Color = Colour(card.Tone),
            Url = address,
        };
        return new()
        {
            Content = card.Lead is { } lead ? Fitting.Cut(DiscordText.Line(lead), LongestContent) : "",
            Embeds = [embed],
            Components = components,
            File = card.File,
        };
    }

    /// <summary>The delivery that posted the message; null when it carries none, as after an edit. Whose message it is, is not looked at.</summary>
    public static DeliveryId? MarkOf(Message message) => Marks(message).Select(mark => mark.Delivery).FirstOrDefault(mark => mark is not null);

    /// <summary>
    /// Whether this is the message of that post, as it was posted or in any later state: it names the delivery or the
    /// round, or has a button of the card's. Whose message it is, is not looked at.
    /// </summary>
    public static bool IsOf(Message message, Post post)
    {
        var ids = post.Card.Actions.OfType<ButtonAction>().Select(action => action.Id).ToHashSet(StringComparer.Ordinal);
        return Marks(message).Any(mark => mark.Delivery == post.Delivery || (mark.Round is not null && mark.Round == post.Card.Round))
            || message.Components.SelectMany(row => row.Components ?? []).Any(button => button.CustomId is { } id && ids.Contains(id));
    }

    static IEnumerable<MessageMark> Marks(Message message) => message.Embeds.Select(embed => MessageMark.Parse(embed.Url)).OfType<MessageMark>();

    /// <summary>
    /// The edge of the embed. A receipt has none of these, least of all green or red: before the close nothing may look
    /// like right or wrong.
    /// </summary>
    static int? Colour(CardTone tone) => tone switch
    {
        CardTone.Question => 0xFF9900,
        CardTone.Result => 0x4E8CBF,
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
