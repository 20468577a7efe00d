using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace AwsPrepBot.Engine.Questions;

/// <summary>
/// Reads one mapping of a question file by its known keys. On creation it reports unknown, repeated and missing keys; the
/// getters report what has the wrong shape and give null for it, so that a caller reports nothing twice.
/// </summary>
sealed class YamlFields
{
    readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    readonly IReadOnlyList<QuestionKey> _keys;
    readonly Action<int, string> _report;

    /// <param name="mapping">What to read.</param>
    /// <param name="what">What the mapping is, for messages: "question", "option".</param>
    /// <param name="keys">The keys it may have.</param>
    /// <param name="report">Gets a line and a message.</param>
    public YamlFields(YamlMapping mapping, string what, IReadOnlyList<QuestionKey> keys, Action<int, string> report)
    {
        Line = mapping.Line;
        _keys = keys;
        _report = report;
        var firstLines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Entries)
        {
            if (!keys.Any(known => known.Name == key.Value))
                report(key.Line, UnknownKey(key.Value, what, keys));
            else if (!firstLines.TryAdd(key.Value, key.Line))
                report(key.Line, $"\"{key.Value}\" is there twice (first in line {firstLines[key.Value]}): keep one");
            else
                _values.Add(key.Value, value);
        }

        foreach (var missing in keys.Where(key => key.Required && !firstLines.ContainsKey(key.Name)))
            report(mapping.Line, $"\"{missing.Name}\" is missing from the {what}: add {missing.Mend}");
    }

    /// <summary>Where the mapping starts.</summary>
    public int Line { get; }

    /// <summary>The text of the key, trimmed; null when it is not there or was reported.</summary>
    public Located<string>? Text(string key) => _values.TryGetValue(key, out var node) ? Text(key, node) : null;

    /// <summary>The texts of the key; empty when it is not there or was reported.</summary>
    public IReadOnlyList<Located<string>> Texts(string key) =>
        [.. Items(key, "texts").Select(item => Text(key, item)).OfType<Located<string>>()];

    /// <summary>The mappings listed under the key; empty when it is not there or was reported.</summary>
    public IEnumerable<YamlMapping> Mappings(string key)
    {
        foreach (var item in Items(key, "entries"))
        {
            if (item is YamlMapping mapping)
                yield return mapping;
            else if (item is not YamlRefused)
                _report(item.Line, $"an entry of \"{key}\" must have keys and values, for example \"- id: a\"");
        }
    }

    /// <summary>The mapping under the key; null when it is not there or was reported.</summary>
    public YamlMapping? Mapping(string key)
    {
        if (!_values.TryGetValue(key, out var node))
            return null;
        if (node is not (YamlMapping or YamlRefused))
            _report(node.Line, $"\"{key}\" must have keys and values below it, indented");
        return node as YamlMapping;
    }

    /// <summary>True or false, false when it is not there; null when it was reported.</summary>
    public bool? Flag(string key)
    {
        if (!_values.TryGetValue(key, out var node))
            return false;
        var flag = (node as YamlScalar)?.Flag;
        if (flag is null && node is not YamlRefused)
            _report(node.Line, $"\"{key}\" must be true or false, without quotes");
        return flag;
    }

    /// <summary>The number, or <paramref name="missing"/> when it is not there or was reported.</summary>
    public Located<double> Number(string key, double missing)
    {
        if (!_values.TryGetValue(key, out var node))
            return new(missing, Line);
        if (node is YamlScalar { Plain: true } scalar
            && double.TryParse(scalar.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return new(number, scalar.Line);
        if (node is not YamlRefused)
            _report(node.Line, $"\"{key}\" must be a number without quotes, for example \"{key}: 2\"");
        return new(missing, node.Line);
    }

    /// <summary>The date, null when it is not there or was reported.</summary>
    public Located<LocalDate>? Date(string key)
    {
        if (Text(key) is not { } text)
            return null;
        var parsed = LocalDatePattern.Iso.Parse(text.Value);
        if (parsed.Success)
            return new(parsed.Value, text.Line);
        _report(text.Line, $"\"{QuestionForms.Cut(text.Value)}\" is no date: write year-month-day, for example \"{key}: 2026-11-20\"");
        return null;
    }

    IReadOnlyList<YamlNode> Items(string key, string things)
    {
        if (!_values.TryGetValue(key, out var node))
            return [];
        if (node is YamlSequence sequence)
        {
            if (sequence.Items.Count == 0 && _keys.First(known => known.Name == key) is { Required: true, Mend: var mend })
                _report(node.Line, $"\"{key}\" is empty: add {mend}");
            return sequence.Items;
        }

        if (node is not YamlRefused)
            _report(node.Line, $"\"{key}\" must be a list of {things}: put each on a line of its own that begins with \"- \"");
        return [];
    }

    Located<string>? Text(string key, YamlNode node)
    {
        switch (node)
        {
            case YamlRefused:
                return null;
            case YamlScalar scalar when scalar.IsNull || string.IsNullOrWhiteSpace(scalar.Value):
                _report(scalar.Line, $"\"{key}\" is empty: write the text after it, or remove it");
                return null;
            case YamlScalar { Flag: not null } scalar:
                _report(scalar.Line, $"\"{key}\" must be a text: put \"{scalar.Value}\" in quotes");
                return null;
            case YamlScalar scalar:
                return new(scalar.Value.Trim(), scalar.Line);
            default:
                _report(node.Line, $"\"{key}\" must be a text, not a list or keys and values (a text with \": \" in it needs quotes)");
                return null;
        }
    }

    static string UnknownKey(string key, string what, IReadOnlyList<QuestionKey> keys)
    {
        var names = keys.Select(known => known.Name);
        var mend = Nearest.Match(key, names) is { } match
            ? $"did you mean \"{match}\"?"
            : $"the keys are {string.Join(", ", names)}";
        return $"\"{QuestionForms.Cut(key)}\" is no key of a {what}: {mend}";
    }
}
