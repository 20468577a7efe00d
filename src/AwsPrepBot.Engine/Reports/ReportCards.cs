using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Scores;

namespace AwsPrepBot.Engine.Reports;

/// <summary>
/// Draws the queue: reports first, the oldest first, then what is withheld. While a question is open, admins are players
/// like all others: neither its right answer nor anybody's answer is shown.
/// </summary>
public sealed class ReportCards(IReportStore reports, IRoundStore rounds, IScoreStore scores, CurrentBank bank)
{
    /// <summary>More of what somebody wrote as an answer is not needed to judge the question.</summary>
    const int MostOfAnswer = 300;

    /// <summary>What stands at a place of the queue, 1 first; beyond its end the first.</summary>
    internal async Task<Card> AtAsync(TeamId team, int place, CancellationToken cancellationToken)
    {
        var open = await reports.OpenAsync(team, cancellationToken);
        var withheld = await reports.WithholdingsAsync(team, cancellationToken);
        var total = open.Count + withheld.Count;
        if (total == 0)
            return Card.Plain("No report waits, and no question is withheld.");
        var index = place > total ? 0 : place - 1;
        var next = total == 1 ? null : Button(new ActionId.ShowReport((index + 1) % total + 1), "Next");
        return index < open.Count
            ? await ReportAsync(open[index], $"REPORT {index + 1} of {open.Count}", open, withheld, next, cancellationToken)
            : await WithheldAsync(team, withheld[index - open.Count], $"WITHHELD {index - open.Count + 1} of {withheld.Count}", next, cancellationToken);
    }

    /// <summary>The way on after a decision: to the next report, if one waits.</summary>
    internal async Task<IReadOnlyList<CardAction>> NextAsync(TeamId team, CancellationToken cancellationToken) =>
        (await reports.OpenAsync(team, cancellationToken)).Count == 0 ? [] : [Button(new ActionId.ShowReport(1), "Next")];

    /// <summary>Asks what accepting a report means for the points.</summary>
    internal async Task<Card> ChoiceAsync(Report report, CancellationToken cancellationToken)
    {
        var asked = await reports.RoundsAsync(report.Team, report.Question, cancellationToken);
        var question = await QuestionAsync(report, cancellationToken);
        var isOpen = asked.Any(round => round.State == RoundState.Open);
        var actions = new List<CardAction> { Button(new ActionId.WithholdQuestion(report.Id), asked.Count == 0 ? "Withhold it" : "Leave points") };
        if (asked.Count > 0)
            actions.Add(Button(new ActionId.VoidQuestion(report.Id), "Count for nothing"));
        var canBeReKeyed = question is { Options.Count: > 0 } && CanBeReKeyed(report, asked);
        if (canBeReKeyed)
            actions.AddRange(question!.Options.Where(option => !question.IsRight(option.Id)).Select(option => question.LetterOf(option.Id))
                .Select(letter => Button(new ActionId.ReKeyQuestion(report.Id, letter), $"{letter} is right")));
        actions.Add(Button(new ActionId.ShowReport(1), "Back"));

        var answers = 0;
        foreach (var round in asked)
            answers += (await rounds.AnswersAsync(round.Team, round.Id, cancellationToken)).Count;
        var blocks = new List<Block>();
        if (question is not null)
            blocks.AddRange(Face(question, revealed: !isOpen));
        blocks.Add(new TextBlock(asked.Count == 0
            ? "Accepted, it is not asked until an admin gives it back. It was never asked here, so no points hang on it."
            : $"Accepted, it is not asked until an admin gives it back. It was asked {Words.Count(asked.Count, "time")} and answered by {Words.Count(answers, "person", "people")}. "
                + (canBeReKeyed ? "Their points can stay, or it counts for nothing, or another answer is right" : "Their points can stay, or it counts for nothing")
                + ": then all points are corrected and the channel is told."));
        if (isOpen)
            blocks.Add(new TextBlock(StillOpen(asked)));
        return new Card { Title = [Span.Strong($"ACCEPT · {report.Question}")], Blocks = blocks, Actions = actions };
    }

    /// <summary>Only closed questions are corrected: before, the choice would tell the admin what is right.</summary>
    internal static bool CanBeReKeyed(Report report, IReadOnlyList<Round> asked) =>
        asked.Any(round => round.Id == report.Round) && asked.All(round => round.State == RoundState.Closed);

    /// <summary>Why the right answer cannot be corrected yet.</summary>
    internal static RichText StillOpen(IReadOnlyList<Round> asked)
    {
        var open = asked.First(round => round.State == RoundState.Open);
        return open.ClosesAt is { } closesAt
            ? [Span.Link("The question", open.Message?.Link), " is open until ", Span.DateTime(closesAt), ". Its answer can be corrected when it has closed; before, nobody is shown what is right."]
            : "The question is just being asked. Its answer can be corrected when it has closed.";
    }

