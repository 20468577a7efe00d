using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;

namespace AwsPrepBot.Engine.Reports;

/// <summary>
/// Tells reporters what became of their reports, and admins what happened by itself. A reporter who cannot be told in
/// private finds it in <c>today</c>; what admins should know is in <c>reports</c>.
/// </summary>
public sealed class ReportNews(
    IReportStore reports, IRoundStore rounds, IScheduleStore schedules, DirectMessages messages, Admins admins, TimeProvider time)
{
    /// <summary>More would push the question of the day away.</summary>
    const int Shown = 3;

    /// <summary>Tells each reporter, once for each call.</summary>
    public async Task TellReportersAsync(IReadOnlyList<Report> decided, CancellationToken cancellationToken)
    {
        foreach (var report in decided)
        {
            if (await messages.TellAsync(report.Team, report.Member, Card.Plain(await SayAsync(report, cancellationToken)), cancellationToken))
                await reports.ToldAsync(report.Team, report.Id, cancellationToken);
        }
    }

    /// <summary>A question was withheld because enough members reported it: tells who set the team's schedules, and whom the operator names.</summary>
    public async Task TellAdminsAsync(Report last, CancellationToken cancellationToken)
    {
        var all = await schedules.OfTeamAsync(last.Team, cancellationToken);
        var told = all.Select(schedule => schedule.ChangedBy).OfType<MemberId>().Concat(admins.NamedIn(last.Team)).Distinct();
        var card = Card.Plain(
        [
            $"{ReportRules.EnoughToWithhold} people reported the question ", Span.Code(last.Question.Value), ", so I do not ask it any more. Say ",
            Span.Code("/prep reports"), " to decide.",
        ]);
        foreach (var admin in told)
            await messages.TellAsync(last.Team, admin, card, cancellationToken);
    }

    /// <summary>The card, with what became of the reader's reports where the reader could not be told.</summary>
    internal async Task<Card> AddToAsync(Card card, ChatRequest request, CancellationToken cancellationToken)
    {
        var untold = await reports.UntoldAsync(request.Team, request.Speaker.Member, time.GetInstant() - ReportRules.NewsKept, cancellationToken);
        var news = new List<Block>();
        foreach (var report in untold.TakeLast(Shown))
            news.Add(new TextBlock(await SayAsync(report, cancellationToken)));
        return news.Count == 0 ? card : card with { Blocks = [.. card.Blocks, .. news] };
    }

    async Task<RichText> SayAsync(Report report, CancellationToken cancellationToken)
    {
        RichText about = ["You reported the question ", Span.Code(report.Question.Value), ". "];
        return about + report.State switch
        {
            ReportState.Withheld => "An admin agrees: it is not asked any more for now. Thank you.",
            ReportState.Voided => "An admin agrees: it is not asked any more for now, and where it was asked it counts for nothing. Thank you.",
            ReportState.Corrected => $"An admin agrees: it is not asked any more for now, {await RightAsync(report, cancellationToken)}everyone's points are corrected. Thank you.",
            ReportState.Rejected => $"An admin looked at it and leaves it as it is: \"{CleanText.Line(report.Word ?? "")}\"",
            _ => "It waits for an admin.",
        };
    }

    async Task<string> RightAsync(Report report, CancellationToken cancellationToken) =>
        report.Round is { } id && await rounds.FindAsync(report.Team, id, cancellationToken) is { Question: { Right.Count: > 0 } question }
            ? $"{question.RightLetters} is right, and "
            : "and ";
}
