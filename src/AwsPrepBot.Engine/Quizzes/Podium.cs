using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>How one member did in a channel's quiz. <paramref name="Took"/> is the time of their right answers together.</summary>
public sealed record Place(int Rank, MemberId Member, int Points, int Right, int Answered, Duration Took);

/// <summary>Who did how well: by points; where those are equal, by speed. Pure.</summary>
public static class Podium
{
    /// <summary>Everyone who answered and may be shown, best first. Equal in points and time share a rank.</summary>
    public static IReadOnlyList<Place> Of(QuizAccount account, Func<MemberId, bool> isShown)
    {
        var sums = account.Answers.Where(answer => answer.Position < account.Quiz.Position && isShown(answer.Member))
            .GroupBy(answer => answer.Member)
            .Select(member => SumOf(account.Quiz, member.Key, [.. member]))
            .OrderByDescending(place => place.Points).ThenBy(place => place.Took).ThenBy(place => place.Member.Value, StringComparer.Ordinal).ToList();
        return [.. sums.Select(place => place with { Rank = 1 + sums.Count(other => IsBetter(other, place)) })];
    }

    static bool IsBetter(Place other, Place place) => other.Points > place.Points || (other.Points == place.Points && other.Took < place.Took);

    static Place SumOf(Quiz quiz, MemberId member, List<QuizAnswer> answers)
    {
        var right = answers.Where(answer => answer.IsRight).ToList();
        return new Place(
            0, member, right.Sum(answer => quiz.Questions[answer.Position].Level.Points()), right.Count, answers.Count,
            right.Aggregate(Duration.Zero, (sum, answer) => sum + answer.Took));
    }
}
