using System.Text.Json.Serialization;

namespace AwsPrepBot.Engine.Grading;

/// <summary>What a grader says about an answer. Plain data: <c>System.Text.Json</c> writes and reads it, and rounds keep it.</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Points">One for each point of the rubric, in its order; empty for a question without a rubric.</param>
/// <param name="Flags">What the member should know beyond the points; empty most of the time.</param>
/// <param name="Feedback">One to three sentences to the member, second person, plain text.</param>
public sealed record Verdict(int Score, IReadOnlyList<PointVerdict> Points, IReadOnlyList<AnswerFlag> Flags, string Feedback)
{
    /// <summary>How many points are covered whole.</summary>
    [JsonIgnore]
    public int Covered => Points.Count(point => point.Coverage == Coverage.Covered);

    /// <summary>The verdict that follows from how each point of a rubric is dealt with: the sum is done here, whoever marked the points.</summary>
    /// <param name="points">At least one.</param>
    /// <param name="flags">What else the member should know.</param>
    public static Verdict Of(IReadOnlyList<PointVerdict> points, IReadOnlyList<AnswerFlag> flags)
    {
        var score = (int)Math.Round(100 * Totals.Of(points), MidpointRounding.AwayFromZero);
        return new(score, points, flags, Grading.Feedback.Write(score, points, flags));
    }
}

/// <summary>How an answer deals with one point of the rubric.</summary>
/// <param name="Point">The point, as the rubric states it.</param>
/// <param name="Weight">Its weight in the rubric.</param>
/// <param name="Coverage">Whether the answer says it.</param>
/// <param name="Quotation">The words of the answer that show it, exactly as typed; null when nothing does (<see cref="Coverage.Missing"/>).</param>
public sealed record PointVerdict(string Point, double Weight, Coverage Coverage, string? Quotation);

/// <summary>Whether an answer says what a point of the rubric states.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Coverage>))]
public enum Coverage
{
    /// <summary>Nothing of it.</summary>
    Missing,
    /// <summary>Part of it, or it and its opposite at once.</summary>
    Partly,
    /// <summary>All that matters of it.</summary>
    Covered,
    /// <summary>The opposite of it.</summary>
    Contradicted,
}

/// <summary>Something about an answer that the member should know.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Message">One sentence to the member, plain text; it may quote the answer.</param>
public sealed record AnswerFlag(FlagKind Kind, string Message);

/// <summary>Kinds of <see cref="AnswerFlag"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FlagKind>))]
public enum FlagKind
{
    /// <summary>Nothing was typed.</summary>
    Empty,
    /// <summary>The answer says that its author does not know.</summary>
    DontKnow,
    /// <summary>The answer repeats the question and adds nothing.</summary>
    Echo,
    /// <summary>The same sentence several times; it counts once.</summary>
    Repetition,
    /// <summary>Key words without sentences that connect them; the score is capped.</summary>
    KeywordList,
    /// <summary>Instructions to the grader; they are not read as part of the answer.</summary>
    Instructions,
    /// <summary>Not in English, which is all the offline grader reads; not graded.</summary>
    OtherLanguage,
    /// <summary>The answer says the opposite of a point.</summary>
    Contradiction,
    /// <summary>The answer says a point and its opposite, or leaves open which holds; half of it counts at most.</summary>
    BothWays,
    /// <summary>The judge that should have graded could not; the verdict is the offline grader's.</summary>
    NotJudged,
}
