namespace AwsPrepBot.Engine.Chat;

/// <summary>Fields to fill in. What is written comes back as a <see cref="FormInput"/> with <paramref name="Id"/>.</summary>
/// <param name="Id">Its action (see <see cref="ActionId"/>).</param>
/// <param name="Title">At most 24 characters, the limit of the strictest platform.</param>
/// <param name="Fields">
/// From top to bottom. One, to be written into at length, wherever forms are; several only in answer to an act that no
/// button offers and that platforms with room for them ask for (<see cref="ActionId.SetUp"/>).
/// </param>
/// <param name="Prompt">What is asked, to be read while writing: a form may stand before the message. Null for nothing.</param>
public sealed record Form(string Id, string Title, IReadOnlyList<FormField> Fields, RichText? Prompt = null)
{
    /// <summary>The longest text taken, in UTF-16 characters: what every platform's form can hold.</summary>
    public const int LongestText = 3000;

    /// <summary>A form to write one text into.</summary>
    /// <param name="id">Its action.</param>
    /// <param name="title">At most 24 characters.</param>
    /// <param name="label">What to write, at most 45 characters.</param>
    /// <param name="text">What stands in the field at first, to be improved; null for nothing.</param>
    /// <param name="mostCharacters">1 to <see cref="LongestText"/>.</param>
    /// <param name="prompt">What is asked.</param>
    public static Form ToWrite(string id, string title, string label, string? text = null, int mostCharacters = LongestText, RichText? prompt = null) =>
        new(id, title, [new FormField(FormField.Only, label, text) { MostCharacters = mostCharacters, IsLong = true }], prompt);
}

/// <summary>A field.</summary>
/// <param name="Name">What its text comes back by: lower case, words joined by hyphens.</param>
/// <param name="Label">What to write, at most 45 characters.</param>
/// <param name="Text">What stands in it at first; null for nothing.</param>
public sealed record FormField(string Name, string Label, string? Text = null)
{
    /// <summary>The name of the field of a form that has one.</summary>
    public const string Only = "text";

    /// <summary>1 to <see cref="Form.LongestText"/>.</summary>
    public int MostCharacters { get; init; } = 100;

    /// <summary>For several lines.</summary>
    public bool IsLong { get; init; }

    /// <summary>How to fill it in; null where the label says it all.</summary>
    public string? Hint { get; init; }

    /// <summary>The only values there are; null for a free text.</summary>
    public IReadOnlyList<string>? Choices { get; init; }
}
