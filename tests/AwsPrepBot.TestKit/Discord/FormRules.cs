using System.Text.Json;
using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>The documented limits of messages and forms (developers/resources/message, developers/components/reference).</summary>
internal static class FormRules
{
    const int ComponentsV2 = 1 << 15;
    const int Ephemeral = 1 << 6;

    /// <summary>A message or an edit. Lengths are counted in UTF-16 units.</summary>
    public static void Message(JsonObject body, FormErrors errors, string path = "")
    {
        string At(string name) => path.Length == 0 ? name : $"{path}.{name}";
        errors.Text(body, "content", path, 2000);
        var total = 0;
        var embeds = errors.Objects(body, "embeds", path, 10);
        for (var i = 0; i < embeds.Count; i++)
            total += Embed(embeds[i], errors, At($"embeds.{i}"));
        if (total > 6000)
            errors.Add(At("embeds"), "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");

        var flags = 0;
        if (body["flags"] is { } node && (node.GetValueKind() != JsonValueKind.Number || !node.AsValue().TryGetValue(out flags)))
            errors.Add(At("flags"), "NUMBER_TYPE_COERCE", "Value is not int.");
        if ((flags & ComponentsV2) != 0)
            foreach (var name in (string[])["content", "embeds", "poll", "sticker_ids"])
                if (body[name] is not null and not JsonArray { Count: 0 })
                    errors.Add(At(name), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "The 'content', 'embeds', 'stickers' and 'poll' fields cannot be used with components V2");

        var rows = errors.Objects(body, "components", path, (flags & ComponentsV2) != 0 ? 40 : 5);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
            Row(rows[i], errors, At($"components.{i}"), ids);
    }

    /// <summary>True when nothing would be shown, which is error 50006 of its own.</summary>
    public static bool IsEmpty(JsonObject shown) =>
        string.IsNullOrWhiteSpace((string?)shown["content"]) && shown["embeds"] is not JsonArray { Count: > 0 } && shown["components"] is not JsonArray { Count: > 0 };

    /// <summary>Why the mentions are not switched off; null when they are.</summary>
    public static string? MayPing(JsonObject body) => body["allowed_mentions"] switch
    {
        null => "allowed_mentions is missing",
        JsonObject { Count: 1 } only when only["parse"] is JsonArray { Count: 0 } => null,
        var other => $"allowed_mentions is {other.ToJsonString()}, not {{\"parse\":[]}}",
    };

    public static bool IsEphemeral(JsonObject? body) => ((int?)Number(body?["flags"]) & Ephemeral) is > 0;

    /// <summary>A form a person fills in.</summary>
    public static void Modal(JsonObject modal, FormErrors errors)
    {
        errors.Text(modal, "custom_id", "data", 100, 1, required: true);
        errors.Text(modal, "title", "data", 45, 1, required: true);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var parts = errors.Objects(modal, "components", "data", 5, 1, required: true);
        for (var i = 0; i < parts.Count; i++)
        {
            var at = $"data.components.{i}";
            switch (Number(parts[i]["type"]))
            {
                case 18:
                    errors.Text(parts[i], "label", at, 45, 1, required: true);
                    errors.Text(parts[i], "description", at, 100, 1);
                    if (parts[i]["component"] is JsonObject field)
                        Field(field, errors, $"{at}.component", ids, labelled: true);
                    else
                        errors.Missing($"{at}.component");
                    break;
                case 1:
                    var fields = errors.Objects(parts[i], "components", at, 1, 1, required: true);
                    for (var j = 0; j < fields.Count; j++)
                        Field(fields[j], errors, $"{at}.components.{j}", ids, labelled: false);
                    break;
                case 10:
                    errors.Text(parts[i], "content", at, 4000, 1, required: true);
                    break;
                default:
                    errors.NotAChoice($"{at}.type", "1, 10, 18");
                    break;
            }
        }
    }

    /// <summary>What an autocomplete suggests.</summary>
    public static void Suggestions(JsonObject data, FormErrors errors)
    {
        var choices = errors.Objects(data, "choices", "data", 25, required: true);
        for (var i = 0; i < choices.Count; i++)
            Choice(choices[i], errors, $"data.choices.{i}");
    }

    public static void Choice(JsonObject choice, FormErrors errors, string at)
    {
        errors.Text(choice, "name", at, 100, 1, required: true);
        if (choice["value"] is not { } value)
            errors.Missing($"{at}.value");
        else if (value.GetValueKind() == JsonValueKind.String && ((string)value!).Length is 0 or > 100)
            errors.BadLength($"{at}.value", 1, 100);
    }

