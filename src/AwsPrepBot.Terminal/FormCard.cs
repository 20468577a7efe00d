using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Terminal;

/// <summary>A form as a terminal shows it: what is asked, what stands in it, and that the next line fills it in.</summary>
static class FormCard
{
    public static Card Of(Form form)
    {
        var blocks = new List<Block>();
        if (form.Prompt is { } prompt)
            blocks.Add(new TextBlock(prompt));
        if (form.Text is { } text)
            blocks.Add(new TextBlock(["So far: ", text]));
        return new Card
        {
            Title = [Span.Strong(form.Title)],
            Blocks = blocks,
            Footer = $"{form.Label}. Type it in one line, at most {form.MostCharacters} characters.",
        };
    }
}
