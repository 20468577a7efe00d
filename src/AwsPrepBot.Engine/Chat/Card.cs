namespace AwsPrepBot.Engine.Chat;

/// <summary>What kind of message a card is. Decides colour and weight only, never meaning.</summary>
public enum CardTone
{
    /// <summary>Information a person asked for.</summary>
    Plain,
    /// <summary>A question that is open.</summary>
    Question,
    /// <summary>A question that is closed, with its answer.</summary>
    Result,
    /// <summary>Something was done.</summary>
    Done,
    /// <summary>Something was refused or went wrong, with what would be right.</summary>
    Refusal,
}

/// <summary>
/// A platform-neutral message, from top to bottom: <see cref="Lead"/>, <see cref="Title"/>, <see cref="Blocks"/>,
/// <see cref="Footer"/>, <see cref="Actions"/>. Renderers escape all text and cut nothing: what the engine puts into a
/// card fits every platform.
/// </summary>
public sealed record Card
{
    /// <summary>What kind of message it is.</summary>
    public CardTone Tone { get; init; }

    /// <summary>
    /// The round whose message in a channel this is, the same in each of its states; null for everything else. Not shown:
    /// a platform may mark the message with it, to find it again.
    /// </summary>
    public RoundId? Round { get; init; }

    /// <summary>A line above the title, about something else (yesterday's answer).</summary>
    public RichText? Lead { get; init; }

    /// <summary>A short heading.</summary>
    public RichText? Title { get; init; }

    /// <summary>The body.</summary>
    public IReadOnlyList<Block> Blocks { get; init; } = [];

    /// <summary>A small line at the end of the text.</summary>
    public RichText? Footer { get; init; }

    /// <summary>Buttons, at most ten, labels unique whatever their case.</summary>
    public IReadOnlyList<CardAction> Actions { get; init; } = [];

    /// <summary>
    /// A form to be filled in, in place of everything above: the first answer to a press whose
    /// <see cref="ActionId.Response"/> is <see cref="PressResponse.Form"/>. Null for a message.
    /// </summary>
    public Form? Form { get; init; }

    /// <summary>A file that goes with the message; null for none.</summary>
    public CardFile? File { get; init; }

    /// <summary>A card of one paragraph that says something was done or is so.</summary>
    public static Card Done(RichText text) => new() { Tone = CardTone.Done, Blocks = [new TextBlock(text)] };

    /// <summary>A card of one paragraph that says what was wrong and what would be right.</summary>
    public static Card Refusal(RichText text) => new() { Tone = CardTone.Refusal, Blocks = [new TextBlock(text)] };

    /// <summary>A card of one paragraph.</summary>
    public static Card Plain(RichText text) => new() { Blocks = [new TextBlock(text)] };
}

/// <summary>A part of a card's body.</summary>
public abstract record Block;

/// <summary>A paragraph.</summary>
public sealed record TextBlock(RichText Text) : Block;

/// <summary>Several lines of literal text in a fixed pitch.</summary>
public sealed record CodeBlock(string Text) : Block;

/// <summary>Short points under each other.</summary>
public sealed record ListBlock(IReadOnlyList<RichText> Items) : Block;

/// <summary>The options of a question, one a line, whole.</summary>
public sealed record ChoicesBlock(IReadOnlyList<Choice> Choices) : Block;

/// <summary>One option. <paramref name="IsRight"/> is set only after closing, and only on the right one.</summary>
public sealed record Choice(string Letter, RichText Text, bool IsRight = false);

/// <summary>How the answers are spread over the options.</summary>
public sealed record SharesBlock(IReadOnlyList<Share> Shares) : Block;

/// <summary>One bar; <paramref name="Percent"/> is 0–100. A note says what it is a share of (<c>of 12</c>); a bar with one has a line of its own.</summary>
public sealed record Share(string Label, int Percent, string? Note = null);

/// <summary>A ranking. Null stands for a gap between the leaders and the reader's own neighbourhood.</summary>
public sealed record BoardBlock(IReadOnlyList<BoardLine?> Lines) : Block;

/// <summary>One place of a ranking. Streak in posted days, 0 and 1 are not shown.</summary>
public sealed record BoardLine(int Rank, string Name, bool IsYou, int Points, int Right, int Answered, int Streak);

/// <summary>Terms and what is to be said of each, under each other.</summary>
public sealed record TermsBlock(IReadOnlyList<Term> Terms) : Block;

/// <summary>One term, shown literally, and its text.</summary>
public sealed record Term(string Name, RichText Text);

/// <summary>A button.</summary>
public abstract record CardAction(string Label);

/// <summary>A button that comes back as a <see cref="PressInput"/> with <paramref name="Id"/> (see <see cref="ActionId"/>).</summary>
public sealed record ButtonAction(string Id, string Label, bool IsPrimary = false) : CardAction(Label);

/// <summary>One field to write into. What is written comes back as a <see cref="FormInput"/> with <paramref name="Id"/>.</summary>
/// <param name="Id">Its action (see <see cref="ActionId"/>).</param>
/// <param name="Title">At most 24 characters, the limit of the strictest platform.</param>
/// <param name="Label">What to write, at most 45 characters.</param>
/// <param name="Text">What stands in the field at first, to be improved; null for nothing.</param>
/// <param name="MostCharacters">1 to <see cref="LongestText"/>.</param>
/// <param name="Prompt">What is asked, to be read while writing: a form may stand before the message. Null for nothing.</param>
public sealed record Form(
    string Id, string Title, string Label, string? Text = null, int MostCharacters = Form.LongestText, RichText? Prompt = null)
{
    /// <summary>The longest text taken, in UTF-16 characters: what every platform's form can hold.</summary>
    public const int LongestText = 3000;
}

/// <summary>A file for one person. <paramref name="Name"/> is ASCII without folders.</summary>
public sealed record CardFile(string Name, string MediaType, ReadOnlyMemory<byte> Content);
