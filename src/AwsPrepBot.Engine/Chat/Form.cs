namespace AwsPrepBot.Engine.Chat;

/// <summary>A form for the options of a command: what a person fills in comes back as that command.</summary>
/// <param name="Command">The subcommand it is for.</param>
/// <param name="Title">At most 24 characters.</param>
/// <param name="Submit">The button's label, at most 24 characters.</param>
/// <param name="Intro">What it is about.</param>
/// <param name="Fields">From top to bottom.</param>
public sealed record Form(string Command, string Title, string Submit, RichText Intro, IReadOnlyList<FormField> Fields);

/// <summary>A field.</summary>
/// <param name="Option">The command's option that it fills.</param>
/// <param name="Label">Its name on the screen.</param>
/// <param name="Value">What stands in it; null for nothing.</param>
public sealed record FormField(string Option, string Label, string? Value)
{
    /// <summary>How to fill it in.</summary>
    public string? Hint { get; init; }

    /// <summary>The only values there are; null for a free text.</summary>
    public IReadOnlyList<string>? Choices { get; init; }
}
