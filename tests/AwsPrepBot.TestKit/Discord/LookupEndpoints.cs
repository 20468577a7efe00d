using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>Guilds, channels, members, commands and the gateway's address. Used under the fake's lock.</summary>
internal sealed class LookupEndpoints(FakeDiscord discord)
{
    public FakeAnswer GatewayBot() => new(200, new JsonObject
    {
        ["url"] = discord.Gateway.Url,
        ["shards"] = 1,
        ["session_start_limit"] = new JsonObject
        {
            ["total"] = 1000, ["remaining"] = discord.IdentifiesLeft, ["reset_after"] = (long)discord.Options.IdentifiesResetAfter.TotalMilliseconds, ["max_concurrency"] = 1,
        },
    });

    public FakeAnswer GetCommands(FakeCall call) =>
        call.Id("application_id") == discord.ApplicationId ? new(200, discord.Commands.DeepClone()) : FakeAnswer.Error(404, 10002, "Unknown Application");

    public FakeAnswer PutCommands(FakeCall call)
    {
        if (call.Id("application_id") != discord.ApplicationId)
            return FakeAnswer.Error(404, 10002, "Unknown Application");
        var errors = new FormErrors();
        if (call.Json is not JsonArray commands)
            errors.Add("commands", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
        else
        {
            CommandRules.Commands(commands, errors);
            if (!errors.Any)
                discord.Register(commands);
        }
        return errors.Any ? FakeAnswer.Form(errors) : new(200, discord.Commands.DeepClone());
    }

    public FakeAnswer OpenDirectMessage(FakeCall call)
    {
        if (!ulong.TryParse(call.Body["recipient_id"]?.ToString(), out var id) || discord.User(id) is not { } user)
        {
            var errors = new FormErrors();
            errors.Add("recipient_id", "NUMBER_TYPE_COERCE", "Value is not snowflake.");
            return FakeAnswer.Form(errors);
        }
        return new(200, discord.DirectMessages(user).ToJson(discord.Bot.Id));
    }

    public FakeAnswer GetChannel(FakeCall call)
    {
        if (discord.Channel(call.Id("channel_id")) is not { } channel)
            return FakeAnswer.Error(404, 10003, "Unknown Channel");
        return channel.DeniedToBot.HasFlag(FakePermissions.ViewChannel)
            ? FakeAnswer.Error(403, 50001, "Missing Access")
            : new(200, channel.ToJson(discord.Bot.Id));
    }

    public FakeAnswer GetGuild(FakeCall call) =>
        discord.Guild(call.Id("guild_id")) is { } guild ? new(200, guild.ToJson()) : FakeAnswer.Error(404, 10004, "Unknown Guild");

    public FakeAnswer GetMember(FakeCall call)
    {
        if (discord.Guild(call.Id("guild_id")) is not { } guild)
            return FakeAnswer.Error(404, 10004, "Unknown Guild");
        return guild.Members.TryGetValue(call.Id("user_id"), out var member)
            ? new(200, member.ToJson(withUser: true))
            : FakeAnswer.Error(404, 10007, "Unknown Member");
    }
}
