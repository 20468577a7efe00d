using NodaTime;

namespace AwsPrepBot.Engine.Questions;

/// <summary>A value and the line it was written on.</summary>
readonly record struct Located<T>(T Value, int Line);

/// <summary>
/// A question as far as its file could be read. Null or missing means that the reader has reported it (or that the key is
/// optional): the rules of <see cref="QuestionLinter"/> look only at what is there.
/// </summary>
sealed record QuestionDraft(string File, int Line)
{
    public Located<string>? Id { get; init; }
    public Located<Level>? Level { get; init; }
    public IReadOnlyList<Located<string>> Topics { get; init; } = [];
    public Located<string>? Prompt { get; init; }
    public ChoiceDraft? Choice { get; init; }
    public IReadOnlyList<RubricDraft> Rubric { get; init; } = [];
    public IReadOnlyList<Located<string>> Answers { get; init; } = [];
    public Located<string>? Hint { get; init; }
    public IReadOnlyList<Located<string>> References { get; init; } = [];
    public Located<LocalDate>? Reviewed { get; init; }
    public IReadOnlyList<Located<string>> Related { get; init; } = [];
    public Located<string>? Origin { get; init; }

    /// <summary>The question of a draft that passed lint.</summary>
    public Question ToQuestion() => new()
    {
        Id = new QuestionId(Id!.Value.Value),
        Level = Level!.Value.Value,
        Topics = [.. Topics.Select(topic => topic.Value)],
        Prompt = Prompt!.Value.Value,
        Choice = Choice is null ? null : new ChoiceQuestion(
            Choice.Prompt!.Value.Value,
            [.. Choice.Options.Select(option => new QuestionOption(
                option.Id!.Value.Value, option.Text!.Value.Value, option.Correct!.Value, option.Why!.Value.Value))]),
        Rubric = [.. Rubric.Select(point => new RubricPoint(
            point.Point!.Value.Value,
            point.Weight.Value,
            [.. point.Accept.Select(phrase => phrase.Value)],
            [.. point.Reject.Select(phrase => phrase.Value)]))],
        Answers = [.. Answers.Select(answer => answer.Value)],
        Hint = Hint?.Value,
        References = [.. References.Select(reference => new Uri(reference.Value))],
        Reviewed = Reviewed!.Value.Value,
        Related = [.. Related.Select(id => new QuestionId(id.Value))],
        Origin = Origin?.Value,
    };
}

/// <summary>The multiple-choice version as far as it could be read.</summary>
sealed record ChoiceDraft(int Line, Located<string>? Prompt, IReadOnlyList<OptionDraft> Options);

/// <summary>One option as far as it could be read; <paramref name="Correct"/> is null when it is neither true nor false.</summary>
sealed record OptionDraft(int Line, Located<string>? Id, Located<string>? Text, bool? Correct, Located<string>? Why);

/// <summary>One point of the rubric as far as it could be read; a weight not written is 1.</summary>
sealed record RubricDraft(
    int Line,
    Located<string>? Point,
    Located<double> Weight,
    IReadOnlyList<Located<string>> Accept,
    IReadOnlyList<Located<string>> Reject);
