using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Discord.Rendering;

/// <summary>Draws a form as a modal, and finds what was written into it when it comes back.</summary>
internal static class FormDrawing
{
    /// <summary>The only field's id; whose form it is says the modal's own.</summary>
    const string Field = "text";

    /// <summary>Titles and labels (developers/interactions/receiving-and-responding), a text to be read (developers/components/reference).</summary>
    const int LongestTitle = 45, LongestLabel = 45, LongestPrompt = 4000;

    public static Modal Modal(Form form)
    {
        var input = Component.Paragraph(Field, form.MostCharacters, value: form.Text is { } text ? Fitting.Cut(text, form.MostCharacters) : null);
        var label = Component.Field(Fitting.Cut(CleanText.Line(form.Label), LongestLabel), input);
        return new Modal(
            form.Id, Fitting.Cut(CleanText.Line(form.Title), LongestTitle),
            form.Prompt is { } prompt ? [Component.Text(Fitting.Cut(DiscordText.Line(prompt), LongestPrompt)), label] : [label]);
    }

    /// <summary>What was written; empty when the field is not there.</summary>
    public static string TextOf(InteractionData? data) => SubmittedComponent.Fields(data?.Components).GetValueOrDefault(Field, "");
}
