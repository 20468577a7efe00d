using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>Permission bits as tests need them.</summary>
[Flags]
public enum FakePermissions : ulong
{
#pragma warning disable CS1591 // the names are Discord's
    None = 0,
    Administrator = 1UL << 3,
    ManageGuild = 1UL << 5,
    ViewChannel = 1UL << 10,
    SendMessages = 1UL << 11,
    EmbedLinks = 1UL << 14,
    ReadMessageHistory = 1UL << 16,
#pragma warning restore CS1591

    /// <summary>What @everyone has in a new guild, as far as it matters here.</summary>
    Usual = ViewChannel | SendMessages | EmbedLinks | ReadMessageHistory,
}

/// <summary>A person, or the bot.</summary>
public sealed class FakeUser
{
    internal FakeUser(ulong id, string name, bool bot) => (Id, Name, IsBot) = (id, name, bot);

    /// <summary>Their id.</summary>
    public ulong Id { get; }

    /// <summary>Their user name.</summary>
    public string Name { get; }

    /// <summary>True for the bot itself.</summary>
    public bool IsBot { get; }

    /// <summary>Direct messages to them are refused with 50007.</summary>
    public bool ClosesDirectMessages { get; set; }

    /// <summary>The language of their client.</summary>
    public string Locale { get; set; } = "en-US";

    internal JsonObject ToJson() => new()
    {
        ["id"] = $"{Id}", ["username"] = Name, ["discriminator"] = "0", ["global_name"] = Name, ["avatar"] = null,
        ["bot"] = IsBot, ["public_flags"] = 0,
    };
}

/// <summary>A person in a guild.</summary>
public sealed class FakeMember
{
    internal FakeMember(FakeGuild guild, FakeUser user) => (Guild, User) = (guild, user);

    /// <summary>Where.</summary>
    public FakeGuild Guild { get; }

    /// <summary>Who.</summary>
    public FakeUser User { get; }

    /// <summary>Their name in this guild; null for the user's own.</summary>
    public string? Nick { get; set; }

    /// <summary>What they have beyond @everyone; as if by a role of their own.</summary>
    public FakePermissions Granted { get; set; }

    internal ulong RoleId => User.Id + 1;

    internal FakePermissions Permissions => Guild.OwnerId == User.Id ? (FakePermissions)ulong.MaxValue : Guild.Everyone | Granted;

    internal JsonObject ToJson(bool withUser, FakePermissions? permissions = null)
    {
        var json = new JsonObject
        {
            ["nick"] = Nick, ["avatar"] = null, ["roles"] = new JsonArray($"{RoleId}"), ["joined_at"] = "2026-01-01T00:00:00.000000+00:00",
            ["deaf"] = false, ["mute"] = false, ["flags"] = 0, ["pending"] = false, ["communication_disabled_until"] = null,
        };
        if (withUser)
            json["user"] = User.ToJson();
        if (permissions is { } bits)
            json["permissions"] = $"{(ulong)bits}";
        return json;
    }
}

/// <summary>A guild, in Discord's words: a server.</summary>
public sealed class FakeGuild
{
    internal FakeGuild(ulong id, string name, ulong ownerId) => (Id, Name, OwnerId) = (id, name, ownerId);

    /// <summary>Its id, which is also that of @everyone.</summary>
    public ulong Id { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>May do everything.</summary>
    public ulong OwnerId { get; }

    /// <summary>What everyone may do.</summary>
    public FakePermissions Everyone { get; set; } = FakePermissions.Usual;

    internal bool Available { get; set; } = true;

    internal Dictionary<ulong, FakeMember> Members { get; } = [];

    internal List<FakeChannel> Channels { get; } = [];

    internal JsonObject ToJson() => new()
    {
        ["id"] = $"{Id}", ["name"] = Name, ["icon"] = null, ["owner_id"] = $"{OwnerId}", ["preferred_locale"] = "en-US", ["features"] = new JsonArray(),
        ["roles"] = new JsonArray([Role(Id, "@everyone", Everyone), .. Members.Values.Select(m => Role(m.RoleId, $"role of {m.User.Name}", m.Granted))]),
    };

    static JsonObject Role(ulong id, string name, FakePermissions permissions) => new()
    {
        ["id"] = $"{id}", ["name"] = name, ["permissions"] = $"{(ulong)permissions}", ["position"] = 1, ["color"] = 0, ["hoist"] = false,
        ["managed"] = false, ["mentionable"] = false, ["flags"] = 0,
    };
}

/// <summary>A channel, or direct messages with one person.</summary>
public sealed class FakeChannel
{
    internal FakeChannel(ulong id, FakeGuild? guild, string name, int type, FakeUser? recipient = null) =>
        (Id, Guild, Name, Type, Recipient) = (id, guild, name, type, recipient);

    /// <summary>Its id.</summary>
    public ulong Id { get; }

    /// <summary>Null for direct messages.</summary>
    public FakeGuild? Guild { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Discord's number: 0 text, 1 direct messages, 5 announcements, 11 thread, 15 forum.</summary>
    public int Type { get; }

    /// <summary>The person, of direct messages.</summary>
    public FakeUser? Recipient { get; }

    /// <summary>What the channel takes from the bot.</summary>
    public FakePermissions DeniedToBot { get; set; }

    internal List<FakeMessage> Messages { get; } = [];

    internal FakePermissions PermissionsOf(FakeMember member) =>
        member.User.IsBot && !member.Permissions.HasFlag(FakePermissions.Administrator) ? member.Permissions & ~DeniedToBot : member.Permissions;

    internal JsonObject ToJson(ulong botId)
    {
        var json = new JsonObject { ["id"] = $"{Id}", ["type"] = Type, ["flags"] = 0, ["last_message_id"] = Messages.LastOrDefault() is { } last ? $"{last.Id}" : null };
        if (Guild is null)
        {
            json["recipients"] = new JsonArray(Recipient!.ToJson());
            return json;
        }
        json["guild_id"] = $"{Guild.Id}";
        json["name"] = Name;
        json["position"] = 0;
        json["permission_overwrites"] = DeniedToBot == 0
            ? new JsonArray()
            : new JsonArray(new JsonObject { ["id"] = $"{botId}", ["type"] = 1, ["allow"] = "0", ["deny"] = $"{(ulong)DeniedToBot}" });
        return json;
    }
}
