using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.Engine.Members;

/// <summary>How well answers were given: how many, and the mean of their scores, 0 to 100.</summary>
public readonly record struct Accuracy(int Answers, int Percent)
{
    internal static Accuracy Of(IReadOnlyCollection<Attempt> attempts) => new(
        attempts.Count, attempts.Count == 0 ? 0 : (int)Math.Round(attempts.Average(attempt => attempt.Score), MidpointRounding.AwayFromZero));
}

/// <summary>What a member's answers come to, for their own eyes. Open answers count by their score, chosen ones as right or wrong.</summary>
/// <param name="All">Over everything.</param>
/// <param name="ByLevel">Levels that were met, easiest first.</param>
/// <param name="ByTopic">Topics that were met, most answers first. An answer counts under each topic of its question.</param>
/// <param name="ByWeek">Weeks with answers by their Mondays, oldest first, at most <see cref="WeeksShown"/> back.</param>
public sealed record MemberStatistics(
    Accuracy All, IReadOnlyList<(Level Level, Accuracy Accuracy)> ByLevel, IReadOnlyList<(string Topic, Accuracy Accuracy)> ByTopic,
    IReadOnlyList<(LocalDate Monday, Accuracy Accuracy)> ByWeek)
{
    /// <summary>This week and those before it.</summary>
    public const int WeeksShown = 8;

    /// <summary>Fewer answers on a topic say nothing about it.</summary>
    const int Telling = 3;

    const int Strong = 80, Weak = 60;

    /// <summary>The topics that go well, best first; at most three.</summary>
    public IReadOnlyList<string> StrongTopics => Told(ByTopic.Where(topic => topic.Accuracy.Percent >= Strong).OrderByDescending(topic => topic.Accuracy.Percent));

    /// <summary>The topics to look at again, worst first; at most three.</summary>
    public IReadOnlyList<string> WeakTopics => Told(ByTopic.Where(topic => topic.Accuracy.Percent < Weak).OrderBy(topic => topic.Accuracy.Percent));

    /// <summary>Sums a member's attempts up.</summary>
    /// <param name="attempts">In any order.</param>
    /// <param name="zone">Whose days make a week.</param>
    /// <param name="today">The present date there.</param>
    public static MemberStatistics Of(IReadOnlyList<Attempt> attempts, DateTimeZone zone, LocalDate today)
    {
        var oldest = Monday(today).PlusWeeks(1 - WeeksShown);
        return new(
            Accuracy.Of(attempts),
            [.. attempts.GroupBy(attempt => attempt.Level).OrderBy(level => level.Key).Select(level => (level.Key, Accuracy.Of([.. level])))],
            [
                .. attempts.SelectMany(attempt => attempt.Topics.Distinct(StringComparer.Ordinal), (attempt, topic) => (Topic: topic, Attempt: attempt))
                    .GroupBy(entry => entry.Topic, entry => entry.Attempt, StringComparer.Ordinal)
                    .Select(topic => (topic.Key, Accuracy.Of([.. topic])))
                    .OrderByDescending(topic => topic.Item2.Answers).ThenBy(topic => topic.Key, StringComparer.Ordinal),
            ],
            [
                .. attempts.GroupBy(attempt => Monday(attempt.At.InZone(zone).Date))
                    .Where(week => week.Key >= oldest).OrderBy(week => week.Key).Select(week => (week.Key, Accuracy.Of([.. week]))),
            ]);
    }

    static LocalDate Monday(LocalDate date) => date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));

    static IReadOnlyList<string> Told(IEnumerable<(string Topic, Accuracy Accuracy)> topics) =>
        [.. topics.Where(topic => topic.Accuracy.Answers >= Telling).Take(3).Select(topic => topic.Topic)];
}
