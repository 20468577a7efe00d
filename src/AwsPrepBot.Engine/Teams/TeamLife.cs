using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Schedules;

namespace AwsPrepBot.Engine.Teams;

/// <summary>What happens to a team's place: the bot comes, is sent away, loses a channel.</summary>
public sealed class TeamLife(ITeamStore teams, IScheduleStore schedules, BotPauses pauses)
{
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
    public async Task<Card?> WelcomeAsync(TeamId team, CancellationToken cancellationToken) =>
        await teams.ClaimGreetingAsync(team, cancellationToken) ? Greeting : null;

    /// <summary>The bot was sent away: nothing is asked there any more until it is back and an admin resumes.</summary>
    /// <param name="team">Where.</param>
    /// <param name="reason">In words that fit after "paused:".</param>
    /// <param name="cancellationToken">Ends it between two schedules.</param>
    public async Task LeftAsync(TeamId team, string reason, CancellationToken cancellationToken)
    {
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
}
