using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Rounds;
using NodaTime;

namespace AwsPrepBot.Engine.Reports;

/// <summary><c>/prep reports</c> and its buttons: admins accept, reject, and give back.</summary>
public sealed class ReportsCommand(
    IReportStore reports, IRoundStore rounds, ReportCards cards, ReportNews news, Outbox outbox, TimeProvider time)
{
    /// <summary>The first of the queue.</summary>
    public Task<Card> HandleAsync(ChatRequest request, CancellationToken cancellationToken) => cards.AtAsync(request.Team, 1, cancellationToken);

    /// <summary>One of the buttons; that an admin pressed it has been checked.</summary>
    public async Task<Card?> HandleAsync(ChatRequest request, ActionId.ReportWork action, CancellationToken cancellationToken) => action switch
    {
        ActionId.ShowReport show => await cards.AtAsync(request.Team, show.Place, cancellationToken),
        ActionId.AcceptReport accept => await reports.FindAsync(request.Team, accept.Report, cancellationToken) switch
        {
            null => Gone(),
            { State: ReportState.Open } report => await cards.ChoiceAsync(report, cancellationToken),
            var decided => DecidedBefore(decided),
        },
        ActionId.WithholdQuestion withhold => await AcceptAsync(request, withhold.Report, new Acceptance(ReportState.Withheld, _ => null), cancellationToken),
        ActionId.VoidQuestion none => await AcceptAsync(
            request, none.Report, new Acceptance(ReportState.Voided, account => Scoring.Void(account, time.GetInstant())), cancellationToken),
        ActionId.ReKeyQuestion reKey => await ReKeyAsync(request, reKey, cancellationToken),
        ActionId.RejectReport reject => await RejectFormAsync(request, reject, cancellationToken),
        ActionId.GiveBack back => await GiveBackAsync(request, back, cancellationToken),
        _ => throw new InvalidOperationException($"unknown action {action.GetType()}"),
    };

    /// <summary>The form for a word to the reporter, filled in.</summary>
    public async Task<Card?> RejectAsync(ChatRequest request, ActionId.RejectReport action, string word, CancellationToken cancellationToken)
    {
        word = word.Trim();
        if (ReportCommand.Problem(word, "word to the reporter") is { } problem)
            return problem;
        return await AnswerAsync(request, await reports.RejectAsync(request.Team, action.Report, word, request.Id, cancellationToken), cancellationToken);
    }

    async Task<Card> RejectFormAsync(ChatRequest request, ActionId.RejectReport action, CancellationToken cancellationToken) =>
        await reports.FindAsync(request.Team, action.Report, cancellationToken) switch
        {
            null => Gone(),
            { State: ReportState.Open } => new Card
            {
                Form = new Form(action.ToString(), "Reject the report", "Why? The person who reported it reads this", MostCharacters: ReportRules.LongestReason),
            },
            var decided => DecidedBefore(decided),
        };

    async Task<Card?> ReKeyAsync(ChatRequest request, ActionId.ReKeyQuestion action, CancellationToken cancellationToken)
    {
        if (await reports.FindAsync(request.Team, action.Report, cancellationToken) is not { } report)
            return Gone();
        // The store knows whether this is the very press that decided it.
        if (report.State != ReportState.Open)
            return await AcceptAsync(request, report.Id, new Acceptance(ReportState.Corrected, _ => null), cancellationToken);
        var asked = await reports.RoundsAsync(request.Team, report.Question, cancellationToken);
        if (asked.Any(round => round.State == RoundState.Open))
            return Card.Refusal(ReportCards.StillOpen(asked));
        if (asked.FirstOrDefault(round => round.Id == report.Round) is not { } met || met.Question.OptionAt(action.Letter) is not { } option)
            return Card.Refusal("That answer cannot be made right: the question it belongs to was withdrawn, or never asked here.");
        if (met.Question.IsRight(option.Id))
            return Card.Refusal($"{action.Letter} counts as right already.");
        // By the option, whatever letter each round shows it under; where it is not among the options, there is nothing to correct.
        return await AcceptAsync(
            request, report.Id,
            new Acceptance(
                ReportState.Corrected,
                account => account.Round.Question.Options.Any(one => one.Id == option.Id) ? Scoring.Correct(account, [option.Id], time.GetInstant()) : null),
            cancellationToken);
    }

    async Task<Card?> AcceptAsync(ChatRequest request, ReportId report, Acceptance acceptance, CancellationToken cancellationToken)
    {
        var result = await reports.AcceptAsync(request.Team, report, acceptance, request.Id, cancellationToken);
        if (result is DecisionResult.Decided { Settlements.Count: > 0 })
            outbox.Wake(request.Team.Platform);
        return await AnswerAsync(request, result, cancellationToken);
    }

    async Task<Card?> AnswerAsync(ChatRequest request, DecisionResult result, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case DecisionResult.Decided decided:
                await news.TellReportersAsync(decided.Reports, cancellationToken);
                return await ReceiptAsync(request.Team, decided, cancellationToken);
            case DecisionResult.DecidedBefore before:
                return DecidedBefore(before.Report);
            case DecisionResult.Unknown:
                return Gone();
            default:
                return null;
        }
    }

    async Task<Card> ReceiptAsync(TeamId team, DecisionResult.Decided decided, CancellationToken cancellationToken)
    {
        var report = decided.Reports[0];
        var withheld = (await reports.WithholdingsAsync(team, cancellationToken)).FirstOrDefault(one => one.Question == report.Question);
        var open = await reports.OpenAsync(team, cancellationToken);
        var actions = new List<CardAction>(await cards.NextAsync(team, cancellationToken));
        // Rejected to the last, what enough people withheld by reporting it stays away until somebody says otherwise.
        if (report.State == ReportState.Rejected && withheld is not null && open.All(other => other.Question != report.Question))
            actions.Insert(0, ReportCards.Button(new ActionId.GiveBack(withheld.Id), "Give back"));
        RichText said = [Span.Code(report.Question.Value), await SaidAsync(report, decided, withheld is not null, cancellationToken)];
        return Card.Done(said) with { Actions = actions };
    }

    async Task<string> SaidAsync(Report report, DecisionResult.Decided decided, bool isWithheld, CancellationToken cancellationToken)
    {
        var changed = decided.Settlements.SelectMany(settlement => settlement.Entries).Where(entry => entry.Score.Points != 0).Select(entry => entry.Member).Distinct().Count();
        var points = changed == 0 ? "nobody's points change" : $"the points of {Words.Count(changed, "person", "people")} are corrected";
        return report.State switch
        {
            ReportState.Rejected => isWithheld
                ? ": rejected, and the reporter is told why. The question is still withheld."
                : ": rejected, and the reporter is told why. The question stays as it is.",
            ReportState.Voided => $": accepted. It is not asked any more and counts for nothing; {points}.",
            ReportState.Corrected => $": accepted. It is not asked any more, {await RightAsync(report, cancellationToken)} is right, and {points}.",
            _ => ": accepted. It is not asked any more; points stay as they are.",
        };
    }

    async Task<string> RightAsync(Report report, CancellationToken cancellationToken) =>
        report.Round is { } id && await rounds.FindAsync(report.Team, id, cancellationToken) is { } round ? round.Question.RightLetters : "another answer";

    async Task<Card?> GiveBackAsync(ChatRequest request, ActionId.GiveBack action, CancellationToken cancellationToken) =>
        await reports.GiveBackAsync(request.Team, action.Withholding, request.Id, cancellationToken) switch
        {
            GiveBackResult.GivenBack back => Card.Done([Span.Code(back.Question.Value), " may be asked again."]) with
            {
                Actions = await cards.NextAsync(request.Team, cancellationToken),
            },
            GiveBackResult.NotWithheld => Card.Refusal(["That question is not withheld any more. ", Span.Code("/prep reports"), " shows what is."]),
            _ => null,
        };

    static Card Gone() => Card.Refusal(["There is no such report any more. ", Span.Code("/prep reports"), " shows what waits."]);

    static Card DecidedBefore(Report report) => Card.Refusal(
    [
        "This report was decided already: ", Span.Code(report.Question.Value), report.State switch
        {
            ReportState.Rejected => " was left as it is.",
            ReportState.Voided => " is withheld and counts for nothing.",
            ReportState.Corrected => " is withheld and its answer corrected.",
            _ => " is withheld.",
        },
    ]);
}
