using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Discord;

/// <content>What people do. A thing that a client would not let them do is an exception that says why.</content>
public sealed partial class FakeDiscord
{
    static readonly TimeSpan ToAnswer = TimeSpan.FromSeconds(3);

    readonly Dictionary<ulong, FakeInteraction> interactions = [];
    readonly Dictionary<string, FakeInteraction> tokens = new(StringComparer.Ordinal);

    /// <summary>Everything people did, in order.</summary>
    public IReadOnlyList<FakeInteraction> Interactions
    {
        get
        {
            lock (Gate)
                return interactions.Values.OrderBy(i => i.Id).ToList();
        }
    }

    /// <summary>Presses a button of a message that the person can see.</summary>
    public Task<FakeInteraction> PressAsync(FakeMember member, FakeMessage message, string customId)
    {
        lock (Gate)
        {
            if (message.OnlyFor is { } only && only != member.User)
                throw new InvalidOperationException($"{member.User.Name} does not see the message: it is for {only.Name} only.");
            if (message.Deleted)
                throw new InvalidOperationException("The message is deleted.");
            var button = message.Buttons.FirstOrDefault(b => b.CustomId == customId)
                ?? throw new InvalidOperationException($"No button with custom_id \"{customId}\"; there are: {string.Join(", ", message.Buttons.Select(b => $"{b.Label} ({b.CustomId})"))}.");
            if (button.Disabled)
                throw new InvalidOperationException($"The button {button.Label} is disabled.");
            var data = new JsonObject { ["custom_id"] = customId, ["component_type"] = 2, ["id"] = 1 };
            return Happen(3, member, message.Channel, data, message);
        }
    }

    /// <summary>Presses the button with that label.</summary>
    public Task<FakeInteraction> PressLabelAsync(FakeMember member, FakeMessage message, string label) =>
        PressAsync(member, message, message.Button(label).CustomId ?? throw new InvalidOperationException($"{label} is a link."));

    /// <summary>
    /// Uses a slash command as it is registered. Values are strings, numbers, booleans, <see cref="FakeMember"/> and
    /// <see cref="FakeChannel"/>; an option with choices takes only those.
    /// </summary>
    public Task<FakeInteraction> CommandAsync(FakeMember member, FakeChannel channel, string command, string? subcommand = null, params (string Name, object Value)[] options)
    {
        lock (Gate)
            return Happen(2, member, channel, CommandData(command, subcommand, options, focused: null), source: null);
    }

    /// <summary>Types in an option with autocomplete; <paramref name="typed"/> may be anything.</summary>
    public Task<FakeInteraction> AutocompleteAsync(FakeMember member, FakeChannel channel, string command, string? subcommand, string option, string typed, params (string Name, object Value)[] others)
    {
        lock (Gate)
            return Happen(4, member, channel, CommandData(command, subcommand, [.. others, (option, typed)], focused: option), source: null);
    }

    /// <summary>Fills in the form an interaction was answered with, and sends it; <paramref name="legacy"/> in the way older clients do.</summary>
    public Task<FakeInteraction> SubmitModalAsync(FakeInteraction opened, IReadOnlyDictionary<string, string> values, bool legacy = false)
    {
        lock (Gate)
        {
            var modal = opened.Modal ?? throw new InvalidOperationException($"Interaction {opened.Id} opened no form.");
            if (opened.Submission is { AnswerType: not null, Failed: false })
                throw new InvalidOperationException("The form is gone: it was sent.");
            var parts = ((JsonArray)modal["components"]!).OfType<JsonObject>().ToList();
            var fields = parts.Select(FieldOf).OfType<JsonObject>().ToList();
            var unknown = values.Keys.Except(fields.Select(f => (string)f["custom_id"]!)).ToList();
            if (unknown.Count > 0)
                throw new InvalidOperationException($"The form has no field {string.Join(", ", unknown)}.");
            var data = new JsonObject
            {
                ["custom_id"] = modal["custom_id"]!.DeepClone(),
                ["components"] = new JsonArray([.. parts.Where(part => !legacy || FieldOf(part) is not null).Select((part, i) => Sent(part, i + 1, values, legacy))]),
            };
            var member = opened.Channel.Guild!.Members[opened.User.Id];
            var submitted = Happen(5, member, opened.Channel, data, opened.Source);
            opened.Submission = submitted.Result;
            return submitted;
        }
    }

