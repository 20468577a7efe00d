namespace AwsPrepBot.Engine.Chat;

/// <summary>What adapters say when the way to the person or to the bot is what fails: the same words on every platform.</summary>
public static class AdapterCards
{
    /// <summary>A form could not be brought to the screen in time; nothing has been done.</summary>
    public static Card NoForm { get; } = Card.Refusal("The form could not be opened just now. Please press again in a moment.");

    /// <summary>The platform does not take the answer, or it could not be drawn.</summary>
    public static Card CannotShow { get; } =
        Card.Plain(["That was dealt with, but its answer cannot be shown here. ", Span.Code("/prep today"), " shows how things stand."]);

    /// <summary>Another command than the bot's came to it.</summary>
    public static Card UnknownCommand { get; } = Card.Refusal(["That is no command of mine. ", Span.Code("/prep help"), " lists what there is."]);
}
