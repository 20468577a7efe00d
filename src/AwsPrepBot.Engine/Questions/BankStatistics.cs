using NodaTime;

namespace AwsPrepBot.Engine.Questions;

/// <summary>How many questions of each level have a topic.</summary>
public sealed record TopicLevels(string Topic, IReadOnlyDictionary<Level, int> ByLevel)
{
    /// <summary>Over all levels.</summary>
    public int Total => ByLevel.Values.Sum();
}

/// <summary>Lengths of one kind of text, in characters.</summary>
public sealed record TextLengths(string Text, int Count, int Shortest, int Median, int Longest);

/// <summary>How many references point to one service's pages on one host.</summary>
public sealed record SourceCount(string Host, string Service, int References);

/// <summary>What a bank looks like as a whole, for those who write it.</summary>
public sealed record BankStatistics
{
    /// <summary>All questions.</summary>
    public required int Questions { get; init; }

    /// <summary>Questions per level; every level is there.</summary>
    public required IReadOnlyDictionary<Level, int> ByLevel { get; init; }

    /// <summary>By topic name. A question counts under each of its topics.</summary>
    public required IReadOnlyList<TopicLevels> Topics { get; init; }

    /// <summary>Questions that can be asked as multiple choice.</summary>
    public required int Choice { get; init; }

    /// <summary>Questions that can be asked openly, which need a rubric.</summary>
    public required int Open { get; init; }

    /// <summary>How often an option of this id is right, by id.</summary>
    public required IReadOnlyDictionary<string, int> RightIds { get; init; }

    /// <summary>Multiple-choice questions whose right option is longer than every other.</summary>
    public required int RightIsLongest { get; init; }

    /// <summary>Lengths of prompts, stems, options, whys, hints and model answers; kinds that do not occur are left out.</summary>
    public required IReadOnlyList<TextLengths> Lengths { get; init; }

    /// <summary>The oldest review date; null for an empty bank.</summary>
    public required LocalDate? OldestReview { get; init; }

    /// <summary>The latest review date; null for an empty bank.</summary>
    public required LocalDate? LatestReview { get; init; }

    /// <summary>Questions last checked more than six, and more than twelve, months ago (the latter are among the former).</summary>
    public required (int OverSixMonths, int OverTwelveMonths) Ages { get; init; }

    /// <summary>Most used first.</summary>
    public required IReadOnlyList<SourceCount> Sources { get; init; }

    /// <summary>The statistics of a bank.</summary>
    /// <param name="bank">The bank.</param>
    /// <param name="today">What ages are reckoned from.</param>
    public static BankStatistics Of(QuestionBank bank, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(bank);
        var all = bank.All;
        var choices = all.Select(question => question.Choice).OfType<ChoiceQuestion>().ToList();
        return new BankStatistics
        {
            Questions = all.Count,
            ByLevel = CountLevels(all),
            Topics = [.. bank.Topics.Select(topic => new TopicLevels(topic.Topic, CountLevels(bank.Filter(new BankFilter(Topic: topic.Topic)))))],
            Choice = choices.Count,
            Open = all.Count(question => question.Rubric.Count > 0),
            RightIds = choices
                .SelectMany(choice => choice.Options)
                .GroupBy(option => option.Id, StringComparer.Ordinal)
                .OrderBy(options => options.Key, StringComparer.Ordinal)
                .ToDictionary(options => options.Key, options => options.Count(option => option.Correct)),
            RightIsLongest = choices.Count(choice => BankRules.RightIsLongest(choice.Options.Select(option => (option.Text, option.Correct)))),
            Lengths = MeasureAll(all, choices),
            OldestReview = all.Count == 0 ? null : all.Min(question => question.Reviewed),
            LatestReview = all.Count == 0 ? null : all.Max(question => question.Reviewed),
            Ages = (Older(6), Older(12)),
            Sources =
            [
                .. all.SelectMany(question => question.References)
                    .GroupBy(reference => (reference.Host, Service: Service(reference)))
                    .Select(source => new SourceCount(source.Key.Host, source.Key.Service, source.Count()))
                    .OrderByDescending(source => source.References)
                    .ThenBy(source => source.Host, StringComparer.Ordinal)
                    .ThenBy(source => source.Service, StringComparer.Ordinal),
            ],
        };

        int Older(int months) => all.Count(question => question.Reviewed < today.PlusMonths(-months));
    }

    static Dictionary<Level, int> CountLevels(IReadOnlyList<Question> questions) =>
        Levels.All.ToDictionary(level => level, level => questions.Count(question => question.Level == level));

    static List<TextLengths> MeasureAll(IReadOnlyList<Question> all, List<ChoiceQuestion> choices)
    {
        var options = choices.SelectMany(choice => choice.Options).ToList();
        return
        [
            .. Measure("prompt", all.Select(question => question.Prompt)),
            .. Measure("choice prompt", choices.Select(choice => choice.Prompt)),
            .. Measure("option", options.Select(option => option.Text)),
            .. Measure("why", options.Select(option => option.Why)),
            .. Measure("hint", all.Select(question => question.Hint).OfType<string>()),
            .. Measure("model answer", all.SelectMany(question => question.Answers)),
        ];
    }

    static IEnumerable<TextLengths> Measure(string what, IEnumerable<string> texts)
    {
        var lengths = texts.Select(text => text.Length).Order().ToList();
        if (lengths.Count > 0)
            yield return new(what, lengths.Count, lengths[0], lengths[lengths.Count / 2], lengths[^1]);
    }

    /// <summary>The first part of the path, which on AWS's hosts names the service.</summary>
    static string Service(Uri reference) => reference.Segments.Length > 1 ? reference.Segments[1].Trim('/') : "";
}
