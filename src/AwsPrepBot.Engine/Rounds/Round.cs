using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.Engine.Rounds;

/// <summary>Where a round comes from. Daily and extra rounds feed the leaderboard; only daily ones feed streaks.</summary>
public enum RoundKind
{
    /// <summary>From a schedule, once per local day.</summary>
    Daily,
    /// <summary>Asked for by an admin beside the daily one.</summary>
    Extra,
}

/// <summary>A round's life: <c>Open → Closed → Void</c> or <c>Open → Void</c>.</summary>
public enum RoundState
{
    /// <summary>Taking answers, from the moment it is posted.</summary>
    Open,
    /// <summary>Scored; late answers are told so.</summary>
    Closed,
    /// <summary>Counts for nothing: never delivered, or withdrawn.</summary>
    Void,
}

/// <summary>An option as this round shows it.</summary>
public sealed record RoundOption(string Id, string Text, string Why);

/// <summary>What an open question is graded and explained by.</summary>
/// <param name="Points">What a complete answer covers; at least one.</param>
/// <param name="Answers">Model answers, Markdown; shown to nobody before the close.</param>
public sealed record RoundRubric(IReadOnlyList<RubricPoint> Points, IReadOnlyList<string> Answers);

/// <summary>
/// The round's own copy of its question, options in the order shown: changing the bank never changes a round.
/// <see cref="Right"/> holds the ids of the right options; today always exactly one. An open question has neither, but a
/// <see cref="Rubric"/>.
/// </summary>
public sealed record RoundQuestion(
    QuestionId Id, Level Level, IReadOnlyList<string> Topics, string Prompt, IReadOnlyList<RoundOption> Options,
    IReadOnlyList<string> Right, string? Hint, IReadOnlyList<Uri> References, LocalDate Reviewed)
{
    /// <summary>
    /// The right options as the question's author had them and its explanations say, where they were corrected since; null
    /// while they are <see cref="Right"/>.
    /// </summary>
    public IReadOnlyList<string>? RightAsWritten { get; init; }

    /// <summary>What answers in one's own words are graded by; null for multiple choice.</summary>
    public RoundRubric? Rubric { get; init; }

    /// <summary>The letter an option is shown under: <c>A</c> is the first.</summary>
    public char LetterOf(string optionId) => (char)('A' + Options.TakeWhile(option => option.Id != optionId).Count());

    /// <summary>The option shown under a letter; null when there is none.</summary>
    public RoundOption? OptionAt(char letter) => letter - 'A' is >= 0 and var index && index < Options.Count ? Options[index] : null;

    /// <summary>Whether choosing that option is right.</summary>
    public bool IsRight(string optionId) => Right.Contains(optionId);

    /// <summary>Whether what is said of an option fits <see cref="Right"/>.</summary>
    public bool IsExplained(string optionId) => RightAsWritten is null || RightAsWritten.Contains(optionId) == IsRight(optionId);

    /// <summary>The letters of the right options, as in a sentence: <c>B</c>, <c>B and D</c>.</summary>
    public string RightLetters => LettersOf(Right);

    /// <summary>The letters of these options, as in a sentence.</summary>
    public string LettersOf(IEnumerable<string> optionIds) => Words.List([.. optionIds.Select(id => LetterOf(id).ToString())]);

    /// <summary>The same question with other right options.</summary>
    public RoundQuestion WithRight(IReadOnlyList<string> right)
    {
        var written = RightAsWritten ?? Right;
        return this with { Right = right, RightAsWritten = written.ToHashSet().SetEquals(right) ? null : written };
    }

    /// <summary>Whether an answer counts as right: the right option, or words that earn enough (<see cref="Scoring.RightFrom"/>).</summary>
    public bool IsRight(Answer answer) => answer.Score is { } score ? score >= Scoring.RightFrom : answer.OptionId is { } option && IsRight(option);
}

/// <summary>One question put to one channel.</summary>
public sealed record Round
{
    /// <summary>Its id.</summary>
    public required RoundId Id { get; init; }

    /// <summary>The tenant.</summary>
    public required TeamId Team { get; init; }

    /// <summary>Where it is asked.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>The schedule whose bag the question came from.</summary>
    public required ScheduleId Schedule { get; init; }

    /// <summary>Daily or extra.</summary>
    public required RoundKind Kind { get; init; }

    /// <summary>The date in the schedule's zone that its points count for.</summary>
    public required LocalDate LocalDate { get; init; }

    /// <summary>Which turn of the bag it belongs to, 1 first.</summary>
    public required int Cycle { get; init; }

    /// <summary>Whether the channel was asked this question before.</summary>
    public required bool IsReview { get; init; }

    /// <summary>What is asked.</summary>
    public required RoundQuestion Question { get; init; }

    /// <summary>When it was decided to ask.</summary>
    public required Instant OpenedAt { get; init; }

    /// <summary>Undelivered at this instant, it is void.</summary>
    public required Instant PostBefore { get; init; }

    /// <summary>How long it stays open, counted from <see cref="PostedAt"/>.</summary>
    public required Duration OpenFor { get; init; }

    /// <summary>Where it is in its life.</summary>
    public RoundState State { get; init; } = RoundState.Open;

    /// <summary>When it was delivered.</summary>
    public Instant? PostedAt { get; init; }

    /// <summary>When it stops taking answers; known from delivery on.</summary>
    public Instant? ClosesAt { get; init; }

    /// <summary>When it was closed or made void.</summary>
    public Instant? ClosedAt { get; init; }

    /// <summary>The message it was delivered as.</summary>
    public MessageRef? Message { get; init; }

    /// <summary>Points for a right choice.</summary>
    public int Points => Question.Level.Points();
}

/// <summary>What one member submitted to one round: the last one before closing, or the better of two in one's own words.</summary>
/// <param name="Member">Who.</param>
/// <param name="OptionId">The option chosen; null for an answer in one's own words.</param>
/// <param name="At">When.</param>
/// <param name="Score">What the words earned, 0 to 100; null for an option.</param>
public sealed record Answer(MemberId Member, string? OptionId, Instant At, int? Score = null);
