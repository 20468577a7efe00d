using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Slack.Rendering;

/// <summary>
/// Spans as a text with Slack's markup, for the two places that take no rich text: small lines, and what notifications and
/// screen readers get. <c>&amp; &lt; &gt;</c> are escaped, which keeps anybody from being pinged; for <c>* _ ~ `</c> there
/// is no escape, so where they would show, <see cref="IsLiteral"/> says that the line must be rich text.
/// </summary>
internal static class MarkupText
{
    /// <summary>One line.</summary>
    public static string Line(RichText text) => string.Concat(text.Select(Span));

    /// <summary>Whether all that is literal in it would be shown as it is.</summary>
    public static bool IsLiteral(RichText text) => text.All(span => span switch
    {
        TextSpan s => s.Emphasis is Emphasis.None or Emphasis.Dim && IsLiteral(s.Text),
        LinkSpan s => IsLiteral(s.Text) && !s.Text.Contains('|'),
        ChannelSpan s => ChannelIds.IsChannel(s.Id.Value) || IsLiteral(s.Id.Value),
        _ => true,
    });

    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    static string Span(Span span) => span switch
    {
        TextSpan s => Escape(CleanText.Isolated(CleanText.Line(s.Text))),
        LinkSpan s => Link(s),
        InstantSpan s => Times.Markup(s),
        ChannelSpan s => ChannelIds.IsChannel(s.Id.Value) ? $"<#{s.Id.Value}>" : Escape($"#{CleanText.Line(s.Id.Value)}"),
        _ => throw new InvalidOperationException($"unknown span {span.GetType()}"),
    };

    static string Link(LinkSpan link)
    {
        var text = Escape(CleanText.Line(link.Text));
        if (!Links.IsFollowed(link.Address))
            return text;
        // A bar would end the address, a bracket the link.
        var address = link.Address.AbsoluteUri.Replace("|", "%7C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace("<", "%3C", StringComparison.Ordinal);
        return $"<{address.Replace("&", "&amp;", StringComparison.Ordinal)}|{text.Replace("|", "¦", StringComparison.Ordinal)}>{Escape(Links.HostBeside(link.Address))}";
    }

    static bool IsLiteral(string text) => !text.Contains("::", StringComparison.Ordinal) && !text.StartsWith('>') && text.AsSpan().IndexOfAny("*_~`") < 0 && text.Count(sign => sign == ':') < 2;
}

/// <summary>Which addresses are made links, and what is said beside them.</summary>
internal static class Links
{
    public static bool IsFollowed(Uri address) => address.Scheme is "http" or "https";

    /// <summary>Where a link leaves Slack it says where to.</summary>
    public static string HostBeside(Uri address) =>
        address.Host == "slack.com" || address.Host.EndsWith(".slack.com", StringComparison.OrdinalIgnoreCase) ? "" : $" ({address.Host})";
}

/// <summary>What Slack's ids look like: a text that is none must not become a mention.</summary>
internal static class ChannelIds
{
    public static bool IsChannel(string id) => id.Length is >= 3 and <= 32 && id[0] is 'C' or 'G' or 'D' && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
