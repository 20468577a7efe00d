using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AwsPrepBot.Engine.Chat;

/// <inheritdoc/>
internal sealed partial class PrepBot(
    PrepCommands commands, IScheduleStore schedules, IRoundStore rounds, DailyQuestions daily, Sweep sweep, Outbox outbox, IdSource ids,
    TimeProvider time, ILogger<PrepBot> logger) : IPrepBot
{
    public async Task<Card?> HandleAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await commands.HandleAsync(request, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, request.Team, request.Input.GetType().Name);
            return request.Input switch
            {
                PressInput => Card.Refusal("Not recorded: the bot could not save it just now. Please press again in a minute."),
                FormInput { Text.Length: > 0 } form => NotSaved(form),
                _ => Card.Refusal("That did not work: the bot could not read or save it just now. Nothing was changed; please try again in a minute."),
            };
        }
    }

    public async Task<Card?> StartRoomAsync(TeamId team, ChannelId channel, string zone, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenRoomAsync(team, channel, zone, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, team, "start");
            return Card.Refusal(["No question could be opened: the bot could not read or save just now. ", Span.Code("/prep post"), " tries again."]);
        }
    }

    async Task<Card?> OpenRoomAsync(TeamId team, ChannelId channel, string zone, CancellationToken cancellationToken)
    {
        var schedule = await schedules.FindAsync(team, channel, cancellationToken);
        if (schedule is null)
        {
            schedule = new Schedule
            {
                Id = new ScheduleId(ids.Next()),
                Team = team,
                Channel = channel,
                Settings = ScheduleSettings.Default(zone),
                Revision = 1,
                EffectiveFrom = time.GetInstant(),
            };
            await schedules.SaveAsync(schedule, null, cancellationToken);
        }

        await sweep.RunAsync(cancellationToken);
        if (schedule.Settings is not { } settings || (await rounds.OpenInAsync(team, channel, cancellationToken)).Count > 0)
            return null;
        // Its set time may come at this very moment: as if somebody had asked for it, no second question is opened beside the first.
        var outcome = await daily.PostNowAsync(schedule, evenIfSkipped: false, new RequestId($"room:{ids.Next()}"), cancellationToken);
        if (outcome is OpenOutcome.NoQuestion none)
            return ScheduleCards.NothingFits(settings, none.Withheld);
        var today = time.GetToday(settings.TimeZone);
        var skipped = (await schedules.SkippedAsync(schedule.Id, 1, cancellationToken)).FirstOrDefault(day => day.Date == today);
        return skipped is null ? null : Card.Plain($"Today's {Words.Time(settings.Time)} question was skipped: {skipped.Reason}. Here is an extra one.");
    }

    public Task WhenDeliveredAsync(string platform, CancellationToken cancellationToken) => outbox.WhenEmptyAsync(platform, cancellationToken);

    /// <summary>A form is gone once it is sent: what was written goes back to its author.</summary>
    static Card NotSaved(FormInput form)
    {
        var refusal = Card.Refusal("Not recorded: the bot could not save it just now. Please send it again in a minute. You wrote:");
        return refusal with { Blocks = [.. refusal.Blocks, new CodeBlock(form.Text.Length <= Form.LongestText ? form.Text : form.Text[..Form.LongestText])] };
    }

    static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Error, "A {Input} in {Team} failed; the person was told that nothing was recorded")]
        public static partial void Failed(ILogger logger, Exception exception, TeamId team, string input);
    }
}
