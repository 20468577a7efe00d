using System.Globalization;
using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Slack;

/// <summary>The Web API's methods, and the response addresses. Used under the fake's lock.</summary>
internal sealed class FakeMethods(FakeSlack slack)
{
    const int LongestText = 4000;
    const int MostUses = 5;

    static readonly TimeSpan TriggerLives = TimeSpan.FromSeconds(3);
    static readonly TimeSpan ResponseUrlLives = TimeSpan.FromMinutes(30);

    public FakeFiles Files { get; } = new(slack);

    public JsonObject Call(string method, JsonObject arguments) => method switch
    {
        "auth.test" => Ok(new JsonObject
        {
            ["url"] = "https://cloudcrew.slack.com/", ["team"] = slack.Workspace.Name, ["user"] = "awsprepbot", ["team_id"] = slack.Workspace.Id,
            ["user_id"] = slack.Bot.Id, ["bot_id"] = slack.BotId, ["is_enterprise_install"] = false,
        }),
        "chat.postMessage" => Post(arguments),
        "chat.update" => Update(arguments),
        "chat.postEphemeral" => PostEphemeral(arguments),
        "views.open" => OpenView(arguments),
        "views.publish" => PublishHome(arguments),
        "conversations.history" => History(arguments),
        "conversations.info" => Seen(arguments) is { } channel ? Ok(new JsonObject { ["channel"] = channel.ToJson() }) : Error("channel_not_found"),
        "conversations.open" => slack.User((string?)arguments["users"]) is { Deleted: false } user && user != slack.Bot
            ? Ok(new JsonObject { ["channel"] = slack.DirectMessages(user).ToJson() })
            : Error("user_not_found"),
        "users.info" => slack.User((string?)arguments["user"]) is { } person ? Ok(new JsonObject { ["user"] = person.ToJson() }) : Error("user_not_found"),
        "files.getUploadURLExternal" => Files.Begin(arguments),
        "files.completeUploadExternal" => Files.Complete(arguments),
        _ => throw new InvalidOperationException($"{method} is not there"),
    };

    /// <summary>What a method takes that asks for another scope with each kind of channel.</summary>
    public string ScopeFor(string method, string? channel)
    {
        var kind = slack.Channel(channel) is { } known ? known.Person is not null ? "im" : known.IsPrivate ? "groups" : "channels" : "channels";
        return method == "conversations.history" ? $"{kind}:history" : $"{kind}:read";
    }

    /// <summary>A use of a response address.</summary>
    public (int Status, string Body) Respond(FakeSlackInteraction to, JsonObject body)
    {
        if (slack.Time.GetElapsedTime(to.SentAt) >= ResponseUrlLives)
        {
            slack.Violate(FakeSlackViolations.ResponseUrl, "used after 30 minutes");
            return (404, Error("expired_url").ToJsonString());
        }

        if (++to.Uses > MostUses)
        {
            slack.Violate(FakeSlackViolations.ResponseUrl, "used a sixth time");
            return (404, Error("used_url").ToJsonString());
        }

        if (WrongMessage(body) is { } wrong)
            return (200, wrong.ToJsonString());
        if ((string?)body["response_type"] == "in_channel")
            slack.Violate(FakeSlackViolations.Privacy, "an answer to one person was shown to all");
        var replaces = (bool?)body["replace_original"];
        if (to.Source is { OnlyFor: null, Channel.Person: null } seenByAll && replaces is not false)
        {
            slack.Violate(FakeSlackViolations.Privacy, "an answer to one person replaced what all see");
            seenByAll.Edit(body);
            return (200, "ok");
        }

        if (!slack.Options.KeepsHistory)
            slack.Forget(to);
        var original = to.Source ?? (to.Messages is [var first, ..] ? first : null);
        if (replaces is true && original is { OnlyFor: not null } or { Channel.Person: not null })
        {
            original.Edit(body);
            if (!to.Messages.Contains(original))
                to.Show(original);
        }
        else
        {
            to.Show(slack.NewMessage(to.Channel ?? slack.DirectMessages(to.User), to.User, body));
        }

        return (200, "ok");
    }

