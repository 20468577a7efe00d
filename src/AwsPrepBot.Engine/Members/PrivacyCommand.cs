using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Delivery;
using NodaTime;

namespace AwsPrepBot.Engine.Members;

/// <summary><c>/prep privacy</c>: what is kept about the person who asks, and their say over it.</summary>
public sealed class PrivacyCommand(IMemberStore members, Outbox outbox, TimeProvider time)
{
    /// <summary>The choices of <c>action</c>; the first is the default.</summary>
    public static IReadOnlyList<string> ActionWords { get; } = ["show", "hide", "unhide", "export", "delete"];

    /// <summary>How long the button that deletes may be pressed: whoever comes back later is asked anew.</summary>
    static readonly Duration Asks = Duration.FromHours(1);

    static readonly Card NothingKept = Card.Plain("I keep nothing about you: nothing to show, to export or to delete.");

    /// <summary>Answers it.</summary>
    public Task<Card?> HandleAsync(ChatRequest request, OptionReader options, CancellationToken cancellationToken) =>
        options.Text("action")?.ToLowerInvariant() switch
        {
            "hide" => HideAsync(request, true, cancellationToken),
            "unhide" => HideAsync(request, false, cancellationToken),
            "export" => ExportAsync(request, cancellationToken),
            "delete" => AskAsync(request, cancellationToken),
            _ => ShowAsync(request, cancellationToken),
        };

    /// <summary>The person was asked once more and said yes.</summary>
    public async Task<Card?> ForgetAsync(ChatRequest request, ActionId.Forget action, CancellationToken cancellationToken)
    {
        if (time.GetInstant() - action.AskedAt is var age && (age > Asks || age < -Asks))
            return Card.Refusal(["That button is from a while ago, so nothing was deleted. ", Span.Code("/prep privacy action=delete"), " asks anew."]);
        var change = await members.ForgetAsync(request.Team, request.Speaker.Member, request.Id, cancellationToken);
        if (change == MemberChange.Done)
            outbox.Wake(request.Team.Platform);
        return change switch
        {
            MemberChange.Duplicate => null,
            MemberChange.Nothing => NothingKept,
            _ => Card.Done(
                "Deleted: I keep nothing about you here any more. Closed questions go on counting your answers, without you. Messages that already "
                + "stand in a channel stay as they are, your name in them too; whoever manages this place can remove those. If you answer again, I begin anew."),
        };
    }

    async Task<Card?> ShowAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var kept = await members.KeptAsync(request.Team, request.Speaker.Member, cancellationToken);
        if (kept.Count == 0)
            return NothingKept;
        var member = await members.FindAsync(request.Team, request.Speaker.Member, cancellationToken);
        return new Card
        {
            Title = [Span.Strong("What I keep about you")],
            Blocks =
            [
                new ListBlock([.. kept.Select(rows => Sentence(rows, member))]),
                new TextBlock(member?.IsHidden == true
                    ? "You are hidden: your name is on no board and in no new result."
                    : "Others see your name, points and streak on the board, and that you were right in a question's result."),
                new TextBlock("Nobody sees your answer before its question closes, and nobody but you ever sees your topics, quizzes and reviews."),
                new TermsBlock(
                [
                    member?.IsHidden == true
                        ? new Term("/prep privacy action=unhide", "Be on the board again")
                        : new Term("/prep privacy action=hide", "Stay off the board and out of results"),
                    new Term("/prep privacy action=export", "Get all of it as a file"),
                    new Term("/prep privacy action=delete", "Delete all of it; asks once more"),
                ]),
            ],
        };
    }

    async Task<Card?> HideAsync(ChatRequest request, bool hide, CancellationToken cancellationToken)
    {
        var member = new Member(request.Speaker.Member, request.Speaker.DisplayName, hide);
        return await members.HideAsync(request.Team, member, request.Id, cancellationToken) switch
        {
            MemberChange.Duplicate => null,
            MemberChange.Done when hide => Card.Done(
            [
                "You are hidden: your name is on no board and in no new result, and your points go on counting for you. ", Span.Code("/prep privacy action=unhide"),
                " takes it back.",
            ]),
            MemberChange.Done => Card.Done("You are on the board again."),
            _ => Card.Plain(hide ? "You are hidden already." : "You are not hidden."),
        };
    }

    async Task<Card?> ExportAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var kept = await members.KeptAsync(request.Team, request.Speaker.Member, cancellationToken);
        if (kept.Count == 0)
            return NothingKept;
        var now = time.GetInstant();
        return Card.Done(["Here is all I keep about you: ", Span.Code(MemberExport.Json), " for programs, and the same as tables for a spreadsheet."]) with
        {
            File = MemberExport.Make(request.Team, request.Speaker.Member, kept, now, time.GetToday(DateTimeZone.Utc)),
        };
    }

    async Task<Card?> AskAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var kept = await members.KeptAsync(request.Team, request.Speaker.Member, cancellationToken);
        if (kept.Count == 0)
            return NothingKept;
        return new Card
        {
            Title = [Span.Strong("Delete everything about you?")],
            Blocks =
            [
                new TextBlock("Your answers, points, streak and quizzes here go at once and cannot be brought back. Closed questions keep their counts, without you; "
                    + "messages that already stand in a channel stay as they are."),
                new TextBlock([Span.Code("/prep privacy action=export"), " first gives you a copy. To keep everything, just leave this."]),
            ],
            Actions = [new ButtonAction(new ActionId.Forget(time.GetInstant()).ToString(), "Delete everything")],
        };
    }

    static RichText Sentence(KeptRows rows, Member? member) => rows.Kind switch
    {
        "members" => $"your account's id, the name you go by ({Words.Name(member?.DisplayName ?? "")}), and when you were first and last here",
        "answers" => Words.Count(rows.Rows.Count, "answer") + " to questions",
        "open_answers" => Words.Count(rows.Rows.Count, "answer") + " in your own words, with their verdicts",
        "quizzes" => Words.Count(rows.Rows.Count, "quiz that you began", "quizzes that you began"),
        "quiz_answers" => Words.Count(rows.Rows.Count, "answer") + " in quizzes",
        "ledger" => Words.Count(rows.Rows.Count, "entry", "entries") + " of points",
        "standings" => Words.Count(rows.Rows.Count, "sum") + " of points by day, week and month",
        "absences" => Words.Count(rows.Rows.Count, "absence"),
        "reports" => Words.Count(rows.Rows.Count, "report"),
        "schedule_revisions" => Words.Count(rows.Rows.Count, "change") + " of a schedule that you made",
        var other => $"{rows.Rows.Count} × {other.Replace('_', ' ')}",
    };
}
