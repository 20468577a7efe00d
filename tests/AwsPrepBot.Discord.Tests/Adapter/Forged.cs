using System.Text.Json;
using System.Text.Json.Nodes;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.Discord.Tests.Adapter;

/// <summary>Interactions that Discord itself knows nothing of, to be bent into any shape.</summary>
static class Forged
{
    static long last = 4_000_000_000_000_000_000;

    public static JsonObject Press(DiscordBot bot, FakeMember member, string? customId) =>
        Interaction(bot, member, 3, new JsonObject { ["custom_id"] = customId, ["component_type"] = 2 });

    public static JsonObject Command(DiscordBot bot, FakeMember member, string subcommand, params JsonObject[] options) => Interaction(bot, member, 2, new JsonObject
    {
        ["id"] = "1", ["name"] = "prep", ["type"] = 1,
        ["options"] = new JsonArray(new JsonObject { ["type"] = 1, ["name"] = subcommand, ["options"] = new JsonArray([.. options]) }),
    });

    public static JsonObject Option(string name, JsonNode? value, int type = 3) => new() { ["type"] = type, ["name"] = name, ["value"] = value };

    public static JsonObject Interaction(DiscordBot bot, FakeMember member, int type, JsonNode? data) => new()
    {
        ["id"] = $"{Interlocked.Increment(ref last)}", ["application_id"] = $"{bot.Discord.ApplicationId}", ["type"] = type, ["data"] = data,
        ["guild_id"] = $"{bot.Guild.Id}", ["channel_id"] = $"{bot.Channel.Id}", ["token"] = "forged", ["version"] = 1,
        ["member"] = new JsonObject
        {
            ["user"] = new JsonObject { ["id"] = $"{member.User.Id}", ["username"] = member.User.Name, ["global_name"] = member.User.Name },
            ["roles"] = new JsonArray(), ["permissions"] = $"{(ulong)(member.Guild.Everyone | member.Granted)}",
        },
        ["context"] = 0, ["authorizing_integration_owners"] = new JsonObject { ["0"] = $"{bot.Guild.Id}" },
    };

    public static Interaction Read(JsonObject payload) => payload.Deserialize(DiscordJson.Default.Interaction)!;

    /// <summary>The payload with something changed.</summary>
    public static JsonObject With(this JsonObject payload, string field, JsonNode? value)
    {
        payload[field] = value;
        return payload;
    }

    /// <summary>The payload without something.</summary>
    public static JsonObject Without(this JsonObject payload, string field)
    {
        payload.Remove(field);
        return payload;
    }
}
