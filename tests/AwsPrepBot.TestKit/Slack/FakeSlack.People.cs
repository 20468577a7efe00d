using System.Globalization;
using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Slack;

/// <content>What people do. A thing that a client would not let them do is an exception that says why.</content>
public sealed partial class FakeSlack
{
    readonly Dictionary<string, FakeSlackInteraction> responseUrls = new(StringComparer.Ordinal);
    readonly Dictionary<string, FakeSlackInteraction> triggers = new(StringComparer.Ordinal);

    /// <summary>Types a slash command, for example <c>/prep today</c>.</summary>
    public FakeSlackInteraction Command(FakeSlackUser user, FakeSlackChannel channel, string typed)
    {
        lock (Gate)
        {
            var (command, text) = typed.Split(' ', 2) is [var name, var rest] ? (name, rest) : (typed, "");
            var interaction = new FakeSlackInteraction(this, user, channel, null, null);
            var payload = new JsonObject
            {
                ["token"] = "verification", ["team_id"] = user.Workspace.Id, ["team_domain"] = "cloudcrew", ["channel_id"] = channel.Id,
                ["channel_name"] = channel.Person is null ? channel.Name : "directmessage", ["user_id"] = user.Id, ["user_name"] = user.Name.ToLowerInvariant(),
                ["command"] = command, ["text"] = text, ["api_app_id"] = AppId, ["is_enterprise_install"] = "false",
                ["response_url"] = ResponseUrl("commands", interaction), ["trigger_id"] = Trigger(interaction),
            };
            Sockets.Deliver("slash_commands", payload, acceptsResponse: true, interaction);
            return interaction;
        }
    }

    /// <summary>Presses a button on a message that the person can see: the same, for load tests that have looked it up before.</summary>
    public FakeSlackInteraction Press(FakeSlackUser user, FakeSlackMessage message, FakeSlackButton button)
    {
        lock (Gate)
        {
            var interaction = new FakeSlackInteraction(this, user, message.Channel, message, null);
            Sockets.Deliver("interactive", PressPayload(user, message, button, interaction), acceptsResponse: false, interaction);
            return interaction;
        }
    }

    /// <summary>Presses the button with that label on a message that the person can see.</summary>
    public FakeSlackInteraction Press(FakeSlackUser user, FakeSlackMessage message, string label)
    {
        lock (Gate)
        {
            if (message.OnlyFor is { } only && only != user)
                throw new InvalidOperationException($"{user.Name} does not see the message: it is for {only.Name} only.");
            return Press(user, message, message.Button(label));
        }
    }

