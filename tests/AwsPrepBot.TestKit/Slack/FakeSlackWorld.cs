using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Slack;

/// <summary>A workspace.</summary>
/// <param name="Id"><c>T…</c>.</param>
/// <param name="Name">Its name.</param>
public sealed record FakeWorkspace(string Id, string Name);

/// <summary>A person, or the bot's own user.</summary>
public sealed class FakeSlackUser
{
    internal FakeSlackUser(string id, FakeWorkspace workspace, string name) => (Id, Workspace, Name) = (id, workspace, name);

    /// <summary><c>U…</c>.</summary>
    public string Id { get; }

    /// <summary>Where the person belongs.</summary>
    public FakeWorkspace Workspace { get; }

    /// <summary>What the person calls themselves.</summary>
    public string Name { get; set; }

    /// <summary>Whether the workspace lets the person manage it.</summary>
    public bool IsAdmin { get; set; }

    /// <summary>The IANA zone; null where Slack does not tell.</summary>
    public string? Zone { get; set; } = "Europe/Berlin";

    /// <summary>The account was switched off.</summary>
    public bool Deleted { get; set; }

    /// <summary>What the person sees on the bot's home tab; null before it was drawn.</summary>
    public JsonObject? Home { get; internal set; }

    /// <summary>The forms that are open on the person's screen, the last on top.</summary>
    public IReadOnlyList<FakeView> Views => OpenViews;

    internal List<FakeView> OpenViews { get; } = [];

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id, ["team_id"] = Workspace.Id, ["name"] = Name.ToLowerInvariant(), ["deleted"] = Deleted, ["real_name"] = Name, ["tz"] = Zone,
        ["tz_offset"] = 3600, ["is_admin"] = IsAdmin, ["is_owner"] = false, ["is_bot"] = false, ["is_app_user"] = false, ["updated"] = 1700000000,
        ["profile"] = new JsonObject { ["real_name"] = Name, ["display_name"] = Name, ["team"] = Workspace.Id },
    };
}

/// <summary>A channel, a private one (<c>G…</c>) or a direct conversation with the bot (<c>D…</c>).</summary>
public sealed class FakeSlackChannel
{
    internal FakeSlackChannel(string id, string name, bool isPrivate, FakeSlackUser? person) => (Id, Name, IsPrivate, Person) = (id, name, isPrivate, person);

    /// <summary><c>C…</c> or <c>D…</c>.</summary>
    public string Id { get; }

    /// <summary>Without <c>#</c>.</summary>
    public string Name { get; }

    /// <summary>Only who is invited sees it.</summary>
    public bool IsPrivate { get; }

    /// <summary>Of a direct conversation: with whom.</summary>
    public FakeSlackUser? Person { get; }

    /// <summary>The bot is in it.</summary>
    public bool HasBot { get; set; } = true;

    /// <summary>Nobody can write there any more.</summary>
    public bool IsArchived { get; set; }

    /// <summary>Only some may post.</summary>
    public bool IsReadOnly { get; set; }

    internal List<FakeSlackMessage> Messages { get; } = [];

    internal JsonObject ToJson() => Person is { } person
        ? new JsonObject { ["id"] = Id, ["is_im"] = true, ["user"] = person.Id, ["is_archived"] = false }
        : new JsonObject
        {
            ["id"] = Id, ["name"] = Name, ["is_channel"] = !IsPrivate, ["is_group"] = false, ["is_im"] = false, ["is_mpim"] = false, ["is_private"] = IsPrivate,
            ["is_archived"] = IsArchived, ["is_member"] = HasBot, ["is_read_only"] = IsReadOnly, ["is_shared"] = false, ["name_normalized"] = Name,
        };
}

/// <summary>A form on somebody's screen.</summary>
public sealed class FakeView
{
    internal FakeView(string id, FakeSlackUser user, JsonObject body) => (Id, User, Body) = (id, user, body);

    /// <summary><c>V…</c>.</summary>
    public string Id { get; }

    /// <summary>Whose screen.</summary>
    public FakeSlackUser User { get; }

    /// <summary>As the bot sent it.</summary>
    public JsonObject Body { get; internal set; }

    /// <summary>The input blocks' ids.</summary>
    public IReadOnlyList<string> Fields => [.. Inputs.Select(block => (string)block["block_id"]!)];

    internal IEnumerable<JsonObject> Inputs => ((JsonArray)Body["blocks"]!).OfType<JsonObject>().Where(block => (string?)block["type"] == "input");

    internal JsonObject ToJson(string team, string appId, string botId, JsonObject state)
    {
        var view = (JsonObject)Body.DeepClone();
        view["id"] = Id;
        view["team_id"] = team;
        view["hash"] = "1700000000.abcdef";
        view["state"] = state;
        view["root_view_id"] = Id;
        view["previous_view_id"] = null;
        view["app_id"] = appId;
        view["bot_id"] = botId;
        view["private_metadata"] ??= "";
        view["callback_id"] ??= "";
        return view;
    }
}
