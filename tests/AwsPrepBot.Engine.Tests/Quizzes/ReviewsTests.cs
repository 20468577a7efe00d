using AwsPrepBot.Engine.Quizzes;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Quizzes;

public sealed class ReviewsTests
{
    static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    static PastAnswer On(string question, int day, bool isRight, int hour = 12) =>
        new(new QuestionId(question), Instant.FromUtc(2026, 11, day, hour, 0), isRight);

    static IEnumerable<(string, int)> Due(params PastAnswer[] answers) =>
        Reviews.Of(answers, Berlin).Select(item => (item.Question.Value, item.From.Day));

    [Fact]
    public void What_was_never_wrong_is_not_reviewed() => Assert.Empty(Due(On("q1", 1, true), On("q2", 2, true)));

    [Fact]
    public void What_was_missed_longest_ago_comes_first() =>
        Assert.Equal([("q2", 1), ("q1", 3)], Due(On("q1", 3, false), On("q2", 1, false), On("q3", 2, true)));

    [Fact]
    public void Right_on_two_different_days_it_is_done() => Assert.Empty(Due(On("q1", 1, false), On("q1", 2, true), On("q1", 5, true)));

    [Fact]
    public void Right_twice_on_one_day_counts_once_and_it_comes_back_the_day_after() =>
        Assert.Equal([("q1", 3)], Due(On("q1", 1, false), On("q1", 2, true), On("q1", 2, true, hour: 13)));

    [Fact]
    public void Missed_again_it_begins_anew() =>
        Assert.Equal([("q1", 4)], Due(On("q1", 1, false), On("q1", 2, true), On("q1", 3, true), On("q1", 4, false)));

    [Fact]
    public void Days_are_those_of_the_members_zone()
    {
        // 22:30 and 23:30 UTC are two dates in Berlin.
        var first = new PastAnswer(new QuestionId("q1"), Instant.FromUtc(2026, 11, 2, 22, 30), true);
        Assert.Empty(Due(On("q1", 1, false), first, first with { At = Instant.FromUtc(2026, 11, 2, 23, 30) }));
    }
}
