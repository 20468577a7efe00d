using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Slack.Wire;

namespace AwsPrepBot.Slack;

/// <summary>Reads what was filled into a form, and finds where on it a refusal belongs.</summary>
internal static class FormFields
{
    const int MostFields = 20, LongestProblem = 300;

    /// <summary>What was filled in, by field.</summary>
    public static IReadOnlyDictionary<string, string> Of(ViewRef view) => Filled(view).ToDictionary(
        field => field.Name, field => field.Text.Length <= Form.LongestText ? field.Text : field.Text[..Form.LongestText], StringComparer.Ordinal);

    /// <summary>
    /// The refusal by field, for the form to stay where it is with what was written in it; null where it is no refusal, or
    /// says what there is no room for below a field: a time in the reader's zone, a link, a button.
    /// </summary>
    public static IReadOnlyDictionary<string, string>? Problems(ViewRef view, Card card)
    {
        if (card is not { Tone: CardTone.Refusal, Lead: null, Title: null, Footer: null, Actions: [], File: null, Form: null })
            return null;
        var fields = Filled(view).Select(field => field.Name).ToList();
        if (card.Problems.Count > 0)
            return card.Problems.Keys.All(fields.Contains) ? card.Problems.ToDictionary(problem => problem.Key, problem => Short(problem.Value.ToString())) : null;
        return fields is [var first, ..] && card.Blocks.All(block => block is TextBlock { Text: var text } && text.All(span => span is TextSpan))
            ? new Dictionary<string, string> { [first] = Short(string.Join(' ', card.Blocks.OfType<TextBlock>().Select(block => block.Text.ToString()))) }
            : null;
    }

    static IEnumerable<(string Name, string Text)> Filled(ViewRef view) => (view.State?.Values ?? new Dictionary<string, IReadOnlyDictionary<string, FieldValue?>?>())
        .Take(MostFields).Where(block => block.Key.Length <= 100)
        .Select(block => (block.Key, block.Value?.Values.FirstOrDefault(field => field?.Text is not null)?.Text ?? ""));

    static string Short(string text) => text.Length <= LongestProblem ? text : string.Concat(text.AsSpan(0, LongestProblem - 1), "…");
}
