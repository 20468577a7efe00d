using System.Globalization;
using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Slack;

/// <content>Channels, people, messages: making them and looking at them.</content>
public sealed partial class FakeSlack
{
    readonly Dictionary<string, FakeSlackUser> users = [];
    readonly Dictionary<string, FakeSlackChannel> channels = [];
    readonly List<FakeSlackMessage> ephemerals = [];
    long lastTs;
    int ids;

    /// <summary>The app is installed; false after it was removed.</summary>
    public bool IsInstalled { get; private set; } = true;

    /// <summary>A channel with the bot in it, unless told otherwise.</summary>
    public FakeSlackChannel AddChannel(string name = "aws-prep", bool isPrivate = false, bool hasBot = true)
    {
        lock (Gate)
        {
            var channel = new FakeSlackChannel(NewId('C'), name, isPrivate, null) { HasBot = hasBot };
            return channels[channel.Id] = channel;
        }
    }

    /// <summary>A person of the workspace; <paramref name="workspace"/> for one of another, who is here through a shared channel.</summary>
    public FakeSlackUser AddUser(string name, FakeWorkspace? workspace = null, bool admin = false)
    {
        lock (Gate)
        {
            var user = new FakeSlackUser(NewId('U'), workspace ?? Workspace, name) { IsAdmin = admin };
            return users[user.Id] = user;
        }
    }

    /// <summary>Deletes a channel, and tells.</summary>
    public void DeleteChannel(FakeSlackChannel channel)
    {
        lock (Gate)
        {
            channels.Remove(channel.Id);
            SendEvent(new JsonObject { ["type"] = "channel_deleted", ["channel"] = channel.Id });
        }
    }

    /// <summary>Archives a channel, and tells.</summary>
    public void ArchiveChannel(FakeSlackChannel channel)
    {
        lock (Gate)
        {
            channel.IsArchived = true;
            SendEvent(new JsonObject { ["type"] = "channel_archive", ["channel"] = channel.Id, ["user"] = "U0SOMEBODY" });
        }
    }

    /// <summary>Removes the app from the workspace, and tells.</summary>
    public void Uninstall()
    {
        lock (Gate)
        {
            IsInstalled = false;
            SendEvent(new JsonObject { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(Bot.Id) } });
            SendEvent(new JsonObject { ["type"] = "app_uninstalled" });
        }
    }

    /// <summary>Somebody deletes a message.</summary>
    public void DeleteMessage(FakeSlackMessage message)
    {
        lock (Gate)
            message.Channel.Messages.Remove(message);
    }

    /// <summary>Somebody who is not the bot writes something.</summary>
    public FakeSlackMessage Say(FakeSlackUser user, FakeSlackChannel channel, string text)
    {
        lock (Gate)
        {
            var message = new FakeSlackMessage(NewTs(), channel, null, new JsonObject { ["text"] = text, ["user"] = user.Id });
            channel.Messages.Add(message);
            return message;
        }
    }

    /// <summary>What everyone in a channel sees, oldest first.</summary>
    public IReadOnlyList<FakeSlackMessage> Messages(FakeSlackChannel channel)
    {
        lock (Gate)
            return [.. channel.Messages];
    }

    /// <summary>What only this person was shown, oldest first, in whatever channel.</summary>
    public IReadOnlyList<FakeSlackMessage> Ephemerals(FakeSlackUser user)
    {
        lock (Gate)
            return [.. ephemerals.Where(message => message.OnlyFor == user)];
    }

    /// <summary>The direct conversation of a person with the bot.</summary>
    public FakeSlackChannel DirectMessages(FakeSlackUser user)
    {
        lock (Gate)
        {
            if (channels.Values.FirstOrDefault(channel => channel.Person == user) is { } open)
                return open;
            var channel = new FakeSlackChannel(NewId('D'), user.Name, isPrivate: true, user);
            return channels[channel.Id] = channel;
        }
    }

    /// <summary>Waits for the message with that number, from 0, in a channel.</summary>
    public async Task<FakeSlackMessage> MessageAsync(FakeSlackChannel channel, int number = 0, CancellationToken cancellationToken = default)
    {
        await UntilAsync(() => channel.Messages.Count > number, $"message {number} in #{channel.Name}", cancellationToken);
        return Messages(channel)[number];
    }

    /// <summary>Waits until a message is as the condition wants it.</summary>
    public Task EditedAsync(FakeSlackMessage message, Func<FakeSlackMessage, bool> condition, CancellationToken cancellationToken = default) =>
        UntilAsync(() => condition(message), $"an edit of message {message.Ts}, which reads: {message.Text}", cancellationToken);

    /// <summary>How often a method was called, whatever came of it.</summary>
    public int Calls(string method) => Requests.Count(request => request.Method == method);

    internal FakeSlackUser? User(string? id) => id is null ? null : users.GetValueOrDefault(id);

    internal FakeSlackChannel? Channel(string? id) => id is null ? null : channels.GetValueOrDefault(id);

    internal FakeSlackMessage NewMessage(FakeSlackChannel channel, FakeSlackUser? onlyFor, JsonObject body)
    {
        var message = new FakeSlackMessage(NewTs(), channel, onlyFor, body);
        if (onlyFor is null)
            channel.Messages.Add(message);
        else if (Options.KeepsHistory)
            ephemerals.Add(message);
        return message;
    }

    /// <summary>A message as the API shows it.</summary>
    internal JsonObject MessageJson(FakeSlackMessage message, bool withMark = true)
    {
        var json = new JsonObject { ["type"] = "message", ["ts"] = message.Ts, ["text"] = message.Fallback, ["team"] = Workspace.Id };
        if (message.Body["blocks"] is { } blocks)
            json["blocks"] = blocks.DeepClone();
        if ((string?)message.Versions[0]["user"] is { } person)
            json["user"] = person;
        else
            (json["user"], json["bot_id"], json["app_id"]) = (Bot.Id, BotId, AppId);
        if (withMark && message.Metadata is { } mark)
            json["metadata"] = mark.DeepClone();
        return json;
    }

    /// <summary>Slack's ids: capital letters and digits.</summary>
    internal string NewId(char kind) => $"{kind}0{Interlocked.Increment(ref ids).ToString("D8", CultureInfo.InvariantCulture)}";

    /// <summary>Seconds with six decimals, never the same twice.</summary>
    internal string NewTs()
    {
        lock (Gate)
        {
            lastTs = Math.Max(lastTs + 1, Time.GetUtcNow().ToUnixTimeMilliseconds() * 1000);
            return string.Create(CultureInfo.InvariantCulture, $"{lastTs / 1_000_000}.{lastTs % 1_000_000:D6}");
        }
    }
}
