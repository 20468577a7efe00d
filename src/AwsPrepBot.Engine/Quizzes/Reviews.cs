using NodaTime;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>A question to be asked again. <paramref name="From"/> is the first local date on which it is due.</summary>
public sealed record ReviewItem(QuestionId Question, Instant MissedAt, LocalDate From);

/// <summary>
/// What a member should look at again: everything they got wrong, until they got it right on <see cref="RightDays"/>
/// different days after that. It follows from their answers and is kept nowhere. Pure.
/// </summary>
public static class Reviews
{
    /// <summary>On so many days a missed question has to be answered rightly.</summary>
    public const int RightDays = 2;

    /// <summary>Everything to be reviewed, what was missed longest ago first. Right today, a question comes back tomorrow.</summary>
    /// <param name="answers">All of the member's, in any order.</param>
    /// <param name="zone">Whose dates are the days.</param>
    public static IReadOnlyList<ReviewItem> Of(IEnumerable<PastAnswer> answers, DateTimeZone zone) =>
    [
        .. answers.GroupBy(answer => answer.Question).Select(question => ItemOf([.. question.OrderBy(answer => answer.At)], zone)).OfType<ReviewItem>()
            .OrderBy(item => item.MissedAt).ThenBy(item => item.Question.Value, StringComparer.Ordinal),
    ];

    static ReviewItem? ItemOf(List<PastAnswer> answers, DateTimeZone zone)
    {
        var missed = answers.FindLastIndex(answer => !answer.IsRight);
        if (missed < 0)
            return null;
        var rightDays = answers.Skip(missed + 1).Select(answer => answer.At.InZone(zone).Date).Distinct().ToList();
        if (rightDays.Count >= RightDays)
            return null;
        var from = rightDays.Count == 0 ? answers[missed].At.InZone(zone).Date : rightDays.Max().PlusDays(1);
        return new ReviewItem(answers[missed].Question, answers[missed].At, from);
    }
}
