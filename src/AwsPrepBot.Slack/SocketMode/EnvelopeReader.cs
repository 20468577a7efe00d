using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AwsPrepBot.Slack.Wire;

namespace AwsPrepBot.Slack.SocketMode;

/// <summary>Turns an envelope's payload into an event, with the key by which a second delivery is known.</summary>
internal sealed class EnvelopeReader(Monotonic clock)
{
    /// <summary>The event, or null for what the bot has no use for.</summary>
    /// <exception cref="JsonException">The payload is not what the documentation says.</exception>
    public SlackEvent? Read(SocketMessage envelope) => (envelope.Type, envelope.Payload) switch
    {
        ("slash_commands", SlashPayload command) => Command(command),
        ("interactive", BlockActions press) => Press(press, envelope),
        ("interactive", ViewSubmission form) => Form(form, envelope),
        ("interactive", OtherPayload) => null,
        ("events_api", EventCallback happened) => Event(happened),
        ("slash_commands" or "interactive" or "events_api", _) => throw new JsonException("a payload that is not what its envelope says"),
        _ => null,
    };

    /// <summary>What an envelope is counted under.</summary>
    public static string KindOf(SocketMessage envelope) => envelope.Payload switch
    {
        OtherPayload other => other.Kind,
        EventCallback happened => happened.Event.Type,
        BlockActions => "block_actions",
        _ => envelope.Type ?? "frame",
    };

    CommandReceived Command(SlashPayload payload) =>
        new(payload.TeamId, $"c:{payload.TriggerId}", new ResponseTicket(payload.ResponseUrl, payload.TriggerId, clock), payload);

    /// <summary>The time of the press and the message it was on are the same on every delivery, whatever its envelope.</summary>
    PressReceived? Press(BlockActions payload, SocketMessage envelope)
    {
        if (payload.Actions is not [var action, ..])
            return null;
        var place = payload.Container?.MessageTs ?? payload.Container?.ViewId ?? payload.View?.Id;
        var key = action.ActionTs is { Length: > 0 } at ? $"p:{at}:{Digest($"{payload.User.Id}:{place}:{action.ActionId}")}" : $"e:{envelope.EnvelopeId}";
        return new(TeamOf(payload.Team, payload.User), key, new ResponseTicket(payload.ResponseUrl, payload.TriggerId, clock), payload, action);
    }

    FormReceived Form(ViewSubmission payload, SocketMessage envelope) => new(
        TeamOf(payload.Team, payload.User), payload.TriggerId is { Length: > 0 } trigger ? $"f:{trigger}" : $"e:{envelope.EnvelopeId}",
        new ResponseTicket(null, payload.TriggerId, clock), payload, new FormAnswer());

    static SlackEvent? Event(EventCallback callback)
    {
        var (team, key, happened) = (callback.TeamId, $"v:{callback.EventId}", callback.Event);
        return happened switch
        {
            { Type: "app_home_opened", User: { } user, Tab: null or "home" } => new HomeOpened(team, key, user),
            { Type: "app_uninstalled" } => new AppRemoved(team, key),
            { Type: "tokens_revoked", Tokens.Bot.Count: > 0 } => new AppRemoved(team, key),
            { Type: "channel_deleted" or "group_deleted", Channel: { ValueKind: JsonValueKind.String } channel } =>
                new ChannelClosed(team, key, channel.Deserialize(SlackJson.Default.String)!, Deleted: true),
            { Type: "channel_archive" or "group_archive", Channel: { ValueKind: JsonValueKind.String } channel } =>
                new ChannelClosed(team, key, channel.Deserialize(SlackJson.Default.String)!, Deleted: false),
            _ => null,
        };
    }

    /// <summary>Keys are kept when a person asks for everything about them to be deleted, so nobody's id may stand in one.</summary>
    static string Digest(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 16);

    static string TeamOf(TeamRef? team, PersonRef user) => team?.Id ?? user.TeamId ?? "";
}
