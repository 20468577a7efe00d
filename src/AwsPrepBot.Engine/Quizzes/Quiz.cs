using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using NodaTime;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>Whom a quiz asks, and what for. All but <see cref="Channel"/> are private: one member, one message that moves on.</summary>
public enum QuizMode
{
    /// <summary>One member, for practice.</summary>
    Solo,
    /// <summary>Everyone in a channel, against the clock.</summary>
    Channel,
    /// <summary>One member, on what they got wrong before.</summary>
    Review,
    /// <summary>One member, in their own words, as an interviewer would: with follow-up questions, and a scorecard at the end.</summary>
    Mock,
}

/// <summary>A quiz's life: <c>Running ⇄ Parked → Ended</c>, or <c>Abandoned</c> from either.</summary>
public enum QuizState
{
    /// <summary>Taking answers to its present question.</summary>
    Running,
    /// <summary>Private and left alone for <see cref="QuizRules.Idle"/>; goes on when its member wants to.</summary>
    Parked,
    /// <summary>All was asked, or somebody stopped it.</summary>
    Ended,
    /// <summary>Given up for another one, or never shown.</summary>
    Abandoned,
}

/// <summary>What a quiz was asked for with. Null means any; of a review only <paramref name="Count"/> counts.</summary>
/// <param name="Level">Only this level.</param>
/// <param name="Topic">Only this topic, lower case.</param>
/// <param name="Kind">How answers are given.</param>
/// <param name="Count">How many questions, 1 to <see cref="QuizRules.MostQuestions"/>; there may have been fewer.</param>
public sealed record QuizFilter(Level? Level, string? Topic, QuestionKind Kind, int Count);

/// <summary>Several questions put one after the other, with copies of them: changing the bank never changes a quiz under way.</summary>
public sealed record Quiz
{
    /// <summary>Its id; also the seed of its order.</summary>
    public required QuizId Id { get; init; }

    /// <summary>The tenant.</summary>
    public required TeamId Team { get; init; }

    /// <summary>Where it was begun; in channel mode where it is asked.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>Who began it; alone but in channel mode they answer.</summary>
    public required MemberId Member { get; init; }

    /// <summary>Whom it asks.</summary>
    public required QuizMode Mode { get; init; }

    /// <summary>Where it is in its life. A private one that was left alone may still say running: see <see cref="QuizRules.IsParked"/>.</summary>
    public QuizState State { get; init; } = QuizState.Running;

    /// <summary>When it was begun.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>The last thing anybody did in it; of a private one also when its present question was shown.</summary>
    public required Instant LastAt { get; init; }

    /// <summary>When it ended or was given up.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>
    /// Of the present question, 0 first; the number of questions when all were asked. A <see cref="QuizMode.Mock"/> is over
    /// only when its member has seen the scorecard, which would be lost else.
    /// </summary>
    public int Position { get; init; }

    /// <summary>Channel mode: when the present question closes; null until it is shown.</summary>
    public Instant? ClosesAt { get; init; }

    /// <summary>Channel mode: how long a question stays open, counted from its showing; null else.</summary>
    public Duration? QuestionTime { get; init; }

    /// <summary>What it was asked for with.</summary>
    public required QuizFilter Filter { get; init; }

    /// <summary>Channel mode: the one message it is shown in.</summary>
    public MessageRef? Message { get; init; }

    /// <summary>What is asked, in this order.</summary>
    public required IReadOnlyList<RoundQuestion> Questions { get; init; }

    /// <summary>Whether only <see cref="Member"/> answers.</summary>
    public bool IsPrivate => Mode != QuizMode.Channel;

    /// <summary>Whether it can still go on.</summary>
    public bool IsUnfinished => State is QuizState.Running or QuizState.Parked;

    /// <summary>The question that is to be answered now; null when all were.</summary>
    public RoundQuestion? Present => Position < Questions.Count ? Questions[Position] : null;
}

/// <summary>What one member answered to one question of a quiz.</summary>
/// <param name="Position">Of the question.</param>
/// <param name="Member">Who.</param>
/// <param name="At">When.</param>
/// <param name="Took">From the question's showing; decides ties in channel mode.</param>
/// <param name="Score">0 to 100, with what the follow-up earned; a chosen option 0 or 100.</param>
/// <param name="OptionId">The option chosen; null for an answer in one's own words.</param>
/// <param name="Written">The answer in one's own words; null for a chosen option.</param>
/// <param name="FollowUp">What was asked after it; null for nothing.</param>
public sealed record QuizAnswer(
    int Position, MemberId Member, Instant At, Duration Took, int Score, string? OptionId, WrittenAnswer? Written = null, FollowUp? FollowUp = null)
{
    /// <summary>Whether it counts as right.</summary>
    public bool IsRight => Score >= Scoring.RightFrom;
}

/// <summary>What a member wrote, and the verdict on it.</summary>
public sealed record WrittenAnswer(string Text, Verdict Verdict);

/// <summary>A second question, on what an answer left out.</summary>
/// <param name="Points">The points of the rubric it asks about, 0 first; of several, any one is an answer.</param>
/// <param name="Question">What was asked; plain text.</param>
/// <param name="Reply">What the member wrote, graded by these points alone; null while it waits, and for ever once it was skipped.</param>
public sealed record FollowUp(IReadOnlyList<int> Points, string Question, WrittenAnswer? Reply = null);

/// <summary>A quiz with every answer given in it, by position and member.</summary>
public sealed record QuizAccount(Quiz Quiz, IReadOnlyList<QuizAnswer> Answers)
{
    /// <summary>What a member answered to a question; null when they have not.</summary>
    public QuizAnswer? AnswerOf(MemberId member, int position) =>
        Answers.FirstOrDefault(answer => answer.Member == member && answer.Position == position);

    /// <summary>The answer whose follow-up question is to be answered now; null when none is.</summary>
    public QuizAnswer? Pending => Quiz.IsPrivate && AnswerOf(Quiz.Member, Quiz.Position) is { FollowUp: not null } answer ? answer : null;
}
