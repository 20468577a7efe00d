using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Rounds;

/// <summary>Draws the line below a round's message that says how it was corrected, from its present state.</summary>
internal static class RoundNotices
{
    /// <summary>The line; null when there is nothing to say of this round.</summary>
    public static Card? Draw(Round round)
    {
        var question = round.Question;
        RichText about = [Span.Link("the question", round.Message?.Link), $" of {Words.Day(round.LocalDate)} ({Topics.Name(question.Topics[0])})"];
        return (round.State, question.RightAsWritten) switch
        {
            (RoundState.Void, _) => Card.Plain(
                new RichText([Span.Strong("Withdrawn: ")]) + about + " was reported and counts for nothing. Its points are taken back; streaks are not touched."),
            (RoundState.Closed, { } written) => Card.Plain(
                new RichText([Span.Strong("Corrected: ")]) + about + $" was reported. {question.RightLetters} is right, not {question.LettersOf(written)}; everyone's points count so now."),
            // Corrected back to what the author wrote.
            (RoundState.Closed, null) => Card.Plain(
                new RichText([Span.Strong("Corrected: ")]) + about + $" was looked at again. {question.RightLetters} is right; everyone's points count so now."),
            _ => null,
        };
    }
}
