using System.Text.Json;
using AwsPrepBot.Slack.Wire;

namespace AwsPrepBot.Slack;

/// <summary>
/// Where a form was asked for. It travels with the form, since a form that is sent says neither, and since another process
/// may get it. Slack keeps it from the person's eyes; what it says is checked like everything else.
/// </summary>
/// <param name="Channel">Where; the person's own id on the home tab.</param>
/// <param name="IsOwn">The button was on a message of that person's alone.</param>
/// <param name="ResponseUrl">Where the press could be answered; null where it could not.</param>
/// <param name="At">When that came, in seconds since 1970.</param>
internal sealed record FormOrigin(string Channel, bool IsOwn, Secret? ResponseUrl, long At)
{
    /// <summary>What Slack keeps with a form.</summary>
    const int Longest = 3000;

    /// <summary>Reads what came back; null for what was never ours.</summary>
    public static FormOrigin? Parse(string? metadata)
    {
        if (metadata is not { Length: > 0 and <= Longest })
            return null;
        try
        {
            return JsonSerializer.Deserialize(metadata, SlackJson.Default.FormOrigin) is { } origin && SlackTeams.IsId(origin.Channel) ? origin : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As the form's metadata; the address is left out rather than make it too long.</summary>
    public string ToMetadata() =>
        JsonSerializer.Serialize(this, SlackJson.Default.FormOrigin) is { Length: <= Longest } text ? text : JsonSerializer.Serialize(this with { ResponseUrl = null }, SlackJson.Default.FormOrigin);
}
