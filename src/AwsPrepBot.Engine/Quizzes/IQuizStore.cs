using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>
/// Where quizzes and their answers are kept. What a method reports is durable when it returns; a <see cref="RequestId"/>
/// makes the act it belongs to happen once. A member has at most one unfinished private quiz, a channel at most one running.
/// </summary>
public interface IQuizStore
{
    /// <summary>
    /// Writes a new quiz, in channel mode with the delivery of its message, in one transaction.
    /// </summary>
    /// <param name="quiz">Running, at its first question.</param>
    /// <param name="displayName">The name of who begins it.</param>
    /// <param name="replaces">A private quiz of the same member that is given up for it, if it is still unfinished.</param>
    /// <param name="post">The delivery of its message; in channel mode only.</param>
    /// <param name="request">The act that begins it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<StartResult> StartAsync(
        Quiz quiz, string displayName, QuizId? replaces, DeliveryId? post, RequestId request, CancellationToken cancellationToken);

    /// <summary>The quiz with its answers, if it is this team's.</summary>
    Task<QuizAccount?> FindAsync(TeamId team, QuizId quiz, CancellationToken cancellationToken);

    /// <summary>A member's private quiz that can still go on.</summary>
    Task<Quiz?> UnfinishedOfAsync(TeamId team, MemberId member, CancellationToken cancellationToken);

    /// <summary>What a new quiz in a channel depends on.</summary>
    Task<QuizPlace> PlaceAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken);

    /// <summary>Allows or forbids quizzes for everyone in a channel; one that runs there goes on.</summary>
    /// <returns>False when this request was carried out before.</returns>
    Task<bool> AllowAsync(TeamId team, ChannelId channel, bool allowed, RequestId request, CancellationToken cancellationToken);

    /// <summary>
    /// Reads a quiz, asks <paramref name="decide"/> what the act means and writes what follows, in one transaction.
    /// <paramref name="decide"/> is pure and may be called again; null means that nothing is to be done.
    /// </summary>
    /// <param name="team">Whose.</param>
    /// <param name="quiz">Which.</param>
    /// <param name="speaker">Who acts, to remember the name; null where nobody does.</param>
    /// <param name="decide">What it means. Where somebody acts, of the answers it is given theirs alone.</param>
    /// <param name="request">The act; claimed also when it is refused, so that its second delivery gets no second answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<QuizTurn?> TakeTurnAsync(
        TeamId team, QuizId quiz, Speaker? speaker, Func<QuizAccount, QuizTurn?> decide, RequestId? request, CancellationToken cancellationToken);

    /// <summary>
    /// A channel's quiz was shown: its delivery is sent, a first message is known, and the question that was shown closes at
    /// <paramref name="closesAt"/> unless its time began before or the quiz has moved on meanwhile.
    /// </summary>
    /// <returns>When the present question closes; null when nothing is open.</returns>
    Task<Instant?> ShownAsync(PendingDelivery delivery, Quiz shown, MessageRef message, Instant at, Instant? closesAt, CancellationToken cancellationToken);

    /// <summary>The names under which members last spoke; those who are hidden are absent.</summary>
    Task<IReadOnlyDictionary<MemberId, string>> ShownNamesAsync(TeamId team, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken);

    /// <summary>Every running quiz in a channel, of every team.</summary>
    Task<IReadOnlyList<Quiz>> RunningInChannelsAsync(CancellationToken cancellationToken);

    /// <summary>Parks every running private quiz in which nothing happened since <paramref name="lastBefore"/>.</summary>
    Task ParkAsync(Instant lastBefore, CancellationToken cancellationToken);

    /// <summary>
    /// When questions were last put to an audience, in quizzes and closed or open rounds: to a member, what they answered; to
    /// a channel, what stood in it.
    /// </summary>
    Task<IReadOnlyDictionary<QuestionId, Instant>> LastAskedAsync(TeamId team, MemberId? member, ChannelId? channel, CancellationToken cancellationToken);

    /// <summary>Questions whose answer is still secret in a team: of its open rounds and of running quizzes in its channels.</summary>
    Task<IReadOnlySet<QuestionId>> SecretAsync(TeamId team, CancellationToken cancellationToken);

    /// <summary>
    /// Everything a member answered, right or wrong, oldest first: in closed rounds by their present key, and in quizzes.
    /// </summary>
    Task<IReadOnlyList<PastAnswer>> PastAnswersAsync(TeamId team, MemberId member, CancellationToken cancellationToken);
}

/// <summary>What became of beginning a quiz.</summary>
public abstract record StartResult
{
    /// <summary>It is written.</summary>
    public sealed record Started : StartResult;

    /// <summary>Another one is in its place: the member's own unfinished one, or one that runs in the channel.</summary>
    public sealed record Taken(Quiz Other) : StartResult;

    /// <summary>This request has been carried out before.</summary>
    public sealed record Duplicate : StartResult;
}

/// <summary>A channel as a place for quizzes.</summary>
/// <param name="LastEndedAt">When the last one that was shown there ended.</param>
/// <param name="IsAllowed">Whether an admin has not switched them off.</param>
public sealed record QuizPlace(Instant? LastEndedAt, bool IsAllowed);

/// <summary>One answer of a member's, however it was given.</summary>
public sealed record PastAnswer(QuestionId Question, Instant At, bool IsRight);
