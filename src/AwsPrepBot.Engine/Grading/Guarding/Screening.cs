using AwsPrepBot.Engine.Grading.Matching;
using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Guarding;

/// <summary>What an answer is, apart from what it says: which of its clauses count, and what its author should be told.</summary>
/// <param name="Worth">One for each clause.</param>
/// <param name="Flags">In the order in which they matter.</param>
/// <param name="Ungraded">Nothing in it can be graded.</param>
sealed record Screening(IReadOnlyList<ClauseWorth> Worth, IReadOnlyList<AnswerFlag> Flags, bool Ungraded)
{
    static Screening Refuse(ReadText answer, FlagKind kind, string message) =>
        new([.. answer.Clauses.Select(_ => ClauseWorth.Nothing)], [new(kind, message)], Ungraded: true);

    /// <summary>Looks at an answer before it is graded.</summary>
    public static Screening Of(PreparedQuestion question, ReadText answer)
    {
        var foreign = Language.IsOther(answer);
        if (foreign && question.Points.Count > 0)
            return Refuse(answer, FlagKind.OtherLanguage, Language.Message);
        if (answer.Tokens.Length == 0)
            return Refuse(answer, FlagKind.Empty, "There is no answer to grade yet.");

        var worth = new ClauseWorth[answer.Clauses.Length];
        var flags = new List<AnswerFlag>();
        if (foreign)
            flags.Add(new(FlagKind.OtherLanguage, Language.Message));
        if (Instructions.Mark(answer, worth))
            flags.Add(new(FlagKind.Instructions, "Sentences that address the grader are left out."));
        if (Ignorance.Mark(answer, worth))
            return Refuse(answer, FlagKind.DontKnow, "You wrote that you do not know this one yet.");
        Retraction.Mark(answer, worth);
        if (Repetition.Mark(answer, worth))
            flags.Add(new(FlagKind.Repetition, "What is said twice counts once."));
        if (Echo.Mark(question, answer, worth))
            flags.Add(new(FlagKind.Echo, "Repeating the question earns nothing: say what the answer is."));
        question.MarkAuthored(answer, worth);
        if (!foreign && KeywordLists.Mark(question, answer, worth))
            flags.Add(new(FlagKind.KeywordList, "Key words alone count little: say how they hang together."));
        return new(worth, flags, Ungraded: !worth.Any(clause => clause != ClauseWorth.Nothing));
    }
}