    async Task<Card> ReportAsync(
        Report report, string heading, IReadOnlyList<Report> open, IReadOnlyList<Withholding> withheld, CardAction? next, CancellationToken cancellationToken)
    {
        var asked = await reports.RoundsAsync(report.Team, report.Question, cancellationToken);
        var question = await QuestionAsync(report, cancellationToken);
        var isOpen = asked.Any(round => round.State == RoundState.Open);
        var names = await scores.NamesAsync(report.Team, [report.Member], cancellationToken);
        var name = Words.Name(names.GetValueOrDefault(report.Member, ""));
        var said = new List<Block>();
        if (isOpen)
            said.Add(new TextBlock(StillOpen(asked)));
        else if (Evidence(report, question, name) is { } evidence)
            said.Add(new TextBlock(evidence));
        if (open.Count(other => other.Question == report.Question) - 1 is > 0 and var others)
            said.Add(new TextBlock($"{Words.Count(others, "more person", "more people")} reported it; accepting decides for all."));
        if (withheld.Any(one => one.Question == report.Question))
            said.Add(new TextBlock("It is withheld already: it is not asked until an admin gives it back."));
        return Face(heading, report.Question, question, !isOpen, said) with
        {
            // What a person typed stands apart from what the bot says.
            Lead = [Span.Strong(name), " reported ", Span.Relative(report.At), $": \"{CleanText.Line(report.Reason)}\""],
            Actions = [Button(new ActionId.AcceptReport(report.Id), "Accept"), Button(new ActionId.RejectReport(report.Id), "Reject"), .. Optional(next)],
        };
    }

    async Task<Card> WithheldAsync(TeamId team, Withholding withholding, string heading, CardAction? next, CancellationToken cancellationToken)
    {
        var asked = await reports.RoundsAsync(team, withholding.Question, cancellationToken);
        var question = asked is [.., var last] ? last.Question : FromBank(withholding.Question, withholding.Id.Value);
        RichText since =
        [
            "Not asked since ", Span.DateTime(withholding.Since), withholding.ByItself ? $": {ReportRules.EnoughToWithhold} people reported it." : ": an admin accepted a report.",
        ];
        var said = new List<Block> { new TextBlock(since) };
        if (question is not null && HasOldAnswer(question))
            said.Add(new TextBlock("Its file still has the old answer: given back as it is, it is asked with that again. Correct the file first."));
        return Face(heading, withholding.Question, question, asked.All(round => round.State != RoundState.Open), said) with
        {
            Actions = [Button(new ActionId.GiveBack(withholding.Id), "Give back"), .. Optional(next)],
        };
    }

    /// <summary>Whether the bank would ask with the answer that was corrected here.</summary>
    bool HasOldAnswer(RoundQuestion question) => question.RightAsWritten is { } written
        && bank.Current.Find(question.Id)?.Choice is { } choice
        && choice.Options.Where(option => option.Correct).Select(option => option.Id).ToHashSet().SetEquals(written);

    static Card Face(string heading, QuestionId id, RoundQuestion? question, bool revealed, IReadOnlyList<Block> said) => question is null
        ? new Card { Title = [Span.Strong($"{heading} · {id}")], Blocks = [.. said, new TextBlock("The question is not in the bank any more.")] }
        : new Card
        {
            Title = [Span.Strong($"{heading} · {Topics.Name(question.Topics[0])} · {question.Level.Word()} · {id}")],
            Blocks = [.. Face(question, revealed), .. said],
            Footer = RoundCards.Source(question),
        };

    static IEnumerable<Block> Face(RoundQuestion question, bool revealed) => question.Rubric is { } rubric
        ? [.. OpenCards.Stem(question), .. revealed ? OpenCards.Explanation(rubric) : []]
        : [.. MarkdownText.ToBlocks(question.Prompt), RoundCards.Choices(question, revealed)];

    /// <summary>What the reporter had answered, and what counted as right then.</summary>
    static RichText? Evidence(Report report, RoundQuestion? question, string name)
    {
        if (report.Written is { } written)
        {
            return [Span.Strong(name), $" wrote: \"{Words.Cut(written, MostOfAnswer)}\""];
        }

        if (question is null || report.Key.Count == 0)
            return null;
        var key = $"{question.LettersOf(report.Key)} counted as right.";
        return report.OptionId is { } option
            ? [Span.Strong(name), $" answered {question.LetterOf(option)}; {key}"]
            : [Span.Strong(name), $" had not answered; {key}"];
    }

    async Task<RoundQuestion?> QuestionAsync(Report report, CancellationToken cancellationToken) =>
        report.Round is { } id && await rounds.FindAsync(report.Team, id, cancellationToken) is { } round
            ? round.Question
            : FromBank(report.Question, report.Id.Value);

    /// <summary>As a round would show it: authors write the right option first more often than not.</summary>
    RoundQuestion? FromBank(QuestionId id, long seed) =>
        bank.Current.Find(id) is { } question
            ? QuestionCopies.Of(question, question.Choice is null ? QuestionKind.Open : QuestionKind.Choice, seed)
            : null;

    static IEnumerable<CardAction> Optional(CardAction? action) => action is null ? [] : [action];

    internal static ButtonAction Button(ActionId action, string label) => new(action.ToString(), label);
}
