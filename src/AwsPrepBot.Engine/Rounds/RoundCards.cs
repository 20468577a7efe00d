using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Scores;
using NodaTime;
using NodaTime.Text;

namespace AwsPrepBot.Engine.Rounds;

/// <summary>Draws a round's public message from its present state.</summary>
public sealed class RoundCards(IRoundStore rounds, IScoreStore scores)
{
    /// <summary>More names than this end in "and 12 more".</summary>
    const int NamesShown = 10;

    /// <summary>An older question is not worth a line any more.</summary>
    const int DaysRemembered = 7;

    static readonly LocalDatePattern CheckedPattern = LocalDatePattern.CreateWithInvariantCulture("MMM yyyy");

    /// <summary>The round's message as it should be now.</summary>
    public Task<Card> PublicAsync(Round round, CancellationToken cancellationToken) => round.State switch
    {
        RoundState.Open => QuestionAsync(round, cancellationToken),
        RoundState.Closed => ResultAsync(round, cancellationToken),
        _ => Task.FromResult(Withdrawn(round)),
    };

    /// <summary>The open question. Tells how many answered, never who or what.</summary>
    public async Task<Card> QuestionAsync(Round round, CancellationToken cancellationToken)
    {
        var answered = (await rounds.AnswersAsync(round.Team, round.Id, cancellationToken)).Count;
        var footer = new List<Span> { answered == 0 ? "No answers yet" : $"{answered} answered" };
        if (round.ClosesAt is { } closesAt)
            footer.AddRange([" · closes ", Span.Relative(closesAt)]);
        return new Card
        {
            Tone = CardTone.Question,
            Round = round.Id,
            Lead = round.Kind == RoundKind.Daily ? await LeadAsync(round, cancellationToken) : null,
            Title = Heading(round, round.IsReview ? $"{round.Points} points · review" : $"{round.Points} points"),
            Blocks = round.Question.Rubric is null
                ? [.. MarkdownText.ToBlocks(round.Question.Prompt), Choices(round.Question, revealed: false)]
                : OpenCards.Question(round.Question),
            Footer = new RichText(footer),
            Actions = Actions(round),
        };
    }

    /// <summary>The options' letters or the way to write, the hint where there is one, and the way to say that something is wrong.</summary>
    public static IReadOnlyList<CardAction> Actions(Round round)
    {
        var letters = round.Question.Options.Select((_, index) => (char)('A' + index));
        IEnumerable<CardAction> buttons = round.Question.Rubric is null
            ? letters.Select(letter => new ButtonAction(new ActionId.Answer(round.Id, letter).ToString(), letter.ToString(), IsPrimary: true))
            : [new ButtonAction(new ActionId.Write(round.Id).ToString(), "Answer", IsPrimary: true)];
        if (round.Question.Hint is not null)
            buttons = buttons.Append(new ButtonAction(new ActionId.Hint(round.Id).ToString(), "Hint"));
        return [.. buttons, Report(round)];
    }

    static ButtonAction Report(Round round) => new(new ActionId.ReportQuestion(round.Id).ToString(), "Report");

    async Task<Card> ResultAsync(Round round, CancellationToken cancellationToken)
    {
        var question = round.Question;
        var answers = await rounds.CountedAsync(round.Team, round.Id, cancellationToken);
        var who = new TextBlock(await WhoAsync(round, answers, cancellationToken));
        // Explanations say of a corrected question what was thought before.
        var explained = question.Options.Where(option => question.IsExplained(option.Id)).ToList();
        return new Card
        {
            Tone = CardTone.Result,
            Round = round.Id,
            Title = Heading(round, question.RightAsWritten is null ? "closed" : "closed · corrected"),
            Blocks = question.Rubric is { } rubric
                ? [.. OpenCards.Stem(question), who, .. OpenCards.Explanation(rubric)]
                :
                [
                    .. MarkdownText.ToBlocks(question.Prompt),
                    Choices(question, revealed: true),
                    Shares(question, answers),
                    who,
                    .. Correction(question),
                    .. explained.Where(option => question.IsRight(option.Id)).Select(option => new TextBlock(Reason("Why: ", option))),
                    .. Not([.. explained.Where(option => !question.IsRight(option.Id)).Select(option => Reason($"Not {question.LetterOf(option.Id)}: ", option))]),
                ],
            Footer = Source(question),
            Actions = [Report(round)],
        };
    }

    static IEnumerable<Block> Correction(RoundQuestion question) => question.RightAsWritten is not { } written ? [] :
    [
        new TextBlock($"Corrected: {question.RightLetters} is right, not {question.LettersOf(written)}, and all points count so. The explanations of these were written for the old answer and are left out."),
    ];

    static IEnumerable<Block> Not(IReadOnlyList<RichText> reasons) => reasons.Count == 0 ? [] : [new ListBlock(reasons)];

    static Card Withdrawn(Round round) => new()
    {
        Tone = CardTone.Result,
        Round = round.Id,
        Title = Heading(round, "withdrawn"),
        Blocks = [.. MarkdownText.ToBlocks(round.Question.Prompt), new TextBlock("This question was withdrawn and counts for nothing. Streaks are not touched.")],
    };

    static RichText Heading(Round round, string last)
    {
        var kind = round.Kind == RoundKind.Daily ? "DAILY QUESTION" : "EXTRA QUESTION";
        return [Span.Strong($"{kind} · {Topics.Name(round.Question.Topics[0])} · {round.Question.Level.Word()} · {last}")];
    }

