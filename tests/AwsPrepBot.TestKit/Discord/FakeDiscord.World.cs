using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Discord;

/// <content>Guilds, channels, people, messages: making them and looking at them.</content>
public sealed partial class FakeDiscord
{
    const long DiscordEpoch = 1_420_070_400_000;

    readonly Dictionary<ulong, FakeUser> users = [];
    readonly Dictionary<ulong, FakeGuild> guilds = [];
    readonly Dictionary<ulong, FakeChannel> channels = [];
    readonly Dictionary<ulong, FakeMessage> messages = [];
    ulong ids;

    /// <summary>The commands registered last, as Discord lists them.</summary>
    public JsonArray Commands { get; private set; } = [];

    /// <summary>How often the commands were replaced.</summary>
    public int Registrations { get; private set; }

    /// <summary>A guild the bot is in; when it is online it is told that it joined.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="furnish">Gives it channels before the bot is told of it.</param>
    public FakeGuild AddGuild(string name = "Cloud Crew", Action<FakeGuild>? furnish = null)
    {
        lock (Gate)
        {
            var owner = NewUser("owner");
            var guild = new FakeGuild(NextId(), name, owner.Id);
            guild.Members[owner.Id] = new FakeMember(guild, owner);
            guild.Members[Bot.Id] = new FakeMember(guild, Bot) { Granted = FakePermissions.Usual };
            guilds[guild.Id] = guild;
            furnish?.Invoke(guild);
            Gateway.Dispatch("GUILD_CREATE", GuildCreate(guild), needsGuilds: true);
            return guild;
        }
    }

    /// <summary>A channel; <paramref name="type"/> is Discord's number (0 text).</summary>
    public FakeChannel AddChannel(FakeGuild guild, string name = "aws-prep", int type = 0)
    {
        lock (Gate)
        {
            var channel = new FakeChannel(NextId(), guild, name, type);
            channels[channel.Id] = channel;
            guild.Channels.Add(channel);
            return channel;
        }
    }

    /// <summary>A person in a guild; an admin has Manage Server.</summary>
    public FakeMember AddMember(FakeGuild guild, string name, bool admin = false)
    {
        lock (Gate)
        {
            var member = new FakeMember(guild, NewUser(name)) { Granted = admin ? FakePermissions.ManageGuild : FakePermissions.None };
            guild.Members[member.User.Id] = member;
            return member;
        }
    }

    /// <summary>Removes the bot from a guild.</summary>
    public void RemoveGuild(FakeGuild guild)
    {
        lock (Gate)
        {
            guilds.Remove(guild.Id);
            foreach (var channel in guild.Channels)
                channels.Remove(channel.Id);
            Gateway.Dispatch("GUILD_DELETE", new JsonObject { ["id"] = $"{guild.Id}" }, needsGuilds: true);
        }
    }

    /// <summary>An outage of a guild begins or ends.</summary>
    public void SetAvailable(FakeGuild guild, bool available)
    {
        lock (Gate)
        {
            guild.Available = available;
            if (available)
                Gateway.Dispatch("GUILD_CREATE", GuildCreate(guild), needsGuilds: true);
            else
                Gateway.Dispatch("GUILD_DELETE", new JsonObject { ["id"] = $"{guild.Id}", ["unavailable"] = true }, needsGuilds: true);
        }
    }

    /// <summary>Somebody deletes a channel.</summary>
    public void DeleteChannel(FakeChannel channel)
    {
        lock (Gate)
        {
            channels.Remove(channel.Id);
            channel.Guild?.Channels.Remove(channel);
            Gateway.Dispatch("CHANNEL_DELETE", channel.ToJson(Bot.Id), needsGuilds: true);
        }
    }

    /// <summary>Somebody deletes a message.</summary>
    public void DeleteMessage(FakeMessage message)
    {
        lock (Gate)
        {
            message.Deleted = true;
            message.Channel.Messages.Remove(message);
            messages.Remove(message.Id);
        }
    }

    /// <summary>What everyone in a channel sees, oldest first.</summary>
    public IReadOnlyList<FakeMessage> Messages(FakeChannel channel)
    {
        lock (Gate)
            return [.. channel.Messages];
    }