    /// <summary>Presses the button with that label on the bot's home tab.</summary>
    public FakeSlackInteraction PressAtHome(FakeSlackUser user, string label)
    {
        lock (Gate)
        {
            var home = user.Home ?? throw new InvalidOperationException($"{user.Name} has no home tab yet.");
            var button = SlackText.ButtonsOf(home["blocks"] as JsonArray).First(button => button.Label == label);
            var interaction = new FakeSlackInteraction(this, user, null, null, null);
            var payload = Interactive("block_actions", user, interaction);
            payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = "V0HOME" };
            payload["view"] = new JsonObject { ["id"] = "V0HOME", ["team_id"] = Workspace.Id, ["type"] = "home", ["state"] = new JsonObject { ["values"] = new JsonObject() } };
            payload["actions"] = Action(button);
            Sockets.Deliver("interactive", payload, acceptsResponse: false, interaction);
            return interaction;
        }
    }

    /// <summary>Fills in a form that is open, and sends it; fields that are not named keep what the bot put there.</summary>
    public FakeSlackInteraction Submit(FakeView form, params (string Block, string Value)[] values)
    {
        lock (Gate)
        {
            if (!form.User.Views.Contains(form))
                throw new InvalidOperationException("The form is closed.");
            var unknown = values.Select(value => value.Block).Except(form.Fields).ToList();
            if (unknown.Count > 0)
                throw new InvalidOperationException($"The form has no field {string.Join(", ", unknown)}; there are {string.Join(", ", form.Fields)}.");
            var filled = new JsonObject();
            foreach (var input in form.Inputs)
            {
                var block = (string)input["block_id"]!;
                var typed = values.Where(value => value.Block == block).Select(value => value.Value).FirstOrDefault();
                filled[block] = new JsonObject { [(string)input["element"]!["action_id"]!] = Fill(input, typed) };
            }

            var interaction = new FakeSlackInteraction(this, form.User, null, null, form);
            var payload = Interactive("view_submission", form.User, interaction);
            payload["view"] = form.ToJson(Workspace.Id, AppId, BotId, new JsonObject { ["values"] = filled });
            payload["response_urls"] = new JsonArray();
            Sockets.Deliver("interactive", payload, acceptsResponse: true, interaction);
            return interaction;
        }
    }

    /// <summary>Opens the bot's home tab.</summary>
    public JsonObject OpenHome(FakeSlackUser user) =>
        SendEvent(new JsonObject { ["type"] = "app_home_opened", ["user"] = user.Id, ["channel"] = DirectMessages(user).Id, ["tab"] = "home", ["event_ts"] = NewTs() });

    /// <summary>Delivers an envelope once more, as happens around reconnects; on another socket where there is one.</summary>
    /// <param name="interaction">What is delivered again.</param>
    /// <param name="anew">In an envelope of another id.</param>
    public void Redeliver(FakeSlackInteraction interaction, bool anew = false)
    {
        lock (Gate)
        {
            var envelope = (JsonObject)(interaction.Envelope ?? throw new InvalidOperationException("It was not delivered yet.")).DeepClone();
            if (anew)
                envelope["envelope_id"] = Guid.NewGuid().ToString();
            Sockets.DeliverAgain((string)envelope["envelope_id"]!, envelope, null);
        }
    }

    /// <summary>Nothing more is expected of it.</summary>
    internal void Forget(FakeSlackInteraction interaction)
    {
        if (interaction.ResponsePath is { } path)
            responseUrls.Remove(path);
        if (interaction.TriggerId is { } trigger)
            triggers.Remove(trigger);
    }

    internal FakeSlackInteraction? ByResponseUrl(string path) => responseUrls.GetValueOrDefault(path);

    internal FakeSlackInteraction? ByTrigger(string? trigger) => trigger is null ? null : triggers.GetValueOrDefault(trigger);

    JsonObject PressPayload(FakeSlackUser user, FakeSlackMessage message, FakeSlackButton button, FakeSlackInteraction interaction)
    {
        var payload = Interactive("block_actions", user, interaction);
        payload["container"] = new JsonObject
        {
            ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = message.Channel.Id, ["is_ephemeral"] = message.OnlyFor is not null,
        };
        payload["channel"] = new JsonObject { ["id"] = message.Channel.Id, ["name"] = message.Channel.Name };
        if (message.OnlyFor is null)
            payload["message"] = message.Shown(shown => MessageJson(shown));
        payload["state"] = new JsonObject { ["values"] = new JsonObject() };
        payload["response_url"] = ResponseUrl("actions", interaction);
        payload["actions"] = Action(button);
        return payload;
    }

    JsonArray Action(FakeSlackButton button) => new(new JsonObject
    {
        ["type"] = "button", ["action_id"] = button.ActionId, ["block_id"] = button.BlockId, ["value"] = button.Value, ["action_ts"] = NewTs(),
        ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = button.Label, ["emoji"] = false },
    });

    JsonObject Interactive(string type, FakeSlackUser user, FakeSlackInteraction interaction) => new()
    {
        ["type"] = type, ["team"] = new JsonObject { ["id"] = Workspace.Id, ["domain"] = "cloudcrew" },
        ["user"] = new JsonObject { ["id"] = user.Id, ["username"] = user.Name.ToLowerInvariant(), ["name"] = user.Name.ToLowerInvariant(), ["team_id"] = user.Workspace.Id },
        ["api_app_id"] = AppId, ["token"] = "verification", ["trigger_id"] = Trigger(interaction), ["enterprise"] = null, ["is_enterprise_install"] = false,
    };

    static JsonObject Fill(JsonObject input, string? typed)
    {
        var element = (JsonObject)input["element"]!;
        var type = (string)element["type"]!;
        var label = (string?)input["label"]!["text"];
        var isOptional = (bool?)input["optional"] ?? false;
        switch (type)
        {
            case "plain_text_input":
                var text = typed ?? (string?)element["initial_value"] ?? "";
                if (text.Length == 0 && !isOptional)
                    throw new InvalidOperationException($"{label} must be filled in: the client says so.");
                if (element["max_length"] is { } most && text.Length > (int)most)
                    throw new InvalidOperationException($"{label} takes {most} characters, not {text.Length}.");
                return new JsonObject { ["type"] = type, ["value"] = text.Length == 0 ? null : text };
            case "static_select" or "radio_buttons":
                var options = ((JsonArray)element["options"]!).OfType<JsonObject>().ToList();
                var chosen = typed is null ? element["initial_option"] as JsonObject
                    : options.FirstOrDefault(option => (string?)option["value"] == typed || (string?)option["text"]!["text"] == typed)
                    ?? throw new InvalidOperationException($"{label} has no option {typed}; there are {string.Join(", ", options.Select(option => option["value"]))}.");
                if (chosen is null && !isOptional)
                    throw new InvalidOperationException($"{label} must be chosen: the client says so.");
                return new JsonObject { ["type"] = type, ["selected_option"] = chosen?.DeepClone() };
            default:
                var conversation = typed ?? (string?)element["initial_conversation"] ?? (string?)element["initial_channel"];
                return new JsonObject { ["type"] = type, [type == "channels_select" ? "selected_channel" : "selected_conversation"] = conversation };
        }
    }

    string ResponseUrl(string kind, FakeSlackInteraction interaction)
    {
        var path = $"/{kind}/{Workspace.Id}/{Random.Shared.NextInt64(1_000_000_000_000):D12}/{Guid.NewGuid():N}";
        responseUrls[path] = interaction;
        interaction.ResponsePath = path;
        return $"http://{ApiUrl.Authority}{path}";
    }

    string Trigger(FakeSlackInteraction interaction)
    {
        interaction.TriggerId = string.Create(CultureInfo.InvariantCulture, $"{Random.Shared.NextInt64(1_000_000_000_000):D12}.{Interlocked.Increment(ref ids):D12}.{Guid.NewGuid():N}");
        triggers[interaction.TriggerId] = interaction;
        return interaction.TriggerId;
    }
}
