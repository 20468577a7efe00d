using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;

namespace AwsPrepBot.Engine.Reports;

/// <summary><c>/prep report</c>, and the <c>Report</c> button under a question with its form: this question is wrong.</summary>
public sealed class ReportCommand(IReportStore reports, IRoundStore rounds, CurrentBank bank, ReportNews news, IdSource ids, TimeProvider time)
{
    /// <summary>What is reported: a question, and where the team met it.</summary>
    sealed record Subject(QuestionId Question, Round? Round, IReadOnlyList<string> Key);

    /// <summary>By name, or without one the latest question of this channel.</summary>
    public async Task<Card?> HandleAsync(ChatRequest request, OptionReader options, CancellationToken cancellationToken)
    {
        var named = options.Text("question");
        var subject = named is null ? await LatestAsync(request, cancellationToken) : await NamedAsync(request.Team, named.ToLowerInvariant(), cancellationToken);
        if (subject is null)
            return named is null ? NothingAsked() : Unknown(named);
        if (options.Text("reason") is not { } reason)
        {
            return Card.Refusal(
            [
                "What is wrong with it? Say it too, for example ", Span.Code($"/prep report question={subject.Question} reason=\"B is right too\""),
                ", or press Report under the question.",
            ]);
        }

        return await KeepAsync(request, subject, reason, cancellationToken);
    }

    /// <summary>The press: the form, or why there is none.</summary>
    public async Task<Card> FormAsync(ChatRequest request, ActionId.ReportQuestion action, CancellationToken cancellationToken)
    {
        if (await FindAsync(request, action, cancellationToken) is not { } subject)
            return AnswerHandler.UnknownQuestion();
        if (subject.Round is null)
            return Withdrawn();
        var open = await reports.OpenAsync(request.Team, cancellationToken);
        if (open.Any(report => report.Question == subject.Question && report.Member == request.Speaker.Member))
            return OpenAlready();
        return new Card
        {
            Form = new Form(action.ToString(), "Report this question", "What is wrong? Admins see this and your name", MostCharacters: ReportRules.LongestReason),
        };
    }

    /// <summary>The form, filled in.</summary>
    public async Task<Card?> HandleAsync(ChatRequest request, ActionId.ReportQuestion action, string reason, CancellationToken cancellationToken) =>
        await FindAsync(request, action, cancellationToken) switch
        {
            null => AnswerHandler.UnknownQuestion(),
            { Round: null } => Withdrawn(),
            var subject => await KeepAsync(request, subject, reason, cancellationToken),
        };

    async Task<Card?> KeepAsync(ChatRequest request, Subject subject, string reason, CancellationToken cancellationToken)
    {
        reason = reason.Trim();
        if (Problem(reason, "reason") is { } problem)
            return problem;
        var report = new Report
        {
            Id = new ReportId(ids.Next()),
            Team = request.Team,
            Question = subject.Question,
            Round = subject.Round?.Id,
            Member = request.Speaker.Member,
            Key = subject.Key,
            Reason = reason,
            At = time.GetInstant(),
        };
        switch (await reports.AddAsync(report, request.Speaker.DisplayName, ReportRules.EnoughToWithhold, request.Id, cancellationToken))
        {
            case ReportResult.Kept kept:
                if (kept.Withholds)
                    await news.TellAdminsAsync(report, cancellationToken);
                return Receipt(subject, kept.Withholds);
            case ReportResult.OpenAlready:
                return OpenAlready();
            default:
                return null;
        }
    }

    /// <summary>Refuses a text for a form of ours that is empty or too long.</summary>
    internal static Card? Problem(string text, string what) => text.Length switch
    {
        0 => Card.Refusal($"The {what} is empty. Say in a sentence or two what is the matter."),
        > ReportRules.LongestReason => Card.Refusal($"A {what} may have {ReportRules.LongestReason} characters; this one has {text.Length:N0}."),
        _ => null,
    };

    static Card Receipt(Subject subject, bool withholds)
    {
        var seen = subject.Round?.State switch
        {
            RoundState.Open => "Admins see your name and reason, and what you answered once the question has closed.",
            RoundState.Closed => "Admins see your name, your reason and what you answered.",
            _ => "Admins see your name and reason.",
        };
        var many = withholds ? " Several people said so by now: it is not asked any more until an admin has looked." : "";
        return Card.Done(["Reported: ", Span.Code(subject.Question.Value), $". {seen} You hear what they decide.{many}"]);
    }

    async Task<Subject?> FindAsync(ChatRequest request, ActionId.ReportQuestion action, CancellationToken cancellationToken) =>
        await rounds.FindAsync(request.Team, action.Round, cancellationToken) is { } round && round.Channel == request.Channel
            ? Of(round) with { Round = round.State == RoundState.Void ? null : round }
            : null;

    async Task<Subject?> LatestAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var open = await rounds.OpenInAsync(request.Team, request.Channel, cancellationToken);
        var latest = open.LastOrDefault(round => round.PostedAt is not null) ?? await rounds.LastClosedAsync(request.Team, request.Channel, cancellationToken);
        return latest is null ? null : Of(latest);
    }

    async Task<Subject?> NamedAsync(TeamId team, string name, CancellationToken cancellationToken)
    {
        var id = new QuestionId(name);
        if (await reports.RoundsAsync(team, id, cancellationToken) is [.., var latest])
            return Of(latest);
        return bank.Current.Find(id) is { } question
            ? new Subject(id, null, [.. question.Choice?.Options.Where(option => option.Correct).Select(option => option.Id) ?? []])
            : null;
    }

    static Subject Of(Round round) => new(round.Question.Id, round, round.Question.Right);

    Card Unknown(string name) => bank.Current.NearestId(name) is { } near
        ? Card.Refusal([$"There is no question {Words.Quote(name)}. Did you mean ", Span.Code(near.Value), "?"])
        : Card.Refusal($"There is no question {Words.Quote(name)}. Leave it out to report the latest question here.");

    static Card NothingAsked() => Card.Refusal(["No question was asked here yet. Say which one is wrong, for example ", Span.Code("/prep report question=s3-versioning"), "."]);

    static Card OpenAlready() => Card.Refusal("You have reported this question already; an admin looks at it, and you hear what they decide.");

    static Card Withdrawn() => Card.Refusal("This question was withdrawn already and counts for nothing.");
}
