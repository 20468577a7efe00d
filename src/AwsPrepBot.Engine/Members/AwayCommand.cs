using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Schedules;
using NodaTime;

namespace AwsPrepBot.Engine.Members;

/// <summary><c>/prep away</c>: the days on which a member's missing answer does not end their streak.</summary>
public sealed class AwayCommand(IMemberStore members, IScheduleStore schedules, TimeProvider time)
{
    /// <summary>Begins or moves an absence; without <c>until</c> it ends the present one.</summary>
    public async Task<Card?> HandleAsync(ChatRequest request, OptionReader options, CancellationToken cancellationToken)
    {
        var today = time.GetToday(await ZoneAsync(request, cancellationToken));
        return options.Text("until") is { } until
            ? await BeginAsync(request, until, today, cancellationToken)
            : await EndAsync(request, today, cancellationToken);
    }

    async Task<Card?> BeginAsync(ChatRequest request, string text, LocalDate today, CancellationToken cancellationToken)
    {
        var until = SettingReader.Until(text, today);
        if (until.Problem is not null)
            return Card.Refusal(until.Problem);
        var member = new Member(request.Speaker.Member, request.Speaker.DisplayName, IsHidden: false);
        var change = await members.BeginAbsenceAsync(request.Team, member, new Absence(today, until.Value), request.Id, cancellationToken);
        return change switch
        {
            MemberChange.Duplicate => null,
            _ => Card.Done(
            [
                $"You are away until {Words.Day(until.Value)}: what you do not answer before that day leaves your streak as it is, and what you do answer counts. ",
                Span.Code("/prep away"), " ends it sooner.",
            ]),
        };
    }

    async Task<Card?> EndAsync(ChatRequest request, LocalDate today, CancellationToken cancellationToken) =>
        await members.EndAbsenceAsync(request.Team, request.Speaker.Member, today, request.Id, cancellationToken) switch
        {
            MemberChange.Duplicate => null,
            MemberChange.Done => Card.Done("Welcome back. From today on your streak counts every question again."),
            _ => Card.Plain(
            [
                "You are not away. ", Span.Code($"/prep away until={today.PlusDays(7):uuuu-MM-dd}"), " or ", Span.Code("/prep away until=3d"),
                " keeps your streak while you are.",
            ]),
        };

    /// <summary>A day is a question's day: that of the schedule here, else the team's first, else the speaker's own.</summary>
    async Task<DateTimeZone> ZoneAsync(ChatRequest request, CancellationToken cancellationToken) =>
        (await schedules.NearestAsync(request, cancellationToken))?.Settings?.TimeZone
        ?? (request.Speaker.TimeZone is { } zone ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) : null)
        ?? DateTimeZone.Utc;
}
