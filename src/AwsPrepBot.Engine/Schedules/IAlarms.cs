using NodaTime;

namespace AwsPrepBot.Engine.Schedules;

/// <summary>
/// Wakes the engine when something is due. One alarm for each due thing: setting it again moves it. An alarm in the past
/// goes off at once. Alarms do not outlive the process and may be lost: the tables are the truth, and the sweep finds
/// what no alarm announced.
/// </summary>
public interface IAlarms
{
    /// <summary>Calls <see cref="DailyQuestions.PostDueAsync"/> for the schedule at that instant.</summary>
    Task SetPostAsync(TeamId team, ScheduleId schedule, Instant at, CancellationToken cancellationToken);

    /// <summary>Calls <see cref="Rounds.RoundService.CloseDueAsync"/> for the round at that instant.</summary>
    Task SetCloseAsync(TeamId team, RoundId round, Instant at, CancellationToken cancellationToken);

    /// <summary>Calls <see cref="Quizzes.ChannelQuizzes.AdvanceDueAsync"/> for the quiz at that instant.</summary>
    Task SetQuizAsync(TeamId team, QuizId quiz, Instant at, CancellationToken cancellationToken);
}
