using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Rounds;

/// <summary>Makes a round's own copy of a question, asked in one of the ways it has.</summary>
public static class QuestionCopies
{
    /// <summary>
    /// The copy. Of a question that has both ways a <see cref="QuestionKind.Mixed"/> schedule asks the one that the round's
    /// id draws, so that drawing again draws the same.
    /// </summary>
    public static RoundQuestion Of(Question question, QuestionKind kind, RoundId round)
    {
        var isOpen = kind switch
        {
            QuestionKind.Choice => false,
            QuestionKind.Open => true,
            _ => question.Choice is null || (question.IsOpen && Shuffle.Hash(round.Value, "kind") % 2 == 1),
        };
        return isOpen ? Open(question) : Choice(question, round);
    }

    static RoundQuestion Choice(Question question, RoundId round)
    {
        var choice = question.Choice ?? throw new InvalidOperationException($"Question {question.Id} has no options.");
        var order = Shuffle.Order(choice.Options, round.Value, option => option.Id);
        return new RoundQuestion(
            question.Id, question.Level, question.Topics, choice.Prompt,
            [.. order.Select(option => new RoundOption(option.Id, option.Text, option.Why))],
            [.. order.Where(option => option.Correct).Select(option => option.Id)],
            question.Hint, question.References, question.Reviewed);
    }

    static RoundQuestion Open(Question question)
    {
        if (!question.IsOpen)
            throw new InvalidOperationException($"Question {question.Id} has no rubric.");
        return new RoundQuestion(
            question.Id, question.Level, question.Topics, question.Prompt, [], [], question.Hint, question.References, question.Reviewed)
        {
            Rubric = new RoundRubric(question.Rubric, question.Answers),
        };
    }
}
