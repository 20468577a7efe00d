using System.Text.Json;
using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>Messages by the bot's token. Used under the fake's lock.</summary>
internal sealed class MessageEndpoints(FakeDiscord discord)
{
    readonly Dictionary<string, (FakeMessage Message, long At)> nonces = new(StringComparer.Ordinal);

    public FakeAnswer Create(FakeCall call)
    {
        if (discord.Channel(call.Id("channel_id")) is not { } channel)
            return FakeAnswer.Error(404, 10003, "Unknown Channel");
        if (MayNotPost(channel, call.Body) is { } refusal)
            return refusal;

        var nonce = Nonce(call.Body, out var errors);
        FormRules.Message(call.Body, errors);
        if (errors.Any)
            return FakeAnswer.Form(errors);
        discord.CheckMentions(call);
        if (FormRules.IsEmpty(call.Body))
            return FakeAnswer.Error(400, 50006, "Cannot send an empty message");

        if (nonce is not null && (bool?)call.Body["enforce_nonce"] is true)
        {
            if (nonces.TryGetValue(nonce, out var earlier) && discord.Time.GetElapsedTime(earlier.At) < discord.Options.NonceWindow)
                return earlier.Message.Deleted ? FakeAnswer.Error(404, 10008, "Unknown Message") : Answer(earlier.Message);
        }
        var message = discord.NewMessage(channel, call.Body, onlyFor: null, nonce, call.Files);
        channel.Messages.Add(message);
        if (nonce is not null)
            nonces[nonce] = (message, discord.Time.GetTimestamp());
        return Answer(message);
    }

    public FakeAnswer Edit(FakeCall call)
    {
        if (discord.Channel(call.Id("channel_id")) is not { } channel)
            return FakeAnswer.Error(404, 10003, "Unknown Channel");
        if (!Has(channel, FakePermissions.ViewChannel))
            return FakeAnswer.Error(403, 50001, "Missing Access");
        if (channel.Messages.FirstOrDefault(m => m.Id == call.Id("message_id")) is not { } message)
            return FakeAnswer.Error(404, 10008, "Unknown Message");
        return discord.EditMessage(message, call) ?? Answer(message);
    }

    public FakeAnswer List(FakeCall call)
    {
        if (discord.Channel(call.Id("channel_id")) is not { } channel)
            return FakeAnswer.Error(404, 10003, "Unknown Channel");
        if (!Has(channel, FakePermissions.ViewChannel))
            return FakeAnswer.Error(403, 50001, "Missing Access");
        var limit = int.TryParse(call.Query["limit"], out var asked) ? asked : 50;
        if (limit is < 1 or > 100)
        {
            var errors = new FormErrors();
            errors.Add("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.");
            return FakeAnswer.Form(errors);
        }
        var visible = Has(channel, FakePermissions.ReadMessageHistory) ? channel.Messages.AsEnumerable().Reverse().Take(limit) : [];
        return new(200, new JsonArray([.. visible.Select(m => m.ToJson(discord.Bot))]));
    }

    FakeAnswer Answer(FakeMessage message)
    {
        var json = message.ToJson(discord.Bot);
        json["nonce"] = message.Nonce;
        return new(200, json);
    }

    FakeAnswer? MayNotPost(FakeChannel channel, JsonObject body)
    {
        if (channel.Guild is null)
            return channel.Recipient!.ClosesDirectMessages ? FakeAnswer.Error(403, 50007, "Cannot send messages to this user") : null;
        if (!Has(channel, FakePermissions.ViewChannel))
            return FakeAnswer.Error(403, 50001, "Missing Access");
        if (!Has(channel, FakePermissions.SendMessages) || (body["embeds"] is JsonArray { Count: > 0 } && !Has(channel, FakePermissions.EmbedLinks)))
            return FakeAnswer.Error(403, 50013, "Missing Permissions");
        return channel.Type is 4 or 15 ? FakeAnswer.Error(400, 50008, "Cannot send messages in a non-text channel") : null;
    }

    bool Has(FakeChannel channel, FakePermissions permission) =>
        channel.Guild is null || channel.PermissionsOf(channel.Guild.Members[discord.Bot.Id]).HasFlag(permission);

    static string? Nonce(JsonObject body, out FormErrors errors)
    {
        errors = new FormErrors();
        if (body["nonce"] is not { } node)
            return null;
        if (node.GetValueKind() == JsonValueKind.Number)
            return node.ToString();
        return errors.Text(body, "nonce", "", 25);
    }
}
