using System.Globalization;
using AwsPrepBot.Engine.Chat;
using NodaTime;
using NodaTime.Text;

namespace AwsPrepBot.Slack.Rendering;

/// <summary>
/// Instants in the reader's zone (docs.slack.dev/messaging/formatting-message-text#date-formatting). Slack's clients keep no
/// distance from now current, so that is written as day and time: "today at 17:00" is as short and stays right.
/// </summary>
internal static class Times
{
    static readonly InstantPattern Fallback = InstantPattern.CreateWithInvariantCulture("d MMM HH:mm 'UTC'");

    /// <summary>What Slack fills in.</summary>
    public static string Format(TimeStyle style) => style == TimeStyle.Time ? "{time}" : "{date_short_pretty} at {time}";

    /// <summary>For a client that cannot.</summary>
    public static string Plain(Instant at) => Fallback.Format(at);

    /// <summary>As part of a text with markup.</summary>
    public static string Markup(InstantSpan span) => string.Create(
        CultureInfo.InvariantCulture, $"<!date^{span.At.ToUnixTimeSeconds()}^{Format(span.Style)}|{Plain(span.At)}>");
}