    /// <summary>What only this person was shown, oldest first, in whatever channel.</summary>
    public IReadOnlyList<FakeMessage> Ephemerals(FakeUser user)
    {
        lock (Gate)
            return messages.Values.Where(m => m.OnlyFor == user).OrderBy(m => m.Id).ToList();
    }

    /// <summary>The direct messages with a person.</summary>
    public FakeChannel DirectMessages(FakeUser user)
    {
        lock (Gate)
        {
            if (channels.Values.FirstOrDefault(c => c.Recipient == user) is { } open)
                return open;
            var channel = new FakeChannel(NextId(), null, user.Name, 1, user);
            return channels[channel.Id] = channel;
        }
    }

    /// <summary>Waits for the message with that number, from 0, in a channel.</summary>
    public async Task<FakeMessage> MessageAsync(FakeChannel channel, int number = 0, CancellationToken cancellationToken = default)
    {
        await UntilAsync(() => channel.Messages.Count > number, $"message {number} in #{channel.Name}", cancellationToken);
        return Messages(channel)[number];
    }

    /// <summary>Waits until a message is as the condition wants it.</summary>
    public Task EditedAsync(FakeMessage message, Func<FakeMessage, bool> condition, CancellationToken cancellationToken = default) =>
        UntilAsync(() => condition(message), $"an edit of message {message.Id}, which reads: {message.Text}", cancellationToken);

    internal FakeGuild? Guild(ulong id) => guilds.GetValueOrDefault(id);

    internal FakeChannel? Channel(ulong id) => channels.GetValueOrDefault(id);

    internal FakeUser? User(ulong id) => users.GetValueOrDefault(id);

    internal IReadOnlyCollection<FakeGuild> Guilds => guilds.Values;

    internal FakeMessage NewMessage(FakeChannel channel, JsonObject body, FakeUser? onlyFor, string? nonce, IReadOnlyCollection<FakeFile>? files = null)
    {
        var message = new FakeMessage(NextId(), channel, Time.GetUtcNow(), onlyFor, body) { Nonce = nonce, Files = [.. files ?? []] };
        if (onlyFor is null || Options.KeepsHistory)
            messages[message.Id] = message;
        return message;
    }

    /// <summary>Edits by the rules; what it returns is a refusal.</summary>
    internal FakeAnswer? EditMessage(FakeMessage message, FakeCall call)
    {
        var errors = new FormErrors();
        FormRules.Message(call.Body, errors);
        if (errors.Any)
            return FakeAnswer.Form(errors);
        CheckMentions(call);
        message.Edit(call.Body);
        // Where the list is given, what it does not name goes.
        if (call.Body.ContainsKey("attachments"))
            message.Files = [.. call.Files];
        return null;
    }

    internal void Register(JsonArray commands)
    {
        Registrations++;
        Commands = new JsonArray([.. commands.OfType<JsonObject>().Select(command =>
        {
            var listed = (JsonObject)command.DeepClone();
            listed["id"] = $"{NextId()}";
            listed["application_id"] = $"{ApplicationId}";
            listed["version"] = $"{NextId()}";
            listed["type"] ??= 1;
            listed["integration_types"] ??= new JsonArray(0);
            listed["contexts"] ??= null;
            listed["default_member_permissions"] ??= null;
            listed["nsfw"] = false;
            return listed;
        })]);
    }

    internal JsonObject GuildCreate(FakeGuild guild)
    {
        var json = guild.ToJson();
        json["unavailable"] = false;
        json["joined_at"] = "2026-01-01T00:00:00.000000+00:00";
        json["large"] = false;
        json["member_count"] = guild.Members.Count;
        json["channels"] = new JsonArray([.. guild.Channels.Select(c => c.ToJson(Bot.Id))]);
        return json;
    }

    internal ulong NextId()
    {
        lock (Gate)
        {
            var now = (ulong)(Math.Max(Time.GetUtcNow().ToUnixTimeMilliseconds(), DiscordEpoch + 1) - DiscordEpoch) << 22;
            return ids = Math.Max(ids + 16, now);
        }
    }

    FakeUser NewUser(string name)
    {
        var user = new FakeUser(NextId(), name, bot: false);
        return users[user.Id] = user;
    }
}
