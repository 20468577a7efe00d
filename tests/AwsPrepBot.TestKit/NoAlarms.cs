using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Schedules;
using NodaTime;

namespace AwsPrepBot.TestKit;

/// <summary>For tests that move the clock themselves and sweep.</summary>
public sealed class NoAlarms : IAlarms
{
    /// <inheritdoc/>
    public Task SetPostAsync(TeamId team, ScheduleId schedule, Instant at, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task SetCloseAsync(TeamId team, RoundId round, Instant at, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task SetQuizAsync(TeamId team, QuizId quiz, Instant at, CancellationToken cancellationToken) => Task.CompletedTask;
}
