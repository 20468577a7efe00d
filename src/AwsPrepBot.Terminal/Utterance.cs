using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Terminal;

/// <summary>What a typed line means.</summary>
abstract record Utterance
{
    /// <summary>Nothing was typed.</summary>
    public sealed record Nothing : Utterance;

    /// <summary>The person wants to leave.</summary>
    public sealed record Quit : Utterance;

    /// <summary>Something for the bot.</summary>
    public sealed record Said(Speaker Speaker, ChatInput Input) : Utterance;

    /// <summary>A text for the form this person has seen last.</summary>
    public sealed record Wrote(Speaker Speaker, string Text) : Utterance;

    /// <summary>Something the bot need not hear of; <paramref name="Answer"/> says what would be right.</summary>
    public sealed record Refused(RichText Answer) : Utterance;
}
