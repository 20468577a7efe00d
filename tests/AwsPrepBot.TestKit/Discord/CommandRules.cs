using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>The documented limits of slash commands (developers/interactions/application-commands).</summary>
internal static partial class CommandRules
{
    public static void Commands(JsonArray commands, FormErrors errors)
    {
        if (commands.Count > 100)
            errors.BadLength("commands", 0, 100);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < commands.Count; i++)
        {
            if (commands[i] is not JsonObject command)
            {
                errors.Add($"{i}", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
                continue;
            }
            Named(command, errors, $"{i}");
            if (!names.Add((string?)command["name"] ?? ""))
                errors.Add($"{i}", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
            Options(command, errors, $"{i}", depth: 0);
            if (Size(command) > 8000)
                errors.Add($"{i}", "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");
        }
    }

    static void Named(JsonObject named, FormErrors errors, string at)
    {
        var name = errors.Text(named, "name", at, 32, 1, required: true);
        if (name is not null && (!NamePattern().IsMatch(name) || name.Any(char.IsUpper)))
            errors.Add($"{at}.name", "STRING_TYPE_REGEX", "String value did not match validation regex.");
        errors.Text(named, "description", at, 100, 1, required: true);
    }

    static void Options(JsonObject parent, FormErrors errors, string path, int depth)
    {
        var options = errors.Objects(parent, "options", path, 25);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var optionalSeen = false;
        for (var i = 0; i < options.Count; i++)
        {
            var (option, at) = (options[i], $"{path}.options.{i}");
            Named(option, errors, at);
            if (!names.Add((string?)option["name"] ?? ""))
                errors.Add($"{at}.name", "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", "Option names must be unique");
            var type = FormRules.Number(option["type"]);
            if (type is not (>= 1 and <= 11))
                errors.NotAChoice($"{at}.type", "1 to 11");
            if (type is 1 or 2 && depth >= (type == 1 ? 2 : 1))
                errors.Add(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types cannot be nested here");
            if (type is 1 or 2)
            {
                Options(option, errors, at, depth + 1);
                continue;
            }
            if (options.Any(other => FormRules.Number(other["type"]) is 1 or 2))
                errors.Add(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types");
            var required = (bool?)option["required"] ?? false;
            if (required && optionalSeen)
                errors.Add(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options");
            optionalSeen |= !required;
            if (option["choices"] is not null && ((bool?)option["autocomplete"] ?? false))
                errors.Add(at, "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES", "Autocomplete may not be used with choices");
            var choices = errors.Objects(option, "choices", at, 25);
            for (var j = 0; j < choices.Count; j++)
                FormRules.Choice(choices[j], errors, $"{at}.choices.{j}");
        }
    }

    static int Size(JsonObject node) =>
        ((string?)node["name"] ?? "").Length + ((string?)node["description"] ?? "").Length
        + (node["options"] as JsonArray ?? []).OfType<JsonObject>().Sum(Size)
        + (node["choices"] as JsonArray ?? []).OfType<JsonObject>().Sum(c => ((string?)c["name"] ?? "").Length + (c["value"]?.ToString().Length ?? 0));

    // The documentation also admits Devanagari and Thai marks, for which .NET has no class; the bot's names are ASCII.
    [GeneratedRegex(@"^[-_'\p{L}\p{N}]{1,32}$")]
    private static partial Regex NamePattern();
}
