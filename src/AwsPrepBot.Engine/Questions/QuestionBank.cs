using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Questions;

/// <summary>What to choose questions by; null means any.</summary>
/// <param name="Level">Only this level.</param>
/// <param name="Topic">Only questions that have this topic among theirs, lower case.</param>
/// <param name="ChoiceOnly">Only questions with a multiple-choice version.</param>
/// <param name="Except">None of these.</param>
/// <param name="OpenOnly">Only questions that can be answered in one's own words.</param>
public sealed record BankFilter(
    Level? Level = null, string? Topic = null, bool ChoiceOnly = false, IReadOnlySet<QuestionId>? Except = null, bool OpenOnly = false)
{
    /// <summary>Whether the question may be chosen.</summary>
    public bool Matches(Question question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return (Level is null || question.Level == Level)
            && (Topic is null || question.Topics.Contains(Topic, StringComparer.Ordinal))
            && (!ChoiceOnly || question.Choice is not null)
            && (!OpenOnly || question.IsOpen)
            && Except?.Contains(question.Id) is not true;
    }
}

/// <summary>A topic and how many questions have it.</summary>
public sealed record TopicCount(string Topic, int Count);

/// <summary>The questions in force. Immutable and thread-safe: a reload makes a new bank.</summary>
public sealed class QuestionBank
{
    readonly Dictionary<QuestionId, Question> _byId;
    readonly Dictionary<QuestionId, HashSet<QuestionId>> _related = [];

    /// <summary>
    /// A bank of these questions, in this order, and what their answers are read with (nothing known by default). Throws when
    /// two questions have the same id; <see cref="QuestionBankLoader"/> checks all else.
    /// </summary>
    public QuestionBank(IEnumerable<Question> questions, Vocabulary? vocabulary = null)
    {
        Vocabulary = vocabulary ?? Vocabulary.Empty;
        All = [.. questions];
        _byId = All.ToDictionary(question => question.Id);
        Topics = CountTopics(All);
        foreach (var question in All)
        {
            foreach (var related in question.Related)
            {
                Relate(question.Id, related);
                Relate(related, question.Id);
            }
        }
    }

    /// <summary>What answers are read with.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Every question, in the order of the files.</summary>
    public IReadOnlyList<Question> All { get; }

    /// <summary>Every topic with its questions counted, by name.</summary>
    public IReadOnlyList<TopicCount> Topics { get; }

    /// <summary>The question of that id, or null.</summary>
    public Question? Find(QuestionId id) => _byId.GetValueOrDefault(id);

    /// <summary>The questions that match, in the order of the files.</summary>
    public IReadOnlyList<Question> Filter(BankFilter filter) => [.. All.Where(filter.Matches)];

    /// <summary>The topics of the questions that match, by name.</summary>
    public IReadOnlyList<TopicCount> TopicsOf(BankFilter filter) => CountTopics(Filter(filter));

    /// <summary>Whether either question names the other as related.</summary>
    public bool AreRelated(QuestionId one, QuestionId other) => _related.TryGetValue(one, out var related) && related.Contains(other);

    /// <summary>The topic a person most likely meant: the word itself when it is one, whatever its case; null when none is near.</summary>
    public string? NearestTopic(string word) => Nearest.Match(word, Topics.Select(topic => topic.Topic));

    /// <summary>The id a person most likely meant, or null when none is near.</summary>
    public QuestionId? NearestId(string word) =>
        Nearest.Match(word, All.Select(question => question.Id.Value)) is { } id ? new QuestionId(id) : null;

    void Relate(QuestionId from, QuestionId to)
    {
        if (!_related.TryGetValue(from, out var related))
            _related.Add(from, related = []);
        related.Add(to);
    }

    static IReadOnlyList<TopicCount> CountTopics(IEnumerable<Question> questions) =>
    [
        .. questions
            .SelectMany(question => question.Topics.Distinct(StringComparer.Ordinal))
            .GroupBy(topic => topic, StringComparer.Ordinal)
            .Select(topic => new TopicCount(topic.Key, topic.Count()))
            .OrderBy(topic => topic.Topic, StringComparer.Ordinal),
    ];
}
