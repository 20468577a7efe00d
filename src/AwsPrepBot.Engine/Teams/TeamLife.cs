using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Schedules;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AwsPrepBot.Engine.Teams;

/// <summary>What happens to a team's place: the bot comes, is sent away, loses a channel.</summary>
public sealed partial class TeamLife(ITeamStore teams, IScheduleStore schedules, BotPauses pauses, TimeProvider time, ILogger<TeamLife> logger)
{
    /// <summary>How long what a team had is kept after it sent the bot away, should it be back.</summary>
    public static readonly Duration Kept = Duration.FromDays(30);

    static readonly Card Greeting = new()
    {
        Blocks =
        [
            new TextBlock(
            [
                "Hello. I ask a team one AWS interview question every working day. You answer with a button, in private; "
                + "when the question closes I show the right answer, why, and who got it.",
            ]),
            new TextBlock(["An admin starts me with ", Span.Code("/prep setup"), " in the channel that should be asked. ", Span.Code("/prep help"), " shows the rest."]),
        ],
    };

    /// <summary>What to say to a team that the bot has just come to; null when it was greeted before.</summary>
    public async Task<Card?> WelcomeAsync(TeamId team, CancellationToken cancellationToken)
    {
        await teams.MarkPresentAsync(team, cancellationToken);
        return await teams.ClaimGreetingAsync(team, cancellationToken) ? Greeting : null;
    }

    /// <summary>
    /// A platform told of every team the bot is in: one that is back counts as never gone, one that is missing sent it away
    /// while nobody listened.
    /// </summary>
    /// <param name="platform">Whose teams.</param>
    /// <param name="present">All of them.</param>
    /// <param name="reason">Why the others are gone, in words that fit after "paused:".</param>
    /// <param name="cancellationToken">Ends it between two teams.</param>
    public async Task PresentAsync(string platform, IReadOnlyCollection<TeamId> present, string reason, CancellationToken cancellationToken)
    {
        foreach (var team in present)
            await teams.MarkPresentAsync(team, cancellationToken);
        foreach (var gone in (await teams.PresentAsync(platform, cancellationToken)).Except(present))
            await LeftAsync(gone, reason, cancellationToken);
    }

    /// <summary>Deletes everything of the teams that sent the bot away <see cref="Kept"/> ago or before.</summary>
    public async Task ForgetLeftAsync(CancellationToken cancellationToken)
    {
        foreach (var team in await teams.ForgetLeftAsync(time.GetInstant() - Kept, cancellationToken))
            Log.Forgotten(logger, team);
    }

    /// <summary>
    /// The bot was sent away: nothing is asked there any more until it is back and an admin resumes, and after
    /// <see cref="Kept"/> all of the team is deleted.
    /// </summary>
    /// <param name="team">Where.</param>
    /// <param name="reason">In words that fit after "paused:".</param>
    /// <param name="cancellationToken">Ends it between two schedules.</param>
    public async Task LeftAsync(TeamId team, string reason, CancellationToken cancellationToken)
    {
        await teams.MarkLeftAsync(team, time.GetInstant(), cancellationToken);
        foreach (var schedule in await schedules.OfTeamAsync(team, cancellationToken))
            await pauses.PauseAsync(team, schedule.Id, reason, cancellationToken);
    }

    /// <summary>A channel was deleted: nothing is asked there any more.</summary>
    /// <param name="team">Where.</param>
    /// <param name="channel">The channel that was.</param>
    /// <param name="reason">In words that fit after "paused:".</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ChannelGoneAsync(TeamId team, ChannelId channel, string reason, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(team, channel, cancellationToken) is { } schedule)
            await pauses.PauseAsync(team, schedule.Id, reason, cancellationToken);
    }

    static partial class Log
    {
        [LoggerMessage(1501, LogLevel.Information, "Team {Team} sent the bot away 30 days ago; everything of it is deleted")]
        public static partial void Forgotten(ILogger logger, TeamId team);
    }
}