    JsonObject Post(JsonObject arguments)
    {
        var channel = Seen(arguments) ?? (slack.User((string?)arguments["channel"]) is { Deleted: false } user ? slack.DirectMessages(user) : null);
        if (channel is null)
            return Error("channel_not_found");
        if (channel.IsArchived)
            return Error("is_archived");
        if (channel.IsReadOnly)
            return Error("restricted_action_read_only_channel");
        if (!channel.HasBot && !slack.Scopes.Contains("chat:write.public"))
            return Error("not_in_channel");
        if (WrongMessage(arguments) is { } wrong)
            return wrong;
        if (WrongMetadata(arguments["metadata"]) is { } mark)
            return mark;
        var message = slack.NewMessage(channel, null, arguments);
        return Ok(new JsonObject { ["channel"] = channel.Id, ["ts"] = message.Ts, ["message"] = slack.MessageJson(message) });
    }

    JsonObject Update(JsonObject arguments)
    {
        if (Seen(arguments) is not { } channel)
            return Error("channel_not_found");
        if (channel.IsArchived)
            return Error("is_archived");
        if (channel.Messages.FirstOrDefault(message => message.Ts == (string?)arguments["ts"]) is not { } original)
            return Error("message_not_found");
        if (original.Versions[0]["user"] is not null)
            return Error("cant_update_message");
        if (WrongMessage(arguments) is { } wrong)
            return wrong;
        // A mark that is not sent again stays.
        if (arguments["metadata"] is JsonObject mark)
            original.Metadata = (JsonObject)mark.DeepClone();
        original.Edit(arguments);
        return Ok(new JsonObject { ["channel"] = channel.Id, ["ts"] = original.Ts, ["text"] = original.Fallback, ["message"] = slack.MessageJson(original) });
    }

    JsonObject PostEphemeral(JsonObject arguments)
    {
        if (Seen(arguments) is not { } channel)
            return Error("channel_not_found");
        if (!channel.HasBot)
            return Error("not_in_channel");
        if (slack.User((string?)arguments["user"]) is not { } user)
            return Error("user_not_in_channel");
        if (WrongMessage(arguments) is { } wrong)
            return wrong;
        return Ok(new JsonObject { ["message_ts"] = slack.NewMessage(channel, user, arguments).Ts });
    }

    JsonObject OpenView(JsonObject arguments)
    {
        if (slack.ByTrigger((string?)arguments["trigger_id"]) is not { } interaction)
            return Error("invalid_trigger_id");
        if (interaction.TriggerUsed)
            return Error("exchanged_trigger_id");
        if (slack.Time.GetElapsedTime(interaction.SentAt) >= TriggerLives)
            return Error("expired_trigger_id");
        if (WrongView(arguments["view"], "modal") is { } wrong)
            return wrong;
        interaction.TriggerUsed = true;
        var view = new FakeView(slack.NewId('V'), interaction.User, (JsonObject)arguments["view"]!.DeepClone());
        interaction.User.OpenViews.Add(view);
        interaction.Opened = view;
        return Ok(new JsonObject { ["view"] = view.ToJson(slack.Workspace.Id, slack.AppId, slack.BotId, new JsonObject { ["values"] = new JsonObject() }) });
    }

    JsonObject PublishHome(JsonObject arguments)
    {
        if (slack.User((string?)arguments["user_id"]) is not { } user)
            return Error("user_not_found");
        if (WrongView(arguments["view"], "home") is { } wrong)
            return wrong;
        user.Home = (JsonObject)arguments["view"]!.DeepClone();
        return Ok(new JsonObject { ["view"] = new JsonObject { ["id"] = "V0HOME" } });
    }

