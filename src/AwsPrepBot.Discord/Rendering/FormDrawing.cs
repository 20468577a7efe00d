using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Discord.Rendering;

/// <summary>Draws a form as a modal, and finds what was written into it when it comes back.</summary>
internal static class FormDrawing
{
    /// <summary>Titles and labels (developers/interactions/receiving-and-responding), a text to be read (developers/components/reference).</summary>
    const int LongestTitle = 45, LongestLabel = 45, LongestPrompt = 4000, MostComponents = 5;

    public static Modal Modal(Form form)
    {
        IEnumerable<Component> prompt = form.Prompt is { } text ? [Component.Text(Fitting.Cut(DiscordText.Line(text), LongestPrompt))] : [];
        return new Modal(form.Id, Fitting.Cut(CleanText.Line(form.Title), LongestTitle), [.. prompt.Concat(form.Fields.Select(Field)).Take(MostComponents)]);
    }

    /// <summary>What was written, by the fields' names; whose form it is says the modal's own id.</summary>
    public static IReadOnlyDictionary<string, string> FieldsOf(InteractionData? data) => SubmittedComponent.Fields(data?.Components);

    static Component Field(FormField field) => Component.Field(
        Fitting.Cut(CleanText.Line(field.Label), LongestLabel),
        Component.Paragraph(field.Name, field.MostCharacters, value: field.Text is { } text ? Fitting.Cut(text, field.MostCharacters) : null));
}
