using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Grading;

/// <summary>An open question as graders see it: of the bank, or of a round, which owns a copy.</summary>
/// <param name="Id">The bank's id, or any name.</param>
/// <param name="Prompt">What the person was asked; Markdown. Words of it earn little.</param>
/// <param name="Rubric">What a complete answer covers; may be empty when there are model answers.</param>
/// <param name="Answers">Model answers; may be empty when there is a rubric.</param>
public sealed record OpenQuestion(string Id, string Prompt, IReadOnlyList<RubricPoint> Rubric, IReadOnlyList<string> Answers)
{
    /// <summary>The open version of a question of the bank.</summary>
    public static OpenQuestion From(Question question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return new(question.Id.Value, question.Prompt, question.Rubric, question.Answers);
    }
}