    internal static ChoicesBlock Choices(RoundQuestion question, bool revealed) => new(
    [
        .. question.Options.Select((option, index) =>
            new Choice(((char)('A' + index)).ToString(), MarkdownText.ToLine(option.Text), revealed && question.IsRight(option.Id))),
    ]);

    internal static RichText Reason(string lead, RoundOption option) =>
        new RichText([Span.Strong(lead)]) + MarkdownText.ToLine(option.Why);

    static SharesBlock Shares(RoundQuestion question, IReadOnlyList<Answer> answers) => new(
    [
        .. question.Options.Select(option => new Share(
            question.LetterOf(option.Id).ToString(), Percent(answers.Count(answer => answer.OptionId == option.Id), answers.Count))),
    ]);

    static int Percent(int part, int whole) => whole == 0 ? 0 : (int)Math.Round(100.0 * part / whole, MidpointRounding.AwayFromZero);

    /// <summary>
    /// How many answered and who got points for it, most first. Who got none is named nowhere; those who hide or had themselves
    /// deleted are among "and 2 more".
    /// </summary>
    async Task<RichText> WhoAsync(Round round, IReadOnlyList<Answer> answers, CancellationToken cancellationToken)
    {
        var isOpen = round.Question.Rubric is not null;
        var winners = answers.Select(answer => (answer.Member, Scoring.Of(round, answer).Points)).Where(answer => answer.Points > 0).ToList();
        var earned = winners.Where(winner => winner.Member != default).ToDictionary(winner => winner.Member, winner => winner.Points);
        var summary = isOpen ? OpenCards.Summary(answers) : $"{answers.Count} answered";
        if (winners.Count == 0)
            return answers.Count == 0 || isOpen ? summary : $"{summary} · nobody got it this time";
        var names = await scores.NamesAsync(round.Team, [.. earned.Keys], cancellationToken);
        if (names.Count == 0)
            return isOpen ? summary : $"{summary} · {winners.Count} got it";
        var streaks = round.Kind == RoundKind.Daily
            ? await scores.StreaksAsync(round.Team, round.Schedule, round.LocalDate, [.. names.Keys], cancellationToken)
            : new Dictionary<MemberId, int>();
        var line = new List<Span> { isOpen ? $"{summary} · " : $"{summary} · right: " };
        var ordered = names.OrderByDescending(name => earned[name.Key]).ThenBy(name => name.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var (index, (member, name)) in ordered.Take(NamesShown).Index())
        {
            // A name is a span of its own: one that is written from right to left must not turn the points beside it.
            var streak = streaks.GetValueOrDefault(member) is var days and > 1 ? $", {days} days" : "";
            line.AddRange([index == 0 ? "" : ", ", Words.Name(name), $" (+{earned[member]}{streak})"]);
        }

        if (winners.Count > Math.Min(names.Count, NamesShown))
            line.Add($" and {winners.Count - Math.Min(names.Count, NamesShown)} more");
        return new RichText([.. line.Where(span => span is not TextSpan { Text: "" })]);
    }

    /// <summary>The page that backs the key: the first reference. The others are in <c>questions show</c>.</summary>
    internal static RichText Source(RoundQuestion question) =>
        ["Source: ", Page(question), $" · checked {CheckedPattern.Format(question.Reviewed)}"];

    /// <summary>The first reference, by its page's name.</summary>
    internal static Span Page(RoundQuestion question) => Page(question.References[0]);

    /// <summary>A page, by its name.</summary>
    internal static Span Page(Uri page) => Span.Link(SourcePages.NameOf(page), page);

    /// <summary>One line on the question before, since nobody is told of an edit; the week's first question adds last week's top three.</summary>
    async Task<RichText?> LeadAsync(Round round, CancellationToken cancellationToken)
    {
        if (await rounds.PreviousDailyAsync(round.Schedule, round.LocalDate, cancellationToken) is not { } previous
            || Period.DaysBetween(previous.LocalDate, round.LocalDate) > DaysRemembered)
            return null;
        var answers = await rounds.CountedAsync(previous.Team, previous.Id, cancellationToken);
        var day = previous.LocalDate == round.LocalDate.PlusDays(-1) ? "Yesterday" : previous.LocalDate.DayOfWeek.ToString();
        var lead = new List<Span> { $"{day}: {Outcome(previous.Question, answers)}" };
        if (previous.Message?.Link is { } link)
            lead.AddRange([" · ", Span.Link("see the answer", link)]);
        var span = BoardSpan.Of(BoardPeriod.Week, previous.LocalDate);
        if (round.LocalDate > span.To)
        {
            var board = await scores.BoardAsync(new BoardQuery(round.Team, span, null, null, default), cancellationToken);
            var top = board.Leaders.Where(standing => standing.Rank <= 3 && standing.Score.Points > 0).Take(3).ToList();
            if (top.Count > 0)
                lead.AddRange([" · Last week: ", .. top.SelectMany((standing, index) => TopOf(standing, index))]);
        }

        return new RichText(lead);
    }

    static string Outcome(RoundQuestion question, IReadOnlyList<Answer> answers)
    {
        if (question.Rubric is not null)
            return answers.Count == 0 ? "nobody answered" : OpenCards.Summary(answers);
        var letters = question.RightLetters;
        return answers.Count == 0 ? $"{letters} was right, nobody answered" : $"{letters} was right, {answers.Count(question.IsRight)} of {answers.Count} got it";
    }

    static IEnumerable<Span> TopOf(Standing standing, int index) =>
        [$"{(index == 0 ? "" : ", ")}{standing.Rank}. ", Words.Name(standing.DisplayName), $" ({standing.Score.Points})"];
}
