using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Schedules;

/// <summary>How schedules are put into words.</summary>
internal static class ScheduleCards
{
    /// <summary><c>09:00 Europe/Berlin, Monday to Friday, all topics, all levels, as multiple choice, open for 23 hours</c>.</summary>
    public static string Describe(ScheduleSettings settings) => string.Join(", ",
        $"{Words.Time(settings.Time)} {settings.Zone}",
        Words.Days(settings.Days),
        settings.Topic is { } topic ? $"on {Topics.Name(topic)}" : "all topics",
        settings.Level is { } level ? $"{level.Word()} level" : "all levels",
        settings.Kind switch
        {
            QuestionKind.Open => "in your own words",
            QuestionKind.Mixed => "as multiple choice or in your own words",
            _ => "as multiple choice",
        },
        $"open for {Words.Span(settings.OpenFor)}");

    /// <summary>The next posts in the schedule's zone; the first one also in the reader's.</summary>
    public static RichText Next(IReadOnlyList<Occurrence> next, ScheduleSettings settings, string? readerZone)
    {
        if (next.Count == 0)
            return "Next: nothing.";
        var spans = new List<Span> { $"Next: {Words.Day(next[0].Date)} {Words.Time(settings.Time)}" };
        if (readerZone != settings.Zone)
            spans.AddRange([" (your ", Span.Time(next[0].At), ")"]);
        spans.AddRange(next.Skip(1).Select(occurrence => (Span)$" · {Words.Day(occurrence.Date)}"));
        return new RichText(spans);
    }

    /// <summary>A restriction that leaves no question, or none but <paramref name="withheld"/> ones.</summary>
    public static Card NothingFits(ScheduleSettings settings, int withheld) => Card.Refusal(withheld > 0 ? AllWithheld(settings, withheld) :
    [
        $"There is no {$"{Kind(settings.Level, settings.Topic)} question".Trim()}{(settings.Kind == QuestionKind.Open ? " to answer in your own words" : "")}. Change the level or topic with ", Span.Code("/prep setup"), ".",
    ]);

    /// <summary>Why nothing is asked, and what an admin can do.</summary>
    public static RichText AllWithheld(ScheduleSettings settings, int withheld)
    {
        var question = $"{Kind(settings.Level, settings.Topic)} question".TrimStart();
        var all = withheld == 1 ? $"the only {question} is" : $"all {withheld} {question}s are";
        return
        [
            $"Nothing can be asked: {all} withheld after reports. An admin can give back what is right with ", Span.Code("/prep reports"),
            ", or change the level or topic with ", Span.Code("/prep setup"), ".",
        ];
    }

    /// <summary>How long the questions last, where that is worth a word: below three months of posts.</summary>
    public static string? Lasts(ScheduleSettings settings, int questions)
    {
        var weeks = Math.Max(1, (int)Math.Round((double)questions / settings.Days.Count));
        return weeks > 12 ? null
            : $"{Words.Count(questions, $"{Kind(settings.Level, settings.Topic)} question".Trim())}: about {Words.Count(weeks, "week")}, then the ones you missed come back.";
    }

    /// <summary>The warning that the bag is nearly empty; null while it is not.</summary>
    public static string? FewLeft(int left) =>
        left > 5 ? null
        : left == 0 ? "Every question has been asked: the ones you missed come back now, marked as review."
        : $"{Words.Count(left, "question")} left before the ones you missed come back.";

    public static string Kind(Level? level, string? topic) =>
        string.Join(' ', new[] { level?.Word(), topic is null ? null : Topics.Name(topic) }.OfType<string>());
}