    static JsonObject? FieldOf(JsonObject part) => part["component"] as JsonObject ?? (part["components"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault();

    /// <summary>A part of a form as it comes back; of a text that was only read no more than that it was there.</summary>
    static JsonObject Sent(JsonObject part, int id, IReadOnlyDictionary<string, string> values, bool legacy)
    {
        if (FieldOf(part) is not { } field)
            return new JsonObject { ["type"] = part["type"]!.DeepClone(), ["id"] = id };
        var filled = Fill(field, values.GetValueOrDefault((string)field["custom_id"]!));
        return legacy
            ? new JsonObject { ["type"] = 1, ["components"] = new JsonArray(filled) }
            : new JsonObject { ["type"] = 18, ["id"] = id, ["component"] = filled };
    }

    /// <summary>Delivers an interaction once more, as happens around reconnects.</summary>
    public Task RedeliverAsync(FakeInteraction interaction)
    {
        lock (Gate)
            Gateway.Dispatch("INTERACTION_CREATE", interaction.Payload, needsGuilds: false);
        return Task.CompletedTask;
    }

    internal FakeInteraction? Interaction(ulong id) => interactions.GetValueOrDefault(id);

    /// <summary>Nothing more is to come of it, and nobody looks back.</summary>
    internal void Forget(FakeInteraction interaction)
    {
        interactions.Remove(interaction.Id);
        tokens.Remove(interaction.Token);
    }

    internal FakeInteraction? InteractionByToken(string token) => tokens.GetValueOrDefault(token);

    Task<FakeInteraction> Happen(int type, FakeMember member, FakeChannel channel, JsonObject data, FakeMessage? source)
    {
        var (id, token) = (NextId(), Convert.ToBase64String(RandomNumberGenerator.GetBytes(90)).Replace('+', '-').Replace('/', '_'));
        var payload = new JsonObject
        {
            ["id"] = $"{id}", ["application_id"] = $"{ApplicationId}", ["type"] = type, ["data"] = data,
            ["guild"] = new JsonObject { ["id"] = $"{member.Guild.Id}", ["locale"] = "en-US", ["features"] = new JsonArray() },
            ["guild_id"] = $"{member.Guild.Id}", ["channel"] = channel.ToJson(Bot.Id), ["channel_id"] = $"{channel.Id}",
            ["member"] = member.ToJson(withUser: true, channel.PermissionsOf(member)), ["token"] = token, ["version"] = 1,
            ["app_permissions"] = $"{(ulong)channel.PermissionsOf(member.Guild.Members[Bot.Id])}",
            ["locale"] = member.User.Locale, ["guild_locale"] = "en-US", ["entitlements"] = new JsonArray(),
            ["authorizing_integration_owners"] = new JsonObject { ["0"] = $"{member.Guild.Id}" }, ["context"] = 0, ["attachment_size_limit"] = 10_485_760,
        };
        var json = payload.ToJsonString();
        if (source is not null)
            json = $"{json[..^1]},\"message\":{source.JsonText(Bot)}}}";
        var interaction = new FakeInteraction(this, id, token, type, member.User, channel, source, json);
        interactions[id] = interaction;
        tokens[token] = interaction;
        interaction.Deadline = Time.CreateTimer(_ => Expire(interaction), null, ToAnswer, Timeout.InfiniteTimeSpan);
        Gateway.Dispatch("INTERACTION_CREATE", json, needsGuilds: false);
        return Task.FromResult(interaction);
    }

    void Expire(FakeInteraction interaction)
    {
        lock (Gate)
        {
            if (interaction.AnswerType is not null)
                return;
            interaction.Fail();
            Violate(FakeViolations.Unanswered, $"interaction {interaction.Id} of type {interaction.Type} by {interaction.User.Name}");
        }
    }

    JsonObject CommandData(string command, string? subcommand, IReadOnlyList<(string Name, object Value)> options, string? focused)
    {
        var registered = Commands.OfType<JsonObject>().FirstOrDefault(c => (string?)c["name"] == command)
            ?? throw new InvalidOperationException($"/{command} is not registered; there are: {Names(Commands)}.");
        var holder = subcommand is null ? registered : Option(registered, subcommand, $"/{command}");
        var resolved = new JsonObject();
        var filled = new JsonArray([.. options.Select(o => Filled(Option(holder, o.Name, $"/{command} {subcommand}"), o.Value, o.Name == focused, resolved))]);
        var data = new JsonObject
        {
            ["id"] = registered["id"]!.DeepClone(), ["name"] = command, ["type"] = 1,
            ["options"] = subcommand is null ? filled : new JsonArray(new JsonObject { ["type"] = 1, ["name"] = subcommand, ["options"] = filled }),
        };
        if (resolved.Count > 0)
            data["resolved"] = resolved;
        return data;
    }

    static JsonObject Option(JsonObject holder, string name, string of) =>
        (holder["options"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(o => (string?)o["name"] == name)
        ?? throw new InvalidOperationException($"{of} has no \"{name}\"; there are: {Names(holder["options"] as JsonArray ?? [])}.");

    static string Names(JsonArray named) => string.Join(", ", named.OfType<JsonObject>().Select(n => (string?)n["name"]));

    JsonObject Filled(JsonObject option, object value, bool focused, JsonObject resolved)
    {
        var type = (int)option["type"]!;
        var json = (type, value) switch
        {
            (3, string text) => JsonValue.Create(text),
            (4, int number) => JsonValue.Create(number),
            (4, string text) when focused => JsonValue.Create(text),
            (5, bool truth) => JsonValue.Create(truth),
            (6, FakeMember member) => Resolve(resolved, "users", member.User.Id, member.User.ToJson(), member),
            (7, FakeChannel channel) => Resolve(resolved, "channels", channel.Id, channel.ToJson(Bot.Id), null),
            _ => throw new InvalidOperationException($"\"{option["name"]}\" has type {type} and takes no {value.GetType().Name}."),
        };
        if (!focused && option["choices"] is JsonArray { Count: > 0 } choices && !choices.OfType<JsonObject>().Any(c => c["value"]!.ToString() == value.ToString()))
            throw new InvalidOperationException($"\"{value}\" is none of the choices of \"{option["name"]}\": {string.Join(", ", choices.OfType<JsonObject>().Select(c => c["value"]))}.");
        if (FormRules.Number(option["min_value"]) is { } min && value is int small && small < min || FormRules.Number(option["max_value"]) is { } max && value is int large && large > max)
            throw new InvalidOperationException($"{value} is out of the range of \"{option["name"]}\": a client refuses it.");
        var filled = new JsonObject { ["type"] = type, ["name"] = option["name"]!.DeepClone(), ["value"] = json };
        if (focused)
            filled["focused"] = true;
        return filled;
    }

    static JsonValue Resolve(JsonObject resolved, string kind, ulong id, JsonObject json, FakeMember? member)
    {
        ((JsonObject)(resolved[kind] ??= new JsonObject()))[$"{id}"] = json;
        if (member is not null)
            ((JsonObject)(resolved["members"] ??= new JsonObject()))[$"{id}"] = member.ToJson(withUser: false, member.Permissions);
        return JsonValue.Create($"{id}");
    }

    static JsonObject Fill(JsonObject field, string? value)
    {
        var text = value ?? (string?)field["value"] ?? "";
        if (text.Length == 0 && ((bool?)field["required"] ?? true))
            throw new InvalidOperationException($"The field {field["custom_id"]} must be filled in.");
        if (FormRules.Number(field["min_length"]) is { } least && text.Length > 0 && text.Length < least)
            throw new InvalidOperationException($"The field {field["custom_id"]} takes at least {least} characters, not {text.Length}.");
        if (FormRules.Number(field["max_length"]) is { } most && text.Length > most)
            throw new InvalidOperationException($"The field {field["custom_id"]} takes {most} characters, not {text.Length}.");
        return new JsonObject { ["type"] = 4, ["id"] = 2, ["custom_id"] = field["custom_id"]!.DeepClone(), ["value"] = text };
    }
}
