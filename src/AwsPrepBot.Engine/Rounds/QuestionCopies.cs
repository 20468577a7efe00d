using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Rounds;

/// <summary>Makes a round's or quiz's own copy of a question, asked in one of the ways it has.</summary>
public static class QuestionCopies
{
    /// <summary>A round's copy.</summary>
    public static RoundQuestion Of(Question question, QuestionKind kind, RoundId round) => Of(question, kind, round.Value);

    /// <summary>
    /// The copy. Of a question that has both ways <see cref="QuestionKind.Mixed"/> takes the one that the seed draws, so that
    /// drawing again draws the same.
    /// </summary>
    /// <param name="question">Of the bank.</param>
    /// <param name="kind">How it is to be answered.</param>
    /// <param name="seed">Orders the options too; the round's id, or the quiz's and the question's position in it.</param>
    public static RoundQuestion Of(Question question, QuestionKind kind, long seed)
    {
        var isOpen = kind switch
        {
            QuestionKind.Choice => false,
            QuestionKind.Open => true,
            _ => question.Choice is null || (question.IsOpen && Shuffle.Hash(seed, "kind") % 2 == 1),
        };
        return isOpen ? Open(question) : Choice(question, seed);
    }

    static RoundQuestion Choice(Question question, long seed)
    {
        var choice = question.Choice ?? throw new InvalidOperationException($"Question {question.Id} has no options.");
        var order = Shuffle.Order(choice.Options, seed, option => option.Id);
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