    public static double? Number(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number ? (double)node! : null;

    static int Embed(JsonObject embed, FormErrors errors, string at)
    {
        var texts = new List<string?>
        {
            errors.Text(embed, "title", at, 256),
            errors.Text(embed, "description", at, 4096),
        };
        if (embed["footer"] is JsonObject footer)
            texts.Add(errors.Text(footer, "text", $"{at}.footer", 2048, 1, required: true));
        if (embed["author"] is JsonObject author)
            texts.Add(errors.Text(author, "name", $"{at}.author", 256, 1, required: true));
        if (Number(embed["color"]) is < 0 or > 0xFFFFFF)
            errors.Add($"{at}.color", "NUMBER_TYPE_MAX", "int value should be less than or equal to 16777215.");
        if (embed["url"] is { } url && (!Uri.TryCreate((string?)url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
            errors.Add($"{at}.url", "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        var fields = errors.Objects(embed, "fields", at, 25);
        for (var i = 0; i < fields.Count; i++)
        {
            texts.Add(errors.Text(fields[i], "name", $"{at}.fields.{i}", 256, 1, required: true));
            texts.Add(errors.Text(fields[i], "value", $"{at}.fields.{i}", 1024, 1, required: true));
        }
        return texts.Sum(text => text?.Trim().Length ?? 0);
    }

    static void Row(JsonObject row, FormErrors errors, string at, HashSet<string> ids)
    {
        if (Number(row["type"]) is not 1)
        {
            errors.NotAChoice($"{at}.type", "1");
            return;
        }
        var parts = errors.Objects(row, "components", at, 5, 1, required: true);
        for (var i = 0; i < parts.Count; i++)
            Button(parts[i], errors, $"{at}.components.{i}", ids);
    }

    static void Button(JsonObject button, FormErrors errors, string at, HashSet<string> ids)
    {
        if (Number(button["type"]) is not 2)
        {
            errors.NotAChoice($"{at}.type", "2");
            return;
        }
        var label = errors.Text(button, "label", at, 80);
        if (string.IsNullOrEmpty(label) && button["emoji"] is null)
            errors.Add(at, "BUTTON_COMPONENT_MISSING_LABEL_OR_EMOJI", "A button must have a label or an emoji");
        var style = Number(button["style"]);
        if (style is not (1 or 2 or 3 or 4 or 5))
            errors.NotAChoice($"{at}.style", "1, 2, 3, 4, 5");
        else if (style == 5)
        {
            errors.Text(button, "url", at, 512, 1, required: true);
            if (button["custom_id"] is not null)
                errors.Add(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified");
        }
        else
        {
            if (button["url"] is not null)
                errors.Add(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified");
            CustomId(button, errors, at, ids);
        }
    }

    static void Field(JsonObject field, FormErrors errors, string at, HashSet<string> ids, bool labelled)
    {
        if (Number(field["type"]) is not 4)
        {
            errors.NotAChoice($"{at}.type", "4");
            return;
        }
        CustomId(field, errors, at, ids);
        if (Number(field["style"]) is not (1 or 2))
            errors.NotAChoice($"{at}.style", "1, 2");
        if (!labelled)
            errors.Text(field, "label", at, 45, 1, required: true);
        else if (field["label"] is not null)
            errors.Add($"{at}.label", "COMPONENT_LABEL_NOT_ALLOWED", "A text input within a label may not have a label of its own");
        if (field["disabled"] is not null)
            errors.Add($"{at}.disabled", "COMPONENT_DISABLED_NOT_ALLOWED", "Components in a modal may not be disabled");
        errors.Text(field, "placeholder", at, 100);
        errors.Text(field, "value", at, 4000);
        if (Number(field["min_length"]) is < 0 or > 4000)
            errors.Add($"{at}.min_length", "NUMBER_TYPE_MAX", "int value should be between 0 and 4000.");
        if (Number(field["max_length"]) is < 1 or > 4000)
            errors.Add($"{at}.max_length", "NUMBER_TYPE_MAX", "int value should be between 1 and 4000.");
        // What a person could not have typed cannot stand there either.
        if (Number(field["max_length"]) is { } most && field["value"]?.GetValueKind() == JsonValueKind.String && ((string)field["value"]!).Length > most)
            errors.BadLength($"{at}.value", 0, (int)most);
    }

    static void CustomId(JsonObject component, FormErrors errors, string at, HashSet<string> ids)
    {
        if (errors.Text(component, "custom_id", at, 100, 1, required: true) is { } id && !ids.Add(id))
            errors.Add($"{at}.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
    }
}