    JsonObject History(JsonObject arguments)
    {
        if (Seen(arguments) is not { } channel)
            return Error("channel_not_found");
        if (!channel.HasBot)
            return Error("not_in_channel");
        var isInclusive = (string?)arguments["inclusive"] is "true" or "1";
        var limit = Math.Min(int.Parse((string?)arguments["limit"] ?? "100", CultureInfo.InvariantCulture), slack.Options.MostHistory);
        var found = channel.Messages.Where(message => IsAfter(message.Ts, (string?)arguments["oldest"], isInclusive) && IsAfter((string?)arguments["latest"], message.Ts, isInclusive))
            .Reverse().ToList();
        var withMarks = (string?)arguments["include_all_metadata"] is "true" or "1";
        return Ok(new JsonObject
        {
            ["messages"] = new JsonArray([.. found.Take(limit).Select(message => slack.MessageJson(message, withMarks))]), ["has_more"] = found.Count > limit,
        });
    }

    static bool IsAfter(string? ts, string? bound, bool isInclusive)
    {
        if (ts is null || bound is null)
            return true;
        var difference = decimal.Parse(ts, CultureInfo.InvariantCulture) - decimal.Parse(bound, CultureInfo.InvariantCulture);
        return difference > 0 || (isInclusive && difference == 0);
    }

    /// <summary>The channel, if the bot can know of it: a private one only when it is in it.</summary>
    FakeSlackChannel? Seen(JsonObject arguments) => slack.Channel((string?)arguments["channel"]) is { } channel && (channel.HasBot || !channel.IsPrivate) ? channel : null;

    JsonObject? WrongMessage(JsonObject body)
    {
        if (!slack.Options.KeepsHistory)
            return null;
        if (body["blocks"] is { } blocks)
        {
            if (BlockKitRules.Message(blocks) is { Count: > 0 } errors)
                return Invalid("invalid_blocks", errors);
            if (blocks.ToJsonString().Length > BlockKitRules.MostBlockCharacters)
                return Invalid("msg_blocks_too_long", [$"{blocks.ToJsonString().Length} characters of JSON"]);
        }

        var text = (string?)body["text"] ?? "";
        if (text.Length == 0)
        {
            if (body["blocks"] is null)
                return Error("no_text");
            slack.Violate(FakeSlackViolations.Form, "blocks without a text: notifications and screen readers have nothing to read");
        }

        if (text.Length > LongestText)
            slack.Violate(FakeSlackViolations.Form, $"a text of {text.Length} characters: Slack cuts it in pieces above {LongestText}");
        if (MentionRules.Find(body) is { } ping)
            slack.Violate(FakeSlackViolations.Mentions, ping);
        return null;
    }

    JsonObject? WrongView(JsonNode? view, string type)
    {
        if (view is not JsonObject body || (string?)body["type"] != type)
            return Invalid("invalid_arguments", [$"[ERROR] must be a {type} [json-pointer:/view/type]"]);
        if (MentionRules.Find(body) is { } ping)
            slack.Violate(FakeSlackViolations.Mentions, ping);
        return BlockKitRules.View(body) is { Count: > 0 } errors ? Invalid("invalid_arguments", errors) : null;
    }

    static JsonObject? WrongMetadata(JsonNode? metadata)
    {
        if (metadata is null)
            return null;
        var isGood = metadata is JsonObject mark && (string?)mark["event_type"] is { Length: > 0 } type && type.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            && mark["event_payload"] is JsonObject;
        return isGood ? null : Error("invalid_metadata_format");
    }

    JsonObject Invalid(string error, IReadOnlyList<string> messages)
    {
        slack.Violate(FakeSlackViolations.Form, $"{error}: {string.Join("; ", messages)}");
        var refusal = Error(error);
        refusal["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. messages.Select(message => JsonValue.Create(message))]) };
        return refusal;
    }

    static JsonObject Ok(JsonObject answer)
    {
        answer["ok"] = true;
        return answer;
    }

    static JsonObject Error(string error) => new() { ["ok"] = false, ["error"] = error };
}
