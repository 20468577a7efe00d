using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Engine.Schedules;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AwsPrepBot.Engine.Rounds;

/// <summary>What became of opening a round.</summary>
public abstract record OpenOutcome
{
    /// <summary>It is open and its message is on its way.</summary>
    public sealed record Opened(Round Round, int LeftInBag) : OpenOutcome;

    /// <summary>That day's question has been asked; or, for an extra round, one is open in the channel.</summary>
    public sealed record AlreadyClaimed : OpenOutcome;

    /// <summary>The same request again.</summary>
    public sealed record Duplicate : OpenOutcome;

    /// <summary>No question of the bank fits the schedule; so many would, were they not withheld.</summary>
    public sealed record NoQuestion(int Withheld) : OpenOutcome;
}

/// <summary>A round's life: opening, closing, voiding. Safe to call again and from several places at once: the store's keys decide.</summary>
public sealed partial class RoundService(
    IRoundStore rounds, IReportStore reports, CurrentBank bank, Outbox outbox, IAlarms alarms, IdSource ids, TimeProvider time, ILogger<RoundService> logger)
{
    /// <summary>How late a question may still be posted; afterwards its day is skipped.</summary>
    public static readonly Duration PostWindow = Duration.FromHours(4);

    /// <summary>
    /// Opens a round with the next question of the schedule's bag. Undelivered <see cref="PostWindow"/> after
    /// <paramref name="due"/>, it is void.
    /// </summary>
    public async Task<OpenOutcome> OpenAsync(
        Schedule schedule, RoundKind kind, LocalDate date, Instant due, RequestId? request, CancellationToken cancellationToken)
    {
        var settings = schedule.Settings ?? throw new ArgumentException("A schedule that was taken back asks nothing.", nameof(schedule));
        var asked = await rounds.AskedAsync(schedule.Id, cancellationToken);
        var filter = await FilterAsync(schedule.Team, settings, cancellationToken);
        if (QuestionPicker.Pick(bank.Current, filter, schedule.Id.Value, asked) is not { } picked)
        {
            Log.NoQuestionFits(logger, schedule.Id);
            return new OpenOutcome.NoQuestion(bank.Current.Filter(filter with { Except = null }).Count);
        }

        var id = new RoundId(ids.Next());
        var round = new Round
        {
            Id = id,
            Team = schedule.Team,
            Channel = schedule.Channel,
            Schedule = schedule.Id,
            Kind = kind,
            LocalDate = date,
            Cycle = picked.Cycle,
            IsReview = picked.IsReview,
            Question = QuestionCopies.Of(picked.Question, settings.Kind, id),
            OpenedAt = time.GetInstant(),
            PostBefore = due + PostWindow,
            OpenFor = settings.OpenFor,
        };
        switch (await rounds.OpenAsync(round, new DeliveryId(ids.Next()), request, cancellationToken))
        {
            case OpenResult.Opened:
                Log.Opened(logger, round.Id, round.Team, kind, round.Question.Id);
                outbox.Wake(round.Team.Platform);
                return new OpenOutcome.Opened(round, picked.LeftAfter);
            case OpenResult.AlreadyClaimed:
                return new OpenOutcome.AlreadyClaimed();
            default:
                return new OpenOutcome.Duplicate();
        }
    }

    /// <summary>Closes and scores a round if it is open and was delivered, whatever its closing time.</summary>
    /// <returns>What was booked; null when there was nothing to close.</returns>
    public async Task<Settlement?> CloseAsync(TeamId team, RoundId round, RequestId? request, CancellationToken cancellationToken)
    {
        var settled = await rounds.SettleAsync(team, round, account => Scoring.Close(account, time.GetInstant()), request, cancellationToken);
        if (settled is not null)
        {
            Log.Closed(logger, round, team, settled.Entries.Count);
            outbox.Wake(team.Platform);
        }

        return settled;
    }

    /// <summary>Closes a round whose closing time has come; sets the alarm anew when it has not.</summary>
    public async Task CloseDueAsync(TeamId team, RoundId id, CancellationToken cancellationToken)
    {
        if (await rounds.FindAsync(team, id, cancellationToken) is not { State: RoundState.Open, ClosesAt: { } closesAt })
            return;
        if (closesAt <= time.GetInstant())
            await CloseAsync(team, id, null, cancellationToken);
        else
            await alarms.SetCloseAsync(team, id, closesAt, cancellationToken);
    }

    /// <summary>Makes a round count for nothing; what the ledger gave for it is taken back.</summary>
    public async Task<Settlement?> VoidAsync(TeamId team, RoundId round, CancellationToken cancellationToken)
    {
        var settled = await rounds.SettleAsync(team, round, account => Scoring.Void(account, time.GetInstant()), null, cancellationToken);
        if (settled is not null)
        {
            Log.Voided(logger, round, team);
            outbox.Wake(team.Platform);
        }

        return settled;
    }

    /// <summary>The questions a schedule draws from just now: what the team withholds is left out.</summary>
    public async Task<BankFilter> FilterAsync(TeamId team, ScheduleSettings settings, CancellationToken cancellationToken) =>
        FilterOf(settings) with { Except = await reports.WithheldAsync(team, cancellationToken) };

    /// <summary>The questions a schedule draws from, withheld ones included.</summary>
    public static BankFilter FilterOf(ScheduleSettings settings) => new(
        settings.Level, settings.Topic, ChoiceOnly: settings.Kind == QuestionKind.Choice, OpenOnly: settings.Kind == QuestionKind.Open);

    static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "Round {Round} of {Team} opened ({Kind}) with question {Question}")]
        public static partial void Opened(ILogger logger, RoundId round, TeamId team, RoundKind kind, QuestionId question);

        [LoggerMessage(1002, LogLevel.Information, "Round {Round} of {Team} closed, {Entries} ledger entries")]
        public static partial void Closed(ILogger logger, RoundId round, TeamId team, int entries);

        [LoggerMessage(1003, LogLevel.Warning, "Round {Round} of {Team} is void")]
        public static partial void Voided(ILogger logger, RoundId round, TeamId team);

        [LoggerMessage(1004, LogLevel.Warning, "No question of the bank fits schedule {Schedule}: nothing can be asked")]
        public static partial void NoQuestionFits(ILogger logger, ScheduleId schedule);
    }
}
